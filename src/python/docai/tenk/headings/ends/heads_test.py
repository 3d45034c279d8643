"""The head of the page that the next Item begins on is none of the words of the Item before it."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.conftest import LONG, WORDS, text_filing, words_of
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


LINK = "<p>Table of Contents</p>"
INDEX = "<p>Index to Financial Statements</p>"
CHAPTER = "<table><tr><td>THE YEAR IN BRIEF</td><td>Table of Contents</td></tr><tr><td></td><td>OUR LOOMS AND SHEDS</td></tr></table>"
LONG_TITLE = "Market for Registrant's Common Equity, Related Stockholder Matters and Issuer Purchases of Equity Securities"
MDA = "Management's Discussion and Analysis of Financial Condition and Results of Operations"


def _pages(head: str, others: str) -> str:
    page = "<p style='page-break-before:always'></p>"
    blocks = [page, others, f"<p>{LONG}</p>"] * 3
    body = f"<p>Item 1. Business</p><p>{LONG}</p>{''.join(blocks)}<p>{END}</p>{page}{head}<p>Item 7. {MDA}</p><p>{LONG}</p><p>Item 14. Exhibits</p><p>A list.</p>"
    filing = read_filing(f"<html><p>FORM 10-K</p>{body}</html>".encode(), file_name="a.htm")
    return words_of(filing, "1")


@pytest.mark.parametrize(
    "head",
    [
        f"{LINK}<p>Upper Teel</p>", f"{LINK}<p>PART II | Items 7 – 9C</p><p>Upper Teel</p>", f"{LINK}{INDEX}<p>THE YEAR IN BRIEF</p>", f"{CHAPTER}{INDEX}", f"<p>{MDA}</p>",
        f"{LINK}<p>Upper Teel</p><p>Management's Discussion and Analysis</p><p>of Financial Condition and Results of Operations</p>",
        "<table><tr><td>OUR SHARES</td><td>Table of Contents</td></tr></table>",
        "<p>Return to the Top</p><p>Upper Teel</p>", "<p>MD&amp;A Index</p><p>Upper Teel</p>", f"{LINK}<p>Part II</p><p>Upper Teel</p>",
    ],
)  # fmt: skip
def test_a_head_that_leads_to_a_list_or_says_the_next_title_is_left_out(head: str) -> None:
    assert _pages(head, "<p>Upper Teel</p>").endswith(END)


@pytest.mark.parametrize(
    ("head", "others"),
    [
        (f"{LINK}<p>Our looms are new</p>", "<p>Upper Teel</p>"), (f"{LINK}<p>Looms</p>", "<p>Looms of ours</p>"), (f"{LINK}<p>The looms that were sold</p>", "<p>The looms</p>"),
        (f"{LINK}{INDEX}<p>Looms</p><p>Sheds</p><p>Barges</p>", "<p>Upper Teel</p>"), ("<p>The looms of the shed</p>", "<p>The looms of the shed stand still</p>"),
        (f"{LINK}{INDEX}<p>{'The looms and ' * 9}the sheds</p>", "<p>Upper Teel</p>"), ("<p>Operations</p>", "<p>Upper Teel</p>"), ("<p>Results</p>", "<p>Upper Teel</p>"), ("<p>Conditions</p>", "<p>Upper Teel</p>"), (f"{LINK}{INDEX}<p>Cloth is sold</p>", "<p>Upper Teel</p>"),
    ],
)  # fmt: skip
def test_words_below_a_link_stay(head: str, others: str) -> None:
    last = head.rsplit("<p>", 1)[-1].removesuffix("</p>")
    assert _pages(head, others).endswith(last)


def test_a_head_may_say_a_long_title_or_the_title_behind_the_name_of_a_part() -> None:
    page = "<p style='page-break-before:always'></p>"
    intro = "<p>Certain information required by Part III is incorporated by reference from the proxy statement, which we will file.</p>"
    body = (
        f"<p>Item 1. Business</p><p>{LONG}</p><p>{END}</p>{page}<p>{LONG_TITLE}</p><p>Item 5. {LONG_TITLE}</p><p>{LONG}</p><p>{END}</p>{page}<p>Directors and Executive Officers</p>"
        f"<p>Part III</p>{intro}<p>Item 10. Directors and Executive Officers</p><p>{LONG}</p><p>Item 11. Executive Compensation</p><p>{LONG}</p><p>Item 12. Security Ownership of Certain Beneficial Owners</p><p>{LONG}</p>"
    )
    filing = read_filing(f"<html><p>FORM 10-K</p>{body}</html>".encode(), file_name="a.htm")
    assert words_of(filing, "1").endswith(END)
    assert words_of(filing, "5").endswith(END)


def test_words_that_the_next_item_has_too_stay() -> None:
    filing = text_filing("Item 1. Business", LONG, "PART III", "Item 11. Executive Compensation", WORDS, "PART IV", "Item 14. Exhibits", WORDS)  # fmt: skip
    assert words_of(filing, "11").endswith(WORDS.strip())


def test_an_answer_that_the_next_item_gives_too_stays() -> None:
    page, answer = "<p style='page-break-before:always'></p>", "<p>Not applicable here.</p>"
    body = f"<p>Item 1. Business</p><p>{LONG}</p><p>Item 3. Legal Proceedings</p>{page}{answer}<p>Item 4. Mine Safety Disclosures</p>{answer}<p>Item 15. Exhibits</p><p>A list.</p>"
    filing = read_filing(f"<html><p>FORM 10-K</p>{body}</html>".encode(), file_name="a.htm")
    assert words_of(filing, "3").endswith("Not applicable here.")


@pytest.mark.parametrize("gap", [" ", "            "])
def test_a_head_whose_words_stand_apart_is_known(gap: str) -> None:
    head = f"Upper Teel Mills{gap}Fiscal 1994 10-K"
    assert words_of(_filing(f"<PAGE>\n{head}", head), "1").endswith(END)


@pytest.mark.parametrize("part", ["P ART II", "PAR T II", "PART II I", "Parts II, III & IV", "Parts II and III", "Parts III, IV"])  # fmt: skip
def test_a_part_whose_name_is_broken_or_one_of_several_is_left_out(part: str) -> None:
    assert words_of(_filing(f"\n\n{part}\n", NAME), "1").endswith(END)


@pytest.mark.parametrize(
    "said",
    ["These are listed in Item 14 of Part IV.", "We refer to\nPart II.", "See Item 8 of this report and Part III"],
)  # fmt: skip
def test_a_sentence_that_ends_with_a_part_is_whole(said: str) -> None:
    filing = _filing(f"\n{said}", NAME)
    assert words_of(filing, "1").split()[-3:] == said.split()[-3:]


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
