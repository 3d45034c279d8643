"""Answers of EDGAR: lists of filers, tickers, names and indexes, and submissions, with anything in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from benchmarks.bad_inputs.programs import Seen
from benchmarks.bad_inputs.site import (
    INDEX,
    PREFACE,
    QUARTER,
    TICKERS,
    Case,
    Site,
    index_line,
    served,
)
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

OLDER = f"/submissions/CIK{BAD:010d}-submissions-001.json"

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
    cases = {f"body: {name}": body for name, body in WHOLE.items()}
    for column in COLUMNS:
        for name, value in VALUES.items():
            cases[f"{column}: {name}"] = _with(column, value)
    for field in ("name", "formerNames", "cik"):
        for name, value in VALUES.items():
            body = filer(BAD)[:-1] + b', "' + field.encode() + b'": ' + value + b"}"
            cases[f"{field}: {name}"] = body
    yield from served(site, "a filer's list", _at(list_path(BAD), cases))


def older_pages(site: Site) -> Iterator[Seen]:
    """Yield what names of further pages came to."""
    cases = {}
    for name, value in VALUES.items():
        page = b'[{"name": ' + value + b', "filingFrom": "2001-01-01", "filingTo": "2002-01-01"}]'
        cases[name] = filer(BAD).replace(b'"files": []', b'"files": ' + page)
    yield from served(site, "an older page", _at(list_path(BAD), cases))
    yield from _bodies_of_an_older_page(site)


def _bodies_of_an_older_page(site: Site) -> Iterator[Seen]:
    """Yield what further pages came to that hold the bad filer's 10-K, or should."""
    columns = json.loads(filer(BAD))["filings"]["recent"]
    whole = json.dumps(columns).encode()
    cases = {f"body: {name}": body for name, body in WHOLE.items() if name != "a byte order mark"}
    for column in COLUMNS:
        for name, value in VALUES.items():
            cases[f"{column}: {name}"] = whole[:-1] + b', "' + column.encode() + b'": [' + value + b"]}"  # fmt: skip
    entry = {"name": OLDER.rpartition("/")[2], "filingFrom": "2001-01-01", "filingTo": "2025-01-01"}
    empty: dict[str, list[str]] = {column: [] for column in columns}
    site.always = {
        list_path(BAD): json.dumps(
            {"name": "X", "filings": {"recent": empty, "files": [entry]}}
        ).encode(),
        OLDER: whole,
    }
    site.reset()
    yield from served(site, "an older page", _at(OLDER, cases))
    site.always = {}
    site.reset()


def tickers(site: Site) -> Iterator[Seen]:
    """Yield what lists of tickers came to, beside a good row."""
    good = [{"cik_str": cik, "ticker": f"T{cik}", "title": "X"} for cik in (GOOD, BAD)]
    rows = json.dumps(good).encode()[:-1]
    cases = {}
    for field in ("cik_str", "ticker", "title"):
        for name, value in VALUES.items():
            row = b'{"cik_str": 7, "ticker": "BAD", "title": "X", "' + field.encode()
            cases[f"{field}: {name}"] = rows + b"," + row + b'": ' + value + b"}]"
    cases |= {f"body: {name}": body for name, body in WHOLE.items()}
    asked = ("--tickers", f"T{GOOD},T{BAD}")
    yield from served(site, "tickers", _at(TICKERS, cases, alone=True), asked)


def indexes(site: Site) -> Iterator[Seen]:
    """Yield what index files came to, each with the good filing's line."""
    place = f"edgar/data/{BAD}/{NUMBER[BAD]}.txt".encode()
    no_lines = {"no field": b"", "bars": b"||||", "many bars": b"|" * 10_000}
    lines = {
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
    good, both = index_line(GOOD), index_line(BAD) + index_line(GOOD)
    cases = {name: PREFACE + line + b"\n" + both for name, line in no_lines.items()}
    cases |= {name: PREFACE + line + b"\n" + good for name, line in lines.items()}
    cases["a day that is none"] = PREFACE.replace(b"March 31", b"Febuary 99") + both
    cases["no line end"] = PREFACE + both[:-1]
    cases |= {f"body: {name}": body for name, body in WHOLE.items()}
    yield from served(site, "an index", _at(INDEX, cases, alone=True), QUARTER)


def bodies(site: Site) -> Iterator[Seen]:
    """Yield what bodies came to that are no whole submission."""
    good = submission(BAD)
    cases = {f"in its place: {name}": body for name, body in WHOLE.items()}
    for share in range(1, 10):
        cases[f"cut at {share}0 %"] = good[: len(good) * share // 10]
    cases["another filing's"] = submission(GOOD)
    cases["twice"] = good * 2
    cases["NUL in it"] = good.replace(b"lanterns", bytes(9))
    yield from served(site, "a submission", _at(filing_path(BAD), cases))


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
    pages = (("list", list_path(BAD), filer(BAD)), ("filing", filing_path(BAD), submission(BAD)))
    for where, path, body in pages:
        cases = [Case(f"{where}: {name}", path, body, fields) for name, fields in told.items()]
        yield from served(site, "HTTP", cases)
        yield from served(site, "HTTP", (replace(each, path=path) for each in statuses(where)))


def statuses(where: str) -> Iterator[Case]:
    """Yield answers with other status codes and addresses to go to than EDGAR has."""
    for code in (100, 201, 204, 205, 206, 300, 304, 400, 401, 402, 403, 405, 410, 412, 416, 418, 426, 451, 499, 500, 501, 505, 511, 599, 600, 999):  # fmt: skip
        yield Case(f"{where}: status {code}", "", b"lanterns", {"Retry-After": "0"}, code)
    places = {
        "itself": "", "nowhere": "http://127.0.0.1:1/", "a file": "file:///etc/passwd", "no address": "http://[", "escapes": "/\x1b[31m\x07",
        "a long one": "/" + "x" * 30_000, "another scheme": "gopher://x/", "a password": "http://user:canary@127.0.0.1:1/", "Unicode": "http://\u00e9\u202e/",
    }  # fmt: skip
    for name, place in places.items():
        fields = {"Location": place.encode().decode("latin-1")}
        yield Case(f"{where}: goes to {name}", "", b"", fields, 302)


def _at(path: str, bodies: Mapping[str, bytes], *, alone: bool = False) -> Iterator[Case]:
    return (Case(name, path, body, alone=alone) for name, body in bodies.items())


def _with(column: str, value: bytes) -> bytes:
    """Return the bad filer's list with ``value`` as the only one of ``column``."""
    columns = json.loads(filer(BAD))["filings"]["recent"]
    pieces = (
        b'"' + name.encode() + b'": [' + (value if name == column else json.dumps(here[0]).encode())
        + b"]"
        for name, here in columns.items()
    )  # fmt: skip
    return b'{"name": "X", "filings": {"recent": {' + b", ".join(pieces) + b'}, "files": []}}'
