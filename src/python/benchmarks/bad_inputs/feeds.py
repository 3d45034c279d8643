"""The feed of the latest filings with anything in it, read by a watch: the good filing that only the feed names comes in."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.bad_inputs.answers import VALUES, WHOLE
from benchmarks.bad_inputs.programs import Seen, run
from benchmarks.bad_inputs.site import BOTH, Site, a_lake, lacks
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, list_path
from benchmarks.loader.runs import USER_AGENT
from data_loader.download_10k_raw import main
from data_loader.edgar.hosts import Hosts
from data_loader.watch.latest import FORM, PAGE
from docai.runtime.exit_codes import ExitCode

FEED = Hosts("", "").latest(FORM, start=0, count=PAGE)
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
TAIL = b"</feed>"

AFTER_A_LOOK = 1.0
"""Seconds that a watch has after its first look at a feed which names nothing."""

PATIENCE = 20.0
"""Seconds in which the good filing must be there."""


def _entry(
    cik: int,
    title: bytes = b"10-K - X (%010d) (Filer)",
    updated: bytes = b"2024-03-01T12:00:00-05:00",
    number: bytes = b"urn:tag:sec.gov,2008:accession-number=%s",
    summary: bytes = b"Filed: 2024-03-01",
    form: bytes = b"10-K",
) -> bytes:
    title = title % cik if b"%" in title else title
    number = number % NUMBER[cik].encode() if b"%" in number else number
    return (
        b"<entry><title>" + title + b"</title><summary>" + summary + b"</summary><updated>" + updated + b"</updated>"
        b'<category term="' + form + b'"/><id>' + number + b"</id></entry>"
    )  # fmt: skip


MOMENTS = {
    "year 1": b"0001-01-01T00:00:00Z",
    "year 9999": b"9999-12-31T23:59:59-12:00",
    "2099": b"2099-01-01T00:00:00Z",
    "a day": b"2024-03-01",
    "a zone of 23 hours": b"2024-03-01T00:00:00+23:59",
    "a zone that is none": b"2024-03-01T00:00:00+99:99",
    "many digits of seconds": b"2024-03-01T00:00:00." + b"1" * 1000 + b"Z",
    "a week": b"2024-W09-5T12:00:00Z",
    "a leap second": b"2024-03-01T23:59:60Z",
}

ENTRIES = {
    "no children": b"<entry/>",
    "text alone": b"<entry>lanterns</entry>",
    "an entry in an entry": b"<entry>" + _entry(BAD) + b"</entry>",
    "5,000 nested": b"<entry>" * 5000 + b"</entry>" * 5000,
    "of another namespace": b'<entry xmlns="urn:x"><title>10-K</title></entry>',
    "10,000 without an id": b"<entry><title>x</title></entry>" * 10_000,
    "the same 2,000 times": _entry(BAD) * 2000,
    "a title of 400,000 dashes": _entry(BAD, b"10-K" + b" - A" * 400_000),
    "a title of 200,000 filers": _entry(BAD, b"10-K - " + b"A (1) (B) " * 200_000),
    "a summary of 200,000 tags": _entry(BAD, summary=b"Filed:&lt;" * 200_000),
    "a CIK of zero": _entry(BAD, b"10-K - X (0) (Filer)"),
    "another's CIK": _entry(BAD, b"10-K - X (0000000007) (Filer)"),
    "another form in the title": _entry(BAD, b"8-K - X (%010d) (Filer)"),
    "a form that is none": _entry(BAD, form=b"10-K&#x2028;"),
    "numbers of characters": _entry(BAD, b"10-K - &#x202e;&#x9b; (%010d) (Filer)"),
}

BODIES = {
    "an entity of itself": b'<!DOCTYPE a [<!ENTITY b "&b;&b;">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>',
    "an entity of a file": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>',
    "nested deep": b"<a>" * 400_000,
    "an open comment": HEAD + b"<!--" + b"x" * 1_000_000,
    "another root": b"<rss></rss>",
    "UTF-16 that is none": b'<?xml version="1.0" encoding="UTF-16"?><feed/>',
    "a charset that is none": b'<?xml version="1.0" encoding="lantern"?><feed/>',
    "a charset that packs": b'<?xml version="1.0" encoding="zip"?><feed/>',
    "100,000 attributes": HEAD + b"<x " + b"".join(b'a%d="" ' % n for n in range(100_000)) + b"/>",
    "5 MB": HEAD + b" " * 5_000_000 + TAIL,
    "no end": HEAD + _entry(GOOD),
}


def feeds(site: Site) -> Iterator[Seen]:
    """Yield what a watch made of each feed."""
    good = _entry(GOOD)
    cases: dict[str, bytes] = {f"an entry: {name}": entry for name, entry in ENTRIES.items()}
    cases |= {f"updated: {name}": _entry(BAD, updated=moment, summary=b"") for name, moment in MOMENTS.items()}  # fmt: skip
    for field in ("title", "updated", "number", "summary", "form"):
        for name, value in VALUES.items():
            plain = value.strip(b'"').replace(b"\xff\xfe", b"\xc3\xa9")
            cases[f"{field}: {name}"] = _entry(BAD, **{field: plain.replace(b"%", b"")})
    for name, entry in cases.items():
        yield _watched(site, name, HEAD + entry + good + TAIL, named=True)
    for name, body in {**WHOLE, **BODIES}.items():
        yield _watched(site, f"body: {name}", body, named=False)


def _watched(site: Site, name: str, body: bytes, *, named: bool) -> Seen:
    empty = {"name": "X", "filings": {"recent": {"accessionNumber": [], "form": [], "filingDate": []}, "files": []}}  # fmt: skip
    with a_lake() as lake:
        for cik in (GOOD, BAD):
            site.pages[list_path(cik)] = json.dumps(empty).encode()
        site.pages[FEED] = body
        began: list[float] = []

        def enough() -> bool:
            if FEED not in site.asked:
                return False
            began.append(time.monotonic())
            seconds = time.monotonic() - began[0]
            return seconds > (PATIENCE if named and lacks(lake, GOOD) else AFTER_A_LOOK)

        argv = ["--lake", str(lake), "--edgar-url", site.url, "--user-agent", USER_AGENT, *BOTH]
        ended = run(main, [*argv, "--tries", "1", "--watch"], enough=enough)
        if ended.code == ExitCode.STOPPED:
            ended = replace(ended, code=0)
        lost = "the good filing did not come in" if named and lacks(lake, GOOD) else ""
    site.reset()
    return Seen("the feed", name, ended, lost)
