import pytest

from docai.report import elements
from docai.report.elements import Column, Html
from docai.report.page import page
from stand_ins.pages import check_page, elements_of, words_of

HOSTILE = "</p><script>alert('x')</script>\"&\udc80"


@pytest.mark.parametrize(
    "made",
    [
        elements.text(HOSTILE),
        elements.heading(HOSTILE, state=HOSTILE, kind=HOSTILE),
        elements.header(HOSTILE, HOSTILE, state=HOSTILE),
        elements.section(HOSTILE, elements.paragraph(HOSTILE)),
        elements.log_lines([HOSTILE, HOSTILE]),
        elements.figures([(HOSTILE, HOSTILE)]),
        elements.facts([(HOSTILE, elements.code(HOSTILE))]),
        elements.table([Column(HOSTILE, HOSTILE)], [[elements.row_head(HOSTILE, HOSTILE)]]),
        elements.table([], [[elements.cell(HOSTILE, HOSTILE), elements.bar(HOSTILE, 0.5)]]),
    ],
)
def test_text_stays_text_wherever_it_stands(made: Html) -> None:
    assert "script" not in {tag for tag, _ in elements_of(made)}
    assert "alert('x')" in words_of(made)
    made.encode()


def test_what_is_empty_takes_no_room() -> None:
    assert elements.paragraph("") == elements.log_lines([]) == elements.figures([]) == ""
    assert elements.facts([]) == ""


@pytest.mark.parametrize(("share", "width"), [(-1.0, "0%"), (0.5, "50%"), (7.0, "100%")])
def test_a_bar_stays_in_its_cell(share: float, width: str) -> None:
    assert f'style="width:{width}"' in elements.bar("x", share)


def test_a_page_needs_nothing_from_elsewhere_and_says_so_to_the_browser() -> None:
    made = page("run <1>", [elements.header("Run", "about"), elements.section("a")])
    check_page(made)
    assert "<title>run &lt;1&gt;</title>" in made
