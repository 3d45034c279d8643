from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.delta.open import COLOUR, open_table, table_url, told
from docai.runtime.errors import CallerError


def test_a_table_is_opened_and_one_that_is_not_there_is_none(tmp_path: Path) -> None:
    lake = tmp_path / "a lake #1"
    write_deltalake(str(lake / "delta/x"), pa.table({"a": [1]}))
    table = open_table(f"file://{lake}", "delta/x", {})
    assert table is not None
    assert table.version() == 0
    assert open_table(f"file://{lake}", "delta/y", {}) is None


def test_what_the_engine_fails_with_is_a_sentence_of_ours() -> None:
    with (
        pytest.raises(CallerError, match="the table x cannot be read: no room"),
        told("the table x cannot be read"),
    ):
        raise ValueError("\x1b[31mno\n room\x1b[0m")


def test_characters_of_an_address_stand_for_themselves() -> None:
    assert table_url("file:///a b#c") == "file:///a%20b%23c"
    assert COLOUR.sub("", "\x1b[31mred") == "red"
    assert not COLOUR.search("[31m")
