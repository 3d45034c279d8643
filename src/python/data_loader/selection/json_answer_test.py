import json
from typing import Any

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.selection.json_answer import LARGEST_JSON, MOST_CONTAINERS, json_of, text_of
from stand_ins.collector import collector_held


def content(data: bytes) -> Content:
    return Content({}, data[:100], iter([data[:500], data[500:]]))


@pytest.mark.parametrize("value", [{"a": [1, "x", None]}, [], "x", 7, None])
def test_json_is_read(value: Any) -> None:
    assert json_of(content(json.dumps(value).encode())) == value


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", Kind.NOT_WHAT_WAS_ASKED, "no JSON"),
        (b"<html>", Kind.NOT_WHAT_WAS_ASKED, "no JSON"),
        (b"\xff\xfe\x00", Kind.NOT_WHAT_WAS_ASKED, "no JSON"),
        (b"[" * 100_000, Kind.NOT_WHAT_WAS_ASKED, "nested too deep"),
        (b'{"a":' * 100_000, Kind.NOT_WHAT_WAS_ASKED, "nested too deep"),
        (b"1" * 5000, Kind.NOT_WHAT_WAS_ASKED, "no JSON"),
        (b" " * (LARGEST_JSON + 1), Kind.TOO_LARGE, "more than 12,000,000 bytes"),
        (b"[" + b"[]," * MOST_CONTAINERS + b"7]", Kind.TOO_LARGE, "more than 500,000 objects"),
    ],
)
@collector_held()
def test_what_is_no_json_or_too_much_of_it_is_refused(data: bytes, kind: Kind, says: str) -> None:
    with pytest.raises(Trouble, match=says) as caught:
        json_of(content(data))
    assert caught.value.kind is kind


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("X", "X"),
        ("a\ud800b", "a\ufffdb"),
        (7, ""),
        (None, ""),
        (["X"], ""),
        ("x" * 1000, "x" * 300),
    ],
)
def test_only_a_text_is_one_and_it_can_be_written(value: object, text: str) -> None:
    assert text_of(value) == text
    text_of(value).encode()
