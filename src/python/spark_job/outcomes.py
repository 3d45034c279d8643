"""The outcomes of a run's jobs in the lake: read, and written for a job that says nothing of itself."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath

from docai.lake.errors import LakeError, NotFound
from docai.lake.lake import Lake
from docai.runtime.outcome import Outcome, from_bytes, outcome_path, outcomes_of, to_bytes

_log = logging.getLogger(__name__)


class Outcomes:
    """What the lake knows of a run. A lake that cannot be reached knows nothing; that is said, and is no failure."""

    def __init__(self, lake: Lake | None, run_id: str) -> None:
        self._lake, self._run_id = lake, run_id

    def all(self) -> dict[str, Outcome]:
        """Return the outcomes of the run by the application's name."""
        if self._lake is None:
            return {}
        found: dict[str, Outcome] = {}
        try:
            for entry in self._lake.list(outcomes_of(self._run_id), recursive=False):
                path = PurePosixPath(entry.path)
                if path.suffix == ".json" and (one := self.of(path.stem)) is not None:
                    found[path.stem] = one
        except LakeError as error:
            _log.warning("the lake does not tell what became of earlier tries: %s", error)
        return found

    def of(self, name: str) -> Outcome | None:
        """Return what the application ``name`` says of itself."""
        if self._lake is None:
            return None
        try:
            return from_bytes(self._lake.read(outcome_path(self._run_id, name)))
        except NotFound:
            return None
        except (LakeError, ValueError) as error:
            _log.warning("what %s says of itself cannot be read: %s", name, error)
            return None

    def report_of(self, name: str) -> str:
        """Return the page that the application ``name`` left about its work; empty when there is none."""
        outcome = self.of(name)
        if self._lake is None or outcome is None or not outcome.report:
            return ""
        try:
            return self._lake.read(outcome.report).decode(errors="replace")
        except LakeError as error:
            _log.warning("the report of %s cannot be shown: %s", name, error)
            return ""

    def record(self, name: str, outcome: Outcome) -> None:
        """Write the outcome of a job that wrote none, so that it is known when its application has gone."""
        self._put(outcome_path(self._run_id, name), to_bytes(outcome))

    def put_report(self, name: str, page: str) -> str:
        """Write the report beside the outcome; return its path in the lake, empty when it is not there."""
        path = f"{outcomes_of(self._run_id)}/{name}.html"
        return path if self._put(path, page.encode()) else ""

    def _put(self, path: str, data: bytes) -> bool:
        if self._lake is None:
            return False
        try:
            self._lake.replace(path, data)
        except LakeError as error:
            _log.warning("%s cannot be written to the lake: %s", path, error)
            return False
        return True
