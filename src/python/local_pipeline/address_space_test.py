"""Programs whose libraries need address space, with too little of it: a sentence, not the end of a library."""

import resource
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import data_loader.coverage
import data_loader.download_10k_raw
import docai.command.main
import docai.filing.__main__
import local_pipeline.query
import local_pipeline.run
import local_pipeline.search
import spark_delta.run_spark_deltawriter
from docai.command.commands import KNOWN
from docai.runtime.exit_codes import ExitCode

PROGRAMS: dict[str, ModuleType] = {
    "run": local_pipeline.run,
    "query": local_pipeline.query,
    "search": local_pipeline.search,
    "cut": docai.filing,
    "load": data_loader.download_10k_raw,
    "coverage": data_loader.coverage,
    "write": spark_delta.run_spark_deltawriter,
}
NEEDED = {each.name: each.megabytes for each in KNOWN if each.megabytes}


def under(megabytes: int, *command: str, folder: Path) -> tuple[int, str]:
    """Return the exit code and stderr of a Python that may have so many MB of address space."""

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, resource.RLIM_INFINITY))

    path = ":".join((str(folder), *filter(None, sys.path)))
    done = subprocess.run(
        [sys.executable, *command],
        env={"PYTHONPATH": path, "DOCAI_LOG": "text"},
        capture_output=True,
        text=True,
        preexec_fn=narrow,
        check=False,
    )
    return done.returncode, done.stderr


def test_every_program_that_needs_much_is_here() -> None:
    assert PROGRAMS.keys() == NEEDED.keys()


@pytest.mark.parametrize("name", PROGRAMS)
def test_less_than_it_needs_is_the_callers_to_change(name: str, tmp_path: Path) -> None:
    needed = NEEDED[name]
    code, said = under(needed - 1, "-m", PROGRAMS[name].__name__, "--version", folder=tmp_path)
    assert code == ExitCode.CALLER
    assert f"may have {needed - 1:,} MB of address space (ulimit -v)" in said
    assert f"need {needed:,} MB" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_it_needs_is_enough_to_begin(name: str, tmp_path: Path) -> None:
    module = PROGRAMS[name].__name__
    assert under(NEEDED[name], "-m", module, "--version", folder=tmp_path) == (0, "")


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_command_of_docai_says_the_same(name: str, tmp_path: Path) -> None:
    metadata = tmp_path / "example-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: example\nVersion: 1.0\n")
    entry = f"[docai.commands]\n{name} = {PROGRAMS[name].__name__}\n"
    (metadata / "entry_points.txt").write_text(entry)
    command = ("-m", docai.command.main.__name__, name, "--version")
    code, said = under(NEEDED[name] - 1, *command, folder=tmp_path)
    assert code == ExitCode.CALLER
    assert f"need {NEEDED[name]:,} MB" in said
