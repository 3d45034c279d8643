from datetime import UTC, datetime

import pytest

from docai.cluster.log_cursor import PLACE, STAMPED, Line, LogCursor, Place, line_of

LOG = [
    b"2026-01-02T03:04:05.100000001Z one",
    b"2026-01-02T03:04:05.900000000Z two",
    b"2026-01-02T03:04:06.000000001Z three",
    b"2026-01-02T03:04:05.999999999Z of the other stream, a moment late",
    b"2026-01-02T03:04:06.000000001Z three",
    b"2026-01-02T03:04:09.5Z four",
]
LINES = [line for line in map(line_of, LOG) if line is not None]


def served(since: datetime | None) -> list[Line]:
    """Return what the kubelet serves from a time on: by the whole second, line by line."""
    return [line for line in LINES if since is None or line.second >= since.timestamp()]


def test_a_line_has_its_time_and_its_text() -> None:
    line = line_of(b"2026-01-02T03:04:05.1Z  indented")
    assert line == Line(
        f"{int(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).timestamp())}.100000000", " indented"
    )
    assert line_of(b"2026-01-02T04:04:05.1+01:00 x") == Line(line.at, "x")
    assert line_of(b"unable to retrieve container logs for containerd://x") is None


@pytest.mark.parametrize("first", range(len(LINES) + 1))
@pytest.mark.parametrize("second", range(len(LINES) + 1))
@pytest.mark.parametrize("kept", [False, True])
def test_cut_twice_anywhere_every_line_comes_once(first: int, second: int, kept: bool) -> None:
    cursor = LogCursor()
    seen: list[str] = []
    for upto in (first, second, len(LINES)):
        read = served(cursor.begin())[:upto]
        seen += [line.text for line in read if cursor.accept(line)]
        if kept and cursor.place is not None:
            cursor = LogCursor(Place.parse(str(cursor.place)))
    assert seen == [line.text for line in LINES]


def test_of_a_rotated_log_no_new_line_is_passed_over() -> None:
    cursor = LogCursor()
    cursor.begin()
    for line in LINES[:5]:
        cursor.accept(line)
    cursor.begin()
    assert cursor.accept(LINES[5])


def test_a_place_can_be_kept_as_text() -> None:
    assert Place.parse(str(Place(5, 3, "6.000000001"))) == Place(5, 3, "6.000000001")
    assert Place.parse("") is None
    assert Place.parse("5+3@6") is None


def test_patterns() -> None:
    assert STAMPED.match(b"2026-01-02T03:04:05Z x")
    assert STAMPED.match(b"2026-01-02T03:04:05.123456789+00:00 x")
    assert not STAMPED.match(b"26/11/23 05:38:11 INFO x")
    assert not STAMPED.match(b"")
    assert PLACE.fullmatch("1+2@3.000000000")
    assert not PLACE.fullmatch("1+2@3.0")
