"""Exhibits that name subsidiaries in sentences."""

from __future__ import annotations

import re

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.exhibits.lines import Line
from docai.exhibits.rows import SENTENCE_END
from docai.exhibits.sentences import HEAD, LONGEST, NAMED, OF_SHARES, named_in_sentences
from docai.exhibits.subsidiaries import subsidiaries


def read(text: str) -> list[tuple[str, str | None]]:
    found = subsidiaries(scan(Document("EX-21", 2, "ex21", "", text.encode())))
    return [(each.name, each.jurisdiction) for each in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The Registrant owns 100% of the stock of Wick Lamp Corporation, an\nIllinois Corporation.\n",
            [("Wick Lamp Corporation", "Illinois")],
        ),
        (
            "     WICK GAS SERVICES COMPANY is a wholly-owned subsidiary of\nthe registrant.  It is incorporated in Maine and does\nbusiness under its own name.\n\n"
            "     LAMP PROPERTIES, INC. is a wholly-owned subsidiary of the\nregistrant.  It is incorporated in Ohio.\n",
            [("WICK GAS SERVICES COMPANY", "Maine"), ("LAMP PROPERTIES, INC.", "Ohio")],
        ),
        (
            "The Company has two subsidiaries, Wick Bank and Trust Company, a Maine banking\ncorporation, and Lamp Leasing Co. (formerly Wax), which is a Texas corporation.\n",
            [("Wick Bank and Trust Company", "Maine"), ("Lamp Leasing Co.", "Texas")],
        ),
        (
            "Its two plants stand in Maine and New Jersey. Wick Cogen, Inc. was organized under the\nlaws of the State of Ohio.\n",
            [("Wick Cogen, Inc.", "Ohio")],
        ),
        ("The registrant has no subsidiary that is a Maine corporation.\n", []),
    ],
)
def test_sentences_name_companies_and_places(text: str, rows: list[tuple[str, str]]) -> None:
    assert (
        read(f"                 EXHIBIT 21\n\n      SUBSIDIARIES OF THE REGISTRANT\n\n{text}")
        == rows
    )


def test_an_exhibit_is_read_so_far_and_no_further() -> None:
    one = Line(("Wick Inc. was incorporated in Maine.",))
    assert list(named_in_sentences([Line(("x " * (LONGEST // 2),)), one])) == []
    assert [row.name for row in named_in_sentences([Line(("x " * 900,)), one, one])] == [
        "Wick Inc."
    ]


FORMS = "incorporated inc corporation corp company co limited ltd llc bank trust association partnership"


@pytest.mark.parametrize("form", FORMS.split())
def test_a_name_ends_in_a_form(form: str) -> None:
    assert NAMED.search(f"and Wick Lamp {form}, a Maine corporation")


@pytest.mark.parametrize("word", ["stock", "shares", "securities", "interest", "interests", "subsidiary", "subsidiaries", "registrant", "owns"])  # fmt: skip
def test_what_comes_before_a_name_is_left_out(word: str) -> None:
    for link in ("of", "in", "is", "are"):
        assert OF_SHARES.sub("", f"All {word.title()} {link} Wick Inc.") == "Wick Inc."


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (HEAD, "Exhibit 21", "The exhibit"),
        (HEAD, "LIST OF SUBSIDIARIES OF WICK INC", "Wick Inc."),
        (HEAD, "Subsidiaries", "It has subsidiaries"),
        (HEAD, "- 12 -", "12 companies"),
        (OF_SHARES, "the Stock of ", "Stockton of "),
    ],
)
def test_patterns_of_whole_texts(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.fullmatch(good)
    assert not pattern.fullmatch(bad)


def test_a_sentence_ends_where_no_abbreviation_does() -> None:
    assert SENTENCE_END.split("New Jersey. Wick Inc.") == ["New Jersey.", "Wick Inc."]
    assert SENTENCE_END.split("Wick Corp. of Maine") == ["Wick Corp. of Maine"]
