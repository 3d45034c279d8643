"""What a run of the pipeline ends with: a table that a person likes to read."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from data_loader.audit.model import Coverage
from local_pipeline.tables import SAMPLE_LAKE, TableFacts

QUESTION = "SELECT item, count(*) n, avg(words) words FROM items GROUP BY 1 ORDER BY 2 DESC"


@dataclass(frozen=True, slots=True)
class StepSummary:
    """What one step did: filings that are new, were there before, failed; ``size`` in bytes; ``seconds``."""

    name: str
    new: int
    known: int
    failed: int
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PipelineSummary:
    """What the whole run did, and what stands in the tables afterwards.

    ``spark_seconds`` were spent on waiting for Spark's start, ``seconds`` is the whole. ``report`` is the address of the
    writer's page, None where it had nothing to do.
    """

    steps: tuple[StepSummary, ...]
    tables: tuple[TableFacts, ...]
    spark_seconds: float
    report: str | None
    seconds: float
    lake: str
    coverage: Coverage | None = None
    """What is missing; None when nobody looked."""


def print_summary(summary: PipelineSummary, console: Console) -> None:
    """Print the run's table, the tables' table and a line to query them; 80 columns are enough."""
    steps = _table("step", "new", "known", "failed", "MB", "seconds")
    for step in summary.steps:
        steps.add_row(
            step.name,
            f"{step.new:,}",
            f"{step.known:,}",
            f"{step.failed:,}",
            _mb(step.size),
            f"{step.seconds:,.1f}",
        )
    steps.add_row("  waiting for Spark", "", "", "", "", f"{summary.spark_seconds:,.1f}")
    steps.add_section()
    steps.add_row("together", "", "", "", "", f"{summary.seconds:,.1f}")
    tables = _table("table", "rows", "MB")
    for table in summary.tables:
        tables.add_row(table.name, f"{table.rows:,}", _mb(table.size))
    console.print()
    console.print(steps)
    console.print()
    console.print(tables)
    console.print()
    if summary.tables:
        console.print("The tables stand in", end=" ")
        console.print(summary.tables[0].address.rsplit("/", 1)[0], soft_wrap=True, highlight=False)
        if summary.report:
            console.print("The report of this run:", end=" ")
            console.print(summary.report, soft_wrap=True, highlight=False)
        console.print(
            "Ask them in SQL (SHOW TABLES lists them, DESCRIBE items the columns of one):"
        )
        console.print(f"  {query_line(summary.lake)}", soft_wrap=True, highlight=False)


def query_line(lake: str) -> str:
    """Return the command that asks the tables of ``lake``, to be pasted into a shell."""
    where = "" if lake == SAMPLE_LAKE else f"--lake {shlex.quote(lake)} "
    return f'./pants run src/python/local_pipeline:query -- {where}"{QUESTION}"'


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(
            column, justify="right" if number else "left", min_width=0 if number else 20
        )
    return table


def _mb(size: int) -> str:
    return f"{size / 1e6:,.2f}"
