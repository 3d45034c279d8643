"""What a run of the pipeline ends with: a table that a person likes to read."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from data_loader.audit.model import Coverage
from docai.runtime.program import as_called
from docai.runtime.streams import telling_of_what_is_done
from local_pipeline.choices import SAMPLE_LAKE
from local_pipeline.tables import TableFacts

QUESTIONS = (
    "SELECT item, count(*) n, avg(words) words FROM items GROUP BY 1 ORDER BY 2 DESC",
    "SELECT company, fiscal_year, words FROM items WHERE item = '1A' ORDER BY 1, 2",
    "SHOW TABLES",
)
"""What to ask first: each runs in a lake of any filings."""

SHOWN_TICKERS = 3


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
    tickers: tuple[str, ...] = ()
    """Companies of the sample."""


def tell_summary(summary: PipelineSummary) -> None:
    """Print the summary on stdout; never fails, also where that is closed."""
    with telling_of_what_is_done():
        print_summary(summary, Console())


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
        for line in next_lines(summary):
            console.print(line, soft_wrap=True, highlight=False, markup=False)


def next_lines(summary: PipelineSummary) -> Iterator[str]:
    """Yield what there is to look at and to ask, as lines to be pasted into a shell."""
    yield f"The tables stand in {summary.tables[0].address.rsplit('/', 1)[0]}"
    if summary.report:
        yield f"The report of this run: {summary.report}"
    yield "Ask them in SQL (DESCRIBE items lists the columns of one):"
    yield from (f"  {query_line(summary.lake, question)}" for question in QUESTIONS)
    yield "The notebook, with plots, as a page:"
    yield f"  ./pants run src/python/local_pipeline:notebook -- --lake {shlex.quote(summary.lake)}"
    if summary.tickers:
        few = ",".join(summary.tickers[:SHOWN_TICKERS])
        yield f"Some companies of the sample ({len(summary.tickers)} tickers, as at EDGAR):"
        yield f"  {_program('run')} --sample --lake lake/some --tickers {few}"


def query_line(lake: str, question: str) -> str:
    """Return the command that asks the tables of ``lake``, to be pasted into a shell."""
    where = "" if lake == SAMPLE_LAKE else f"--lake {shlex.quote(lake)} "
    return f'{_program("query")} {where}"{question}"'


def _program(name: str) -> str:
    """Return how the reader starts another program of ours: by the command docai, if that was called, else by Pants."""
    called = as_called("python -m local_pipeline.run")
    if called.startswith("docai "):
        return f"docai {name}"
    return f"./pants run src/python/local_pipeline:{name} --"


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(
            column, justify="right" if number else "left", min_width=0 if number else 20
        )
    return table


def _mb(size: int) -> str:
    return f"{size / 1e6:,.2f}"
