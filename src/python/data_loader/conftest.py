"""What the loader's tests share: fictional submissions, an EDGAR on loopback, a lake in a folder, quick settings."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from data_loader.edgar.limiter import Limiter
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from docai.filing.layout import MANIFESTS, PART_PATH, RAW
from docai.filing.manifest import Result, read_results
from docai.lake.lake import Lake
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.log import Request
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

TODAY = date(2024, 5, 15)


@dataclass(frozen=True)
class Filing:
    """A submission of fictional filers: (CIK, name) pairs, and former names of the first."""

    accession: str
    filers: tuple[tuple[int, str], ...]
    filed: date
    form: str = "10-K"
    former: tuple[str, ...] = ()
    words: str = "We make lanterns.\n" * 200

    def body(self) -> bytes:
        """Return it as EDGAR would serve it."""
        day = f"{self.filed:%Y%m%d}"
        blocks = "".join(self._filer(number, *each) for number, each in enumerate(self.filers))
        return (
            f"<SEC-DOCUMENT>{self.accession}.txt : {day}\n<SEC-HEADER>{self.accession}.hdr.sgml : {day}\n"
            f"<ACCEPTANCE-DATETIME>{day}163005\nACCESSION NUMBER:\t\t{self.accession}\n"
            f"CONFORMED SUBMISSION TYPE:\t{self.form}\nPUBLIC DOCUMENT COUNT:\t\t1\n"
            f"CONFORMED PERIOD OF REPORT:\t{self.filed.year - 1}1231\nFILED AS OF DATE:\t\t{day}\n{blocks}</SEC-HEADER>\n"
            f"<DOCUMENT>\n<TYPE>{self.form}\n<SEQUENCE>1\n<FILENAME>a.txt\n<TEXT>\nItem 1. Business\n{self.words}\n"
            "</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
        ).encode()

    def _filer(self, number: int, cik: int, name: str) -> str:
        former = "".join(
            f"\tFORMER COMPANY:\t\n\t\tFORMER CONFORMED NAME:\t{each}\n\t\tDATE OF NAME CHANGE:\t20010314\n"
            for each in (self.former if number == 0 else ())
        )
        return (
            f"\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\t{name}\n"
            f"\t\tCENTRAL INDEX KEY:\t\t\t{cik:010d}\n\t\tFISCAL YEAR END:\t\t\t1231\n\n{former}"
        )


LANTERN, FINANCE, MILLS = (
    (990001, "NORTHERN LANTERN CORP"),
    (990002, "LANTERN FINANCE LLC"),
    (990003, "HARBOR MILLS CO"),
)

FILINGS = (
    Filing("0000990001-22-000005", (LANTERN,), date(2022, 2, 25), former=("LANTERN WORKS INC",)),
    Filing("0000990001-23-000007", (LANTERN,), date(2023, 2, 27), former=("LANTERN WORKS INC",)),
    Filing("0000990001-24-000017", (LANTERN, FINANCE), date(2024, 2, 28)),
    Filing("0000990001-24-000029", (LANTERN,), date(2024, 4, 30), "10-K/A"),
    Filing("0000990003-97-000002", (MILLS,), date(1997, 3, 31), "10-K405"),
    Filing("0000990003-24-000003", (MILLS,), date(2024, 3, 1)),
)
TICKERS = "cik,ticker,title,exchange\n990001,NLT-A,NORTHERN LANTERN CORP,NYSE\n990001,NLT-B,NORTHERN LANTERN CORP,NYSE\n990003,HMC,HARBOR MILLS CO,Nasdaq\n"

ReplayMaker = Callable[..., EdgarReplay]


@pytest.fixture
def edgar_folder(tmp_path: Path) -> Path:
    """Return a folder of the fictional submissions."""
    folder = tmp_path / "edgar"
    folder.mkdir()
    for filing in FILINGS:
        (folder / f"{filing.accession}.txt").write_bytes(filing.body())
    (folder / "tickers.csv").write_text(TICKERS)
    return folder


@pytest.fixture
def serve(edgar_folder: Path) -> Iterator[ReplayMaker]:
    """Return a function that starts an EDGAR of the fictional submissions, or of ``synthetic`` ones."""
    with ExitStack() as running:

        def start(
            faults: Sequence[FaultRule] = (), settings: ReplaySettings | None = None
        ) -> EdgarReplay:
            chosen = replace(settings or ReplaySettings(), today=TODAY)
            data = None if chosen.synthetic else edgar_folder
            return running.enter_context(EdgarReplay(data, chosen, faults=faults))

        yield start


@pytest.fixture
def edgar(serve: ReplayMaker) -> EdgarReplay:
    """Return an EDGAR of the fictional submissions."""
    return serve()


@pytest.fixture
def lake(tmp_path: Path) -> LocalLake:
    """Return an empty lake."""
    return LocalLake(tmp_path / "lake")


@pytest.fixture
def stop() -> StopSignal:
    """Return a stop that nobody has asked for."""
    return StopSignal()


def quick(url: str, criteria: Criteria | None = None, **changes: object) -> LoaderSettings:
    """Return settings that wait for as little as can be."""
    settings = LoaderSettings(
        criteria=criteria or Criteria(ciks=("990001", "990003")),
        run_id="test",
        user_agent="docai test test@example.com",
        edgar_url=url,
        workers=4,
        retry_wait=0.01,
        block_pause=0.3,
        timeout=60.0,
        today=TODAY,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


def stored(lake: Lake) -> dict[str, bytes]:
    """Return what the lake holds under raw/10-k, by path, uncompressed."""
    return {entry.path: gzip.decompress(lake.read(entry.path)) for entry in lake.list(RAW)}


def results(lake: Lake, manifest: str = MANIFESTS) -> list[Result]:
    """Return the lines of all parts of all manifests, or of one run's."""
    return [
        result
        for entry in lake.list(manifest)
        if PART_PATH.fullmatch(entry.path)
        for result in read_results(lake.read(entry.path), entry.path)
    ]


