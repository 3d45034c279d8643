import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.starting import too_little_address_space

ENTRY = """\
if __name__ == "__main__":
    from docai.starting import answer_stops

    answer_stops()

import os
import signal

os.kill(os.getpid(), signal.{signal})  # while it imports

from docai.runtime.program import run_program

run_program(lambda argv: print("it ran"))
"""


def ended(folder: Path, name: str, stderr: int, log: str = "") -> subprocess.Popen[bytes]:
    """Start a program that is stopped by the signal ``name`` while it imports; return it when it has ended."""
    entry = folder / "entry.py"
    entry.write_text(ENTRY.format(signal=name))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("DOCAI_LOG", None)
    process = subprocess.Popen(
        [sys.executable, str(entry)],
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=environment | ({"DOCAI_LOG": log} if log else {}),
    )
    process.wait(60)
    return process


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_stop_while_a_program_imports_is_a_line_of_the_log(tmp_path: Path, name: str) -> None:
    process = ended(tmp_path, name, subprocess.PIPE)
    said, wrong = process.communicate()
    assert (process.returncode, said) == (ExitCode.STOPPED, b"")
    line = json.loads(wrong)
    assert (line["message"], line["exit_code"]) == ("stopped on request", 143)


def test_at_a_terminal_it_is_a_sentence(tmp_path: Path) -> None:
    mine, its = pty.openpty()
    process = ended(tmp_path, "SIGINT", its)
    os.close(its)
    said = os.read(mine, 1000).decode()
    os.close(mine)
    assert process.stdout is not None
    process.stdout.close()
    assert process.returncode == ExitCode.STOPPED
    assert said.split(maxsplit=1)[1] == "warning: stopped on request\r\n"


def test_where_text_is_asked_for_it_is_text(tmp_path: Path) -> None:
    process = ended(tmp_path, "SIGINT", subprocess.PIPE, "text")
    assert process.communicate()[1].endswith(b" warning: stopped on request\n")


TEARDOWN = """\
{first}
import atexit
import os
import sys
import threading
import time

class Native:
    def __del__(self):
        os.abort()  # as a thread of a native library does that meets an interpreter half gone

kept = Native()
atexit.register(lambda: print("put down", flush=True))
threading.Thread(target=lambda: (time.sleep(0.2), print("thread done", flush=True))).start()

from docai.runtime.program import run_program

run_program(lambda argv: {code})
"""


@pytest.mark.parametrize("code", [0, 3])
def test_what_happens_while_the_interpreter_is_taken_apart_is_not_the_exit_code(
    tmp_path: Path, code: int
) -> None:
    def run(first: str) -> tuple[int, str]:
        entry = tmp_path / "entry.py"
        entry.write_text(TEARDOWN.format(first=first, code=code))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, entry], capture_output=True, text=True, env=environment
        )
        return done.returncode, done.stdout

    assert run("from docai.starting import answer_stops; answer_stops()") == (
        code,
        "thread done\nput down\n",
    )
    assert run("") == (-signal.SIGABRT, "thread done\nput down\n")


LIMITED = """\
import resource
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} * 1_000_000, resource.RLIM_INFINITY))
from docai.starting import need_address_space
need_address_space(800)
print("it ran")
"""


@pytest.mark.parametrize(
    ("megabytes", "log", "code"), [(400, "text", 2), (400, "json", 2), (800, "json", 0)]
)
def test_too_little_address_space_is_said_before_libraries_fail(
    megabytes: int, log: str, code: int
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED.format(megabytes=megabytes)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": log},
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (code, "" if code else "it ran\n")
    if not code:
        assert ran.stderr == ""
        return
    said = ran.stderr if log == "text" else json.loads(ran.stderr)["message"]
    assert "may have 400 MB of address space (ulimit -v), and its libraries need 800 MB" in said


def test_without_a_limit_there_is_enough() -> None:
    assert too_little_address_space(10**9) == ""


def test_the_program_itself_has_its_own_handlers() -> None:
    program = (
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "from docai import starting\n"
        "before = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]\n"
        "starting.answer_stops()\n"
        "from docai.runtime.program import run_program\n"
        "def main(argv):\n"
        "    assert before == [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "run_program(main)\n"
    )
    mine = signal.getsignal(signal.SIGINT)
    ran = subprocess.run(
        [sys.executable, "-c", program],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"},
        check=False,
    )
    assert ran.returncode == ExitCode.STOPPED, ran.stderr
    assert ran.stderr.count(b"stopped on request") == 1
    assert signal.getsignal(signal.SIGINT) is mine
