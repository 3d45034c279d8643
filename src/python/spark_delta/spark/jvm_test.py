from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pyspark import SparkConf

from docai.runtime.scratch import NoScratch
from spark_delta.errors import NoJava
from spark_delta.spark.jvm import find_java, launched_by_submit, own_jvm


def with_java(folder: Path) -> Path:
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    return java


def test_java_home_counts_before_the_path(tmp_path: Path) -> None:
    here, there = with_java(tmp_path / "a"), with_java(tmp_path / "b")
    assert find_java({"JAVA_HOME": str(tmp_path / "a"), "PATH": str(there.parent)}) == here
    assert find_java({"PATH": str(there.parent)}) == there


def test_no_java_is_one_sentence_with_the_command() -> None:
    with pytest.raises(NoJava, match="apt-get install"):
        find_java({"PATH": "/nowhere"})


def test_a_java_home_without_java_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoJava, match=str(tmp_path)):
        find_java({"JAVA_HOME": str(tmp_path), "PATH": "/usr/bin"})


def test_spark_submit_is_known_by_its_gateway() -> None:
    assert launched_by_submit({"PYSPARK_GATEWAY_PORT": "1"})
    assert not launched_by_submit({})


def test_a_folder_for_temporary_files_that_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(with_java(tmp_path / "a").parent.parent))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with (
        pytest.raises(NoScratch, match=r"temporary file: No such file or directory; .*TMPDIR"),
        own_jvm(SparkConf(loadDefaults=False)),
    ):
        pass
