"""EX-27 schedules of every article and shape that filers used."""

from __future__ import annotations

import pytest

from docai.document.submission import open_submission
from docai.xbrl import Schedule, read_figures
from docai.xbrl.schedules import iso_day, number


def _schedules(*bodies: str) -> tuple[Schedule, ...]:
    documents = (
        f"<DOCUMENT>\n<TYPE>EX-27.{n}\n<SEQUENCE>{n}\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
        for n, body in enumerate(bodies, 1)
    )
    text = "<SEC-HEADER>\n</SEC-HEADER>\n" + "".join(documents)
    return read_figures(open_submission(text.encode())).schedules


_COMMERCE = """<TABLE> <S> <C>
<ARTICLE> 5
<LEGEND>
THIS SCHEDULE <CASH> 99 IS AN EXTRACT
</LEGEND>
<MULTIPLIER> 1,000
<CURRENCY> U.S. DOLLARS
<S>                        <C>
<PERIOD-TYPE>              12-MOS
<FISCAL-YEAR-END>          DEC-31-1997
<PERIOD-END>               DEC-31-1997
<CASH>                     1,234 <F1>
<PP&E>                     <F2>
<TOTAL-ASSETS>             9,999
<NET-INCOME>               (55)
<EPS-PRIMARY>              (.05)
<FN>
<F1> Cash and
equivalents
<F2> Not given
</FN>
</TABLE>"""


def test_a_schedule_says_what_its_tags_say() -> None:
    (schedule,) = _schedules(_COMMERCE)
    assert (schedule.article, schedule.multiplier, schedule.type) == ("5", 1000, "EX-27.1")
    (column,) = schedule.columns
    assert (column.period_type, column.period_end, column.period_start, column.currency) == (
        "12-MOS",
        "1997-12-31",
        None,
        "U.S. DOLLARS",
    )
    found = [(one.tag, one.raw, one.value, one.footnotes) for one in column.figures]
    assert found == [
        ("CASH", "1,234", "1234", ("Cash and equivalents",)),
        ("PP&E", "<F2>", None, ("Not given",)),
        ("TOTAL-ASSETS", "9,999", "9999", ()),
        ("NET-INCOME", "(55)", "-55", ()),
        ("EPS-PRIMARY", "(.05)", "-0.05", ()),
    ]


def test_a_missing_multiplier_is_not_guessed() -> None:
    (schedule,) = _schedules("<ARTICLE> BD\n<PERIOD-END> JUN-30-1999\n<CASH> 5\n")
    assert (schedule.multiplier, schedule.article) == (None, "BD")


def test_columns_are_periods_of_their_own() -> None:
    (schedule,) = _schedules(
        "<ARTICLE> 7\n<MULTIPLIER> 1\n<S> <C> <C>\n<PERIOD-TYPE> YEAR 9-MOS\n<PERIOD-END> DEC-31-1996 SEP-30-1997\n"
        "<DEBT-HELD-FOR-SALE> 1,000 (2,000)\n<EQUITIES> 3    4\n"
    )
    first, second = schedule.columns
    assert (first.period_end, second.period_end) == ("1996-12-31", "1997-09-30")
    assert (first.period_type, second.period_type) == ("YEAR", "9-MOS")
    assert [one.value for one in first.figures] == ["1000", "3"]
    assert [one.value for one in second.figures] == ["-2000", "4"]


def test_restated_schedules_are_numbered_through() -> None:
    both = "<ARTICLE> 9\n<CASH> 1\n<ARTICLE> 9\n<RESTATED>\n<CASH> 2\n"
    found = _schedules(_COMMERCE, both)
    assert [one.number for one in found] == [1, 2, 3]
    assert [one.columns[0].figures[0].value for one in found] == ["1234", "1", "2"]


def test_tags_in_lower_case_and_other_line_ends_are_read() -> None:
    (schedule,) = _schedules("<article> UT\r\n<multiplier> 1000\r\n<total-assets>  $ 12,000\r\n")
    assert schedule.multiplier == 1000
    assert schedule.columns[0].figures[0].tag == "TOTAL-ASSETS"


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1,552", "1552"), ("(1,552)", "-1552"), ("-7", "-7"), ("$(7)", "-7"), (".05", "0.05"), ("12.", "12"), ("0", "0"), ("N/A", None), ("1 2", None), ("", None)],
)  # fmt: skip
def test_a_number_of_a_schedule(raw: str, value: str | None) -> None:
    assert number(raw) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [("DEC-31-1997", "1997-12-31"), ("Dec-31-97", "1997-12-31"), ("12/31/1997", "1997-12-31"), ("31 Dec 1997", "1997-12-31"), ("19971231", "1997-12-31"), ("DEC-41-1997", None), ("JUN-31-1997", None), ("YEAR", None)],
)  # fmt: skip
def test_a_day_of_a_schedule(text: str, day: str | None) -> None:
    assert iso_day(text) == day


