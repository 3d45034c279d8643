from pathlib import Path

from spark_delta.tables import dictionary as room
from spark_delta.tables.dictionary import dictionary
from spark_delta.tables.schema import TABLES


def test_the_file_is_what_the_tables_say() -> None:
    written = Path(room.__file__).with_name("DICTIONARY.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run: python -m spark_delta.tables.dictionary > DICTIONARY.md"


def test_every_column_of_every_table_is_in_it() -> None:
    text = dictionary()
    for table in TABLES:
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.comment}" in text
