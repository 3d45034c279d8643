"""What a step left behind beside its own record: the loader its manifest, the Spark job its outcome and application."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import COMPLETED
from spark_job.jobs.codes import codes_of
from spark_job.run_report.evidence import SPARK, Evidence, LakeEvidence
from spark_job.watch.verdict import judge
from spark_job.watch.watching import End, View

APPLICATION = re.compile(r"docai-([a-z][a-z0-9-]{0,29})-[0-9a-f]{10}-a[1-9]\d{0,3}", re.ASCII)
"""An application's name, with the step in it: ``docai-spark-delta-0123456789-a1``."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found. ``ended`` says whether the work came to an end, ``code`` how, None where that is not known."""

    ended: bool
    code: ExitCode | None = None
    message: str = ""
    advice: str = ""
    lines: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)


def loader_trace(lake: LakeEvidence) -> Trace | None:
    """Return what the loader's last manifest says; None when there is none."""
    if not lake.manifests:
        return None
    last = lake.manifests[-1]
    if last.end != "closed":
        stored = int(last.figures.get("stored", 0))
        return Trace(False, message=f"{stored:,} filings are stored", figures=last.figures)
    if last.stopped:
        return Trace(True, ExitCode.STOPPED, "stopped on request", figures=last.figures)
    failed = int(last.figures.get("failed", 0))
    if failed:
        message = f"{failed:,} filings failed"
        return Trace(True, None, message, lines=last.failures, figures=last.figures)
    return Trace(True, ExitCode.DONE, figures=last.figures)


def spark_trace(evidence: Evidence, step: str) -> Trace | None:
    """Return what the Spark job of a step says of itself, else what its application shows; None when there is neither.

    One attempt that is done is enough: the writer commits each filing exactly once.
    """
    named = evidence.lake.outcomes.items()
    outcomes = sorted(
        (one for name, one in named if step_of(name) == step), key=lambda one: one.ended_at
    )
    done = [one for one in outcomes if one.exit_code is ExitCode.DONE]
    if done:
        return _told(done[-1])
    views = [
        one
        for one in evidence.cluster.views
        if one.app is not None and step_of(one.app.name) == step
    ]
    if views:
        return _shown(max(views, key=_created), evidence)
    return _told(outcomes[-1]) if outcomes else None


def step_of(name: str) -> str:
    """Return the step whose application has this name; one with a name that is none of ours is the writer's."""
    match = APPLICATION.fullmatch(name)
    return match[1] if match is not None else SPARK


def _told(outcome: Outcome) -> Trace:
    return Trace(True, outcome.exit_code, outcome.message, figures=outcome.figures)


def _shown(view: View, evidence: Evidence) -> Trace:
    app = view.app
    assert app is not None
    outcome = evidence.lake.outcomes.get(app.name)
    figures = outcome.figures if outcome is not None else {}
    if not app.terminal:
        taken = "was under way" if app.state else "had not been taken up by the Spark Operator"
        return Trace(False, message=f"the application {app.name} {taken}", figures=figures)
    end = End("completed" if app.state == COMPLETED else "failed")
    verdict = judge(end, view, (), outcome, evidence.namespace, codes_of(app.job))
    return Trace(True, verdict.code, verdict.what, verdict.advice, verdict.lines, figures)


def _created(view: View) -> tuple[datetime, int]:
    app = view.app
    assert app is not None
    created = None if app.thing is None else app.thing.created_at
    return created or datetime.min.replace(tzinfo=UTC), app.attempt
