"""Damaged files of the lake: after the damage, a run of the loader brings in the good filing and names what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bad_inputs.programs import Ended, Seen
from benchmarks.bad_inputs.site import BOTH, Site, a_lake, lacks, load
from benchmarks.loader.hostile import BAD, GOOD, NUMBER
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
    alone (no summary, no part) is what a kill leaves.
    """
    names = ("a part", "intents", "a summary", "the lease", "the index cache", "co-registrants")
    for what in (*names, "a raw file"):
        for how, data in {**DAMAGE, "cut short": None, "one byte wrong": None}.items():
            with a_lake() as lake:
                load(site, lake, ("--ciks", str(BAD)))
                _damage(lake, what, data, cut=how == "cut short")
                ended = load(site, lake)
                # a part that cannot be read is named by the program itself, with this as what helps
                again = load(site, lake, (*BOTH, "--rebuild-manifests"))
                lost = lacks(lake, BAD, GOOD) or _unnamed(lake) or again.code not in (0, ended.code)
                yield Seen(f"{what}, damaged", how, ended, lost)


def _place(lake: Path, what: str) -> Path:
    run = next((lake / MANIFESTS).iterdir())
    return {
        "a part": run / "0001.jsonl",
        "intents": run / "intent.jsonl",
        "a summary": run / "summary.json",
        "the lease": lake / EDGAR_LEASE,
        "the index cache": lake / INDEX / "10-k.zip",
        "co-registrants": lake / INDEX / "co-registrants.json",
        "a raw file": next((lake / RAW).glob("*/*.gz")),
    }[what]


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


def _unnamed(lake: Path) -> bool:
    """Return whether a stored filing is named ``stored`` by no line that can be read."""
    store = open_lake(str(lake))
    named = {
        result.accession
        for entry in store.list(MANIFESTS)
        if PART_PATH.fullmatch(entry.path)
        for result in read_part(store.read(entry.path)).results
        if result.status == "stored"
    }
    return not {NUMBER[BAD], NUMBER[GOOD]} <= named


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
            lost = ended.code != 2 and (not place.is_dir() or lacks(place, GOOD, BAD))
            yield Seen("a lake's root", repr(name), ended, lost)
