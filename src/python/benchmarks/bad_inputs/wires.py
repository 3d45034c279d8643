"""Answers that are no HTTP, or HTTP that no server of EDGAR's sends: status lines, headers, lengths, chunks, encodings."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping

from benchmarks.bad_inputs.programs import Seen
from benchmarks.bad_inputs.site import Case, Site, served
from benchmarks.loader.hostile import BAD, filer, filing_path, list_path, submission

OK = b"HTTP/1.1 200 OK\r\n"
END = b"\r\n"


def wires(site: Site) -> Iterator[Seen]:
    """Yield what the loader made of each, in the place of a filer's list and of a submission."""
    pages = (("list", list_path(BAD), filer(BAD)), ("filing", filing_path(BAD), submission(BAD)))
    for where, path, body in pages:
        for part in (_status_lines(body), _headers(body), _lengths(body), _chunks(body), _encodings(body)):  # fmt: skip
            cases = (Case(f"{where}: {name}", path, b"", raw=raw) for name, raw in part.items())
            yield from served(site, "no HTTP", cases)


def _status_lines(body: bytes) -> Mapping[str, bytes]:
    rest = b"\r\n\r\n" + body
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    go_on = b"HTTP/1.1 100 Continue\r\n\r\n"
    return {
        "nothing": b"",
        "half a status": b"HTTP/1.1 2",
        "a body alone": body,
        "HTTP 9.9": b"HTTP/9.9 200 OK" + rest,
        "HTTP 1.0": b"HTTP/1.0 200 OK" + rest,
        "HTTP 2 without asking": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "ICY": b"ICY 200 OK" + rest,
        "TLS": b"\x16\x03\x01\x02\x00\x01" + bytes(500),
        "a status of four digits": b"HTTP/1.1 2000 OK" + rest,
        "a status of letters": b"HTTP/1.1 abc OK" + rest,
        "a negative status": b"HTTP/1.1 -200 OK" + rest,
        "a status of Arabic digits": "HTTP/1.1 \u0662\u0660\u0660 OK".encode() + rest,
        "no reason": b"HTTP/1.1 200" + rest,
        "escapes in the reason": b"HTTP/1.1 500 \x1b[31m\x07" + rest,
        "a reason of 70,000 bytes": b"HTTP/1.1 200 " + b"x" * 70_000 + rest,
        "early hints": early + OK + END + body,
        "10,000 times go on": go_on * 10_000 + OK + END + body,
        "go on, and nothing": go_on,
        "another protocol": b"HTTP/1.1 101 Switching\r\nUpgrade: lantern\r\n\r\n" + body,
        "line ends without CR": (OK + END).replace(b"\r", b"") + body,
        "no line end behind the headers": OK + b"X: y",
        "an empty line first": b"\r\n" + OK + END + body,
    }  # fmt: skip


def _headers(body: bytes) -> Mapping[str, bytes]:
    fields = {
        "101 headers": b"".join(b"X-%d: y\r\n" % n for n in range(101)),
        "5,000 headers": b"".join(b"X-%d: y\r\n" % n for n in range(5000)),
        "a header of 70,000 bytes": b"X: " + b"y" * 70_000 + b"\r\n",
        "a header without a colon": b"lanterns\r\n",
        "a header that goes on": b"X: a\r\n b\r\n\tc\r\n",
        "a header that begins with a blank": b" X: y\r\n",
        "a blank before the colon": b"Content-Length : 3\r\n",
        "an empty name": b": y\r\n",
        "escapes in a name": b"X\x1b[31m: y\r\n",
        "NUL in a value": b"X: a\x00b\r\n",
        "bytes of no encoding": b"X: \xff\xfe\r\nLast-Modified: \xff\r\n",
        "a type that is none": b"Content-Type: \x00; charset=lantern\r\n",
        "10,000 cookies": b"".join(b"Set-Cookie: a%d=b\r\n" % n for n in range(90)),
        "a cookie of a year that is none": b"Set-Cookie: a=b; expires=Fri, 99 Foo 99999 99:99:99 GMT; max-age=" + b"9" * 400 + b"\r\n",
        "a date of the year 9999": b"Last-Modified: Fri, 31 Dec 9999 23:59:59 -1200\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\n",
        "a place to go to": b"Location: http://127.0.0.1:1/\r\nRefresh: 0; url=http://127.0.0.1:1/\r\n",
        "keep alive for ever": b"Connection: keep-alive\r\nKeep-Alive: timeout=" + b"9" * 100 + b"\r\n",
    }  # fmt: skip
    cases = {name: OK + field + END + body for name, field in fields.items()}
    for name, wait in {"10^400": b"1" + b"0" * 400, "minus 5": b"-5", "the year 9999": b"Fri, 31 Dec 9999 23:59:59 -1200", "the year 1": b"Mon, 01 Jan 0001 00:00:00 +2359", "no date": b"Foo, 99 Bar", "1e9": b"1e9"}.items():  # fmt: skip
        cases[f"503, again after {name}"] = (
            b"HTTP/1.1 503 Busy\r\nRetry-After: " + wait + b"\r\n\r\n"
        )
    return cases