_HEAD = "<ARTICLE> 5\n<MULTIPLIER> 1,000\n<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1997\n"
_LINES = ("<ARTICLE> 5", "<MULTIPLIER> 1,000", "<PERIOD-TYPE> YEAR", "<PERIOD-END> DEC-31-1997", "<CASH> 1,234", "<PP&E> 77")  # fmt: skip


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "body",
    [
        _HEAD + "<CASH> 1,234\n<PP&E> 77\n",
        _HEAD + "<CASH>\n     1,234\n\n<PP&E>\n  77\n",
        _HEAD + "<CASH> 1,234 <PP&E> 77\n",
        _HEAD.replace("\n", " ") + "<CASH> 1,234 <PP&E> 77",
        _HEAD + "<CASH>...... 1,234\n<PP&E> . . . 77\n",
        _HEAD + "<CASH>1,234</CASH>\n<PP&E>77</PP&E>\n",
        "<HTML><BODY><PRE>\n" + _escaped("\n".join(_LINES)) + "\n</PRE></BODY></HTML>",
        "<html>\n" + "".join(f"<p><font size=2>{_escaped(one)}</font></p>\n" for one in _LINES) + "</html>",
        "<TABLE>" + "".join(f"<TR>\n<TD>{_escaped(tag)}&gt;</TD>\n<TD ALIGN=RIGHT>{value}</TD></TR>" for tag, value in (one.split(">") for one in _LINES)) + "</TABLE>",
        "<HTML><BODY><PRE>\n" + "\n".join(_LINES) + "\n</PRE></BODY></HTML>",
    ],
    ids=["plain", "value below", "two in a line", "one line", "dots", "end tags", "escaped", "paragraphs", "rows", "in HTML"],
)  # fmt: skip
def test_a_schedule_is_read_however_it_was_typed(body: str) -> None:
    (schedule,) = _schedules(body)
    assert (schedule.article, schedule.multiplier) == ("5", 1000)
    (column,) = schedule.columns
    assert (column.period_type, column.period_end) == ("YEAR", "1997-12-31")
    assert [(one.tag, one.value) for one in column.figures] == [("CASH", "1234"), ("PP&E", "77")]


@pytest.mark.parametrize(
    ("said", "multiplier"),
    [("1,000 <S> <C>", 1000), ("1,000,000 (in millions)", 1_000_000), ("Thousands", 1000), ("1", 1), ("0", None), ("(000)", None), ("x1,000", None)],
)  # fmt: skip
def test_a_multiplier_is_what_is_said(said: str, multiplier: int | None) -> None:
    (schedule,) = _schedules(f"<ARTICLE> 5\n<MULTIPLIER> {said}\n<CASH> 5\n")
    assert schedule.multiplier == multiplier


def test_a_mark_before_its_value_makes_no_column() -> None:
    (schedule,) = _schedules(
        _HEAD + "<CASH> <F1> 5\n<BONDS> 6\n<X> 7\n<FN>\n<F1> Restated\n</FN>\n"
    )
    (column,) = schedule.columns
    first = column.figures[0]
    assert (first.tag, first.value, first.footnotes) == (
        "CASH",
        "5",
        ("Restated",),
    )


def test_a_blank_cell_leaves_the_others_in_their_columns() -> None:
    (schedule,) = _schedules(
        "<ARTICLE> 5\n<PERIOD-TYPE> YEAR 9-MOS\n"
        "<CASH>             1,000      (2,000)\n<BONDS>              300          400\n"
        "<INVENTORY>                        50\n<PP&E>                60\n<GOODWILL>       7\n"
    )
    first, second = schedule.columns
    assert [(one.tag, one.value) for one in first.figures] == [("CASH", "1000"), ("BONDS", "300"), ("PP&E", "60"), ("GOODWILL", "7")]  # fmt: skip
    assert [(one.tag, one.value) for one in second.figures] == [("CASH", "-2000"), ("BONDS", "400"), ("INVENTORY", "50")]  # fmt: skip
