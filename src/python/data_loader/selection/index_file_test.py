from datetime import date

import pytest

from data_loader.selection.index_file import (
    FILE_NAME,
    LAST_RECEIVED,
    IndexLine,
    begins_index,
    day_of,
    last_received,
    lost_its_form,
    parse_day,
    parse_line,
    ten_k_lines,
)
from data_loader.selection.lines import LONGEST_LINE

PREFACE = b"""Description:           Master Index of EDGAR Dissemination Feed
Last Data Received:    March 31, 2021
Comments:              webmaster@sec.gov

CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
"""
LINE = b"990001|NORTHERN LANTERN CORP|10-K|2021-02-25|edgar/data/990001/0000990001-21-000005.txt"


def test_a_line_names_filer_form_day_and_filing() -> None:
    assert parse_line(LINE) == IndexLine(
        "0000990001",
        "NORTHERN LANTERN CORP",
        "10-K",
        date(2021, 2, 25),
        "0000990001",
        "0000990001-21-000005",
    )


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace(b"2021-02-25", b"20210225") + b"\r\n",
        LINE + b"   \n",
        LINE.replace(b"edgar/data/990001/", b"edgar/data/990001/000099000121000005/"),
    ],
)
def test_a_line_of_a_daily_index_or_with_blanks_says_the_same(line: bytes) -> None:
    assert parse_line(line) == parse_line(LINE)


def test_a_name_may_hold_a_bar_or_latin_letters() -> None:
    odd = parse_line(LINE.replace(b"NORTHERN LANTERN CORP", b"A|B \xc9LAN"))
    assert odd is not None
    assert odd.company == "A|B ÉLAN"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"CIK|Company Name|Form Type|Date Filed|Filename",
        b"-" * 80,
        LINE[:-5],
        LINE.replace(b"2021-02-25", b"2021-02-31"),
        LINE.replace(b"990001|", b"x|", 1),
        LINE.replace(b"edgar/data", b"../../data"),
        b"      Date Filed  File Name",
    ],
)
def test_what_is_no_line_of_an_index_says_nothing(line: bytes) -> None:
    assert parse_line(line) is None


def read(index: bytes) -> tuple[list[IndexLine], list[bytes]]:
    """Return the lines of an index, and the damaged ones."""
    damaged: list[bytes] = []
    return list(ten_k_lines(index, damaged.append)), damaged


def test_the_preface_and_other_forms_are_passed_over() -> None:
    lines = [LINE, LINE.replace(b"|10-K|", b"|10-Q|"), LINE.replace(b"|10-K|", b"|10KSB|")]
    found, damaged = read(PREFACE + b"\n".join(lines))
    assert [line.form for line in found] == ["10-K", "10KSB"]
    assert damaged == []


def test_a_line_end_within_a_name_ends_no_line() -> None:
    found, damaged = read(LINE.replace(b"NORTHERN", b"NORTHERN\rA\x0bB\x1c"))
    assert [line.accession for line in found] == ["0000990001-21-000005"]
    assert damaged == []


LONG = b"x" * LONGEST_LINE


@pytest.mark.parametrize(
    "line",
    [
        LINE[:-5],
        LINE.replace(b"2021-02-25", b"2021-02-31"),
        LINE.replace(b"990001|", b"|", 1),
        LINE.replace(b"990001|", b"-7|", 1),
        LINE.replace(b"edgar/data", b"../../data"),
        LINE.replace(b"|10-K|", b"|10-K\x00|"),
        LINE.replace(b"edgar/data", LONG),
        b"990001|" + LONG,
    ],
    ids=["cut", "no day", "no CIK", "no CIK but a number", "a path", "NUL in the form", "long", "long, no form"],
)  # fmt: skip
def test_a_line_of_a_10_k_that_cannot_be_read_is_told(line: bytes) -> None:
    assert read(PREFACE + line + b"\n" + LINE) == ([parse_line(LINE)], [line])


def test_a_long_line_of_another_form_is_not_told() -> None:
    line = LINE.replace(b"NORTHERN", LONG).replace(b"|10-K|", b"|8-K|")
    assert read(line) == ([], [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (PREFACE, date(2021, 3, 31)),
        (b"Last Data Received:    Oct  3, 2022\n", date(2022, 10, 3)),
        (b"Last Data Received:    December 31, 1993", date(1993, 12, 31)),
        (b"Last Data Received:    Foo 31, 1993", None),
        (b"CIK|Company", None),
    ],
)
def test_the_preface_says_how_far_an_index_goes(text: bytes, day: date | None) -> None:
    assert last_received(text) == day


def test_an_index_is_told_from_a_page() -> None:
    assert begins_index(PREFACE)
    assert begins_index(LINE + b"\n")
    assert begins_index(PREFACE[PREFACE.index(b"CIK|") :])
    assert not begins_index(b"<!DOCTYPE html><html>Sorry</html>")
    assert not begins_index(b"")


def test_days_are_written_in_two_ways() -> None:
    assert parse_day("2021-02-25") == parse_day(" 20210225 ") == date(2021, 2, 25)
    assert parse_day("2021-2-5") is parse_day("") is parse_day("20210230") is None


def test_names_of_files_match_whole_or_not_at_all() -> None:
    assert FILE_NAME.fullmatch("edgar/data/320193/0000320193-24-000123.txt")
    assert not FILE_NAME.fullmatch("edgar/data/320193/0000320193-24-000123.htm")
    assert not FILE_NAME.fullmatch("edgar/data/../0000320193-24-000123.txt")
    assert LAST_RECEIVED.search("Last Data Received:  Mar 18, 2020")
    assert not LAST_RECEIVED.search("Data Received: Mar 18, 2020")


@pytest.mark.parametrize(
    ("line", "day"),
    [(b"x|2021-02-25|", date(2021, 2, 25)), (b"x|20210225|edgar", date(2021, 2, 25)), (b"2021-02-25|edgar", None), (b"2021-02-25", None), (b"x|soon|edgar", None)],
)  # fmt: skip
def test_a_damaged_line_may_say_its_day(line: bytes, day: date | None) -> None:
    assert day_of(line) == day


def test_a_day_is_made_of_eight_digits() -> None:
    assert parse_day("2021022") is parse_day("202102255") is parse_day("2021O225") is None
    assert parse_day("２０２１０２２５") is None
    assert parse_day("²0210225") is None


def test_the_preface_has_20_lines() -> None:
    said = b"Last Data Received:    March 31, 2021\n"
    assert last_received(b"x\n" * 19 + said) == date(2021, 3, 31)
    assert last_received(b"x\n" * 20 + said) is None


@pytest.mark.parametrize(("length", "lost"), [(LONGEST_LINE - 1, False), (LONGEST_LINE, True)])
def test_a_line_that_was_cut_may_have_lost_its_form(length: int, lost: bool) -> None:
    assert lost_its_form(b"7|".ljust(length, b"x")) == lost
    assert not lost_its_form(b"x|".ljust(length, b"x"))
