from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from docai.document.command import each_file, file_parser
from docai.document.errors import NotAFiling
from docai.runtime.exit_codes import ExitCode


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(name)
    return [folder / name for name in names]


def test_each_file_is_read_in_order(tmp_path: Path) -> None:
    seen = []

    def read(path: Path, data: bytes) -> bool:
        seen.append((path.name, data))
        return True

    assert each_file(files(tmp_path, "b.txt", "a.txt"), read) is ExitCode.DONE
    assert seen == [("b.txt", b"b.txt"), ("a.txt", b"a.txt")]


def test_a_document_that_cannot_be_read_is_told_and_the_next_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = []

    def read(path: Path, data: bytes) -> bool:
        if path.name == "bad\x1b.txt":
            raise NotAFiling("it is empty")
        seen.append(path.name)
        return True

    paths = files(tmp_path, "bad\x1b.txt", "good.txt")
    assert each_file(paths, read) is ExitCode.PARTIAL
    assert seen == ["good.txt"]
    said = capsys.readouterr().err
    assert said.endswith("txt: container: it is empty\n")
    assert "\x1b" not in said


def test_a_file_that_was_read_in_part_makes_the_whole_partial(tmp_path: Path) -> None:
    paths = files(tmp_path, "a.txt", "b.txt")
    assert each_file(paths, lambda path, _: path.name == "b.txt") is ExitCode.PARTIAL


def test_a_file_that_is_not_there_ends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(path: Path, _: bytes) -> bool:
        raise AssertionError(path)

    gone = tmp_path / "gone.txt"
    assert each_file([gone, *files(tmp_path, "a.txt")], read) is ExitCode.CALLER
    assert capsys.readouterr().err == f"{gone}: No such file or directory\n"


def test_a_parser_wants_files_and_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    parser = file_parser("docai.looms", "Read looms.", "1.2", "a loom")
    assert parser.parse_args(["a", "b"]).files == [Path("a"), Path("b")]
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([])
    assert ended.value.code == 2
    with pytest.raises(SystemExit):
        parser.parse_args(["--version"])
    assert capsys.readouterr().out == "1.2\n"
    assert "a complete submission, or a loom" in parser.format_help()


def test_a_file_that_gzip_packed_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"<SEC-DOCUMENT>") + gzip.compress(b"more"))
    seen = []

    def read(_: Path, data: bytes) -> bool:
        seen.append(data)
        return True

    assert each_file([tmp_path / "a.txt.gz"], read) is ExitCode.DONE
    assert seen == [b"<SEC-DOCUMENT>more"]


@pytest.mark.parametrize("packed", [gzip.compress(b"wool" * 99)[:-9], b"\x1f\x8b\x08 no more"])
def test_a_damaged_gzip_file_is_told(
    packed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt.gz").write_bytes(packed)
    assert each_file([tmp_path / "a.txt.gz"], lambda *_: True) is ExitCode.PARTIAL
    assert "container: it is packed with gzip, and damaged" in capsys.readouterr().err


def test_a_file_that_unpacks_to_too_much_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docai.document.command.MAX_BYTES", 1000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b" " * 1001))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b" " * 1000))
    paths = [tmp_path / "a.txt.gz", tmp_path / "b.txt.gz"]
    assert each_file(paths, lambda *_: True) is ExitCode.PARTIAL
    assert capsys.readouterr().err.endswith("limits: more than 1,000 bytes when unpacked\n")
