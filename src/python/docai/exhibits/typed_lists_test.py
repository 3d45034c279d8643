"""Lists with numbers before the names, names over two lines, places in the line below, and two brackets."""

from __future__ import annotations

import re

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.exhibits.lines import A_KIND, LONGEST, NUMBER, OPEN_END, OPEN_PLACE, Line, _joined
from docai.exhibits.rows import (
    BEHIND_A_SHARE,
    COMPANY_UNDER_LAWS,
    FORM_ALONE,
    HEADING,
    IN_PARENTHESES,
    LIKE_A_NAME,
    OF_AN_OWNER,
    PROSE,
)
from docai.exhibits.subsidiaries import CLOSES, GROUP, SAID_OF_IT, subsidiaries

Row = tuple[str, str | None, str | None]


def read(text: str, *registrants: str) -> list[Row]:
    found = subsidiaries(scan(Document("EX-21", 2, "ex21", "", text.encode())), registrants)
    return [(each.name, each.jurisdiction, each.share) for each in found]


@pytest.mark.parametrize("numbers", ["1. 2. 3.", "(1) (2) (3)", "1) 2) 3)", "A. B. C.", "a) b) c)", "i. ii. iii.", "*a. *b. *c."])  # fmt: skip
@pytest.mark.parametrize("gap", ["  ", "      "])
def test_a_number_before_the_name_is_no_part_of_it(numbers: str, gap: str) -> None:
    one, two, three = numbers.split()
    assert read(
        f"{one}{gap}Wick Leasing, Inc.          Maine\n{two}{gap}Wick Aire, Inc.             Ohio\n{three}{gap}Lamp, Inc.                  Utah\n"
    ) == [("Wick Leasing, Inc.", "Maine", None), ("Wick Aire, Inc.", "Ohio", None), ("Lamp, Inc.", "Utah", None)]  # fmt: skip


