"""Every field of a submission's header with every bad value, all in one run of the loader, with good filings between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.bad_inputs.answers import VALUES
from benchmarks.bad_inputs.programs import Ended, Seen
from benchmarks.bad_inputs.site import INDEX, PREFACE, QUARTER, Site, a_lake, load
from docai.filing.layout import MANIFESTS, PART_PATH
from docai.filing.manifest import Result, read_part
from docai.lake.open import open_lake

LABELS = (
    "ACCESSION NUMBER", "CONFORMED SUBMISSION TYPE", "FILED AS OF DATE", "CONFORMED PERIOD OF REPORT", "PUBLIC DOCUMENT COUNT",
    "ACCEPTANCE-DATETIME", "COMPANY CONFORMED NAME", "CENTRAL INDEX KEY", "STANDARD INDUSTRIAL CLASSIFICATION",
    "STATE OF INCORPORATION", "FISCAL YEAR END", "FORMER CONFORMED NAME", "DATE OF NAME CHANGE",
)  # fmt: skip

MORE: dict[str, bytes] = {
    "Latin-1": "é".encode("latin-1"),
    "line separators": "a\u2028b\x85c\x0bd\x1ce".encode(),
    "digits of elsewhere": "٢٠٢٤٠٣٠١".encode(),
    "wide digits": "２０２４０３０１".encode(),
    "1899": b"18991231",
    "1582": b"15821010",
    "1992": b"19921231",
    "year 1, in digits": b"00010101000000",
    "year 9999, in digits": b"99991231235959",
    "2100": b"21000101",
    "30 February": b"20240230",
    "blanks": b"   ",
    "a tag": b"<TEXT>",
    "a header's end": b"</SEC-HEADER>",
    "a document's beginning": b"<DOCUMENT>",
    "brackets": b"[[[[9999]]]]",
    "an amendment of an amendment": b"10-K/A/A",
    "another form": b"10-Q",
    "zeros": b"0000000000",
    "11 digits": b"12345678901",
    "a sign": b"-1",
    "an exponent": b"1e3",
    "2,000 lanterns": "🏮".encode() * 2000,
    "5,000 accents": b"e" + "\u0301".encode() * 5000,
    "SQL": b"'; DROP TABLE filings; --",
    "backslashes": b"\\\\x\\' \\n",
    "a format": b"%s %d %(x)s {0} {x}",
    "60,000 tabs": b"\t" * 60_000,
}
"""Values besides those that JSON may hold."""

HEADER = """\
<SEC-DOCUMENT>{number}.txt : 20240301
<SEC-HEADER>{number}.hdr.sgml : 20240301
<ACCEPTANCE-DATETIME>20240301120000
ACCESSION NUMBER:\t\t{number}
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20231231
FILED AS OF DATE:\t\t20240301

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLANTERN WORKS
\t\tCENTRAL INDEX KEY:\t\t\t{cik:010d}
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tLAMPS [3640]
\t\tSTATE OF INCORPORATION:\t\t\tDE
\t\tFISCAL YEAR END:\t\t\t1231

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tWICK WORKS
\t\tDATE OF NAME CHANGE:\t20010101
</SEC-HEADER>
"""
DOCUMENT = """\
<DOCUMENT>
<TYPE>10-K
<SEQUENCE>1
<FILENAME>x.htm
<TEXT>
<html><body><p>Item 1. Business</p><p>We make lanterns of tin and glass, and sell them along the coast.</p>
<p>Item 1A. Risk Factors</p><p>Lanterns may go out when the wind is strong.</p></body></html>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""

BETWEEN = 4
"""After so many bad filings comes a good one: the loader takes 25 bad ones in a row for EDGAR's own failure."""

FIRST_CIK = 700_001


@dataclass(frozen=True)
class Headed:
    """A submission under ``number`` whose header is bad in one field (``name`` is empty: it is good)."""

    number: str
    cik: int
    name: str
    body: bytes


def headed() -> Iterator[Headed]:
    """Yield every field with every value, and good submissions between them."""
    values = {name: value.strip(b'"') for name, value in VALUES.items()} | MORE
    cases = [(label, name, value) for label in LABELS for name, value in values.items()]
    for place, (label, name, value) in enumerate(cases):
        cik = FIRST_CIK + 2 * place
        if place % BETWEEN == 0:
            yield _good(cik)
        good = _good(cik + 1)
        line = re.compile(rb"(\n\t*<?" + label.encode() + rb"[>:]\t*)[^\n]*")
        head, end, rest = good.body.partition(b"</SEC-HEADER>")
        start, stop = next(line.finditer(head)).span()
        named = line.match(head, start)
        assert named is not None
        body = head[:start] + named[1] + value + head[stop:] + end + rest
        yield replace(good, name=f"{label}: {name}", body=body)


def _good(cik: int) -> Headed:
    number = f"{cik:010d}-24-000001"
    return Headed(number, cik, "", (HEADER.format(number=number, cik=cik) + DOCUMENT).encode())


def header_fields(site: Site) -> Iterator[Seen]:
    """Yield what one run of the loader made of each; every filing has a line, and every good one is stored."""
    every = list(headed())
    lines = (f"{each.cik}|X|10-K|2024-03-01|edgar/data/{each.cik}/{each.number}.txt\n" for each in every)  # fmt: skip
    site.pages[INDEX] = PREFACE + "".join(lines).encode()
    for each in every:
        site.pages[f"/Archives/edgar/data/{each.cik}/{each.number}.txt"] = each.body
    with a_lake() as lake:
        ended = load(site, lake, (*QUARTER, "--tolerate", "100%"), seconds=300.0)
        results = _results(lake)
    site.reset()
    yield from (_seen(each, results.get(each.number), ended) for each in every if each.name)
    lost = [each.number for each in every if not each.name and not _stored(results, each.number)]
    yield Seen("a header's field", "good ones between", ended, f"{lost[:3]} lost" if lost else "")


def _seen(each: Headed, result: Result | None, ended: Ended) -> Seen:
    lost = "no line names it" if result is None else ""
    if result is not None and result.status == "failed" and not result.error:
        lost = "it failed without a reason"
    return Seen("a header's field", each.name, ended, lost)


def _stored(results: dict[str, Result], number: str) -> bool:
    return number in results and results[number].status == "stored"


def _results(place: Path) -> dict[str, Result]:
    lake = open_lake(str(place))
    return {
        result.accession: result
        for entry in lake.list(MANIFESTS)
        if PART_PATH.fullmatch(entry.path)
        for result in read_part(lake.read(entry.path)).results
    }
