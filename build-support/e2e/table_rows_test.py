from pathlib import Path

import pyarrow as pa
from deltalake import write_deltalake

from docai.filing import layout
from table_rows import KEYS, Place, differences, ordered

KEY = ("accession", "item")


def row(accession: str, item: str, **more: object) -> dict[str, object]:
    return {"accession": accession, "item": item, **more}


def test_rows_come_in_the_order_of_the_key_without_what_belongs_to_the_run() -> None:
    table = pa.table({"accession": ["b", "a"], "item": ["1", "1A"], "run_id": ["r", "s"]})
    assert ordered(table, KEY) == [row("a", "1A"), row("b", "1")]


def test_equal_rows_do_not_differ() -> None:
    rows = [row("a", "1", text="x"), row("a", "1A", text=None)]
    assert differences(rows, list(reversed(rows)), KEY) == []


def test_each_difference_is_a_sentence() -> None:
    left = [row("a", "1", text="x" * 100), row("b", "1")]
    right = [row("a", "1", text="y"), row("c", "1")]
    found = differences(left, right, KEY)
    assert len(found) == 3
    assert found[0].startswith("a 1: text is 'xxx")
    assert found[0].endswith("on the left, 'y' on the right")
    assert found[1:] == ["b 1: only on the left", "c 1: only on the right"]


def test_a_key_that_stands_twice_is_a_difference() -> None:
    rows = [row("a", "1")]
    assert differences(rows, rows * 2, KEY) == ["1 keys stand twice on the right"]


def test_a_column_that_is_missing_on_one_side_is_a_difference() -> None:
    assert differences([row("a", "1", words=3)], [row("a", "1")], KEY) == [
        "a 1: words is 3 on the left, None on the right"
    ]


def test_a_table_is_read_from_a_lake(tmp_path: Path) -> None:
    rows = pa.table({"accession": ["b", "a"], "loaded_at": [2, 1]})
    write_deltalake(str(tmp_path / layout.FILINGS), rows)
    assert Place(str(tmp_path)).rows(layout.FILINGS) == [{"accession": "a"}, {"accession": "b"}]
    assert set(KEYS) == {
        layout.FILINGS,
        layout.SECTIONS,
        layout.OUTLINE,
        layout.PASSAGES,
        layout.FACTS,
        layout.FINANCIALS,
        layout.FILERS,
        layout.TABLES,
        layout.CELLS,
        layout.DOCUMENTS,
        layout.SUBSIDIARIES,
        layout.QUARANTINE,
    }


def test_a_key_with_null_comes_first_and_is_named_without_it() -> None:
    key = ("accession", "registrant", "item")
    table = pa.table({"accession": ["a", "a"], "registrant": ["Teel", None], "item": ["1", "2"]})
    rows = ordered(table, key)
    assert [one["item"] for one in rows] == ["2", "1"]
    assert differences(rows, rows[1:], key) == ["a 2: only on the left"]
