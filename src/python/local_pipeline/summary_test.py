import io

from rich.console import Console

from docai.runtime.program import called_as
from local_pipeline.choices import SAMPLE_LAKE
from local_pipeline.summary import (
    QUESTIONS,
    PipelineSummary,
    StepSummary,
    next_lines,
    print_summary,
    query_line,
)
from local_pipeline.tables import TableFacts


def test_the_summary_fits_80_columns_and_ends_with_what_to_look_at() -> None:
    summary = PipelineSummary(
        steps=(
            StepSummary("1 EDGAR to lake", 74, 1_000, 0, 6_300_000, 9.34),
            StepSummary("2 lake to Delta", 74, 0, 2, 6_300_000, 21.0),
        ),
        tables=(TableFacts("filings", 1_074, 41_000, "file:///data/lake/delta/filings"),),
        spark_seconds=4.2,
        report="file:///data/lake/delta/_reports/run.html",
        seconds=30.5,
        lake="my lake",
    )
    stream = io.StringIO()
    print_summary(summary, Console(file=stream, width=80))
    lines = stream.getvalue().splitlines()
    assert any(
        line.split() == ["1", "EDGAR", "to", "lake", "74", "1,000", "0", "6.30", "9.3"]
        for line in lines
    )
    assert any(line.split() == ["filings", "1,074", "0.04"] for line in lines)
    # Commands stay whole, to be pasted.
    assert all(len(line) <= 80 for line in lines if not line.startswith("  ./pants"))
    assert any(line.split() == ["waiting", "for", "Spark", "4.2"] for line in lines)
    assert "The tables stand in file:///data/lake/delta" in lines
    assert "The report of this run: file:///data/lake/delta/_reports/run.html" in lines
    for question in QUESTIONS:
        assert f"  {query_line('my lake', question)}" in lines
    assert "--lake 'my lake' " in query_line("my lake", QUESTIONS[0])
    assert (
        lines[-1] == "  ./pants run src/python/local_pipeline:notebook -- --lake 'my lake'"
    )  # no sample, no companies of one


def test_a_sample_names_companies_and_the_command_that_was_called_names_its_own() -> None:
    summary = PipelineSummary(
        steps=(),
        tables=(TableFacts("filings", 1, 1, "file:///data/lake/delta/filings"),),
        spark_seconds=0.0,
        report=None,
        seconds=1.0,
        lake=SAMPLE_LAKE,
        tickers=("AAA", "BBB", "CCC", "DDD"),
    )
    assert list(next_lines(summary))[-1] == (
        "  ./pants run src/python/local_pipeline:run -- --sample --lake lake/some --tickers AAA,BBB,CCC"
    )
    with called_as("local_pipeline.run", "docai run"):
        lines = list(next_lines(summary))
    assert '  docai query "SHOW TABLES"' in lines
    assert lines[-1] == "  docai run --sample --lake lake/some --tickers AAA,BBB,CCC"
