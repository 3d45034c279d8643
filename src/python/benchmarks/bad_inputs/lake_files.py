"""Damaged files of the lake: after the damage, a run of the loader brings in the good filing and names what is stored."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bad_inputs.programs import Ended, Seen
from benchmarks.bad_inputs.site import BOTH, QUARTER, Site, a_lake, lacks, load
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, submission
from docai.filing.layout import EDGAR_LEASE, INDEX, MANIFESTS, PART_PATH, RAW
from docai.filing.manifest import read_part
from docai.lake.open import open_lake

DAMAGE: dict[str, bytes] = {
    "empty": b"",
    "a line end": b"\n",
    "zeros": bytes(500),
    "letters": b"lanterns\n" * 50,
    "null": b"null\n",
    "nested deep": b"[" * 100_000,
    "Infinity": b'{"bytes": Infinity, "until": Infinity, "attempts": 1e400}\n',
    "a huge number": b'{"bytes": 1' + b"0" * 400 + b', "until": 1' + b"0" * 400 + b"}\n",
    "5,000 digits": b'{"until": ' + b"7" * 5000 + b"}\n",
    "a lone surrogate": b'{"accession": "\\ud800", "holder": "\\ud800"}\n',
    "bad UTF-8": b'{"accession": "\xff\xfe"}\n',
    "a zip's beginning": b"PK\x03\x04" + bytes(60),
}
"""What stands in a file's place."""


def damaged_files(site: Site) -> Iterator[Seen]:
    """Yield what the loader made of each kind of file, damaged in each way.

    Before the damage the bad filer's 10-K is in the lake; then EDGAR is asked for both. A run that is named by its intents
    alone (no summary, no part) is what a kill leaves. What only a person can decide is mended as docai's own words say:
    a part by --rebuild-manifests, a stored filing by --refetch.
    """
    names = ("a part", "intents", "a summary", "the lease", "the index cache", "co-registrants")
    for what in (*names, "a raw file"):
        for how, data in {**DAMAGE, "cut short": None, "one byte wrong": None}.items():
            with a_lake() as lake:
                load(site, lake, QUARTER if what == CACHE else ("--ciks", str(BAD)))
                if what == CACHE:
                    shutil.rmtree(lake / RAW)
                    shutil.rmtree(lake / MANIFESTS)
                _damage(lake, what, data, cut=how == "cut short")
                ended = load(site, lake, QUARTER if what == CACHE else BOTH)
                yield Seen(f"{what}, damaged", how, ended, _lost(site, lake, what))


CACHE = "the index cache"


def _lost(site: Site, lake: Path, what: str) -> str:
    """Return what is not as it should be after the run that met the damage."""
    mend = {"a part": "--rebuild-manifests", "a raw file": f"--refetch={NUMBER[BAD]}"}.get(what)
    if mend is not None:
        mended = load(site, lake, (*BOTH, mend))
        if mended.code != 0:
            return f"{mend} ended in {mended.code}: {mended.stderr[-1500:]}"
    if lacks(lake, BAD, GOOD):
        return "a filing is not in raw"
    return _unnamed(lake)


def _place(lake: Path, what: str) -> Path:
    run = next(iter((lake / MANIFESTS).iterdir()), lake) if what in OF_A_RUN else lake
    return {
        "a part": run / "0001.jsonl",
        "intents": run / "intent.jsonl",
        "a summary": run / "summary.json",
        "the lease": lake / EDGAR_LEASE,
        CACHE: lake / INDEX / "10-k.zip",
        "co-registrants": lake / INDEX / "co-registrants.json",
        "a raw file": next((lake / RAW).glob("*/*.gz"), lake),
    }[what]


OF_A_RUN = ("a part", "intents", "a summary")


def _damage(lake: Path, what: str, data: bytes | None, *, cut: bool) -> None:
    place = _place(lake, what)
    if what == "intents":
        for gone in (place.parent / "summary.json", place.parent / "0001.jsonl"):
            gone.unlink()
    if data is None:
        before = place.read_bytes() if place.exists() else b"{}"
        middle = len(before) // 2
        data = before[:middle] if cut else before[:middle] + b"\xff" + before[middle + 1 :]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _unnamed(lake: Path) -> str:
    """Return which filing has no line that says ``stored`` and can be read, or a newest one of other bytes than EDGAR's."""
    store = open_lake(str(lake))
    named = {
        result.accession: result.path
        for entry in sorted(store.list(MANIFESTS), key=lambda entry: entry.path)
        if PART_PATH.fullmatch(entry.path)
        for result in read_part(store.read(entry.path)).results
        if result.status == "stored"
    }
    for cik in (BAD, GOOD):
        path = named.get(NUMBER[cik])
        if path is None:
            return f"no line names {NUMBER[cik]}"
        if gzip.decompress(store.read(path)) != submission(cik):
            return f"{path} is not what EDGAR served"
    return ""


def roots(site: Site) -> Iterator[Seen]:
    """Yield what odd folders came to as lakes: the loader fills each, or refuses it with 2."""
    odd = (
        "lake[1]", "lake{a,b}", "back\\slash", "pct%41x", "hash#x", "quest?x", "tab\tx", "a space", "star*x",
        "semi;x", "amp&x", "quote'x", 'double"x', "dollar$x", "colon:x", "plus+x", "at@x", "~x", "-x", "é", "\u202ex",
        "e\u0301", "a\u00a0b", "..x", "x.", "x=1", "x,y", "line\nend", "%", "%zz", "_x", ".x", "`x`", "🏮", "^x", "|x",
    )  # fmt: skip
    for name in odd:
        with a_lake() as folder:
            place = folder / name
            ended: Ended = load(site, place)
            taken = place.is_dir() and not lacks(place, GOOD, BAD)
            lost = "" if ended.code == 2 or taken else "the filings are not in that folder"
            yield Seen("a lake's root", repr(name), ended, lost)
