from __future__ import annotations

import json
from pathlib import Path

import pytest

from docai.document.tables.__main__ import main

DOCUMENT = """<html><p>Sales by line (in thousands):</p><table>
<tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Pumps</td><td>$1,250</td><td>$(75)</td></tr></table></html>"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "pumps.htm"
    path.write_text(DOCUMENT)
    return path


def test_tables_are_shown_as_markdown(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(document)]) == 0
    out = capsys.readouterr().out
    assert "## 1. Sales by line (in thousands):" in out
    assert "| Pumps | $1,250 | $(75) |" in out
    assert out.count("Sales by line (in thousands):") == 1


def test_a_unit_stands_below_the_caption_that_does_not_say_it(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document.write_text(DOCUMENT.replace("Sales by line (in thousands):", "Sales by line</p><p>(in thousands)"))  # fmt: skip
    assert main([str(document)]) == 0
    out = capsys.readouterr().out
    assert "## 1. Sales by line\n\n(in thousands)\n\n|" in out


def test_a_table_without_a_caption_has_its_number_alone(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document.write_text(DOCUMENT.replace("<p>Sales by line (in thousands):</p>", ""))
    assert main([str(document)]) == 0
    assert capsys.readouterr().out.startswith("## 1\n\n|")


def test_each_cell_is_a_line_of_json(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(document), "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["row_label"], line["column_label"], line["amount"]) for line in lines] == [
        ("Pumps", "2024", 1_250_000),
        ("Pumps", "2023", -75_000),
    ]


def test_one_table_is_shown_alone(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.write_text(DOCUMENT.replace("</html>", DOCUMENT.replace("Pumps", "Fans")))
    assert main([str(document), "--table", "2"]) == 0
    out = capsys.readouterr().out
    assert "| Fans |" in out
    assert "| Pumps |" not in out


@pytest.mark.parametrize("number", ["2", "0", "-1"])
def test_a_table_that_is_not_there_is_said_to_be_missing(
    document: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert main([str(document), "--table", number]) == 4
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"no table {number}; it has 1" in shown.err


def test_a_file_without_tables_is_said_to_have_none(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document.write_text("<html><p>Words alone.</p></html>")
    assert main([str(document)]) == 0
    assert "no table of figures was found" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4")
    assert main([str(path)]) == 4
    assert "container" in capsys.readouterr().err
    assert main([str(tmp_path / "none.txt")]) == 2