def wait_for(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is the case; a program's start takes a while."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def logged(edgar: EdgarReplay, count: int) -> list[Request]:
    """Return the requests so far, at least ``count``: the server writes one down after it has answered."""
    until = time.monotonic() + 60.0  # a program that sends them has to start first
    while len(edgar.log.all()) < count:
        assert time.monotonic() < until, f"{len(edgar.log.all())} requests, not {count}"
        time.sleep(0.01)
    return edgar.log.all()


def requests_for_filings(edgar: EdgarReplay) -> int:
    """Return how many requests for submissions there were."""
    return sum(1 for each in edgar.log.all() if each.accession)


class Unpaced(Limiter):
    """Lets requests start at once."""

    def __init__(self, rate: float, **more: Any) -> None:
        super().__init__(10_000.0, **more)


@pytest.fixture
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the limit off: how requests are spaced is tested beside the limiter."""
    monkeypatch.setattr("data_loader.fetch.session.Limiter", Unpaced)
    monkeypatch.setattr("data_loader.edgar.limiter.WINDOW", 0.0)
    monkeypatch.setattr("data_loader.edgar.limiter.HELD_UP", 0.0)


Pages = dict[str, bytes | Callable[[], Iterator[bytes]]]
Server = Callable[[Pages], str]
"""Serves pages by path, the rest is not there; returns its address."""

DRIPPING_HEAD = b"a head that never ends"


def drip(head: bytes) -> Callable[[], Iterator[bytes]]:
    """Return a body that begins with ``head`` and goes on at ten bytes a second for ten minutes."""

    def pieces() -> Iterator[bytes]:
        yield head
        for _ in range(6000):
            time.sleep(0.1)
            yield b"x"

    return pieces


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a function that serves pages and returns their address."""
    made: list[ThreadingHTTPServer] = []

    def serve(served: Mapping[str, bytes | Callable[[], Iterator[bytes]]]) -> str:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                page = served.get(self.path)
                if page == DRIPPING_HEAD:
                    self.drip(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                    return
                body = page if isinstance(page, bytes) else b""
                self.send_response(404 if page is None else 200)
                if callable(page):
                    self.send_header("Connection", "close")
                    self.close_connection = True
                else:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                for piece in page() if callable(page) else [body]:
                    try:
                        self.wfile.write(piece)
                    except OSError:
                        return

            def drip(self, head: bytes) -> None:
                self.close_connection = True
                for piece in drip(head)():
                    try:
                        self.wfile.write(piece)
                        self.wfile.flush()
                    except OSError:
                        return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        one = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        one.daemon_threads = True
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.05}).start()
        made.append(one)
        return f"http://127.0.0.1:{one.server_address[1]}"

    yield serve
    for one in made:
        one.shutdown()
        one.server_close()
