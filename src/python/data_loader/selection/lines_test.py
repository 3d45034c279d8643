import time
from collections.abc import Iterator

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble
from data_loader.selection import lines
from data_loader.selection.lines import LONGEST_LINE, lines_of


def pieces(data: bytes, step: int) -> Iterator[bytes]:
    return (data[at : at + step] for at in range(0, len(data), step))


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("data", [b"", b"\n", b"a", b"a\n", b"a\nbb\n\nccc", b"\n\n", b"a\r\nb"])
def test_lines_come_through_however_the_body_is_cut(data: bytes, step: int) -> None:
    expected = data.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    assert list(lines_of(pieces(data, step), what="list")) == expected


@pytest.mark.parametrize("more", [0, 1, 2 * LONGEST_LINE, 9 * LONGEST_LINE + 7])
@pytest.mark.parametrize("step", [1000, LONGEST_LINE, 1 << 30])
def test_a_line_that_is_too_long_loses_its_middle_and_costs_no_other(more: int, step: int) -> None:
    long = b"7|" + b"x" * (LONGEST_LINE - 4 + more) + b"|y"
    body = b"first\n" + long + b"\nlast\n" + long
    cut = b"7|" + b"x" * (LONGEST_LINE - 4) + b"|y"
    assert list(lines_of(pieces(body, step), what="list")) == [b"first", cut, b"last", cut]


def test_a_line_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_BODY", 1_000_000)
    with pytest.raises(Trouble, match="more than 1,000,000 bytes") as caught:
        list(lines_of((b"x" * 1000 for _ in range(10**9)), what="list"))
    assert caught.value.kind is Kind.TOO_LARGE


def test_a_body_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_BODY", 1_000_000)
    with pytest.raises(Trouble, match="more than 1,000,000 bytes"):
        for _ in lines_of((b"x\n" * 1000 for _ in range(10**9)), what="list"):
            pass


def test_a_body_in_tiny_pieces_takes_time_that_grows_with_its_bytes() -> None:
    began = time.process_time()
    body = (b"x" for _ in range(LONGEST_LINE))
    assert [len(line) for line in lines_of(body, what="list")] == [LONGEST_LINE]
    assert time.process_time() - began < 1.0
