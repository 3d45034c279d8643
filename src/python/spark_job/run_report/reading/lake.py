"""Reads from the lake what it tells of a run. Whatever comes in is cleaned of secrets here, and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from docai.filing.layout import MANIFESTS, runs_of
from docai.lake.errors import LakeError, NotFound
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime import outcome as outcomes
from docai.runtime import step_record as records
from docai.runtime.outcome import Outcome, outcomes_of
from docai.runtime.step_record import StepRecord, records_of
from spark_job.run_report.evidence import LakeEvidence, LoaderManifest, WriterReport
from spark_job.run_report.reading.loader_manifest import read_manifest

Redact = Callable[[str], str]

SHARED = ("abfss://", "abfs://", "file://")
"""Addresses that every pod of a cluster can reach; a plain folder is the pod's own."""

LARGEST = 16_000_000
"""Bytes; a file of this kind that is larger is none of ours."""

_log = logging.getLogger(__name__)


def read_lake(address: str, run_id: str, redact: Redact) -> LakeEvidence:
    """Return what the lake at ``address`` tells of the run; never raises: what is amiss stands in the evidence."""
    reading = _Reading(run_id, redact)
    try:
        if not address.startswith(SHARED):
            return LakeEvidence(address, problem=_no_address(address))
        lake = open_lake(address)
        address = lake.uri
        reading.of(lake)
    except LakeError as error:
        _log.warning("the lake tells nothing (more) of the run: %s", error)
        return replace(reading.evidence(redact(address)), problem=redact(str(error)))
    return reading.evidence(redact(address))


@dataclass
class _Reading:
    """What has been read so far: a lake that goes away in the middle does not take it back."""

    run_id: str
    redact: Redact
    records: dict[str, StepRecord] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    manifests: list[LoaderManifest] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    report: WriterReport | None = None

    def of(self, lake: Lake) -> None:
        """Read everything; raises LakeError."""
        for path in [entry.path for entry in lake.list(outcomes_of(self.run_id))]:
            self._take(lake, PurePosixPath(path))
        for name, began in runs_of(self.run_id, _names(lake.folders(MANIFESTS))):
            self.manifests.append(read_manifest(lake, name, began, self._text, self.damaged))
        told = [one for one in self.outcomes.values() if one.report]
        if told:
            path = max(told, key=lambda one: one.ended_at).report
            self.report = WriterReport(path, self._page(lake, path))

    def evidence(self, address: str) -> LakeEvidence:
        """Return what has been read."""
        return LakeEvidence(
            address=address,
            records=self.records,
            manifests=tuple(self.manifests),
            outcomes=self.outcomes,
            pages=tuple(self.pages),
            report=self.report,
            damaged=tuple(self.damaged),
        )

    def _take(self, lake: Lake, path: PurePosixPath) -> None:
        if path.suffix == ".html":
            self.pages.append(str(path))
        if path.suffix != ".json":
            return
        text = self._text(lake, str(path))
        if text is None:
            return
        try:
            if str(path.parent) == records_of(self.run_id):
                record = records.from_bytes(text.encode())
                self.records[record.step] = record
            else:
                self.outcomes[path.stem] = outcomes.from_bytes(text.encode())
        except ValueError as error:
            _log.warning("%s says nothing: %s", path, error)
            self.damaged.append(str(path))

    def _text(self, lake: Lake, path: str) -> str | None:
        """Return a file as text without secrets; None when it has gone or is none of ours."""
        try:
            with lake.open(path) as stream:
                data = stream.read(LARGEST + 1)
            if len(data) <= LARGEST:
                return self.redact(data.decode())
            reason = f"it has more than {LARGEST:,} bytes"
        except NotFound:
            return None
        except UnicodeDecodeError as error:
            reason = str(error)
        _log.warning("%s says nothing: %s", path, reason)
        self.damaged.append(path)
        return None

    def _page(self, lake: Lake, path: str) -> str:
        try:
            return self._text(lake, path) or ""
        except LakeError as error:
            _log.warning("the writer's report cannot be shown: %s", error)
            return ""


def _names(folders: Iterable[str]) -> Iterator[str]:
    return (folder.rpartition("/")[2] for folder in folders)


def _no_address(address: str) -> str:
    given = (
        f"{address!r} is no address that every pod can reach" if address else "no lake was given"
    )
    return f"{given}: write abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT"
