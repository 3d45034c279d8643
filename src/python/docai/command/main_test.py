import json
import subprocess
import sys
from pathlib import Path

import pytest

from docai.command.commands import KNOWN

ENTRIES = """\
[docai.commands]
items = docai.tenk.__main__
cut = docai.cutting
hello = hello_command
away = away_command
"""
HELLO = """\
import argparse


def parser():
    made = argparse.ArgumentParser(prog="python -m hello_command")
    made.add_argument("--whom", choices=("world", "moon"), help="who is greeted")
    return made


def main(argv):
    print("hello", parser().parse_args(argv).whom)
    return 4
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of packages, with a distribution that brings commands: as pip leaves it."""
    metadata = tmp_path / "example-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: example\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(ENTRIES)
    (tmp_path / "hello_command.py").write_text(HELLO)
    (tmp_path / "away_command.py").write_text("import a_library_that_is_not_there\n")
    return tmp_path


def docai(site: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    paths = [str(site), *(path for path in sys.path if path)]
    program = f"import sys; sys.path[:0] = {paths!r}; from docai.command.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", program, *argv], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("argv", [(), ("--help",), ("-h",), ("help",)])
def test_alone_it_lists_every_command_in_a_line(site: Path, argv: tuple[str, ...]) -> None:
    done = docai(site, *argv)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    for each in KNOWN:
        assert [line for line in lines if line.split()[:1] == [each.name]], each.name
    assert max(map(len, lines)) <= 80
    assert "  hello" in lines


def test_a_command_that_is_not_installed_is_listed_with_what_brings_it(site: Path) -> None:
    listed = docai(site).stdout
    assert "not installed; pip install 'docai[loader]' brings:\n  load " in listed
    assert "docai[lake]" not in listed  # cut is there


def test_the_version_is_docais(site: Path) -> None:
    from docai.version import VERSION

    assert docai(site, "--version").stdout == f"docai {VERSION}\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("load",), "docai load is not installed here: pip install 'docai[loader]'"),
        (("away",), "docai away needs a_library_that_is_not_there, which is not installed here"),
        (("item",), "docai has no command 'item'; did you mean items?"),
        (("zzz",), "docai has no command 'zzz'; there are items, facts"),
        (("completion",), "docai completion takes the name of a shell: bash, zsh, fish"),
        (("completion", "cmd"), "docai completion takes the name of a shell: bash, zsh, fish"),
    ],
)
def test_what_cannot_be_called_is_said_with_what_helps(
    site: Path, argv: tuple[str, ...], said: str
) -> None:
    done = docai(site, *argv)
    assert done.returncode == 2
    assert json.loads(done.stderr)["message"].startswith(said)
    assert done.stdout == ""


def test_a_command_gets_its_arguments_and_gives_its_exit_code(site: Path) -> None:
    done = docai(site, "hello", "--whom", "moon")
    assert (done.returncode, done.stdout) == (4, "hello moon\n")


def test_help_and_messages_name_the_program_that_was_called(site: Path) -> None:
    helped = docai(site, "items", "--help").stdout
    assert helped.startswith("usage: docai items ")
    assert "  docai items filing.txt --item 1A" in helped
    assert "python -m" not in helped
    wrong = docai(site, "cut", "--lake", "x")
    assert wrong.returncode == 2
    assert "(see docai cut --help)" in json.loads(wrong.stderr)["message"]


def test_bash_completes_commands_options_and_values(site: Path) -> None:
    done = docai(site, "completion", "bash")
    # `away` cannot be loaded; it must not keep the others from being completed.
    assert done.returncode == 0, done.stderr
    script = site / "completion.bash"
    script.write_text(done.stdout)
    asked = {
        "docai he": "hello",
        "docai items --outl": "--outline",
        "docai hello --whom m": "moon",
        "docai completion z": "zsh",
    }
    for line, answer in asked.items():
        words = line.split()
        bash = (
            f"source {script}; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; "
            '$(complete -p docai | sed "s/.*-F \\([^ ]*\\).*/\\1/"); echo "${COMPREPLY[@]}"'
        )
        done = subprocess.run(["bash", "-c", bash], capture_output=True, text=True, check=False)
        assert done.stdout.split() == [answer], (line, done.stdout, done.stderr)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_a_script_too(site: Path, shell: str) -> None:
    done = docai(site, "completion", shell)
    assert done.returncode == 0
    assert "hello" in done.stdout
    assert "outline" in done.stdout
