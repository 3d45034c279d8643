import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from spark_job import create_spark_app

DRY = [
    "--lake",
    "abfss://f@a.dfs.core.windows.net/x",
    "--namespace",
    "team",
    "--run-id",
    "r",
    "--dry-run",
]


def test_a_dry_run_prints_the_manifest(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(create_spark_app.main, DRY) is ExitCode.DONE
    made = yaml.safe_load(capsys.readouterr().out)
    assert (made["kind"], made["metadata"]["namespace"]) == ("SparkApplication", "team")


def test_a_manifest_that_cannot_be_is_one_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert execute(create_spark_app.main, [*DRY, "--driver-memory", "64m"]) is ExitCode.CALLER
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Spark refuses a driver below 450m" in shown.err
    assert "Traceback" not in shown.err


def test_it_also_runs_as_a_file_from_anywhere(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(Path(create_spark_app.__file__)), *DRY],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert yaml.safe_load(ran.stdout)["metadata"]["labels"]["docai/run-id"] == "r"
