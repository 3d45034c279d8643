"""Passages: cut at joints, put together letter for letter, with headings, levels, kinds, places and ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.tenk import open_scans, read_items
from docai.tenk.structure.model import MOST_BYTES, Passage
from docai.tenk.structure.parts import notes, risk_factors
from docai.tenk.structure.passages import id_of, joined, passages_of, text_of

PROSE = "Our looms run day and night, and our weavers mend them where they stand. "


def p(words: str, style: str = "") -> str:
    return f'<p style="font-size:10pt;{style}">{words}</p>'


def bold(words: str, style: str = "") -> str:
    return p(f'<span style="font-weight:700;{style}">{words}</span>')


def rows(*lines: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"


def report(**items: str) -> bytes:
    titles = {
        "1": "Business",
        "1A": "Risk Factors",
        "7": "Management’s Discussion and Analysis",
        "8": "Financial Statements and Supplementary Data",
    }
    parts = []
    for name, title in titles.items():
        parts.append(p(f"<b>Item {name}. {title}</b>"))
        parts.append(items.get(f"i{name.lower()}", p(PROSE * 3)))
    return f"<html><meta charset=utf-8>{''.join(parts)}</html>".encode()


def read(data: bytes, item: str) -> list[Passage]:
    scans = open_scans(data, file_name="looms.htm")
    filing = read_items(scans)
    passages = passages_of(filing, scans)
    for one in filing.items:
        of = [passage for passage in passages if passage.item == one.item]
        assert joined(of) == one.text
        assert [passage.n for passage in of] == list(range(1, len(of) + 1))
        assert all(len(passage.text.encode()) <= MOST_BYTES for passage in of)
        starts = [passage.start for passage in of]
        assert starts == sorted(starts)
        assert (of[0].start, of[-1].end) == (one.start, one.end)
    return [passage for passage in passages if passage.item == item]


def headings(passages: list[Passage]) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in passages if one.kind == "heading"]


def test_headings_have_levels_by_how_they_stand_out() -> None:
    body = p(PROSE * 4)
    item = (
        bold("PRODUCTS") + body + bold("Looms", "font-style:italic") + body + bold("Shuttles", "font-style:italic") + body
        + bold("CUSTOMERS") + body
    )  # fmt: skip
    passages = read(report(i1=item), "1")
    assert headings(passages) == [
        (1, "Item 1. Business"),
        (2, "PRODUCTS"),
        (3, "Looms"),
        (3, "Shuttles"),
        (2, "CUSTOMERS"),
    ]
    prose = [one for one in passages if one.kind == "prose"]
    assert prose[2].heading_path == "Item 1. Business > PRODUCTS > Shuttles"
    assert [one.level for one in prose] == [2, 3, 3, 2]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Looms of oak</b></p>",
        "<p><strong>Looms of oak</strong></p>",
        "<p><i>Looms of oak</i></p>",
        "<p><em>Looms of oak</em></p>",
        "<p><u>Looms of oak</u></p>",
        "<p>LOOMS OF OAK</p>",
        "<h3>Looms of oak</h3>",
        "<b><p>Looms of oak</p></b>",
        "<p><font color='#0000ff'>Looms of oak</font></p>",
        "<p><font size=4>Looms of oak</font></p>",
        "<p style='font-weight:bold'>Looms of oak</p>",
        "<p style='font: italic bold 10pt serif'>Looms of oak</p>",
        "<p><span style='FONT-STYLE: italic'>Looms of oak</span></p>",
        "<p><span style='text-decoration: underline'>Looms of oak</span></p>",
        "<p><span style='font-size:14pt'>Looms of oak</span></p>",
        "<p><span style='font-size:20px'>Looms of oak</span></p>",
        "<p><span style='font-weight:700'>Looms</span><span style='font-weight:700'> of oak</span></p>",
        "<p><b>Looms of oak</b>.</p>",
    ],
)  # fmt: skip
def test_a_line_stands_out_in_any_of_these_ways(heading: str) -> None:
    passages = read(report(i1=p(PROSE * 4) + heading + p(PROSE * 4) + p(PROSE * 4)), "1")
    assert [words.upper().rstrip(".") for _, words in headings(passages)[1:]] == ["LOOMS OF OAK"]


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>(in millions)</b></p>",
        "<p><b>(continued)</b></p>",
        "<p><b>Looms of oak (continued)</b></p>",
        "<p><i>See accompanying notes to the statements.</i></p>",
        "<p><b>/s/ A. Weaver</b></p>",
        "<p>Looms of oak</p>",
        "<p><b>Years ended December 31, 2009</b></p>",
        "<p><span style='mso-bidi-font-weight:bold'>Looms of oak</span></p>",
        "<p><b>and of looms,</b></p>",
        "<p style='font-size:7pt'><i>1 See the notes on looms.</i></p>",
        f"<p><b>{PROSE * 20}</b></p>",
    ],
)
def test_these_lines_are_no_headings(line: str) -> None:
    passages = read(report(i1=p(PROSE * 4) + line + p(PROSE * 4) + p(PROSE * 4)), "1")
    assert [words for _, words in headings(passages)] == ["Item 1. Business"]


def test_a_document_in_bold_has_other_headings() -> None:
    body = f"<p><b>{PROSE * 4}</b></p>"
    passages = read(report(i1=body * 3 + "<p><b><i>Looms of oak</i></b></p>" + body * 3), "1")
    assert [words for _, words in headings(passages)][1:] == ["Looms of oak"]


def test_a_heading_that_its_paragraph_goes_on_behind_is_cut_off() -> None:
    item = (
        p(PROSE * 4)
        + p(f"<b>Raw materials.</b> {PROSE * 4}")
        + p(f"<b><i>Oak —</i></b> {PROSE * 4}")
    )
    passages = read(report(i1=item), "1")
    assert [words for _, words in headings(passages)][1:] == ["Raw materials.", "Oak —"]
    assert (passages[-1].joint, passages[-1].text[:9]) == (" ", "Our looms")


def test_each_risk_factor_is_a_heading_with_its_words() -> None:
    risks = [
        "Our looms may burn, and nobody may be there to put the fire out in time.",
        "A ship that brings our wool may sink, and we may have to wait for the next one.",
        "We may fail to find weavers who know how to mend a loom of oak.",
    ]
    item = (
        bold("Risk Factor Summary", "font-style:italic")
        + "<ul><li>• fire</li><li>• water</li></ul>"
        + p("<u>Operating Risks</u>")
        + p(PROSE * 3)
    )
    item += "".join(bold(one) + p(PROSE * 9) for one in risks[:2])
    item += p("<u>Other Risks</u>") + bold(risks[2]) + p(PROSE * 9)
    passages = read(report(i1a=item), "1A")
    parts = risk_factors(passages)
    assert [part.title for part in parts] == risks
    assert all(part.passages[-1].text.startswith("Our looms") for part in parts)
    assert parts[2].passages[1].heading_path.endswith(f"Other Risks > {risks[2]}")


def test_notes_have_number_and_title_whatever_stands_in_them() -> None:
    titles = ["Policies", "Debt", "Leases", "Taxes"]
    item = bold("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS")
    for number, title in enumerate(titles, 1):
        item += (
            bold(f"{number}. {title}") + p(PROSE * 4) + p(f"<i>More of {title}</i>") + p(PROSE * 4)
        )
    item += bold("REPORT OF INDEPENDENT ACCOUNTANTS") + p(PROSE * 4)
    passages = read(report(i8=item), "8")
    found = notes(passages)
    assert [(part.number, part.title) for part in found] == [
        ("1", "Policies"),
        ("2", "Debt"),
        ("3", "Leases"),
        ("4", "Taxes"),
    ]
    assert {len(part.passages) for part in found} == {4}
    assert passages[-1].note == ""


@pytest.mark.parametrize("form", ["NOTE {} - {}", "Note {}. {}", "{}. {}", "({}) {}", "{} – {}"])
def test_notes_are_numbered_in_many_forms(form: str) -> None:
    item = p("<b>Notes to Financial Statements</b>") + "".join(
        bold(form.format(number, title)) + p(PROSE * 4)
        for number, title in enumerate(("Policies", "Debt", "Leases", "Taxes"), 1)
    )
    found = notes(read(report(i8=item), "8"))
    assert [part.number for part in found] == ["1", "2", "3", "4"]
    assert [part.title for part in found] == ["Policies", "Debt", "Leases", "Taxes"]


def test_a_running_head_is_no_heading() -> None:
    page = p("<b>LOOM WORKS INC.</b>") + p("<b>NOTES TO FINANCIAL STATEMENTS</b>")
    item = "".join(
        page + bold(f"Note {number}. Wool {number}") + p(PROSE * 4) for number in range(1, 5)
    )
    passages = read(report(i8=item), "8")
    assert [words for _, words in headings(passages)][1:] == [
        "NOTES TO FINANCIAL STATEMENTS",
        *(f"Note {number}. Wool {number}" for number in range(1, 5)),
    ]


def test_a_table_is_markdown_and_its_footnotes_are_notes() -> None:
    table = rows(("", "2009", "2008"), ("Looms", "$12", "$10"), ("Oak (1)", "3", ""))
    passages = read(
        report(i7=p(PROSE * 3) + table + p("(1) Of our own woods.") + p(PROSE * 3)), "7"
    )
    shown = next(one for one in passages if one.kind == "table")
    assert (
        shown.text
        == "|  | 2009 | 2008 |\n| --- | --- | --- |\n| Looms | $12 | $10 |\n| Oak (1) | 3 |  |"
    )
    assert shown.words == 8
    assert next(one.text for one in passages if one.kind == "note") == "(1) Of our own woods."


def test_a_long_table_is_split_by_rows_with_its_head_repeated() -> None:
    lines = [
        (f"Loom {number} of the oak of our woods", str(number), str(2 * number))
        for number in range(400)
    ]
    passages = read(report(i7=rows(("Looms", "2009", "2008"), *lines)), "7")
    parts = [one for one in passages if one.kind == "table"]
    assert len(parts) > 2
    assert [one.repeated for one in parts] == [0] + [1] * (len(parts) - 1)
    assert {one.text.partition("\n")[0] for one in parts} == {"| Looms | 2009 | 2008 |"}
    assert "\n".join(map(text_of, parts)).count("\n") == 400
    assert len({one.id for one in parts}) == len(parts)


def test_a_list_is_a_list() -> None:
    item = p("We make:") + "".join(
        p(f"•looms of {wood}, for weavers who stand") for wood in ("oak", "ash", "elm")
    )
    passages = read(report(i1=item), "1")
    assert [one.kind for one in passages] == ["heading", "list"]


def test_prose_is_packed_to_some_hundred_words_and_never_cut_in_a_sentence() -> None:
    item = "".join(p(PROSE * 5) for _ in range(40)) + p(PROSE * 400)
    passages = [one for one in read(report(i1=item), "1") if one.kind == "prose"]
    assert all(300 <= one.words <= 520 and one.text[-1] == "." for one in passages[:-1])


def test_a_sentence_longer_than_a_passage_is_cut_at_a_blank() -> None:
    passages = read(report(i1=p("wool " * 4_000)), "1")
    assert all(set(one.text.split()) == {"wool"} for one in passages[1:])
    assert len(read(report(i1=p("é" * 20_000)), "1")) > 5


def test_the_id_is_of_the_words_alone() -> None:
    assert re.fullmatch("[0-9a-f]{20}", id_of("Looms"))
    assert id_of("a | b") == id_of("a  b\n") != id_of("b a")
    one = read(report(i1=p(PROSE * 4)), "1")
    other = read(report(i1=p(PROSE * 4), i1a=p("Fire.")), "1")
    assert [passage.id for passage in one] == [passage.id for passage in other]
    moved = read(report(i1=p("New.") + bold("Looms") + p(PROSE * 4)), "1")
    assert one[-1].id == moved[-1].id


def test_items_under_one_heading_have_the_same_passages() -> None:
    data = f"<html><p><b>Items 1 and 2. Business and Properties</b></p>{p(PROSE * 4)}<p><b>Item 3. Legal Proceedings</b></p>{p('None.')}</html>"
    first, second = read(data.encode(), "1"), read(data.encode(), "2")
    assert [one.text for one in first] == [one.text for one in second]
    assert {one.item for one in second} == {"2"}


def test_places_are_where_the_words_stand_in_the_source() -> None:
    data = report(i1=bold("PRODUCTS &amp; MORE") + p(PROSE * 4) + bold("CUSTOMERS") + p(PROSE * 4))
    source = data.decode()
    for one in read(data, "1"):
        if one.kind == "heading" and one.level == 2:
            assert source[one.start :].startswith(one.text[:8])
        assert one.source_file == "looms.htm"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(codec="utf-8", exclude_characters="<>\x00"), max_size=60).map(lambda words: p(words)),
            st.lists(st.text("ab |\\`-1$().\n", max_size=9), min_size=1, max_size=5).map(lambda cells: rows(tuple(cells), ("x", *cells))),
            st.sampled_from([bold("Looms"), p(PROSE * 90), "<hr>", "<p style='page-break-before:always'>"]),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_a_filing_says_its_passages_give_its_words_again(parts: list[str]) -> None:
    read(report(i1="".join(parts), i7="".join(reversed(parts))), "1")
