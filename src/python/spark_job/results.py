"""What is left behind of the Spark step: outputs for the pipeline, and figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docai.report.figures import figure_text
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import OutcomeTable
from docai.runtime.step_outputs import Artifact, show
from spark_job.attempts.plan import Past
from spark_job.errors import BadManifest
from spark_job.launch_options import Outputs
from spark_job.watch.verdict import Verdict

TABLE_OUTPUT = "table_"
"""What the name of a component's output begins with that stands for a table of the job."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a run of the job. ``figures`` are what the job says of itself, by name.

    ``app_name``, ``verdict`` and ``seconds`` are the last attempt's, ``past`` are those before it. ``tables``
    and ``reports`` (paths in the lake) are the job's own.
    """

    run_id: str
    app_name: str
    verdict: Verdict
    attempts: int
    seconds: float
    figures: Mapping[str, float]
    past: tuple[Past, ...] = ()
    tables: tuple[OutcomeTable, ...] = ()
    reports: tuple[str, ...] = ()
    adopted: bool = False

    @property
    def code(self) -> ExitCode:
        """The exit code that says how it ended."""
        return self.verdict.code

    @property
    def state(self) -> str:
        """The application's final state."""
        return self.verdict.state

    @property
    def text(self) -> str:
        """The whole explanation, with why each earlier attempt ended."""
        return "\n".join([self.verdict.text, *self.earlier])

    @property
    def earlier(self) -> tuple[str, ...]:
        """Why each earlier attempt ended, a sentence each."""
        return tuple(f"Before it {one.name}: {one.why.rstrip('.')}." for one in self.past)


def write_outputs(result: Result, outputs: Outputs, page: str) -> None:
    """Write every file that was asked for, ``page`` as the report; raises BadManifest when one cannot be written."""
    plain: list[tuple[Path | None, str]] = [
        (outputs.app_name, result.app_name),
        (outputs.state, result.state),
        (outputs.attempts, str(result.attempts)),
        (outputs.seconds, f"{result.seconds:.3f}"),
        (outputs.filings, str(int(result.figures.get("filings", 0)))),
        (outputs.sections, str(int(result.figures.get("sections", 0)))),
        (outputs.metrics, json.dumps(metrics(result), indent=1)),
        (outputs.report, page),
    ]
    for path, text in plain:
        if path is not None:
            write_output(path, text)
    if outputs.executor_input:
        try:
            show(outputs.executor_input, artifacts(result))
        except OSError as error:
            raise BadManifest(f"the pipeline's output file cannot be written: {error}") from error


def artifacts(result: Result) -> list[Artifact]:
    """Return what the pipeline service shows: the figures, and each table as ``table_NAME``."""
    made = [Artifact("metrics", metrics(result))]
    for one in result.tables:
        metadata: dict[str, float | int | str] = {"table": one.name, "version": one.version}
        if one.rows is not None:
            metadata["rows"] = one.rows
        if one.schema:
            metadata["schema"] = one.schema
        made.append(Artifact(f"{TABLE_OUTPUT}{one.name}", metadata, one.uri))
    return made


def metrics(result: Result) -> dict[str, float]:
    """Return all figures of a run as numbers."""
    own = {
        "attempts": float(result.attempts),
        "seconds": round(result.seconds, 3),
        "exit_code": float(result.code),
    }
    return {**own, **{name: float(value) for name, value in sorted(result.figures.items())}}


def summary(result: Result) -> str:
    """Return the result in a few lines of text."""
    figures = "".join(
        f"  {name:<16} {figure_text(name, value)}\n" for name, value in metrics(result).items()
    )
    return f"{result.app_name}: {result.state}\n{result.text}\n{figures}"


def write_output(path: Path, text: str) -> None:
    """Write an output's file, and the folders it stands in; raises BadManifest."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadManifest(f"the output {path} cannot be written: {error}") from error
