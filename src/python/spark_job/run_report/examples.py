"""What runs leave behind, as evidence for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from docai.cluster.objects import Container, Pod
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.step_record import StepRecord
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.run_report.evidence import (
    LOADER,
    SPARK,
    ClusterEvidence,
    Evidence,
    Hint,
    LakeEvidence,
    LoaderManifest,
)
from spark_job.watch.watching import View

RUN = "6f1c2a9e-7d44-4a3b-9d53-2b1f0c9e8a77"
BEGAN = datetime(2026, 11, 28, 2, 0, 5, tzinfo=UTC)
LAKE = "abfss://filings@docailake.dfs.core.windows.net/prod"
APP = "docai-spark-delta-0123456789-a1"
FOLDER = f"raw/_manifests/20261128T020006Z-{RUN}-0a1b2c3d"
REPORT = f"delta/_reports/20261128T020312Z-{RUN}-4e5f6a7b.html"
LOADED = {
    "selected": 41.0,
    "stored": 40.0,
    "already_stored": 1.0,
    "missing": 0.0,
    "failed": 0.0,
    "requests": 43.0,
    "bytes_served": 41_200_000.0,
    "bytes_lake": 9_400_000.0,
    "seconds": 17.1,
    "seconds_away": 0.0,
}
WRITTEN = {
    "filings": 40.0,
    "sections": 1389.0,
    "quarantined": 0.0,
    "already_present": 1.0,
    "bytes_read": 41_200_000.0,
    "writer_seconds": 88.4,
    "attempts": 1.0,
    "seconds": 133.2,
}


def record(
    step: str, code: ExitCode | None = ExitCode.DONE, message: str = "", **more: Any
) -> StepRecord:
    """A step's record; without a code it has no end."""
    began = BEGAN + timedelta(seconds=0 if step == LOADER else 40)
    given: dict[str, Any] = {"ended_at": None if code is None else began + timedelta(seconds=133)}
    return StepRecord(RUN, step, began, exit_code=code, message=message, **{**given, **more})


def loaded(
    code: ExitCode | None = ExitCode.DONE,
    message: str = "41 filings selected: 40 stored, 1 already there",
    **more: Any,
) -> StepRecord:
    """What the loader writes down of itself."""
    return record(LOADER, code, message, **{"figures": LOADED, **more})


def written(
    code: ExitCode | None = ExitCode.DONE,
    message: str = f"{APP} is done: 40 filings and 1389 Items written",
    **more: Any,
) -> StepRecord:
    """What the launcher writes down of itself."""
    return record(SPARK, code, message, **{"figures": WRITTEN, **more})


def outcome(
    code: ExitCode = ExitCode.DONE, message: str = "40 filings and 1389 Items written", **more: Any
) -> Outcome:
    """What the writer says of itself."""
    figures = {name: WRITTEN[name] for name in ("filings", "sections", "quarantined", "bytes_read")}
    ended = BEGAN + timedelta(seconds=150)
    return Outcome(
        RUN, code, message, BEGAN + timedelta(seconds=60), ended, **{"figures": figures, **more}
    )


def view(
    state: str, error: str = "", *, name: str = APP, code: int | None = None, reason: str = "Error"
) -> View:
    """An application, with its driver's pod when that ended with ``code``."""
    app = Application(
        name, "spark-jobs", "u", "aa", state, error, driver_pod=f"{name}-driver", executions=1
    )
    if code is None:
        return View(app)
    container = Container(DRIVER_CONTAINER, "terminated", reason, "", code, memory_limit="3Gi")
    return View(app, Pod(f"{name}-driver", "p", "Failed", {}, (container,)))


def evidence(
    *records: StepRecord,
    hint: Hint = Hint.FAILED,
    views: tuple[View, ...] = (),
    problem: str = "",
    **lake: Any,
) -> Evidence:
    """A run of which ``records`` and whatever else is given are in the lake."""
    held = LakeEvidence(LAKE, problem, {one.step: one for one in records}, **lake)
    deleted = tuple(one.app.name for one in views if one.app is not None)
    return Evidence(RUN, "spark-jobs", held, ClusterEvidence(views, deleted=deleted), hint)


MANIFEST = LoaderManifest(FOLDER, "closed", figures=LOADED, began=BEGAN)
KILLED_MANIFEST = LoaderManifest(
    FOLDER, "open", figures={"stored": 1234.0, "failed": 2.0}, began=BEGAN
)
QUARANTINED = (
    "3 of 40 filings went to quarantine, where 1% may (--tolerate); the others are committed, and the reasons stand "
    f"in {REPORT}"
)
AWAY = "EDGAR did not answer for 30 min: https://www.sec.gov/Archives/edgar/full-index/2024/QTR1/form.idx: read timeout"
NO_AGENT = (
    "the user agent 'me' names no contact; EDGAR wants a name and an e-mail address in it, such as --user-agent "
    "'Example Corp data-team@example.com' (or DOCAI_USER_AGENT)"
)
NO_IMAGE = (
    f"the driver of {APP} cannot start: ImagePullBackOff: Back-off pulling image "
    '"docaiacr.azurecr.io/spark-delta:v9"'
)
NO_LAKE = "the storage refused: 403 AuthorizationPermissionMismatch: This request is not authorized to perform this operation"
