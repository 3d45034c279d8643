from pathlib import Path

import pyarrow as pa
from deltalake import write_deltalake

from docai.filing import layout
from local_pipeline.tables import facts


def test_rows_and_bytes_are_those_of_the_present_version(lake: str) -> None:
    more = pa.table({"accession": ["d"], "error": ["x"]})
    write_deltalake(f"{lake}/{layout.QUARANTINE}", more, mode="append")
    found = {table.name: table for table in facts(lake)}
    assert [found[name].rows for name in ("filings", "sections", "quarantine")] == [2, 3, 2]
    assert all(table.size > 0 for table in found.values())
    assert found["filings"].address == f"{lake}/delta/filings"


def test_a_table_that_is_not_there_yet_has_no_facts(tmp_path: Path) -> None:
    assert facts(str(tmp_path)) == ()
