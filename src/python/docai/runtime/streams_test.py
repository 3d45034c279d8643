import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich import console

from docai.runtime import exit_codes, program, streams

FULL = "/dev/full"
"""A device that has no room, whatever is written."""

PROGRAM = """\
import sys
from pathlib import Path
from {exit_codes} import ExitCode
from {program} import run_program
from {streams} import tell
import logging

def main(argv):
    Path(argv[0]).write_text("done")
    {what}
    return ExitCode.DONE

run_program(main)
"""
SUMMARY = "logging.warning('a line'); tell('3 filings stored')"
ROWS = "[print(n) for n in range({count})]"
TABLE = f"from {console.__name__} import Console; [Console().print(n) for n in range(3000)]"


def program_text(what: str) -> str:
    """Return a program that does this, between opening and ending as every program of ours."""
    return PROGRAM.format(
        what=what,
        exit_codes=exit_codes.__name__,
        program=program.__name__,
        streams=streams.__name__,
    )


def run(
    tmp_path: Path,
    what: str,
    *,
    stdout: str | int = subprocess.PIPE,
    stderr: str | int = subprocess.PIPE,
    closed: tuple[int, ...] = (),
    unbuffered: bool = False,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run a program whose streams lead to these files, or are closed."""

    def close() -> None:
        for descriptor in closed:
            os.close(descriptor)

    before: Callable[[], None] = close
    opened = [
        open(each, "wb") if isinstance(each, str) else each  # noqa: SIM115
        for each in (stdout, stderr)
    ]
    return subprocess.run(
        [sys.executable, "-c", program_text(what), str(tmp_path / "file")],
        stdout=opened[0],
        stderr=opened[1],
        encoding=encoding,
        check=False,
        preexec_fn=before,
        timeout=60,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUNBUFFERED": "1" if unbuffered else "",
            "PYTHONIOENCODING": encoding,
        },
    )


@pytest.mark.parametrize("unbuffered", [False, True])
def test_a_summary_that_cannot_be_printed_leaves_the_work_done(
    tmp_path: Path, unbuffered: bool
) -> None:
    ended = run(tmp_path, SUMMARY, stdout=FULL, unbuffered=unbuffered)
    assert ended.returncode == 0
    assert "its summary cannot be printed" in ended.stderr
    assert "No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2), (0, 1, 2)])
def test_a_closed_stream_changes_nothing(tmp_path: Path, closed: tuple[int, ...]) -> None:
    ended = run(tmp_path, SUMMARY, closed=closed)
    assert ended.returncode == 0
    assert ended.stdout == ("" if 1 in closed else "3 filings stored\n")
    assert (tmp_path / "file").read_text() == "done"


def test_a_file_never_takes_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    what = "f = open(argv[0], 'w'); assert f.fileno() > 2; sys.stderr.write('not in it'); f.close()"
    assert run(tmp_path, what, closed=(0, 1, 2)).returncode == 0
    assert (tmp_path / "file").read_text() == ""


def test_a_log_that_is_full_changes_nothing(tmp_path: Path) -> None:
    ended = run(tmp_path, SUMMARY, stderr=FULL)
    assert (ended.returncode, ended.stdout) == (0, "3 filings stored\n")


@pytest.mark.parametrize("unbuffered", [False, True])
@pytest.mark.parametrize("what", [ROWS.format(count=3), ROWS.format(count=100_000), TABLE])
def test_rows_that_cannot_be_printed_end_in_3(tmp_path: Path, what: str, unbuffered: bool) -> None:
    ended = run(tmp_path, what, stdout=FULL, unbuffered=unbuffered)
    assert ended.returncode == 3
    assert "cannot be printed on stdout: No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("what", [SUMMARY, ROWS.format(count=100_000), TABLE])
def test_a_reader_that_is_gone_is_no_failure(tmp_path: Path, what: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = run(tmp_path, what, stdout=writing)
    os.close(writing)
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("text", "encoding", "lacking"),
    [
        ("the company\u2019s", "ascii", r"'\u2019'"),
        ("the company\u2019s", "latin-1", r"'\u2019'"),
        ("caf\u00e9", "ascii", r"'\xe9'"),
    ],
)
@pytest.mark.parametrize(
    "how",
    [
        "print({!r})",
        "sys.stdout.writelines([{!r}])",
        "json.dump({!r}, sys.stdout, ensure_ascii=False)",
    ],
)
def test_a_character_that_stdout_lacks_ends_in_2_with_what_to_set(
    tmp_path: Path, how: str, text: str, encoding: str, lacking: str
) -> None:
    ended = run(tmp_path, "import json; " + how.format(text), encoding=encoding)
    assert ended.returncode == 2
    assert lacking in ended.stderr.replace("\\\\", "\\")
    assert "set LC_ALL=C.UTF-8, or PYTHONIOENCODING=utf-8" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_characters_that_it_has_are_printed_as_they_are(tmp_path: Path) -> None:
    assert run(tmp_path, "print('caf\u00e9')", encoding="latin-1").stdout == "caf\u00e9\n"
    assert run(tmp_path, "print('\u2019')").stdout == "\u2019\n"


def test_a_summary_with_such_a_character_leaves_the_work_done(tmp_path: Path) -> None:
    ended = run(tmp_path, "tell('3 of caf\u00e9')", encoding="ascii")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "its summary cannot be printed: stdout takes ascii only" in ended.stderr


def test_a_defect_stays_one_where_stdout_is_full(tmp_path: Path) -> None:
    ended = run(tmp_path, "print('x'); 1 / 0", stdout=FULL)
    assert ended.returncode == 1


def test_a_full_disk_ends_in_3_with_a_sentence(tmp_path: Path) -> None:
    ended = run(tmp_path, f"open({FULL!r}, 'w', buffering=1).write('x' * 10000 + chr(10))")
    assert ended.returncode == 3
    assert "no room is left on a disk" in ended.stderr
    assert "TMPDIR" in ended.stderr
