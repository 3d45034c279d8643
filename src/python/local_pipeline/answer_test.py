import io

import pyarrow as pa
import pytest
from rich.console import Console

from docai.runtime.printable import UNPRINTABLE
from local_pipeline.answer import print_csv, print_table

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
    assert "1,234.6" in lines[2]
    assert "[bold]We" not in lines[2] or "Item 1. Business [bold]" in lines[2]
    assert lines[3].split() == ["BRIEF", "CO", "2.0", "None."]


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