def test_a_number_in_a_cell_of_html_is_no_part_of_the_name() -> None:
    rows = "<tr><td>1.</td><td>Wick Inc.</td><td>Maine</td></tr><tr><td>2.</td><td>Lamp Inc.</td><td>Ohio</td></tr>"
    assert read(f"<html><table>{rows}</table></html>") == [("Wick Inc.", "Maine", None), ("Lamp Inc.", "Ohio", None)]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ("Wick Lamp Institute\nof  South Maine, Inc.   Maine    Lamp Care\n", ("Wick Lamp Institute of South Maine, Inc.", "Maine", None)),
        ("Lamp Indemnity Company\n  of the North           Maine        100 (1)\n", ("Lamp Indemnity Company of the North", "Maine", "100")),
        ("Lamp Tobacco Company,\n   Incorporated          Maine\n", ("Lamp Tobacco Company, Incorporated", "Maine", None)),
        ("The Lamp Life Insurance Company in the\n  City of Wick (Maine)  (1).......................       100\n", ("The Lamp Life Insurance Company in the City of Wick", "Maine", "100")),
        ("Wick Automotive Holdings,     Maine\nInc. ...................\n", ("Wick Automotive Holdings, Inc.", "Maine", None)),
        ("Wick Shoe Company             Maine\n   Limited\n", ("Wick Shoe Company Limited", "Maine", None)),
        ("Wick States Trust Company\n International Corporation    Maine    100.0\n", ("Wick States Trust Company International Corporation", "Maine", "100.0")),
        ("Wick Mutual Funds Service Company\n   (Canada) Ltd.       Maine\n", ("Wick Mutual Funds Service Company (Canada) Ltd.", "Maine", None)),
        ("Other wholly-owned companies\n  Wick Insurance Company     Maine\n", ("Wick Insurance Company", "Maine", None)),
        ("All Wick Life Insurance Company\n  (Ohio)  (1)........................................       100\n", ("All Wick Life Insurance Company", "Ohio", "100")),
        ("Wick International Holdings, Inc., a Maine\ncorporation\n", ("Wick International Holdings, Inc.", "Maine", None)),
        ("WICK SERVICES, INC. a\nMaine corporation\n", ("WICK SERVICES, INC.", "Maine", None)),
        ("WICK RE INSURANCE COMPANY\nA Maine Corporation\n", ("WICK RE INSURANCE COMPANY", "Maine", None)),
        ("Wick (Far East) Ltd. (a Maine corporation operating in Japan\n    and Hong Kong)\n", ("Wick (Far East) Ltd.", "Maine", None)),
        ("Wick Resources, Inc. (incorporated in Maine)\n   a subsidiary of Lamp Oil Corporation.\n", ("Wick Resources, Inc.", "Maine", None)),
    ],
)  # fmt: skip
def test_a_row_goes_on_in_the_next_line(lines: str, row: Row) -> None:
    last = "Last Wick Corp. (Utah)\n" if "(" in lines and "   100" not in lines else "Last Wick Corp.            Utah\n"  # fmt: skip
    assert read(f"EXHIBIT 21\n\n{lines}{last}") == [row, ("Last Wick Corp.", "Utah", None)]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Wick Games Inc. (Delaware) (100%)", ("Wick Games Inc.", "Delaware", "100")),
        ("Wick Games Inc. (Delaware) [51.5%]", ("Wick Games Inc.", "Delaware", "51.5")),
        ("Wick Lamp, L.P. (3%)", ("Wick Lamp, L.P.", None, "3")),
        ("Wick Bank and Trust Company - Maine", ("Wick Bank and Trust Company", "Maine", None)),
        ("Wick Bank is chartered in the Commonwealth of Virginia.", ("Wick Bank", "Virginia", None)),
        ("Wick GmbH, incorporated under the laws of Germany.", ("Wick GmbH", "Germany", None)),
        ("Wick PLC        - organized under the laws of England", ("Wick PLC", "England", None)),
        ("Wick Lime Company, an Ohio Corporation", ("Wick Lime Company", "Ohio", None)),
        ("Wick Canada Ltd. - a Canadian Corporation.", ("Wick Canada Ltd.", "Canadian", None)),
        ("Wick Partnership, a Maine General Partnership", ("Wick Partnership", "Maine", None)),
        ("Wick Inc. (wholly-owned subsidiary of Lamp Corporation)     Maine     100", ("Wick Inc.", "Maine", "100")),
        ("Statewide Wick Transport, Inc.    Maine     100", ("Statewide Wick Transport, Inc.", "Maine", "100")),
    ],
)  # fmt: skip
def test_a_line_that_says_more(line: str, row: Row) -> None:
    assert read(f"Exhibit 21\n\n{line}\n") == [row]


@pytest.mark.parametrize(
    "line",
    ["AS OF DECEMBER 31, 1995", "A general partnership between Wick Inc. and Lamp Inc.", "Inc.", "partner in the Wick Company.", "(cc) Subsidiary of Wick Bank        Maine", "Name of Company             Laws of", "Direct or indirect subsidiary of Wick Company.",
     "each of the subsidiaries of Wick Corp. is a     Maine    corporation"],
)  # fmt: skip
def test_a_line_that_names_nobody(line: str) -> None:
    assert read(f"Wick Inc.\n\n{line}\n\nLamp Ltd.\n") == [("Wick Inc.", None, None), ("Lamp Ltd.", None, None)]  # fmt: skip


def test_a_few_places_below_names_leave_the_others_in_the_list() -> None:
    names = "Wick One Inc.\nWick Two Inc.\n   Maine\nWick Three Inc.\nWick Four Inc.\n"
    assert [row[:2] for row in read(names)] == [
        ("Wick One Inc.", None),
        ("Wick Two Inc.", "Maine"),
        ("Wick Three Inc.", None),
        ("Wick Four Inc.", None),
    ]


