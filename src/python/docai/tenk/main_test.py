from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from docai.runtime.printable import UNPRINTABLE
from docai.tenk.__main__ import main
from docai.tenk.reader import PARSER_VERSION
from docai.version import VERSION

_DOCUMENT = """<html><p>Item 1. Business</p><p>We bind books.</p><p>Item 8. Financial Statements</p><p>See page F-1.</p></html>"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "books.htm"
    path.write_text(_DOCUMENT)
    return path


def test_a_summary_names_every_item(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(document)]) == 0
    out = capsys.readouterr().out
    assert "books.htm" in out
    assert "Business" in out


def test_a_summary_fits_the_terminal_and_a_pipe_gets_whole_titles(
    document: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert main([str(document)]) == 0
    assert "  II   8" in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([str(document)]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [len(line) for line in lines if line.endswith("…")] == [50]
    assert lines[0].endswith(" Business")


def test_one_item_is_printed_alone(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(document), "--item", "1"]) == 0
    assert capsys.readouterr().out == "Item 1. Business\n\nWe bind books.\n"


def test_an_item_that_is_not_there_is_said_to_be_missing(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--item", "7A"]) == 4
    assert "it has: 1, 8" in capsys.readouterr().err


@pytest.mark.parametrize("shown", [[], ["--passages"], ["--format", "json"], ["--outline"]])
def test_a_file_without_an_item_is_said_to_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shown: list[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear holders,\n\nthe meeting is at noon.\n")
    assert main([str(path), *shown]) == 4
    assert "letter.txt: no Item was found" in capsys.readouterr().err


def test_passages_of_an_item_that_is_not_there_are_said_to_be_missing(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--passages", "--item", "7A"]) == 4
    assert "no Item 7A; it has: 1, 8" in capsys.readouterr().err


def test_the_version_is_that_of_docai_and_of_its_parser(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"{VERSION} (parser {PARSER_VERSION})\n"


def test_json_holds_every_field_by_file_and_item(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--format", "json", "--as-filed"]) == 0
    items = json.loads(capsys.readouterr().out)["books.htm"]
    assert set(items) == {"1", "8"}
    assert set(items["1"]) == {
        "title", "text", "text_as_filed", "source", "source_file", "start", "end", "confidence", "combined_with",
    }  # fmt: skip


def test_passages_are_printed_a_line_each_with_the_names_of_the_columns(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--passages", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["item"], row["n"], row["kind"]) for row in rows] == [
        ("1", 1, "heading"), ("1", 2, "prose"), ("8", 1, "heading"), ("8", 2, "prose"),
    ]  # fmt: skip
    assert set(rows[0]) == {
        "file", "accession", "registrant", "item", "n", "id", "kind", "level", "heading_path", "note", "text", "joint",
        "repeated", "words", "source_file", "start", "end", "table_n",
    }  # fmt: skip
    assert rows[1]["text"] == "We bind books."
    assert rows[1]["heading_path"] == "Item 1. Business"


def test_passages_of_one_item_are_shown_to_a_person(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--passages", "--item", "1"]) == 0
    shown = capsys.readouterr().out
    assert "[1 2] prose  Item 1. Business\nWe bind books.\n" in shown
    assert "F-1" not in shown


def test_jsonl_without_passages_is_the_callers_to_change(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "--format", "jsonl"]) == 2
    assert "--passages" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named_with_its_stage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4")
    assert main([str(path)]) == 4
    assert "container" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_the_callers_to_change(tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.txt")]) == 2


_ESCAPES = "\x1b]0;OWNED\x07\x1b[31mred\u202edlog\x9b2J"


@pytest.mark.parametrize("option", [[], ["--item", "1"], ["--item", "9"], ["--passages"]])
def test_no_control_character_of_a_document_reaches_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    path = tmp_path / f"{_ESCAPES}.htm"
    path.write_text(
        f"<html><meta charset=utf-8><p>Item 1. Business {_ESCAPES}</p><p>We bind {_ESCAPES} books.</p>"
        "<p>Item 8. Financial Statements</p><p>See page F-1.</p></html>"
    )
    main([str(path), *option])
    shown = "".join(capsys.readouterr())
    assert "red" in shown
    assert not UNPRINTABLE.search(shown.replace("\n", ""))


def test_the_lines_of_an_item_stay_lines(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(document), "--item", "8"])
    assert capsys.readouterr().out.count("\n") == 3


def test_json_that_cannot_be_printed_ends_in_3(document: Path) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "docai.tenk", str(document), "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert ended.returncode == 3
    assert "cannot be printed on stdout" in ended.stderr
