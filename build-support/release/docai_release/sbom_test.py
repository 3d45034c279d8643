from __future__ import annotations

import json
import re
from typing import Any

import pytest

from docai_release.errors import Unlocked
from docai_release.lock import Pin
from docai_release.sbom import JAR, bill
from docai_release.version import Version

HASH = "c" * 64
LOCK = {"azure-core": (Pin("1.41.0", (HASH,)),)}
INVENTORY = {
    "python": [{"name": "cpython", "version": "3.11.2"}],
    "libraries": [{"name": "azure_core", "version": "1.41.0", "license": "MIT"}],
    "jars": [
        {"file": "delta-spark_4.2_2.13-4.4.0.jar", "sha256": "1" * 64},
        {
            "file": "whatever.jar",
            "sha256": "2" * 64,
            "groupId": "com.example",
            "artifactId": "thing",
            "version": "7",
        },
        {"file": "nameless.jar", "sha256": "3" * 64},
    ],
    "debian": [{"name": "libc6", "version": "2.36-9+deb12u10", "architecture": "amd64"}],
}


def made(inventory: dict[str, list[dict[str, str]]], digest: str = "sha256:00") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        bill("spark-delta", digest, Version(1, 2, 3), inventory, LOCK)
    )
    return document


def component(name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        each for each in made(INVENTORY)["components"] if each["name"] == name
    ]
    assert len(found) == 1
    return found[0]


def test_it_says_which_image_it_is_of() -> None:
    document = made(INVENTORY)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert document["metadata"]["component"]["purl"] == "pkg:oci/spark-delta@sha256%3A00"
    assert document["metadata"]["component"]["version"] == "1.2.3"


def test_a_library_is_named_as_its_index_names_it_with_the_hashes_of_the_lock() -> None:
    library = component("azure-core")
    assert library["purl"] == "pkg:pypi/azure-core@1.41.0"
    assert library["properties"] == [{"name": "docai:lock:sha256", "value": HASH}]
    assert library["licenses"] == [{"expression": "MIT"}]


def test_a_library_that_the_lock_has_in_another_version_is_refused() -> None:
    other = {**INVENTORY, "libraries": [{"name": "azure-core", "version": "2", "license": ""}]}
    with pytest.raises(Unlocked, match=re.escape("azure-core 2, and the lock names 1.41.0")):
        made(other)


def test_a_library_that_the_lock_does_not_have_is_refused() -> None:
    other = {**INVENTORY, "libraries": [{"name": "stray", "version": "2", "license": ""}]}
    with pytest.raises(Unlocked, match="names none"):
        made(other)


def test_a_jar_is_named_by_its_file_and_told_by_its_hash() -> None:
    jar = component("delta-spark_4.2_2.13")
    assert jar["version"] == "4.4.0"
    assert jar["hashes"] == [{"alg": "SHA-256", "content": "1" * 64}]


def test_a_jar_that_says_its_own_name_is_named_so() -> None:
    assert component("thing")["purl"] == "pkg:maven/com.example/thing@7"


def test_a_jar_without_a_version_is_in_the_bill_all_the_same() -> None:
    assert component("nameless.jar")["hashes"] == [{"alg": "SHA-256", "content": "3" * 64}]


def test_a_package_of_debian_is_in_the_bill() -> None:
    assert component("libc6")["purl"] == "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64"


def test_the_same_image_has_the_same_bill_and_another_one_another() -> None:
    assert made(INVENTORY) == made(INVENTORY)
    assert made(INVENTORY)["serialNumber"] != made(INVENTORY, "sha256:01")["serialNumber"]


def test_references_are_unique_also_where_a_jar_is_there_twice() -> None:
    twice = {
        **INVENTORY,
        "jars": [INVENTORY["jars"][0], {**INVENTORY["jars"][0], "sha256": "4" * 64}],
    }
    references = [each["bom-ref"] for each in made(twice)["components"]]
    assert len(references) == len(set(references)) == 5


@pytest.mark.parametrize(
    ("file", "name", "version"),
    [
        ("icu4j-78.3.jar", "icu4j", "78.3"),
        ("netty-all-4.2.13.Final.jar", "netty-all", "4.2.13.Final"),
        ("log4j-1.2-api-2.25.4.jar", "log4j-1.2-api", "2.25.4"),
        ("guava-33.6.0-jre.jar", "guava", "33.6.0-jre"),
        ("netty-epoll-4.2.13.Final-linux-x86_64.jar", "netty-epoll", "4.2.13.Final-linux-x86_64"),
    ],
)
def test_a_jars_file_name_holds_name_and_version(file: str, name: str, version: str) -> None:
    found = JAR.fullmatch(file)
    assert found is not None
    assert (found["name"], found["version"]) == (name, version)


@pytest.mark.parametrize("file", ["pickle.jar", "a-b.jar", "a-1.zip", "-1.jar", ""])
def test_a_file_name_without_a_version_is_none(file: str) -> None:
    assert JAR.fullmatch(file) is None
