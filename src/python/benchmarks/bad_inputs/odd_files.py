"""What no program of docai puts into a lake: pipes, sockets, links and folders in the place of files, and names of any bytes."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.bad_inputs.programs import Seen
from benchmarks.bad_inputs.site import BOTH, QUARTER, Site, a_lake, lacks, load
from benchmarks.loader.hostile import BAD, GOOD, NUMBER
from docai.filing.layout import EDGAR_LEASE, INDEX, MANIFESTS, RAW, STAGING, raw_path

Make = Callable[[Path], None]


def _folder(place: Path) -> None:
    (place / "x").mkdir(parents=True)


def _bind(place: Path) -> None:
    # the name of a socket is short: it is bound by its folder's number
    folder = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{folder}/{place.name}")
    finally:
        os.close(folder)


def _end_of_time(place: Path) -> None:
    place.touch()
    os.utime(place, (1e13, 1e13))


THINGS: Mapping[str, Make] = {
    "a folder": _folder,
    "a pipe": os.mkfifo,
    "a socket": _bind,
    "a link to nowhere": lambda place: place.symlink_to("/nowhere/x"),
    "a link to itself": lambda place: place.symlink_to(place.name),
    "a link out of the lake": lambda place: place.symlink_to("/etc/passwd"),
    "a file of no bytes": Path.touch,
    "a file of the year 318857": _end_of_time,
}

NAMES = (b"\xff\xfe", b"a\nb", b"\x1b[31m", b"\xc2\x9b2J", "\u202e".encode(), b"%2e%2e", b"a" * 255)


def odd_files(site: Site) -> Iterator[Seen]:
    """Yield what the loader made of each thing in each place, and of odd names in each folder.

    Where it ends in 0, both filings are in raw. Where it does not, it has said what stands in the way, and does so the next time.
    """
    for where in _places(Path()):
        for what, make in THINGS.items():
            with a_lake() as lake:
                load(site, lake, ("--ciks", str(BAD)))
                place = _places(lake)[where]
                _remove(place)
                place.parent.mkdir(parents=True, exist_ok=True)
                make(place)
                yield _seen(site, lake, f"{where}: {what}", index=where == "the index")
    for folder in ("", "raw", RAW, MANIFESTS, STAGING, INDEX, "raw/_locks"):
        for name in NAMES:
            with a_lake() as lake:
                load(site, lake, ("--ciks", str(BAD)))
                place = lake / folder / os.fsdecode(name)
                place.mkdir(parents=True)
                for inner in ("0001.jsonl", "intent.jsonl"):
                    (place / inner).write_bytes(b"lanterns\n")
                yield _seen(site, lake, f"{name[:8]!r} in {folder or 'the root'}", index=False)


def _seen(site: Site, lake: Path, name: str, *, index: bool) -> Seen:
    options = QUARTER if index else BOTH
    first = load(site, lake, options)
    again = load(site, lake, options)
    lost = ""
    if again.code not in (0, 2, 3, 4):
        lost = f"the next run ended in {again.code}: {again.stderr[-1500:]}"
    elif first.code == 0 and lacks(lake, GOOD, BAD):
        lost = "a filing is not in raw"
    return Seen("odd files", name, first, lost)


def _places(lake: Path) -> dict[str, Path]:
    runs = lake / MANIFESTS
    run = next(iter(runs.iterdir()), runs / "x") if runs.is_dir() else runs / "x"
    return {
        "a part": run / "0001.jsonl",
        "a further part": run / "0002.jsonl",
        "intents": run / "intent.jsonl",
        "a summary": run / "summary.json",
        "a run": runs / "20260101T000000Z-x-00000000",
        "the lease": lake / EDGAR_LEASE,
        "the index": lake / INDEX / "10-k.zip",
        "co-registrants": lake / INDEX / "co-registrants.json",
        "what was told": lake / INDEX / "unreadable.json",
        "the index's folder": lake / INDEX,
        "staging": lake / STAGING,
        "a stored filing": lake / raw_path(str(BAD), NUMBER[BAD]),
        "a filing to come": lake / raw_path(str(GOOD), NUMBER[GOOD]),
        "a filer's folder": lake / RAW / f"{GOOD:010d}",
        "the filings' folder": lake / RAW,
        "the manifests' folder": runs,
        "raw": lake / "raw",
    }


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