def _lengths(body: bytes) -> Mapping[str, bytes]:
    size = len(body)
    lengths = {
        "twice the same": b"Content-Length: %d\r\nContent-Length: %d\r\n" % (size, size),
        "two that differ": b"Content-Length: %d\r\nContent-Length: 5\r\n" % size,
        "a list of the same": b"Content-Length: %d, %d\r\n" % (size, size),
        "a list that differs": b"Content-Length: %d, 5\r\n" % size,
        "with a sign": b"Content-Length: +%d\r\n" % size,
        "in hexadecimal": b"Content-Length: 0x%x\r\n" % size,
        "of 400 digits": b"Content-Length: 1%s\r\n" % (b"0" * 400),
        "of 5,000 digits": b"Content-Length: 1%s\r\n" % (b"0" * 5000),
        "with zeros before it": b"Content-Length: 0000%d\r\n" % size,
        "of blanks": b"Content-Length:   \r\n",
        "one less": b"Content-Length: %d\r\n" % (size - 1),
        "one more": b"Content-Length: %d\r\n" % (size + 1),
        "zero": b"Content-Length: 0\r\n",
        "beside chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    }
    return {f"a length {name}": OK + field + END + body for name, field in lengths.items()}


def _chunks(body: bytes) -> Mapping[str, bytes]:
    chunked = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    whole, end = b"%x\r\n%s\r\n" % (len(body), body), b"0\r\n\r\n"
    ones = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
    return {
        "chunks of one byte": chunked + ones + end,
        "chunks with words": chunked + b"%x; a=b\r\n%s\r\n" % (len(body), body) + end,
        "a chunk's words of 70,000 bytes": chunked + b"%x; %s\r\n%s\r\n" % (len(body), b"x" * 70_000, body) + end,
        "chunks without an end": chunked + whole,
        "a chunk that is cut short": chunked + whole[:-20],
        "a chunk of 2^64": chunked + b"ffffffffffffffff\r\n" + body,
        "a chunk of 400 digits": chunked + b"f" * 400 + b"\r\n" + body,
        "a negative chunk": chunked + b"-5\r\n" + body,
        "a chunk's size with blanks": chunked + b" %x \r\n%s\r\n" % (len(body), body) + end,
        "a chunk of no size": chunked + b"\r\n" + body,
        "a chunk of letters": chunked + b"lanterns\r\n" + body,
        "headers behind the chunks": chunked + whole + b"0\r\n" + b"X: y\r\n" * 50 + b"\r\n",
        "5,000 headers behind the chunks": chunked + whole + b"0\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        "chunks of chunks": OK + b"Transfer-Encoding: chunked, chunked\r\n\r\n" + whole + end,
        "identity as a transfer": OK + b"Transfer-Encoding: identity\r\n\r\n" + body,
        "gzip as a transfer": OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(gzip.compress(body)), gzip.compress(body)) + end,
    }  # fmt: skip


def _encodings(body: bytes) -> Mapping[str, bytes]:
    packed = gzip.compress(body)
    half = len(body) // 2
    bad_sum = packed[:-8] + bytes(4) + packed[-4:]
    named = packed[:3] + b"\x08" + packed[4:10] + b"x" * 70_000 + b"\x00" + packed[10:]
    cases = {
        "br": (b"br", body),
        "zstd": (b"zstd", body),
        "deflate": (b"deflate", zlib.compress(body)),
        "compress": (b"compress", body),
        "gzip twice": (b"gzip, gzip", gzip.compress(packed)),
        "gzip in capitals": (b"GZIP", packed),
        "gzip with a weight": (b"gzip;q=1", packed),
        "x-gzip": (b"x-gzip", packed),
        "identity and gzip": (b"identity, gzip", packed),
        "nothing, and gzip": (b"", packed),
        "gzip in two pieces": (b"gzip", gzip.compress(body[:half]) + gzip.compress(body[half:])),
        "gzip with rubbish behind it": (b"gzip", packed + b"lanterns"),
        "gzip with zeros behind it": (b"gzip", packed + bytes(1000)),
        "gzip with a wrong sum": (b"gzip", bad_sum),
        "gzip with a wrong length": (b"gzip", packed[:-4] + b"\xff" * 4),
        "gzip cut short": (b"gzip", packed[:-9]),
        "gzip of nothing": (b"gzip", gzip.compress(b"")),
        "10,000 gzips of nothing": (b"gzip", gzip.compress(b"") * 10_000),
        "gzip with a name of 70,000 bytes": (b"gzip", named),
        "a gzip header alone": (b"gzip", packed[:10]),
        "an encoding of escapes": (b"\x1b[31m", body),
        "an encoding of 60,000 bytes": (b"x" * 60_000, body),
    }
    answers = {
        name: OK
        + b"Content-Encoding: "
        + how
        + b"\r\nContent-Length: %d\r\n\r\n" % len(data)
        + data
        for name, (how, data) in cases.items()
    }
    answers["gzip, its length unpacked"] = (
        OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + packed
    )
    return answers
