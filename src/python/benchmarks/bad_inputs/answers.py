"""Answers of EDGAR: lists of filers, tickers, names and indexes, and submissions, with anything in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

from benchmarks.bad_inputs.programs import Seen
from benchmarks.bad_inputs.site import Site, a_lake, lacks, load, served
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, filer, filing_path, list_path, submission

VALUES: dict[str, bytes] = {
    "null": b"null",
    "a number": b"20240301",
    "a huge number": b"9" * 400,
    "5,000 digits": b"7" * 5000,
    "Infinity": b"Infinity",
    "1e400": b"1e400",
    "true": b"true",
    "nothing": b'""',
    "a list": b"[[]]",
    "an object": b"{}",
    "a lone surrogate": b'"\\ud800"',
    "NUL": b'"\\u0000"',
    "escapes": b'"\\u001b[31m\\r\\nerror: x"',
    "bidi": b'"\\u202e\\u2066"',
    "year 9999": b'"9999-12-31"',
    "year 1": b'"0001-01-01"',
    "no such day": b'"2024-02-30"',
    "a path": b'"../../etc"',
    "100,000 letters": b'"' + b"x" * 100_000 + b'"',
    "bad UTF-8": b'"\xff\xfe"',
}
"""Values by what they are, as they stand in JSON."""

COLUMNS = ("accessionNumber", "form", "filingDate")

WHOLE: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "a text": b'"x"',
    "a number": b"7",
    "5,000 digits": b'{"filings": ' + b"7" * 5000 + b"}",
    "an empty list": b"[]",
    "an empty object": b"{}",
    "cut short": filer(BAD)[:60],
    "nested deep": b"[" * 200_000,
    "objects nested deep": b'{"a":' * 50_000,
    "zeros": bytes(1000),
    "UTF-16": '{"filings": {}}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + filer(BAD),
    "HTML": b"<html><body>Lanterns are down for repair</body></html>",
    "gzip": gzip.compress(b"{}"),
    "keys that repeat": b'{"filings": {}, "filings": 7}',
    "NaN": b'{"filings": NaN}',
    "two objects": b"{}{}",
}
"""Whole bodies by what they are."""


def filer_lists(site: Site) -> Iterator[Seen]:
    """Yield what lists of a filer's submissions came to."""
    path = list_path(BAD)
    cases = {f"body: {name}": (path, body) for name, body in WHOLE.items()}
    for column in COLUMNS:
        for name, value in VALUES.items():
            cases[f"{column}: {name}"] = (path, _with(column, value))
    for field in ("name", "formerNames", "cik"):
        for name, value in VALUES.items():
            body = filer(BAD)[:-1] + b', "' + field.encode() + b'": ' + value + b"}"
            cases[f"{field}: {name}"] = (path, body)
    yield from served(site, "a filer's list", cases)


def older_pages(site: Site) -> Iterator[Seen]:
    """Yield what names of further pages came to."""
    cases = {}
    for name, value in VALUES.items():
        page = b'[{"name": ' + value + b', "filingFrom": "2001-01-01", "filingTo": "2002-01-01"}]'
        cases[name] = (list_path(BAD), filer(BAD).replace(b'"files": []', b'"files": ' + page))
    yield from served(site, "an older page", cases)


def tickers(site: Site) -> Iterator[Seen]:
    """Yield what lists of tickers came to, beside a good row."""
    path = "/files/company_tickers.json"
    good = json.dumps({"cik_str": GOOD, "ticker": "GOOD", "title": "LANTERN WORKS"}).encode()
    cases = {}
    for field in ("cik_str", "ticker", "title"):
        for name, value in VALUES.items():
            row = b'{"cik_str": 7, "ticker": "BAD", "title": "X", "' + field.encode()
            cases[f"{field}: {name}"] = (path, b"[" + good + b"," + row + b'": ' + value + b"}]")
    yield from served(site, "tickers", cases, ("--tickers", "GOOD"), alone=False)


