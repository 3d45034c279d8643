from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from docai.lake.lake import Lake
from spark_delta.settings import SparkSettings
from spark_delta.spark.jvm import find_java
from spark_delta.spark.session import java_options, opened
from spark_delta.tables.schema import FILINGS
from spark_delta.testing.spark_writer import MODULE
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling


@pytest.mark.parametrize("seconds", [3, 7])
def test_a_jvm_that_is_killed_early_is_told_in_one_sentence(
    lake: Lake, sample: list[SampleFiling], tmp_path: Path, seconds: int
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f'#!/bin/sh\nexec timeout -s KILL {seconds} {find_java(os.environ)} "$@"\n')
    java.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", MODULE, "--lake", lake.uri],
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "JAVA_HOME": str(tmp_path),
            "DOCAI_LOG": "text",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode != 0:  # it may have been quicker
        assert done.returncode in (3, 7), done.stderr
        assert "Traceback" not in done.stderr
        assert "JVM" in done.stderr


def test_a_spark_that_does_not_start_says_why_and_not_that_it_was_killed(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    # As where the API server is silent, it is Spark that refuses, in a JVM that is there.
    done = subprocess.run(
        [
            *(sys.executable, "-m", MODULE),
            *("--lake", lake.uri, "--master", "local[none]"),
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 7, done.stderr
    assert "Spark did not start: " in done.stderr
    assert "local[none]" in done.stderr
    assert "was killed" not in done.stderr


def test_spark_keeps_its_temporary_files_where_tmpdir_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / 'a "long" name'
    folder.mkdir()
    monkeypatch.delenv("SPARK_LOCAL_DIRS", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    settings = SparkSettings(master="local[1]", memory_mb=1024)
    with opened(settings, "tests", {}, quick=True) as spark:
        assert list(folder.glob("blockmgr-*"))
        context: Any = spark.sparkContext
        assert context._jvm.System.getProperty("java.io.tmpdir") == str(folder)
        hadoop = context._jsc.hadoopConfiguration().get("hadoop.tmp.dir")
        assert hadoop == f"{folder}/docai-hadoop"
    assert not list(folder.glob("blockmgr-*"))


def test_options_of_java_hold_blanks_quotes_and_backslashes() -> None:
    made = java_options(["-Xshare:auto", '-Da=/x y/"z"', "-Db=c\\d"])
    assert made == '"-Xshare:auto" "-Da=/x y/\\"z\\"" "-Db=c\\\\d"'
    assert shlex.split(made) == ["-Xshare:auto", '-Da=/x y/"z"', "-Db=c\\d"]


def test_pyspark_prints_no_traceback_when_the_jvm_goes(capfd: pytest.CaptureFixture[str]) -> None:
    settings = SparkSettings(master="local[1]", memory_mb=1024)
    with opened(settings, "tests", {}, quick=True) as spark:
        context = spark.sparkContext
        assert context.parallelize([1, 2], 1).map(str).collect() == ["1", "2"]
        context._gateway.proc.kill()  # type: ignore[union-attr]
        context._gateway.proc.wait()  # type: ignore[union-attr]
        # The server of accumulators, one connection at a time: ours comes when the JVM's is over.
        server: Any = context._accumulatorServer
        with socket.create_connection(server.server_address, 10) as stranger:
            stranger.sendall(b"x" * len(server.auth_token))
            assert stranger.recv(1) == b""
    said = capfd.readouterr().err
    assert "EOFError" not in said
    assert "token" in said  # whatever else goes wrong there is told


def test_spark_starts_on_a_machine_whose_name_has_no_address(
    lake: Lake, sample: list[SampleFiling], tmp_path: Path
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    hosts = tmp_path / "hosts"  # all that this Java looks names up in
    hosts.write_text("127.0.0.1 localhost\n")
    done = subprocess.run(
        [sys.executable, "-m", MODULE, "--lake", lake.uri],
        env={name: value for name, value in os.environ.items() if name != "SPARK_LOCAL_IP"}
        | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "JDK_JAVA_OPTIONS": f"-Djdk.net.hosts.file={hosts}",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert len(rows_of(lake, FILINGS)) == 1
