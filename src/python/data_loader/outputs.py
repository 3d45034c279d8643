"""Files that a pipeline's component declares as its outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data_loader.errors import WrongOutput
from data_loader.summary import LoadSummary


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """Where to write what; None: nowhere. ``manifest`` gets the path of the run's folder, relative to the lake."""

    manifest: str | None = None
    metrics: str | None = None
    stored: str | None = None
    already_stored: str | None = None
    missing: str | None = None
    failed: str | None = None

    def write(self, summary: LoadSummary) -> None:
        """Write the files, and the folders they stand in; raises WrongOutput."""
        for path, text in (
            (self.manifest, summary.manifest),
            (self.metrics, json.dumps(summary.fields(), indent=1) + "\n"),
            (self.stored, str(summary.stored)),
            (self.already_stored, str(summary.already_stored)),
            (self.missing, str(summary.missing)),
            (self.failed, str(summary.failed)),
        ):
            if path:
                _write(Path(path), text)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    except OSError as error:
        raise WrongOutput(f"cannot write the output {path}: {error.strerror or error}") from error
