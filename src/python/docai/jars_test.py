import hashlib
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pyspark
import pytest

from docai import jars
from docai.runtime.errors import CallerError, OtherSideError

ARTIFACT = re.compile(r"(?P<name>.+?)-\d[\w.-]*\.jar")


def artifact(path: str) -> str:
    match = ARTIFACT.fullmatch(Path(path).name)
    assert match, path
    return match["name"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("hadoop-azure-3.5.0.jar", "hadoop-azure"),
        ("delta-spark_4.2_2.13-4.4.0.jar", "delta-spark_4.2_2.13"),
        ("wildfly-openssl-2.2.5.Final.jar", "wildfly-openssl"),
        ("netty-tcnative-2.0.76.Final-linux-x86_64.jar", "netty-tcnative"),
    ],
)
def test_an_artifact_is_named_without_its_version(file: str, name: str) -> None:
    assert artifact(file) == name


def test_what_is_not_a_versioned_jar_has_no_artifact_name() -> None:
    assert not ARTIFACT.fullmatch("readme.txt")
    assert not ARTIFACT.fullmatch("unversioned.jar")


def test_the_jars_bring_delta_and_abfs() -> None:
    classes = set()
    for jar in jars.spark_jars({}):
        with zipfile.ZipFile(jar) as archive:
            classes.update(archive.namelist())
    assert "io/delta/sql/DeltaSparkSessionExtension.class" in classes
    assert "org/apache/hadoop/fs/azurebfs/SecureAzureBlobFileSystem.class" in classes


def test_no_jar_is_one_that_pyspark_ships_itself() -> None:
    shipped = {artifact(str(jar)) for jar in Path(pyspark.__file__).parent.glob("jars/*.jar")}
    assert "hadoop-client-api" in shipped
    ours = {artifact(str(jar)) for jar in jars.spark_jars({})}
    assert len(ours) == 14
    assert ours & shipped == set()


def test_every_jar_has_the_sum_that_the_list_gives() -> None:
    pom = ET.parse(Path(jars.__file__).resolve().parents[3] / "3rdparty/jvm/pom.xml")
    space = "{http://maven.apache.org/POM/4.0.0}"
    listed = {
        str(rule.findtext(f"{space}file")).removeprefix("${jars}/"): rule.findtext(
            f"{space}checksum"
        )
        for rule in pom.iter(f"{space}requireFileChecksum")
    }
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in jars.spark_jars({})}
    assert found == listed


def test_the_environment_says_where_the_jars_are(tmp_path: Path) -> None:
    (tmp_path / "a-1.jar").touch()
    (tmp_path / "notes.txt").touch()
    assert jars.spark_jars({"DOCAI_JARS": str(tmp_path)}) == (tmp_path / "a-1.jar",)


def test_a_folder_without_jars_is_named(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match=f"DOCAI_JARS={tmp_path} holds no jar"):
        jars.spark_jars({"DOCAI_JARS": str(tmp_path)})


def test_a_program_far_from_any_checkout_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="set DOCAI_JARS"):
        jars.checkout_jars(tmp_path / "pom.xml")


def test_without_maven_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pom.xml").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CallerError, match="install Maven"):
        jars.checkout_jars(tmp_path / "pom.xml")


def fake_maven(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    sh = shutil.which("sh")
    (folder / "mvn").write_text(f"#!{sh}\n{script}\n")
    (folder / "mvn").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_checkout_fetches_its_jars_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pom.xml").touch()
    log = tmp_path / "log"
    fake_maven(
        tmp_path,
        monkeypatch,
        f'echo x >> {log}; for last; do :; done; mkdir -p "${{last#-Djars=}}"; touch "${{last#-Djars=}}/a-1.jar"',
    )
    first = jars.checkout_jars(tmp_path / "pom.xml")
    assert [jar.name for jar in first] == ["a-1.jar"]
    assert jars.checkout_jars(tmp_path / "pom.xml") == first
    assert log.read_text() == "x\n"


def test_a_failed_fetch_leaves_nothing_and_gives_mavens_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pom.xml").touch()
    fake_maven(tmp_path, monkeypatch, "echo '[ERROR] no route to the repository'; exit 1")
    with pytest.raises(OtherSideError, match="no route to the repository"):
        jars.checkout_jars(tmp_path / "pom.xml")
    assert list((tmp_path / "target").iterdir()) == []
