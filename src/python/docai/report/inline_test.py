from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.report.elements import Column, bar, cell, figures, header, heat, section, table
from docai.report.inline import content_of
from docai.report.page import page
from stand_ins.pages import elements_of


def test_a_page_of_ours_comes_over_as_it_is_with_its_headings_one_level_down() -> None:
    made = [
        header("Writer", "run <r>", state="all read", mood="good"),
        section(
            "Items", table([Column("a", "number")], [[cell("1 < 2"), bar("50 %", 0.5), heat(2, 3)]])
        ),
        figures([("filings", "3")]),
    ]
    got = content_of(page("t", made))
    assert "<h2>Writer" in got
    assert "<h3>Items</h3>" in got
    assert "1 &lt; 2" in got
    assert 'style="width:50%"' in got
    assert 'style="--share:0.71"' in got
    assert "<style>" not in got
    assert elements_of(got) == elements_of(
        "".join(made).replace("h2>", "h3>").replace("h1>", "h2>")
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">click</a>',
        '<p onclick="alert(1)">x</p>',
        '<div style="background:url(//example.org/x)">x</div>',
        '<div class="a&quot; onload=&quot;alert(1)">x</div>',
        "<style>body{display:none}</style>",
        "<iframe src=//example.org></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<meta http-equiv=refresh content=0>",
        "<script>alert(1)",
        "<p>a<!-- b --><?c?></p>",
    ],
)
def test_what_is_not_ours_is_dropped(hostile: str) -> None:
    got = content_of(f"<main>{hostile}<p>after</p></main>")
    for word in ("alert(1)", "onerror", "onclick", "javascript", "url(", "example.org", "display"):
        assert word not in got
    assert {tag for tag, _ in elements_of(got)} <= {"p", "div"}
    assert {name for _, held in elements_of(got) for name in held} == set()


def test_an_element_that_is_not_closed_is_closed() -> None:
    assert content_of("<main><section><p>a</main><p>b") == "<section><p>a</p></section>"
    assert content_of("<main></section></div><p>a</p></main>") == "<p>a</p>"


@pytest.mark.parametrize("other", ["", "plain text", "<body><p>a</p></body>", "\x00<main"])
def test_a_page_that_is_none_of_ours_gives_nothing(other: str) -> None:
    assert content_of(other) == ""


PIECES = st.sampled_from(
    [
        "<main>",
        "</main>",
        "<p>",
        "</p>",
        "<div class=x>",
        "</div>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<",
        "&lt;",
        "&#0;",
        "a",
        '"',
        "<b a=",
        ">",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_whatever_comes_in_every_element_that_goes_out_is_closed(pieces: list[str]) -> None:
    got = content_of("".join(pieces))
    assert {tag for tag, _ in elements_of(got)} <= {"p", "div", "b"}
