"""Lists of subsidiaries made to break a reader: each is read in time that grows as the list does."""

from __future__ import annotations

import time

import pytest

from docai.exhibits.subsidiaries_test import read, table

_SECONDS = 20.0  # of processor time: others may be busy too
_HEAD = "SUBSIDIARIES OF THE REGISTRANT\n\nName        State\n"

HOSTILE = {
    "stars before a name": "*" * 200 + " Wick Finance LLC",
    "marks before a name": "(1) * (2) " * 40 + "Wick Finance LLC",
    "stars and blanks": " *" * 5_000 + "x",
    "blanks before a share": "Wick Finance LLC (" + " " * 5_000 + "51% of it",
    "a company of no kind": "Wick Finance LLC, a" + " Maine" * 3_000,
    "brackets that do not close": "Wick (" * 3_000,
    "an owner without subsidiaries": "Wick Ltd. which" + ", which" * 3_000,
    "laws of no place": "organized and existing under the laws of " * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_row_is_read_in_time(name: str) -> None:
    row = HOSTILE[name]
    begun = time.process_time()
    below = "Lantern Canada Inc.      Ontario, Canada"
    assert read(f"{_HEAD}{row}\n{row}      Maine\n{below}\n")
    found = read(table(("Name", "State"), (row, row), ("Lantern Canada Inc.", "Ontario, Canada")))
    assert ("Lantern Canada Inc.", "Ontario, Canada", None, None) in found
    assert time.process_time() - begun < _SECONDS
