"""Files that a pipeline's component declares as its outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data_loader.errors import WrongOutput
from data_loader.summary import LoadSummary
from docai.runtime.options import OptionParser
from docai.runtime.step_outputs import show_metrics


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """Where to write what; None: nowhere. ``manifest`` gets the path of the run's folder, relative to the lake.

    ``executor_input`` is what a pipeline passes as ``{{$}}``: its metrics view then shows the figures.
    """

    manifest: str | None = None
    metrics: str | None = None
    stored: str | None = None
    already_stored: str | None = None
    missing: str | None = None
    failed: str | None = None
    executor_input: str | None = None

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
        if self.executor_input and self.metrics:
            figures = {name: value for name, value in summary.fields().items() if _is_figure(value)}
            try:
                show_metrics(self.executor_input, figures)
            except OSError as error:
                raise WrongOutput(f"cannot write the pipeline's output file: {error}") from error


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    except OSError as error:
        raise WrongOutput(f"cannot write the output {path}: {error.strerror or error}") from error


def add_output_options(parser: OptionParser) -> None:
    """Add the files that a pipeline's component declares as its outputs."""
    parser.group("outputs of a pipeline step")
    parser.option("--output-manifest", help="file to write the manifest's path to")
    parser.option("--output-metrics", help="file to write the run's figures to, as JSON")
    parser.option("--output-stored", help="file to write the number of stored filings to")
    parser.option(
        "--output-already-stored", help="file to write the number of filings stored before to"
    )
    parser.option(
        "--output-missing", help="file to write the number of filings missing on EDGAR to"
    )
    parser.option("--output-failed", help="file to write the number of failed filings to")
    parser.option("--executor-input", help="Kubeflow's {{$}}, for its metrics view")
