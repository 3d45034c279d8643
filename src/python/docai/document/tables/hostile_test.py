"""Tables made to break a reader: each is read in time that grows as the table does."""

from __future__ import annotations

import time

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.reader import tables_of

_SECONDS = 20.0  # of processor time: others may be busy too

HOSTILE = {
    "stars behind a figure": "1,200 " + "*" * 50 + " 9",
    "stars behind a year": "1996 " + "*" * 400 + " 9",
    "stars behind a dash": "- " + "*" * 50 + " !",
    "marks in brackets": "² " + " \n(a)" * 200 + " !",
    "dots behind a label": "Wool " + "." * 20_000 + ") x",
    "brackets that do not close": "(" * 5_000 + "1",
    "figures among words": "wool $ 1 x " * 10_000 + "1,300",
    "figures behind figures": "1 " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_cell_is_read_in_time(name: str) -> None:
    cell = HOSTILE[name]
    html = (
        "<html><body><table><tr><td>Sales</td><td>1996</td><td>1995</td></tr><tr><td>Wool</td><td>1,200</td><td>1,300</td></tr>"
        f"<tr><td>Flax</td><td>{cell}</td><td>1,400</td></tr><tr><td>{cell}</td><td>{cell}</td><td>1,500</td></tr></table>"
    )
    typed = (
        "\n<TABLE>\n                     1996        1995\nWool               1,200       1,300\n"
        f"Flax               {' '.join(cell.split())}       1,400\n{' '.join(cell.split())}      1,500     1,600\n</TABLE>\n"
    )
    begun = time.process_time()
    for body in (html, typed):
        read = tables_of(scan(Document("10-K", 1, "k", "", body.encode())))
        assert all(one.start <= one.end for one in read)
    assert time.process_time() - begun < _SECONDS
