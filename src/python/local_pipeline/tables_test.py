from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.filing import layout
from docai.runtime.errors import CallerError
from local_pipeline.tables import ask, facts


@pytest.fixture
def lake(tmp_path: Path) -> str:
    columns = {
        layout.FILINGS: {"accession": ["a", "b"], "form": ["10-K", "10-K"]},
        layout.SECTIONS: {"accession": ["a", "b", "half"], "item": ["1", "1A", "7"]},
        layout.QUARANTINE: {"accession": ["c"], "error": ["cut short"]},
    }
    for path, columns_of in columns.items():
        write_deltalake(str(tmp_path / path), pa.table(columns_of))
    return str(tmp_path)


def test_rows_and_bytes_are_those_of_the_present_version(lake: str) -> None:
    more = pa.table({"accession": ["d"], "error": ["x"]})
    write_deltalake(f"{lake}/{layout.QUARANTINE}", more, mode="append")
    found = {table.name: table for table in facts(lake)}
    assert [found[name].rows for name in ("filings", "sections", "quarantine")] == [2, 3, 2]
    assert all(table.size > 0 for table in found.values())
    assert found["filings"].address == f"{lake}/delta/filings"


def test_a_table_that_is_not_there_yet_has_no_facts(tmp_path: Path) -> None:
    assert facts(str(tmp_path)) == ()


def test_sections_of_a_filing_that_is_not_committed_are_not_seen(lake: str) -> None:
    answer = ask(lake, "SELECT accession FROM sections ORDER BY 1")
    assert answer.column("accession").to_pylist() == ["a", "b"]


@pytest.mark.parametrize(
    ("sql", "says"), [("SELEC 1", "SQL"), ("SELECT colour FROM filings", "colour")]
)
def test_a_wrong_question_says_what_is_wrong_with_it(lake: str, sql: str, says: str) -> None:
    with pytest.raises(CallerError, match=f"cannot be answered: .*{says}"):
        ask(lake, sql)


def test_a_lake_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="run the pipeline first"):
        ask(str(tmp_path), "SELECT 1")
