"""Lakes that somebody touched by hand or with a wrong clock: the loader on each, then the check of what is missing."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.bad_inputs.programs import Ended, Seen, run
from benchmarks.bad_inputs.site import BOTH, QUARTER, Site, a_lake, lacks, load
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, submission
from data_loader.coverage import main as check
from docai.filing.layout import EDGAR_LEASE, INDEX, MANIFESTS, RAW, STAGING, raw_path

Touch = Callable[[Path], object]
ACCEPTED = (0, 2, 3, 4)


def by_hand(site: Site) -> Iterator[Seen]:
    """Yield what became of each touched lake: the good filing comes in, by the run or by the next one.

    The check after it ends in 0, 2, 3 or 4.
    """
    for name, touch in {**_raw(), **_manifests(), **_others()}.items():
        index = name.startswith("the index")
        options = QUARTER if index else BOTH
        with a_lake() as lake:
            load(site, lake, QUARTER if index else ("--ciks", str(BAD)))
            touch(lake)
            ended = load(site, lake, options)
            again = load(site, lake, options)
            checked = run(check, ["--lake", str(lake), *options])
            yield Seen("touched by hand", name, ended, _lost(lake, ended, again, checked))
    yield _two_at_once(site)


def _lost(lake: Path, ended: Ended, again: Ended, checked: Ended) -> str:
    for what, run_ in (("the next run", again), ("the check", checked)):
        if run_.code not in ACCEPTED:
            return f"{what} ended in {run_.code}: {run_.stderr[-1500:]}"
    if ended.code != 2 and lacks(lake, GOOD):
        return "the good filing did not come in"
    return ""


def _two_at_once(site: Site) -> Seen:
    """Return what became of two loaders that begin at the same moment: each filing is stored once, both end well."""
    with a_lake() as lake:
        ends: list[Ended] = []
        loaders = [threading.Thread(target=lambda: ends.append(load(site, lake))) for _ in "ab"]
        for each in loaders:
            each.start()
        for each in loaders:
            each.join()
        stored = sorted(path.name for path in (lake / RAW).glob("*/*"))
        worst = max(ends, key=lambda ended: 9 if ended.code is None else ended.code)
        lost = "" if len(stored) == 2 else f"raw holds {stored}"
        return Seen("touched by hand", "two loaders at once", worst, lost)


def _stored(lake: Path) -> Path:
    return lake / raw_path(f"{BAD:010d}", NUMBER[BAD])


def _raw() -> Mapping[str, Touch]:
    body, name = submission(BAD), f"{NUMBER[BAD]}.txt.gz"

    def filled(data: bytes) -> Touch:
        return lambda lake: _put(_stored(lake), data)

    def moved(to: str) -> Touch:
        def touch(lake: Path) -> None:
            place = lake / RAW / to
            place.parent.mkdir(parents=True, exist_ok=True)
            _stored(lake).rename(place)

        return touch

    def copied(to: str) -> Touch:
        def touch(lake: Path) -> None:
            place = lake / RAW / to
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(_stored(lake), place)

        return touch

    def many(lake: Path) -> None:
        for n in range(3000):
            (_stored(lake).parent / f"notes-{n}.txt").touch()

    return {
        "raw: unpacked": filled(body),
        "raw: packed twice": filled(gzip.compress(gzip.compress(body))),
        "raw: in two pieces": filled(gzip.compress(body[:50]) + gzip.compress(body[50:])),
        "raw: rubbish behind it": filled(gzip.compress(body) + b"lanterns"),
        "raw: another filing": filled(gzip.compress(submission(GOOD))),
        "raw: nothing, packed": filled(gzip.compress(b"")),
        "raw: a gzip bomb": filled(gzip.compress(bytes(200_000_000), 9)),
        "raw: without .gz": moved(f"{BAD:010d}/{NUMBER[BAD]}.txt"),
        "raw: in capitals": moved(f"{BAD:010d}/{name.upper()}"),
        "raw: without dashes": moved(f"{BAD:010d}/{name.replace('-', '')}"),
        "raw: in another filer's folder": moved(f"{GOOD:010d}/{name}"),
        "raw: in a folder of a short name": moved(f"{BAD}/{name}"),
        "raw: in no folder": moved(name),
        "raw: a folder deeper": moved(f"{BAD:010d}/old/{name}"),
        "raw: in two folders": copied(f"{GOOD:010d}/{name}"),
        "raw: twice, fetched again": copied(f"{BAD:010d}/{NUMBER[BAD]}~01234567.txt.gz"),
        "raw: a mark that is none": copied(f"{BAD:010d}/{NUMBER[BAD]}~zzz.txt.gz"),
        "raw: 3,000 notes beside it": many,
    }


def _manifests() -> Mapping[str, Touch]:
    def renamed(name: str) -> Touch:
        return lambda lake: _run(lake).rename(lake / MANIFESTS / name)

    def part_renamed(name: str) -> Touch:
        return lambda lake: (_run(lake) / "0001.jsonl").rename(_run(lake) / name)

    def changed(**fields: object) -> Touch:
        def touch(lake: Path) -> None:
            part = _run(lake) / "0001.jsonl"
            line = json.loads(part.read_text().splitlines()[0]) | fields
            part.write_text(json.dumps(line) + "\n")

        return touch

    def times(count: int) -> Touch:
        def touch(lake: Path) -> None:
            part = _run(lake) / "0001.jsonl"
            part.write_bytes(part.read_bytes() * count)

        return touch

    def without(*names: str) -> Touch:
        def touch(lake: Path) -> None:
            for each in names:
                (_run(lake) / each).unlink()

        return touch

    def intents(lake: Path) -> None:
        without("0001.jsonl", "summary.json")(lake)
        place = _run(lake) / "intent.jsonl"
        place.write_bytes(place.read_bytes() * 20_000)

    return {
        "manifest: of the year 2099": renamed("20991231T235959Z-x-00000000"),
        "manifest: of the year 1": renamed("00010101T000000Z-x-00000000"),
        "manifest: of a day that is none": renamed("20269931T995959Z-x-00000000"),
        "manifest: a name of ours no more": renamed("old manifest"),
        "manifest: part 0000": part_renamed("0000.jsonl"),
        "manifest: part 9999": part_renamed("9999.jsonl"),
        "manifest: part 99999": part_renamed("99999.jsonl"),
        "manifest: no part": without("0001.jsonl"),
        "manifest: no intents": without("intent.jsonl"),
        "manifest: 5,000 times the line": times(5000),
        "manifest: 20,000 intents of a killed run": intents,
        "manifest: another status": changed(status="lost"),
        "manifest: a path outside": changed(path="../../etc/passwd"),
        "manifest: an absolute path": changed(path="/etc/passwd"),
        "manifest: a path of staging": changed(path=f"{STAGING}/x"),
        "manifest: another's path": changed(path=raw_path(f"{GOOD:010d}", NUMBER[GOOD])),
        "manifest: another's number": changed(accession=NUMBER[GOOD]),
        "manifest: another sum": changed(sha256="0" * 64),
        "manifest: no sum": changed(sha256=None),
        "manifest: missing, and it is there": changed(status="missing", path=None),
        "manifest: filers that are none": changed(ciks=["lantern"]),
        "manifest: 5,000 filers": changed(ciks=[f"{n:010d}" for n in range(1, 5001)]),
        "manifest: fetched in the year 9999": changed(fetched_at="9999-12-31T23:59:59-12:00"),
        "manifest: filed in the year 9999": changed(filed="9999-12-31"),
        "manifest: fields of a newer docai": changed(colour="red", lamps=[{"x": [1]}]),
    }


def _others() -> Mapping[str, Touch]:
    now = time.time()

    def lease(until: float, holder: str = "x") -> Touch:
        record = json.dumps({"holder": holder, "token": "t", "until": until}).encode().ljust(2048)
        return lambda lake: _put(lake / EDGAR_LEASE, record)

    def zipped(entries: Iterable[tuple[str, bytes]], *, cut: int | None = None) -> Touch:
        made = io.BytesIO()
        with warnings.catch_warnings(), ZipFile(made, "w", ZIP_DEFLATED) as archive:
            warnings.simplefilter("ignore")
            for name, data in entries:
                archive.writestr(name, data)
        return lambda lake: _put(lake / INDEX / "10-k.zip", made.getvalue()[:cut])

    def staging(lake: Path) -> None:
        for n in range(500):
            _put(lake / STAGING / f"run-{n}" / "x.txt.gz", b"")

    path = "full-index/2024/QTR1/master.idx"
    return {
        "the lease: of the year 2100": lease(4.1e9),
        "the lease: ten years on": lease(now + 3e8),
        "the lease: a minute on, by a clock ahead": lease(now + 70),
        "the lease: a holder of escapes": lease(now + 5, "\x1b[31m\u202e"),
        "the lease: minus infinity": lease(float("-inf")),
        "the index: names outside": zipped([("../../x", b"x"), ("/etc/x", b"x")]),
        "the index: a bomb": zipped([(path, bytes(100_000_000))]),
        "the index: one name twice": zipped([(path, b"a"), (path, b"b")]),
        "the index: 20,000 names": zipped((f"{n}", b"") for n in range(20_000)),
        "the index: no directory of its own": zipped([(path, b"x")], cut=40),
        "the index: words": zipped([(path, b"lanterns\n" * 1000)]),
        "staging: 500 runs": staging,
    }  # fmt: skip


def _run(lake: Path) -> Path:
    return next(iter((lake / MANIFESTS).iterdir()))


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
