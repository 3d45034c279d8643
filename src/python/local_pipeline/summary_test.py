import io

from rich.console import Console

from local_pipeline.summary import PipelineSummary, StepSummary, print_summary, query_line
from local_pipeline.tables import TableFacts


def test_the_summary_fits_80_columns_and_ends_with_a_line_to_ask() -> None:
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
    assert all(len(line) <= 80 for line in lines[:-1])
    assert any(line.split() == ["waiting", "for", "Spark", "4.2"] for line in lines)
    assert "The tables stand in file:///data/lake/delta" in lines
    assert "The report of this run: file:///data/lake/delta/_reports/run.html" in lines
    assert lines[-1].strip() == query_line("my lake")
    assert "--lake 'my lake' " in lines[-1]
