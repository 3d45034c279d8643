import io
import json
import re
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from rich.console import Console

from docai.runtime.printable import UNPRINTABLE
from local_pipeline.answer import (
    LONGEST,
    SHOWN,
    print_answer,
    print_csv,
    print_json,
    print_markdown,
    print_table,
)
from local_pipeline.choices import FORMATS

ANSWER = pa.table(
    {
        "company": ["NORTHERN LANTERN AND LIGHTING CORPORATION OF DELAWARE", "BRIEF CO"],
        "fiscal_year": [2023, None],
        "words": [1234.56, 2.0],
        "ciks": [["0000990001", "0000990002"], ["0000990003"]],
        "text": ["Item 1. Business\n\n[bold]We[/bold] make lanterns. " * 20, "None."],
    }
)


def printed(answer: pa.Table, *, width: int = 80, rows: int = 40) -> str:
    stream = io.StringIO()
    print_table(answer, rows, Console(file=stream, width=width))
    return stream.getvalue()


def test_numbers_and_years_stay_whole_and_long_texts_share_the_rest() -> None:
    lines = printed(ANSWER.drop_columns(["ciks"])).splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].split() == ["company", "fiscal_year", "words", "text"]
    assert "2023" in lines[2]
    assert "1,234.56" in lines[2]
    assert "Item 1. Business [bold]We…" in lines[2]
    assert lines[3].split() == ["BRIEF", "CO", "2", "None."]


def test_an_answer_too_wide_for_a_table_is_one_line_per_value() -> None:
    lines = printed(ANSWER, width=60).splitlines()
    assert "ciks         0000990001, 0000990002" in [line.rstrip() for line in lines]
    assert all(len(line) <= 60 for line in lines)
    assert sum(line.startswith("company") for line in lines) == 2


@pytest.mark.parametrize("width", [40, 80, 200])
def test_what_looks_like_markup_is_printed_as_it_stands(width: int) -> None:
    assert "[red]x[/red]" in printed(pa.table({"a": ["[red]x[/red]"]}), width=width)


def test_more_rows_than_asked_for_are_counted() -> None:
    shown = printed(pa.table({"n": list(range(1000))}), rows=3)
    assert "... and 997 more rows" in shown


def test_csv_holds_every_row_and_whole_texts() -> None:
    stream = io.StringIO()
    print_csv(ANSWER.select(["fiscal_year", "text"]), stream)
    assert stream.getvalue().startswith("fiscal_year,text\r\n2023,")
    assert stream.getvalue().count("[bold]We[/bold] make lanterns.") == 20


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("57634000.0000000000", "57634000"),
        ("-6.1300000000", "-6.13"),
        ("0E-10", "0"),
        ("100", "100"),
    ],
)
def test_a_decimal_of_csv_has_no_idle_zeros(value: str, written: str) -> None:
    stream = io.StringIO()
    print_csv(pa.table({"n": [Decimal(value)]}), stream)
    assert stream.getvalue() == f"n\r\n{written}\r\n"


def test_the_comments_of_tables_and_columns_go_on_below_themselves() -> None:
    comment = "10-K filings that were read: " + "one row per accession, " * 20 + "and no more."
    shown = printed(pa.table({"name": ["filings"], "comment": [comment]}))
    assert " ".join(shown.split()).endswith(comment)
    assert "…" not in shown


def test_what_is_cut_is_said_with_what_shows_it_whole() -> None:
    assert "whole with --format json" in printed(ANSWER.select(["company", "text"]))
    assert "whole with" not in printed(ANSWER.select(["fiscal_year", "words"]))


HOSTILE = pa.table(
    {"com\x1b[2Jpany": ["A\x1b]0;x\x07B\x9b1m", "C\u202eD"], "ciks": [["\x1b[31m"], []]}
)


@pytest.mark.parametrize("width", [20, 80])
def test_control_characters_of_others_are_escaped(width: int) -> None:
    shown = printed(HOSTILE, width=width)
    assert UNPRINTABLE.search(shown.replace("\n", "")) is None
    assert "\\u001b" in shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_csv_is_escaped_at_a_terminal_and_whole_elsewhere() -> None:
    terminal, file = Terminal(), io.StringIO()
    answer = HOSTILE.select([0])
    print_csv(answer, terminal)
    print_csv(answer, file)
    assert UNPRINTABLE.search(terminal.getvalue().replace("\r\n", "")) is None
    assert "A\x1b]0;x\x07B" in file.getvalue()