def test_where_three_of_four_places_are_known_the_fourth_is_one_too() -> None:
    known = "".join(f"Wick {n} Inc.            Utah\n" for n in range(6))
    other = "First Wick Bank            Federally chartered doing business in Utah\n" * 2
    assert len(read(known + other)) == 8


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (NUMBER, "(b)", "Wick"),
        (NUMBER, "12.", "1995"),
        (NUMBER, "[iv]", "ivory."),
        (A_KIND, "General Partnership", "General Wick"),
        (A_KIND, "corporation", "Wick"),
        (BEHIND_A_SHARE, "Wick Inc. (51.5 %)", "Wick Inc. (51)"),
        (COMPANY_UNDER_LAWS, "Wick was chartered in Maine", "Wick, Maine"),
        (COMPANY_UNDER_LAWS, "Wick, a trust duly formed under Maine law", "Wick Trust"),
        (FORM_ALONE, 'Limited ("WICK")', "Wick Limited"),
        (CLOSES, "and Hong Kong)", "(and Hong Kong)"),
        (LIKE_A_NAME, "where", "Name"),
    ],
)
def test_patterns_of_whole_texts(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.fullmatch(good)
    assert not pattern.fullmatch(bad)


@pytest.mark.parametrize("form", ["inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "L.L.C.", "lp", "L.P.", "plc", "n.v", "nv", "b.v", "bv", "gmbh", "s.a", "sa"])  # fmt: skip
def test_forms_that_stand_alone(form: str) -> None:
    assert FORM_ALONE.fullmatch(form)


@pytest.mark.parametrize("word", ["state", "country", "place", "where", "parent", "significant", "exhibit", "page", "voting", "entity", "organis", "organiz", "incorporat"])  # fmt: skip
def test_a_company_may_begin_like_a_heading(word: str) -> None:
    assert HEADING.match(word)
    assert read(f"{word.title()} Wick Inc.      Maine\n") == [(f"{word.title()} Wick Inc.", "Maine", None)]  # fmt: skip
    assert read(f"{word.title()} of Wick      Maine\n") == []


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        *((OPEN_END, f"Wick Company {word}", f"Wick{word}") for word in ("of", "in", "the", "and", "for")),
        (OPEN_PLACE, "Wick Inc., a", "Wick Inca"),
        (IN_PARENTHESES, "(cc)", "cc"),
        (OPEN_PLACE, "Wick Inc., an Ohio", "Wick Ohio"),
        (OPEN_PLACE, "Wick Inc. A New York", "Wick New York"),
        *((PROSE, f"{word} general", f"{word} General") for word in ("A", "An", "The", "Formerly", "Currently", "Each", "All", "Direct", "Of", "of", "each", "and")),
        *((GROUP, f"{word} owned", word[:-1]) for word in ("all other", "other", "wholly", "partly")),
        *((GROUP, f"{word} subsidiaries", f"{word} lamps") for word in ("inactive", "domestic", "foreign")),
        *((GROUP, f"Foreign {word}", f"Foreign {word[:4]}") for word in ("companies", "corporations", "entities", "operations")),
        *((SAID_OF_IT, f"{word} by Wick", f"{word}ing") for word in ("a", "an", "which", "owned", "formerly", "wholly", "majority")),
        *((OF_AN_OWNER, f"Wick, {word} subsidiary of Lamp", "Wick subsidiary") for word in ("a", "an", "a direct", "an indirect", "a wholly-owned", "a majority owned", "a partly owned", "direct or indirect", "a 51.5%-owned")),
    ],
)  # fmt: skip
def test_patterns(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.search(good)
    assert not pattern.search(bad)


def test_words_do_not_go_on_for_ever() -> None:
    lines = list(_joined(Line((f"Wick {n} of",)) for n in range(5_000)))
    assert len(lines) > 100
    assert max(len(line.cells[0]) for line in lines) < LONGEST + 20
