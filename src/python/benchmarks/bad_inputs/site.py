"""An EDGAR on loopback whose pages are any bytes, and the loader on it beside one good filing.

What counts as lost stands in ``judged``.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.bad_inputs.programs import SECONDS, Ended, Seen, run
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, filer, filing_path, list_path, submission
from benchmarks.loader.runs import USER_AGENT, fresh_folder
from data_loader.download_10k_raw import main
from docai.filing.layout import RAW
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode

BOTH = ("--ciks", f"{BAD},{GOOD}")
CALLER, OTHER_SIDE = int(ExitCode.CALLER), int(ExitCode.OTHER_SIDE)
QUARTER = ("--index", "2024Q1")

TICKERS = "/files/company_tickers.json"
INDEX = "/Archives/edgar/full-index/2024/QTR1/master.idx"
PREFACE = (
    b"Description: Master Index\nLast Data Received:    March 31, 2024\n\nCIK|Company\n-----\n"
)
MOMENT = "Sun, 31 Mar 2024 22:00:00 GMT"


def index_line(cik: int) -> bytes:
    """Return a filing's line of the index of 2024Q1."""
    return f"{cik}|X|10-K|2024-03-01|edgar/data/{cik}/{NUMBER[cik]}.txt\n".encode()


class Site:
    """Serves ``pages``; what is no page is 404. An index is not sent again to who has it."""

    def __init__(self) -> None:
        site = self
        self.pages: dict[str, bytes] = {}
        self.headers: dict[str, Mapping[str, str]] = {}
        self.codes: dict[str, int] = {}
        self.raw: dict[str, bytes] = {}
        """All that goes over the wire, in the place of status, headers and page."""
        self.asked: list[str] = []
        """Paths in the order in which they were asked for."""
        self.always: Mapping[str, bytes] = {}
        """Pages in the place of those that ``reset`` serves."""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = site.pages.get(self.path)
                site.asked.append(self.path)
                if self.path in site.raw:
                    self.close_connection = True
                    with suppress(OSError):
                        self.wfile.write(site.raw[self.path])
                    return
                same = self.headers.get("If-Modified-Since") == MOMENT
                if same and self.path == INDEX:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(site.codes.get(self.path, 404 if page is None else 200))
                for name, value in site.headers.get(self.path, {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page or b"")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.reset()

    def reset(self) -> None:
        """Serve two good filings of two filers and the lists that name them, and nothing else."""
        self.asked.clear()
        self.raw.clear()
        self.pages.clear()
        self.headers.clear()
        self.codes.clear()
        self.headers[INDEX] = {"Last-Modified": MOMENT}
        self.pages[INDEX] = PREFACE + index_line(GOOD) + index_line(BAD)
        rows = [{"cik_str": cik, "ticker": f"T{cik}", "title": "X"} for cik in (GOOD, BAD)]
        self.pages[TICKERS] = json.dumps(rows).encode()
        for cik in (GOOD, BAD):
            self.pages[list_path(cik)] = filer(cik)
            self.pages[filing_path(cik)] = submission(cik)
        self.pages.update(self.always)

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def a_lake() -> Iterator[Path]:
    """Return a new folder, which is gone afterwards."""
    folder = fresh_folder("bad")
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def load(
    site: Site, lake: str | Path, options: Sequence[str] = BOTH, seconds: float = SECONDS
) -> Ended:
    """Run the loader on ``site``."""
    argv = ["--lake", str(lake), "--edgar-url", site.url, "--user-agent", USER_AGENT]
    return run(main, [*argv, "--tries", "1", "--block-pause", "1", *options], seconds)


def lacks(lake: str | Path, *ciks: int) -> bool:
    """Return whether a filing of ``ciks`` is not in raw."""
    paths = [entry.path for entry in open_lake(str(lake)).list(RAW)]
    return not all(any(NUMBER[cik] in path for path in paths) for cik in ciks)


@dataclass(frozen=True)
class Case:
    """What EDGAR answers at ``path``; ``raw`` is the whole of it, status and headers too.

    ``alone``: nothing but this answer names the good filing.
    """

    name: str
    path: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    code: int = 200
    alone: bool = False
    raw: bytes | None = None


def served(
    site: Site, kind: str, cases: Iterable[Case], options: Sequence[str] = BOTH
) -> Iterator[Seen]:
    """Yield what the loader made of each of ``cases``."""
    for case in cases:
        with a_lake() as lake:
            site.pages[case.path] = case.body
            site.headers[case.path] = case.headers
            site.codes[case.path] = case.code
            if case.raw is not None:
                site.raw[case.path] = case.raw
            ended = load(site, lake, options)
            lacking = lacks(lake, GOOD)
            site.reset()
            again = load(site, lake, options) if lacks(lake, GOOD, BAD) else None
            whole = not lacks(lake, GOOD, BAD)
            yield Seen(kind, case.name, ended, judged(case, ended, lacking, again, whole))


def judged(case: Case, ended: Ended, lacking: bool, again: Ended | None, whole: bool) -> str:
    """Return what was lost; nothing is, when all of this holds.

    - The good filing, where another answer names it, came in by the same run.
    - Where it is ``lacking`` because the bad answer alone names it, the run ended in 3.
    - A run that brought in less than EDGAR has ends in 3 or 4 and names the answer that was bad; or it ends in 0 and says
      that the bad filer has no 10-K (the list can be read, and names none).
    - Or the filing is missing there, and counted as that; or EDGAR knows no such filer, which is the caller's to correct (2).
    - The next run, of an EDGAR that is well, ends in 0 and has brought in all: nothing of the bad answer stayed.
    """
    if ended.code == CALLER and f"no filer with the CIK {BAD:010d}" in ended.stderr:
        return ""
    if lacking and not (case.alone and ended.code == OTHER_SIDE):
        return "the good filing did not come in"
    if again is None:
        return ""
    if again.code != 0 or not whole:
        return (
            f"the next run ended in {again.code} and did not bring in all:\n{again.stderr[-1500:]}"
        )
    name = case.path.rpartition("/")[2].partition(".")[0].partition("-submissions-")[0]
    said = any(word in ended.stderr for word in (name, "index of 2024Q1"))
    none = ended.code == 0 and (
        f"(CIK {BAD:010d}) has no 10-K" in ended.stderr or "1 missing at EDGAR" in ended.stderr
    )
    if not none and (ended.code == 0 or not said):
        return "what is lacking was not said"
    return ""