def indexes(site: Site) -> Iterator[Seen]:
    """Yield what index files came to, each with the good filing's line."""
    path = "/Archives/edgar/full-index/2024/QTR1/master.idx"
    good = f"{GOOD}|X|10-K|2024-03-01|edgar/data/{GOOD}/{NUMBER[GOOD]}.txt\n".encode()
    place = f"edgar/data/{BAD}/{NUMBER[BAD]}.txt".encode()
    lines = {
        "no field": b"",
        "bars": b"||||",
        "many bars": b"|" * 10_000,
        "no CIK": b"|X|10-K|2024-03-01|" + place,
        "a CIK of 400 digits": b"9" * 400 + b"|X|10-K|2024-03-01|" + place,
        "a negative CIK": b"-7|X|10-K|2024-03-01|" + place,
        "year 9999": b"7|X|10-K|9999-12-31|" + place,
        "no such day": b"7|X|10-K|2024-02-30|" + place,
        "year 0": b"7|X|10-K|0000-01-01|" + place,
        "no day": b"7|X|10-K||" + place,
        "a path outside": b"7|X|10-K|2024-03-01|../../../etc/passwd",
        "a full address": b"7|X|10-K|2024-03-01|http://192.0.2.1/x.txt",
        "bad UTF-8": b"7|\xff\xfe|10-K|2024-03-01|" + place,
        "NUL": b"7|\x00|10-K|2024-03-01|" + place,
        "escapes": b"7|\x1b[31m\x07|10-K|2024-03-01|" + place,
        "line separators": "7|a\u2028b\x85c|10-K|2024-03-01|".encode() + place,
        "a form with NUL": b"7|X|10-K\x00|2024-03-01|" + place,
        "1 MB of name": b"7|" + b"x" * 1_000_000 + b"|10-K|2024-03-01|" + place,
    }
    head = (
        b"Description: Master Index\nLast Data Received:    March 31, 2024\n\nCIK|Company\n-----\n"
    )
    cases = {name: (path, head + line + b"\n" + good) for name, line in lines.items()}
    cases["a day that is none"] = (path, head.replace(b"March 31", b"Febuary 99") + good)
    cases["no line end"] = (path, head + good[:-1])
    yield from served(site, "an index", cases, ("--index", "2024Q1"), alone=False)


def headers(site: Site) -> Iterator[Seen]:
    """Yield what headers of submissions came to."""
    good = submission(BAD)
    cases = {
        f"{label.decode()}: {name}": (
            filing_path(BAD),
            good.replace(b"</SEC-HEADER>", label + b":\t\t" + value + b"\n</SEC-HEADER>"),
        )
        for label in (b"FILED AS OF DATE", b"CONFORMED PERIOD OF REPORT", b"PUBLIC DOCUMENT COUNT")
        for name, value in VALUES.items()
    }
    yield from served(site, "a header", cases)


def bodies(site: Site) -> Iterator[Seen]:
    """Yield what bodies came to that are no whole submission."""
    good, path = submission(BAD), filing_path(BAD)
    cases = {f"in its place: {name}": (path, body) for name, body in WHOLE.items()}
    for share in range(1, 10):
        cases[f"cut at {share}0 %"] = (path, good[: len(good) * share // 10])
    cases["another filing's"] = (path, submission(GOOD))
    cases["twice"] = (path, good * 2)
    cases["NUL in it"] = (path, good.replace(b"lanterns", bytes(9)))
    yield from served(site, "a submission", cases)


def transfers(site: Site) -> Iterator[Seen]:
    """Yield what headers of HTTP came to that lie about the body."""
    told = {
        "too long": {"Content-Length": "1000000"},
        "too short": {"Content-Length": "10"},
        "no number": {"Content-Length": "x"},
        "a negative length": {"Content-Length": "-5"},
        "gzip that is none": {"Content-Encoding": "gzip"},
        "an unknown encoding": {"Content-Encoding": "lantern"},
        "chunks that are none": {"Transfer-Encoding": "chunked"},
        "a date that is none": {"Last-Modified": "Someday", "Retry-After": "soon"},
        "a header of 60,000 bytes": {"X-Lantern": "x" * 60_000},
    }
    for where, path in (("list", list_path(BAD)), ("filing", filing_path(BAD))):
        for name, fields in told.items():
            site.headers[path] = fields
            with a_lake() as lake:
                ended = load(site, lake)
                yield Seen("HTTP", f"{where}: {name}", ended, lacks(lake, GOOD))
            site.reset()


def _with(column: str, value: bytes) -> bytes:
    """Return the bad filer's list with ``value`` as the only one of ``column``."""
    columns = json.loads(filer(BAD))["filings"]["recent"]
    pieces = (
        b'"' + name.encode() + b'": [' + (value if name == column else json.dumps(here[0]).encode())
        + b"]"
        for name, here in columns.items()
    )  # fmt: skip
    return b'{"name": "X", "filings": {"recent": {' + b", ".join(pieces) + b'}, "files": []}}'
