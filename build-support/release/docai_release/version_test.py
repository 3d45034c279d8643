from __future__ import annotations

import pytest

from docai_release.errors import NotReleasable
from docai_release.version import TAG, Version, moving_tags, parse_tag


@pytest.mark.parametrize("text", ["v0.0.1", "v1.2.3", "v10.20.30"])
def test_a_tag_of_three_numbers_is_a_version(text: str) -> None:
    assert parse_tag(text).tag == text


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3",
        "v1.2",
        "v1.2.3.4",
        "v01.2.3",
        "v1.2.3-rc1",
        "v1.2.3\n",
        " v1.2.3",
        "v1.2.x",
        "v١.2.3",
        "",
    ],
)
def test_anything_else_is_refused_with_what_would_be_right(text: str) -> None:
    assert TAG.fullmatch(text) is None
    with pytest.raises(NotReleasable, match=r"write v1\.2\.3"):
        parse_tag(text)


def test_versions_are_ordered_by_number() -> None:
    assert Version(1, 10, 0) > Version(1, 9, 9)


def test_the_newest_version_takes_the_tags_of_its_series() -> None:
    assert moving_tags(Version(1, 2, 3), ["v1.2.2", "v1.2", "v1", "0f0f"]) == ("v1.2", "v1")


def test_the_first_version_takes_them_too() -> None:
    assert moving_tags(Version(1, 2, 3), []) == ("v1.2", "v1")


def test_a_repair_of_an_older_series_leaves_the_newer_one_alone() -> None:
    assert moving_tags(Version(1, 2, 4), ["v1.2.3", "v1.3.0"]) == ("v1.2",)


def test_an_older_version_released_late_takes_nothing() -> None:
    assert moving_tags(Version(1, 2, 3), ["v1.2.10"]) == ()


def test_another_major_version_does_not_matter() -> None:
    assert moving_tags(Version(1, 2, 3), ["v2.0.0"]) == ("v1.2", "v1")
