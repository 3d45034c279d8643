"""Passages of an Item: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.tenk import open_scans, read_items
from docai.tenk.model import Item
from docai.tenk.structure.cutting import Cut
from docai.tenk.structure.model import MOST_BYTES, Passage
from docai.tenk.structure.passages import _starts, _take_in_rest, joined, passages_of
from docai.tenk.structure.reading import ReadItem

PROSE = "Our looms run day and night, and our weavers mend them where they stand. "


def _read(body: str, item: str = "1", title: str = "Business") -> list[Passage]:
    data = f"<html><meta charset=utf-8><p><b>Item {item}. {title}</b></p>{body}<p><b>Item 9B. Other Information</b></p><p>None.</p></html>"
    scans = open_scans(data.encode(), file_name="looms.htm")
    return [one for one in passages_of(read_items(scans), scans) if one.item == item]


@pytest.mark.parametrize(
    ("heading", "step"),
    [
        ("W" * 400, "W" * 400), ("W" * 401, "W" * 397 + "…"), ("É" * 200, "É" * 200), ("É" * 201, "É" * 198 + "…"),
    ],
)  # fmt: skip
def test_a_heading_of_more_than_400_bytes_is_cut_in_the_path(heading: str, step: str) -> None:
    passages = _read(f"<p>{PROSE * 4}</p><p><b>{heading}</b></p><p>{PROSE * 4}</p>")
    assert passages[-1].heading_path == f"Item 1. Business > {step}"


@pytest.mark.parametrize("dash", [" -", " –", "—", " — -"])
def test_a_dash_behind_a_heading_is_no_part_of_the_path(dash: str) -> None:
    passages = _read(f"<p>{PROSE * 4}</p><p><b>Wool Looms{dash}</b></p><p>{PROSE * 4}</p>")
    assert passages[-1].heading_path == "Item 1. Business > Wool Looms"
    assert passages[-2].text == f"Wool Looms{dash}"


def test_a_note_ends_at_a_heading_of_its_level_or_above() -> None:
    notes = "".join(f"<p><b>Note {n}. Wool</b></p><p>{PROSE * 4}</p>" for n in (1, 2))
    below = f"<p><i>Oak</i></p><p>{PROSE * 4}</p>"
    end = f"<p><b>Report of Independent Accountants</b></p><p>{PROSE * 4}</p>"
    passages = _read(notes + below + end, "8", "Financial Statements")
    said = [(one.level, one.note) for one in passages if one.kind == "heading"]
    assert said == [(1, ""), (2, "1"), (2, "2"), (3, "2"), (2, "")]
    assert passages[-1].note == ""


def test_the_document_of_an_item_is_told_from_another_of_the_same_name() -> None:
    def document(words: str) -> str:
        body = f"<html><p><b>Item 1. Business</b></p><p>{words}</p><p><b>Item 2. Properties</b></p><p>None.</p></html>"
        return (
            f"<DOCUMENT>\n<TYPE>10-K\n<FILENAME>looms.htm\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
        )

    other = "<DOCUMENT>\n<TYPE>EX-99\n<FILENAME>looms.htm\n<TEXT>\n<html><p>Sheds.</p></html>\n</TEXT>\n</DOCUMENT>\n"
    picture = other.replace("<html><p>Sheds.</p></html>", "<PDF>\nbegin 644 a\n`\nend\n</PDF>")
    for before in ("", other, picture, other.replace("looms.htm", "sheds.htm")):
        data = f"<SEC-DOCUMENT>a\n<SEC-HEADER>\n</SEC-HEADER>\n{before}{document(PROSE * 4)}</SEC-DOCUMENT>"
        scans = open_scans(data.encode())
        filing = read_items(scans)
        item = filing.items[0]
        passages = [one for one in passages_of(filing, scans) if one.item == "1"]
        assert joined(passages) == item.text
        # the heading is seen in the document's own type: it is read in the right one
        assert [one.kind for one in passages] == ["heading", "prose"]
        assert passages[1].start > item.start


def _cut(start: int, end: int, at: int = -1, shown: str | None = None, words: int = 3) -> Cut:
    return Cut("prose", start, end, at, shown=shown, words=words)


def test_blanks_behind_the_last_passage_are_part_of_it_where_there_is_room() -> None:
    def taken(last: Cut, end: int) -> list[tuple[int, int, int]]:
        cuts = [last]
        _take_in_rest(cuts, end)
        return [(one.start, one.end, one.words) for one in cuts]

    # nobody counted the words of the longer one
    assert taken(_cut(0, 10), 12) == [(0, 12, -1)]
    assert taken(_cut(0, 10, shown="| a |"), 12) == [(0, 10, 3), (10, 12, -1)]
    assert taken(_cut(5, 10), 4 + MOST_BYTES) == [(5, 4 + MOST_BYTES, -1)]
    assert taken(_cut(5, 10), 5 + MOST_BYTES) == [(5, 10, 3), (10, 5 + MOST_BYTES, -1)]


def test_passages_begin_where_their_words_stand_and_never_go_back() -> None:
    source = "<p>Wool.</p><p>Oak.</p><p>Ash.</p>"
    marked = read_html(source)
    ends = source.index("Ash") + 2
    item = Item("1", "I", "", "", None, "primary", "a", 3, ends, 1.0)
    places = {word: marked.raw.index(word) for word in ("Wool", "Oak", "Ash")}

    def starts(*at: int) -> list[int]:
        cuts = [_cut(0, 1, each) for each in at]
        return _starts(cuts, ReadItem(item, marked, typed=False, lines=[]))

    wool, oak, ash = (source.index(word) for word in places)
    assert starts(places["Wool"], places["Oak"], places["Ash"]) == [wool, oak, ash, ends]
    # the first one begins with the Item; one that is not found begins where the one before does; none goes back
    assert starts(places["Oak"], places["Oak"]) == [3, oak, ends]
    assert starts(places["Wool"], -1, places["Oak"], places["Wool"]) == [wool, wool, oak, oak, ends]
    # none goes beyond the Item
    assert starts(places["Wool"], len(marked.raw)) == [wool, ends, ends]
    assert starts() == [ends]
