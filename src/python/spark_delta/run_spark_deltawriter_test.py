from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path
from pkgutil import iter_modules

import pytest

from docai.lake.open import open_lake
from docai.runtime.errors import CallerError
from docai.runtime.outcome import from_bytes
from spark_delta import run_spark_deltawriter, spark_run
from spark_delta.delta_access.version_zero import create
from spark_delta.plan.batches_test import result
from spark_delta.run_spark_deltawriter import parser, settings_from
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import OPTIONAL, TABLES
from spark_delta.testing.stored_lake import publish_manifest

PRESENT = replace(result(1), status="already_stored", size=None, sha256=None, fetched_at=None)
"""A filing that the loader found in the lake: no work for the writer."""


def settings(*argv: str) -> WriterSettings:
    return settings_from(parser().parse(["--lake", "x", *argv], {}))


def run(lake: Path, *argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "spark_delta.run_spark_deltawriter", "--lake", str(lake), *argv],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DOCAI_LOG": "text",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_options_become_settings() -> None:
    given = settings(
        "--tolerate", "1%", "--document-timeout", "30s", "--max-document-mb", "50", "--reparse"
    )
    assert str(given.tolerate) == "1%"
    assert (given.limits.seconds, given.limits.max_bytes) == (30.0, 50_000_000)
    assert given.reparse
    assert given.needs_tables


@pytest.mark.parametrize(
    ("given", "tables"),
    [
        ((), OPTIONAL),
        (("--tables", ""), OPTIONAL),
        (("--tables", "passages, facts"), ("passages", "facts")),
        (("--tables", "none"), ()),
    ],
)
def test_optional_tables_are_chosen_by_name(given: tuple[str, ...], tables: object) -> None:
    assert settings(*given).tables == tables


def test_the_environment_chooses_tables_too() -> None:
    chosen = parser().parse(["--lake", "x"], {"DOCAI_TABLES": "cells,tables"})
    assert settings_from(chosen).tables == ("cells", "tables")


def test_defaults_read_what_is_new_and_nothing_else() -> None:
    assert not settings().needs_tables
    assert settings().vacuum_hours is None


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--vacuum-hours", "24"], "less than 168"),
        (["--tolerate", "many"], "neither a number of filings nor a share"),
        (["--document-timeout", "soon"], "stretch of time"),
        (["--optimise"], "--optimize"),
        (["--tables", "sections"], "'sections' is always written; name one of passages, facts"),
        (["--tables", "facts,texts"], "'texts' is no optional table; name one of passages"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(argv: list[str], says: str) -> None:
    with pytest.raises(CallerError, match=says):
        settings(*argv)


def test_without_java_one_sentence_says_how_to_install_it(tmp_path: Path) -> None:
    publish_manifest(open_lake(str(tmp_path)), [[result(1)]])
    done = run(tmp_path, JAVA_HOME="", PATH="/nowhere")
    assert done.returncode == 2
    assert "apt-get install openjdk-17-jre-headless" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_new_needs_no_java(tmp_path: Path) -> None:
    publish_manifest(open_lake(str(tmp_path)), [[PRESENT]])
    done = run(tmp_path, JAVA_HOME="", PATH="/nowhere")
    assert done.returncode == 0
    assert done.stderr.split(" ", 1)[1] == (
        "nothing new: the edition delta/_reports/latest.html stays as it was\n"
    )
    assert done.stdout.startswith("nothing new")


def test_the_tables_are_told_also_when_there_is_nothing_new(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    publish_manifest(lake, [[PRESENT]])
    for table in TABLES:
        assert create(lake, table, "delta/_staging/x")
    done = run(tmp_path, "--outcome", "delta/_outcomes/r/a.json", JAVA_HOME="", PATH="/nowhere")
    assert done.returncode == 0
    told = from_bytes(lake.read("delta/_outcomes/r/a.json")).tables
    assert [(one.name, one.version, one.rows) for one in told] == [
        (table.name, 0, 0) for table in TABLES
    ]
    assert told[0].uri == f"{lake.uri}/{TABLES[0].path}"
    assert json.loads(told[0].schema)["type"] == "struct"


def test_a_lake_that_no_loader_has_seen_is_refused_and_not_made(tmp_path: Path) -> None:
    done = run(tmp_path / "misspelt")
    assert done.returncode == 2
    assert "no loader has run on the lake" in done.stderr
    assert not (tmp_path / "misspelt").exists()


def test_an_unwritable_lake_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(tmp_path / "file" / "lake")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr


# spark-submit runs the program as a file, so that its folder comes first on Python's path.
FOLDER = Path(run_spark_deltawriter.__file__).parent


def test_no_module_beside_the_program_hides_a_library_when_spark_submit_runs_it() -> None:
    libraries = sys.stdlib_module_names | packages_distributions().keys()
    assert {one.name for one in iter_modules([str(FOLDER)])} & libraries == set()


def test_what_writes_is_found_when_spark_submit_runs_the_program() -> None:
    found = subprocess.run(
        [sys.executable, "-c", f"import {spark_run.__name__}"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert found.returncode == 0, found.stderr
