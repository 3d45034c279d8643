"""The head of the page that the next Item begins on is none of the words of the Item before it."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.conftest import LONG, words_of
from docai.tenk.headings.ends.heads import before_head

NAME = "UPPER TEEL MILLS, INC."
END = "What was woven was sold."


def _filing(head: str, others: str) -> Filing:
    text = (
        f"FORM 10-K\n\nItem 1. Business\n\n{LONG}\n<PAGE>\n{others}\n\n{LONG}\n<PAGE>\n{others}\n\n{LONG}\n\n{END}\n"
        f"{head}\n\nItem 7. Management's Discussion and Analysis\n\n{LONG}\n\nItem 14. Exhibits\n\nA list.\n"
    )
    return read_filing(text.encode(), file_name="a.txt")


@pytest.mark.parametrize(
    "head",
    [
        f"<PAGE>\n        {NAME}", f"<PAGE>\n        {NAME}\n        Form 10-K\n", f"<PAGE>\n{NAME}\n1995 FORM 10-K/PART II", f"<PAGE>\n{NAME}\n----------\n\n   PART II",
        f"<PAGE>\n{NAME}\n  and Subsidiaries\n\n   PART II", f"<PAGE>\n{NAME}\n   December 31, 1993\n", "<PAGE>\nUpper Teel\n  Form 10-K, Part II/Part III\n December 31, 1993\n", f"     III-5\n\n<PAGE>\n{NAME}\n", f"     -- 5 --\n<PAGE>\n{NAME}\n", f"\n\n{NAME}\nPart II\n", f"\n\n{NAME}\nFORM 10-K\n\nPART II\n", "\n\nP A R T   I I\n", "\n\nPART II -\n",
        "\n\nP A R T  II", "\n\nP A R T  I V\n",
    ],
)  # fmt: skip
def test_a_running_head_before_the_next_item_is_left_out(head: str) -> None:
    assert words_of(_filing(head, f"{NAME}\nUpper Teel"), "1").endswith(END)


@pytest.mark.parametrize(
    ("head", "others"),
    [
        (f"<PAGE>\n{NAME}", "LOWER TEEL MILLS, INC."), ("<PAGE>\nThe rest of the looms", "The rest of the looms"), (f"<PAGE>\n{NAME}\nThe looms of the shed", NAME),
        (f"<PAGE>\n{NAME}\n{NAME}\n{NAME}\n{NAME}", NAME), (f"\n\n{NAME}", NAME), (f"<PAGE>\n{NAME}" + " and its looms" * 7, NAME),
    ],
)  # fmt: skip
def test_what_is_no_running_head_stays(head: str, others: str) -> None:
    last = head.rstrip().rsplit("\n", 1)[-1]
    assert words_of(_filing(head, others), "1").endswith(last)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *((name, True) for name in (
            "teel company", "teel companies", "teel corp.", "teel corporation", "teel bancorp", "teel, inc.", "teel incorporated", "teel ltd", "teel limited", "teel partnership",
            "teel l.p.", "teel trust", "teel holdings", "teel utilities", "teel inc. and subsidiaries", "and consolidated subsidiary", "and subsidiaries", "subsidiary",
            "1995 form 10-k", "form 10k, part i", "1994 annual report", "annual report", "upper teel 1995 form 10-k/part ii/part iii",
        )),
        *((name, False) for name in ("teel mill", "company of the teel", "form 10", "reports of 1995", "december 31, 1993", "of the company", "an officer of our corporation", "teel company.", "omitted under form 10-k", "company")),
    ],
)  # fmt: skip
def test_a_head_has_the_name_of_a_company_or_of_the_form(name: str, known: bool) -> None:
    low = f"{name}\n{name}\n{name}\nwords.\n\x0c\n{name}\n"
    end = before_head(low, 0, len(low), part=False)
    assert low[end:].strip() == (name if known else "")
