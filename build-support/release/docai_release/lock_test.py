from __future__ import annotations

import pytest

from docai_release.lock import HASH, PINNED, Pin, normal, read_lock

A, B = "a" * 64, "b" * 64


def test_a_pin_has_its_version_and_all_its_hashes() -> None:
    lock = read_lock(f"azure-core==1.41.0 \\\n    --hash=sha256:{B} \\\n    --hash=sha256:{A}\n")
    assert lock == {"azure-core": (Pin("1.41.0", (A, B)),)}


def test_a_library_pinned_twice_for_different_systems_has_both_pins() -> None:
    lock = read_lock(
        f"numpy==1.0 ; sys_platform == 'darwin' \\\n    --hash=sha256:{A}\n"
        f"numpy==2.0 ; sys_platform != 'darwin' \\\n    --hash=sha256:{B}\n"
    )
    assert [pin.version for pin in lock["numpy"]] == ["1.0", "2.0"]


def test_comments_are_no_pins() -> None:
    assert read_lock("# via azure-core==1.0\n    # a==1\n") == {}


@pytest.mark.parametrize("name", ["Azure.Core", "azure_core", "azure--core", "AZURE-CORE"])
def test_names_are_compared_as_indexes_do(name: str) -> None:
    assert normal(name) == "azure-core"


@pytest.mark.parametrize("line", ["a==1", "a.b-c_d==1.0.post1 \\", "x==1 ; python_version < '4'"])
def test_a_pinned_requirement_is_found(line: str) -> None:
    assert PINNED.match(line)


@pytest.mark.parametrize("line", ["a>=1", "a", "-r other.txt", "    --hash=sha256:ab", "# a==1"])
def test_what_pins_nothing_is_not(line: str) -> None:
    assert PINNED.match(line) is None


@pytest.mark.parametrize(
    "text", ["--hash=sha256:" + "g" * 64, "--hash=sha256:ab", "--hash=md5:" + A]
)
def test_what_is_no_hash_is_not_taken_for_one(text: str) -> None:
    assert HASH.findall(text) == []
