from __future__ import annotations

import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark import SparkConf

from docai.runtime.scratch import NoScratch
from spark_delta.errors import NoJava, SparkNotStarted
from spark_delta.spark import launching
from spark_delta.spark.jvm import find_java, launched_by_submit, own_jvm


def with_java(folder: Path) -> Path:
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    return java


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the script that JAVA_HOME names as Java."""
    script = with_java(tmp_path / "a")
    monkeypatch.setenv("JAVA_HOME", str(script.parent.parent))
    return script


def start_jvm() -> None:
    with own_jvm(SparkConf(loadDefaults=False)):
        pass


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


@pytest.mark.usefixtures("java")
def test_a_folder_for_temporary_files_that_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(NoScratch, match=r"temporary file: No such file or directory; .*TMPDIR"):
        start_jvm()


@pytest.fixture
def short_files() -> Iterator[None]:
    """No file may grow beyond 1,024 bytes, as on a disk that is all but full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("short_files")
@pytest.mark.parametrize("does", ["exec sleep 600", "exit 1", "exit 0"])
def test_a_jvm_that_cannot_tell_its_port_on_a_full_disk_is_not_waited_for(
    java: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    java.write_text(f"#!/bin/sh\n{does}\n")  # a JVM whose main thread has ended stays
    monkeypatch.setattr(launching, "PATIENCE", 1.0)
    with pytest.raises(NoScratch, match=r"JVM cannot start without temporary files: .*TMPDIR"):
        start_jvm()


def test_a_jvm_that_ends_with_0_before_it_tells_its_port_is_not_waited_for(java: Path) -> None:
    # Spark's script (bin/spark-class) asks Java for a command line first, and runs that.
    java.write_text("#!/bin/sh\nprintf '\\0\\nsh\\0-c\\0echo openjdk version 17\\0'\n")
    with pytest.raises(SparkNotStarted, match="did not start: openjdk version 17"):
        start_jvm()


def test_a_jvm_that_never_tells_its_port_is_ended(
    java: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/pids\nexec sleep 600\n")
    monkeypatch.setattr(launching, "LONGEST", 2.0)
    with pytest.raises(SparkNotStarted, match="said nothing for 2 s and was ended"):
        start_jvm()
    assert not any(map(lives, (tmp_path / "pids").read_text().split()))


def lives(pid: str) -> bool:
    try:
        return Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_jvm_that_does_not_start_with_room_enough_is_told_as_before(java: Path) -> None:
    java.write_text("#!/bin/sh\necho an error >&2\nexit 1\n")
    with pytest.raises(SparkNotStarted, match="did not start: an error"):
        start_jvm()
