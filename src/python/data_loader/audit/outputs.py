"""Files that a pipeline's component declares as the check's outputs, and the check in lines for a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from data_loader.audit.model import COUNTS, Coverage
from data_loader.audit.page import page
from data_loader.errors import WrongOutput
from docai.runtime.options import OptionParser
from docai.runtime.printable import printable
from docai.runtime.step_outputs import show_metrics

NAMED = 10
"""So many missing filings are named at a terminal; the JSON names all."""


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """Where to write what; None: nowhere. ``executor_input`` is what a pipeline passes as ``{{$}}``."""

    report: str | None = None
    json: str | None = None
    missing: str | None = None
    metrics: str | None = None
    executor_input: str | None = None

    def write(self, found: Coverage) -> None:
        """Write the files, and the folders they stand in; raises WrongOutput."""
        for path, content in (
            (self.report, page(found)),
            (self.json, json_of(found)),
            (self.missing, str(found.amiss).encode()),
            (self.metrics, json.dumps(found.figures(), indent=1).encode() + b"\n"),
        ):
            if path:
                _write(Path(path), content)
        if self.executor_input and self.metrics:
            try:
                show_metrics(self.executor_input, found.figures())
            except OSError as error:
                raise WrongOutput(f"cannot write the pipeline's output file: {error}") from error

    def write_nothing_checked(self) -> None:
        """Write the files of a step that was left out."""
        for path, content in (
            (self.report, b"<!doctype html><title>Coverage</title><p>Not checked.</p>\n"),
            (self.json, b"{}\n"),
            (self.missing, b"0"),
            (self.metrics, b"{}\n"),
        ):
            if path:
                _write(Path(path), content)


def json_of(found: Coverage) -> bytes:
    """Return all that was found as JSON."""
    return json.dumps(found.fields(), indent=1).encode() + b"\n"


def sentence(found: Coverage) -> str:
    """Return the check in one line, for the log."""
    parts = [
        f"{found.total(count):,} {name}"
        for count, name in (
            ("written", "written"),
            ("quarantined", "quarantined"),
            ("missing", "missing"),
            ("absent", "without a file at EDGAR"),
            ("not_reached", "not reached yet"),
            ("unlisted", "in no index"),
        )
        if found.total(count) or count in ("written", "missing")
    ]
    if found.waiting:
        parts.append(f"{found.waiting:,} handed to the writer")
    return f"{found.total('expected'):,} filings expected: {', '.join(parts)}"


def table(found: Coverage) -> str:
    """Return the check as lines for a person."""
    rows = [(count.replace("_", " "), f"{found.total(count):,}") for count in COUNTS]
    if found.lag is not None:
        lag = found.lag
        rows.append(
            (
                "hours to the row",
                f"median {lag.median:,.1f}, 95 % {lag.most:,.1f}, worst {lag.worst:,.1f}",
            )
        )
    rows.append(("seconds", f"{found.seconds:,.1f}"))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    for gap in found.gaps[:NAMED]:
        intent = gap.intent
        lines.append(
            f"{intent.accession}  {intent.form}  {intent.filed}  {printable(intent.company)}: {printable(gap.reason)}"
        )
    if len(found.gaps) > NAMED:
        lines.append(f"and {len(found.gaps) - NAMED:,} more")
    return "\n".join(lines)


def add_output_options(parser: OptionParser) -> None:
    """Add the files that a pipeline's component declares as its outputs."""
    parser.group("outputs of a pipeline step")
    parser.option("--output-report", help="file to write the page to (HTML)")
    parser.option("--output-json", help="file to write all that was found to, as JSON")
    parser.option("--output-missing", help="file to write the number of missing filings to")
    parser.option("--output-metrics", help="file to write the figures to, as JSON")
    parser.option("--executor-input", help="Kubeflow's {{$}}, for its metrics view")


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise WrongOutput(f"cannot write the output {path}: {error.strerror or error}") from error