def test_two_columns_of_one_name_are_both_printed() -> None:
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    assert printed(twice).split()[-2:] == ["1", "2"]
    stream = io.StringIO()
    print_csv(twice, stream)
    assert stream.getvalue() == "a,a\r\n1,2\r\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.97, "0.97"),
        (1234567.891234, "1,234,567.8912"),
        (2.0, "2"),
        (0.0, "0"),
        (0.00012345, "0.0001234"),
        (-0.5, "-0.5"),
        (float("nan"), "nan"),
        (Decimal("391035000000.0000000000"), "391,035,000,000"),
        (Decimal("-6.1300000000"), "-6.13"),
    ],
)
def test_a_number_is_shown_whole_without_idle_zeros(value: float | Decimal, shown: str) -> None:
    assert printed(pa.table({"n": [value]})).split()[-1] == shown


def test_what_goes_to_a_program_is_not_cut() -> None:
    words, rows = "words " * 500, 60
    file, terminal = io.StringIO(), Terminal()
    answer = pa.table({"company": ["A"] * rows, "text": [words] * rows})
    print_answer(answer, "table", None, file)
    assert file.getvalue().count(words.strip()) == rows
    print_answer(answer, "table", None, terminal)
    assert words.strip() not in terminal.getvalue()
    assert "... and 20 more rows" in terminal.getvalue()


def test_the_paragraphs_of_a_text_stay_apart() -> None:
    file, terminal = io.StringIO(), Terminal()
    answer = pa.table({"item": ["1A"], "text": ["Risks\n\nFirst.\n" + "Second. " * 400]})
    print_answer(answer, "table", None, file)
    lines = [line.strip() for line in file.getvalue().splitlines()]
    assert lines[1:5] == ["item  1A", "text  Risks", "", "First."]
    assert len(lines[5]) == len("Second. " * 400) - 1
    print_table(answer, 40, Console(file=terminal, width=20))
    assert "3,214" in terminal.getvalue()
    assert all(
        line[:6].strip() in ("", "item", "text") for line in terminal.getvalue().splitlines()[1:]
    )
    assert len(terminal.getvalue()) < 3 * SHOWN


def test_json_says_days_numbers_and_nothing_as_json_does() -> None:
    answer = pa.table(
        {
            "filed": [date(2024, 3, 1)],
            "whole": [Decimal("391035000000.0000000000")],
            "broken": [Decimal("-6.1300000000")],
            "long": [Decimal("1234567890123456789.1234567891")],
            "lost": [float("inf")],
            "none": [None],
            "ciks": [["1", "2"]],
            "text": ["a\nb"],
        }
    )
    file = io.StringIO()
    print_json(answer, file)
    assert json.loads(file.getvalue()) == [
        {
            "filed": "2024-03-01",
            "whole": 391035000000,
            "broken": -6.13,
            "long": "1234567890123456789.1234567891",
            "lost": None,
            "none": None,
            "ciks": ["1", "2"],
            "text": "a\nb",
        }
    ]


def test_json_says_what_lists_and_structs_hold_as_it_says_the_values_alone() -> None:
    def not_json(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    answer = pa.table(
        {
            "shares": [[float("nan"), 1.5, float("inf")]],
            "amounts": [[Decimal("1.5000"), None]],
            "days": [[date(2024, 1, 2)]],
            "both": [{"amount": Decimal("2.00"), "of": [{"share": float("-inf")}]}],
        }
    )
    file = io.StringIO()
    print_json(answer, file)
    assert json.loads(file.getvalue(), parse_constant=not_json) == [
        {
            "shares": [None, 1.5, None],
            "amounts": [1.5, None],
            "days": ["2024-01-02"],
            "both": {"amount": 2, "of": [{"share": None}]},
        }
    ]


def test_json_of_no_row_and_of_two_columns_of_one_name() -> None:
    none, twice = io.StringIO(), io.StringIO()
    print_json(pa.table({"a": pa.array([], pa.int64())}), none)
    assert json.loads(none.getvalue()) == []
    columns = [pa.array([1]), pa.array([2]), pa.array([3])]
    print_json(pa.Table.from_arrays(columns, names=["a", "a", "a_2"]), twice)
    assert json.loads(twice.getvalue()) == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_markdown_keeps_its_table_whatever_a_text_holds() -> None:
    file = io.StringIO()
    print_markdown(pa.table({"n": [1.5], "text": ["a | b\n\nc\\"]}), file)
    assert file.getvalue() == "| n | text |\n| --: | --- |\n| 1.5 | a \\| b<br><br>c\\\\ |\n"


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_sends_control_characters_to_a_terminal(form: str) -> None:
    terminal = Terminal()
    print_answer(HOSTILE, form, None, terminal)
    shown = re.sub(r"\x1b\[[01]m|[\r\n]", "", terminal.getvalue())  # rich's own bold
    assert UNPRINTABLE.search(shown) is None
    assert "u001b" in shown


def test_a_table_at_a_terminal_shows_the_beginning_of_a_text() -> None:
    shown = printed(pa.table({"text": ["x" * 1000]}), width=2 * LONGEST)
    assert shown.split()[-1] == "x" * LONGEST
