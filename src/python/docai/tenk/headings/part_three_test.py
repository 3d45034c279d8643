"""What introduces part III belongs to none of the Items above it."""

from __future__ import annotations

import pytest

from docai.tenk import read_filing

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 9
INTRO = "Certain information required by Part III is incorporated by reference from the proxy statement, which will be filed in spring. "


def _item(
    head: str, intro: str, *, above: str = "9B", below: str = "10", form: str = "10-K"
) -> str:
    titles = {"9B": "Other Information", "9": "Disagreements with Accountants", "3": "Legal Proceedings", "8A": "Controls and Procedures"}  # fmt: skip
    after = {"10": "Directors and Executive Officers", "11": "Executive Compensation", "9": "Directors and Executive Officers", "4": "Mine Safety Disclosures"}  # fmt: skip
    text = (
        f"FORM {form}\n\nItem 1. Business\n\n{WORDS}\n\nItem {above}. {titles[above]}\n\nNone.\n\n{head}\n\n{intro}\n\n"
        f"Item {below}. {after[below]}\n\n{WORDS}\n\nItem 13. Exhibits\n\n{WORDS}"
    )
    found = read_filing(text.encode(), file_name="a.txt").item(above)
    assert found is not None
    return found.text.partition("\n\n")[2]


@pytest.mark.parametrize("head", ["PART III", "Part III.", "        PART III  -", "Part III:"])
@pytest.mark.parametrize("intro", [INTRO, INTRO * 2, INTRO * 8])
def test_an_item_ends_where_part_three_begins(head: str, intro: str) -> None:
    assert _item(head, intro.strip()) == "None."


@pytest.mark.parametrize(
    ("above", "below", "form"), [("9", "10", "10-K"), ("9B", "11", "10-K"), ("8A", "9", "10-KSB")]
)
def test_whichever_items_stand_around_it(above: str, below: str, form: str) -> None:
    assert _item("PART III", INTRO, above=above, below=below, form=form) == "None."


@pytest.mark.parametrize(
    ("head", "intro", "above", "below"),
    [("PART III is long", INTRO, "9B", "10"), ("As in PART III", INTRO, "9B", "10"), ("PART III", WORDS * 4, "9B", "10"), ("PART III", INTRO * 9, "9B", "10"), ("PART III", INTRO, "3", "4")],
)  # fmt: skip
def test_what_is_no_such_introduction(head: str, intro: str, above: str, below: str) -> None:
    assert _item(head, intro.strip(), above=above, below=below).endswith(intro.strip())


@pytest.mark.parametrize("foot", ["7", "- 7 -", "-- 7 --", "Page 7", "II-7", "F-7"])
def test_the_number_below_the_name_of_a_part_is_left_out_with_it(foot: str) -> None:
    assert _item(f"PART III\n\n                 {foot}\n<PAGE>", "") == "None."


@pytest.mark.parametrize("foot", ["7", "7 looms\n<PAGE>"])
def test_a_number_that_ends_no_page_is_none(foot: str) -> None:
    assert _item(f"PART III\n\n{foot}", "") != "None."


@pytest.mark.parametrize(("letters", "ends"), [(19, False), (20, True)])
def test_a_running_head_introduces_nothing(letters: int, ends: bool) -> None:
    intro = "W" + "e" * (letters - 1)
    assert _item("PART III", intro) == ("None." if ends else f"None.\n\nPART III\n\n{intro}")
