"""What is left behind of a run: outputs for the pipeline, figures, and a report made to be looked at."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import OutcomeTable
from docai.runtime.step_outputs import Artifact, show
from spark_job.errors import BadManifest
from spark_job.launch_options import Outputs
from spark_job.plan import Past
from spark_job.verdict import Verdict

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


def write_outputs(result: Result, outputs: Outputs) -> None:
    """Write every file that was asked for; raises BadManifest when one cannot be written."""
    plain: list[tuple[Path | None, str]] = [
        (outputs.app_name, result.app_name),
        (outputs.state, result.state),
        (outputs.attempts, str(result.attempts)),
        (outputs.seconds, f"{result.seconds:.3f}"),
        (outputs.filings, str(int(result.figures.get("filings", 0)))),
        (outputs.sections, str(int(result.figures.get("sections", 0)))),
        (outputs.metrics, json.dumps(metrics(result), indent=1)),
        (outputs.report, report(result)),
    ]
    for path, text in plain:
        if path is not None:
            _write(path, text)
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


def report(result: Result) -> str:
    """Return the report as HTML that needs nothing from elsewhere."""
    good = result.code is ExitCode.DONE
    rows = "".join(
        f"<tr><th>{html.escape(name.replace('_', ' '))}</th><td>{value:,.6g}</td></tr>"
        for name, value in metrics(result).items()
    )
    colour, word = ("#1a7f37", "done") if good else ("#b42318", f"failed ({int(result.code)})")
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(result.app_name)}</title><style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2328; }}
h1 {{ font-size: 1.3rem; }} h1 span {{ color: {colour}; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th {{ text-align: left; font-weight: 500; padding: .2rem 2rem .2rem 0; border-bottom: 1px solid #d8dee4; }}
td {{ text-align: right; font-variant-numeric: tabular-nums; border-bottom: 1px solid #d8dee4; }}
pre {{ background: #f6f8fa; padding: 1rem; overflow: auto; white-space: pre-wrap; }}
</style></head><body>
<h1>{html.escape(result.app_name)} <span>{word}</span></h1>
<p>Run {html.escape(result.run_id)}, final state {html.escape(result.state)}{", taken over from before" if result.adopted else ""}.</p>
<table>{rows}</table>
<pre>{html.escape(result.text)}</pre>
</body></html>
"""


def summary(result: Result) -> str:
    """Return the result in a few lines of text."""
    figures = "".join(f"  {name:<16} {value:,.6g}\n" for name, value in metrics(result).items())
    return f"{result.app_name}: {result.state}\n{result.text}\n{figures}"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    except OSError as error:
        raise BadManifest(f"the output {path} cannot be written: {error}") from error
