"""An EDGAR on loopback whose pages are any bytes, and the loader on it beside one good filing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.bad_inputs.programs import Ended, Seen, run
from benchmarks.loader.hostile import BAD, GOOD, NUMBER, filer, filing_path, list_path, submission
from benchmarks.loader.runs import USER_AGENT, fresh_folder
from data_loader.download_10k_raw import main
from docai.filing.layout import RAW
from docai.lake.open import open_lake

BOTH = ("--ciks", f"{BAD},{GOOD}")


class Site:
    """Serves ``pages``; what is no page is 404."""

    def __init__(self) -> None:
        site = self
        self.pages: dict[str, bytes] = {}
        self.headers: dict[str, Mapping[str, str]] = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = site.pages.get(self.path)
                self.send_response(404 if page is None else 200)
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
        """Serve two good filings of two filers, and nothing else."""
        self.pages.clear()
        self.headers.clear()
        for cik in (GOOD, BAD):
            self.pages[list_path(cik)] = filer(cik)
            self.pages[filing_path(cik)] = submission(cik)

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


def load(site: Site, lake: str | Path, options: Sequence[str] = BOTH) -> Ended:
    """Run the loader on ``site``."""
    argv = ["--lake", str(lake), "--edgar-url", site.url, "--user-agent", USER_AGENT]
    return run(main, [*argv, "--tries", "1", *options])


def lacks(lake: str | Path, *ciks: int) -> bool:
    """Return whether a filing of ``ciks`` is not in raw."""
    paths = [entry.path for entry in open_lake(str(lake)).list(RAW)]
    return not all(any(NUMBER[cik] in path for path in paths) for cik in ciks)


def served(
    site: Site,
    kind: str,
    cases: Mapping[str, tuple[str, bytes]],
    options: Sequence[str] = BOTH,
    *,
    alone: bool = True,
) -> Iterator[Seen]:
    """Yield what the loader made of each of ``cases``: a name, and what stands at which path.

    Without ``alone`` the bad answer names the good filing too. Where it cannot be read at all (no JSON), 3 and a sentence
    are right, and the good filing counts as lost only after any other end.
    """
    for name, (path, body) in cases.items():
        with a_lake() as lake:
            site.pages[path] = body
            ended = load(site, lake, options)
            told = not alone and ended.code == 3
            yield Seen(kind, name, ended, not told and lacks(lake, GOOD))
            site.reset()
