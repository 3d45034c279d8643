import gzip
import zlib

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.body import PIECE, Body
from data_loader.edgar.errors import Trouble

TEXT = b"Item 1. Business. We make lanterns.\n" * 2000


def read(wire: bytes, encoding: str, length: int | None, step: int = 1000) -> bytes:
    body = Body(encoding, length)
    found = b"".join(
        piece for at in range(0, len(wire), step) for piece in body.feed(wire[at : at + step])
    )
    return found + b"".join(body.finish())


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_a_plain_body_comes_as_it_is(encoding: str) -> None:
    assert read(TEXT, encoding, len(TEXT)) == TEXT
    assert read(TEXT, encoding, None) == TEXT


@pytest.mark.parametrize("step", [1, 17, 100_000])
def test_a_gzip_body_is_decoded_however_it_is_cut_into_pieces(step: int) -> None:
    wire = gzip.compress(TEXT)
    assert read(wire, "gzip", len(wire), step) == TEXT


def test_a_gzip_body_may_have_several_members() -> None:
    wire = gzip.compress(TEXT) + gzip.compress(b"the end")
    assert read(wire, "gzip", None) == TEXT + b"the end"


def test_a_small_piece_that_unfolds_to_much_comes_in_bounded_pieces() -> None:
    wire = gzip.compress(bytes(20_000_000))
    body = Body("gzip", len(wire))
    sizes = [len(piece) for piece in body.feed(wire)]
    sizes += [len(piece) for piece in body.finish()]
    assert max(sizes) <= PIECE
    assert sum(sizes) == 20_000_000


@pytest.mark.parametrize(
    ("wire", "encoding", "length", "says"),
    [
        (TEXT[:-1], "", len(TEXT), "of 72000 bytes"),
        (gzip.compress(TEXT)[:-9], "gzip", None, "no end"),
        (gzip.compress(TEXT)[:100], "gzip", 100, "no end"),
        (b"not gzip at all", "gzip", None, "damaged"),
        (b"", "gzip", None, "empty"),
    ],
)
def test_a_body_that_is_cut_short_or_damaged_is_refused(
    wire: bytes, encoding: str, length: int | None, says: str
) -> None:
    with pytest.raises(Trouble, match=says) as caught:
        read(wire, encoding, length)
    assert caught.value.kind is Kind.CUT_SHORT


def test_a_body_whose_checksum_is_wrong_is_refused() -> None:
    wire = bytearray(gzip.compress(TEXT))
    wire[-8] ^= 1
    with pytest.raises(Trouble, match="damaged"):
        read(bytes(wire), "gzip", len(wire))


def test_an_encoding_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(Trouble, match="encoded as 'br'"):
        Body("br", None)


def test_the_bytes_of_the_wire_are_counted() -> None:
    wire = gzip.compress(TEXT)
    body = Body("gzip", None)
    assert sum(len(piece) for piece in body.feed(wire)) == len(TEXT)
    assert body.wire_bytes == len(wire)
    assert len(wire) < len(zlib.compress(TEXT, 0))
