"""The loader's peak memory, seconds and exit code for answers that are made to hurt, each beside one good filing.

python -m benchmarks.loader.hostile [--only NAME] [--stop]

With --stop each loader is asked to stop two seconds after its start, and the seconds until its end are printed.
Nothing may end in 1, take more than 300 MB, or (with --stop) take more than 10 s to end; then the exit code is 1.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.loader.runs import Loader, fresh_folder, options
from docai.filing.layout import RAW
from docai.lake.open import open_lake

LIMIT_MB = 300
LIMIT_SECONDS = 10.0
CASE_SECONDS = 240.0
PIECE = 1 << 16

GOOD, BAD = 990001, 990002
NUMBER = {GOOD: "0000990001-24-000001", BAD: "0000990002-24-000002"}

Stream = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Case:
    """What EDGAR answers at ``path``; ``packed``: the pieces are gzip. ``options`` say what is asked for."""

    name: str
    path: str
    body: Stream
    options: tuple[str, ...] = ("--ciks", f"{BAD},{GOOD}")
    packed: bool = False


def submission(cik: int, words: bytes = b"We make lanterns.\n", filers: int = 1) -> bytes:
    """Return a fictional submission."""
    number = NUMBER[cik]
    blocks = b"".join(
        b"\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tX\n\t\tCENTRAL INDEX KEY:\t\t\t%010d\n"
        % (cik + more)
        for more in range(filers)
    )
    head = (
        f"<SEC-DOCUMENT>{number}.txt : 20240301\n<SEC-HEADER>{number}.hdr.sgml : 20240301\n"
        f"ACCESSION NUMBER:\t\t{number}\nCONFORMED SUBMISSION TYPE:\t10-K\nFILED AS OF DATE:\t\t20240301\n"
    ).encode()
    return (
        head + blocks + b"</SEC-HEADER>\n<DOCUMENT>\n" + words + b"</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )


def filer(cik: int, count: int = 1) -> bytes:
    """Return a filer's list."""
    columns = {
        "accessionNumber": [NUMBER[cik], *(f"{cik:010d}-23-{n:06d}" for n in range(1, count))],
        "form": ["10-K"] * count,
        "filingDate": ["2024-03-01"] * count,
    }
    return json.dumps({"name": "X", "filings": {"recent": columns, "files": []}}).encode()


def list_path(cik: int) -> str:
    return f"/submissions/CIK{cik:010d}.json"


def filing_path(cik: int) -> str:
    return f"/Archives/edgar/data/{cik}/{NUMBER[cik]}.txt"


def times(piece: bytes, size: float, head: bytes = b"", tail: bytes = b"") -> Stream:
    """Return a body of about ``size`` bytes of the same piece."""

    def pieces() -> Iterator[bytes]:
        block = piece * max(1, PIECE // len(piece))
        yield head
        for _ in range(int(size) // len(block)):
            yield block
        yield tail

    return pieces


def numbered(form: bytes, count: int, head: bytes = b"", tail: bytes = b"") -> Stream:
    """Return a body of numbered pieces."""

    def pieces() -> Iterator[bytes]:
        yield head
        for first in range(0, count, 1000):
            yield b"".join(form % number for number in range(first, min(first + 1000, count)))
        yield tail

    return pieces


def bomb(size: float) -> Stream:
    """Return a gzip stream of ``size`` zeros."""
    packed = gzip.compress(bytes(1 << 24), 9)
    return lambda: iter([packed] * (int(size) >> 24))


def cases() -> Iterator[Case]:
    """Yield the answers."""
    bad, archive = list_path(BAD), "/Archives/edgar"
    yield Case("JSON of 1.5 GB", bad, times(b'{"a": 1}, ', 1.5e9, b'{"filings": ['))
    yield Case("JSON, gzip bomb of 10 GB", bad, bomb(1e10), packed=True)
    yield Case("JSON of 12 MB, empty lists", bad, times(b"[],", 11.9e6, b"[", b"1]"))
    yield Case("JSON of 12 MB, short strings", bad, times(b'"ab",', 11.9e6, b"[", b"1]"))
    yield Case("JSON of 12 MB, numbers", bad, times(b"123,", 11.9e6, b"[", b"1]"))
    yield Case("JSON of 12 MB, keys", bad, numbered(b'"%06x":1,', 1_080_000, b"{", b'"a":1}'))
    wide = "\U0001f600".encode()
    yield Case("JSON of 12 MB, wide text", bad, times(wide, 11.9e6, b'["', b'"]'))
    yield Case("JSON nested 12 million deep", bad, times(b"[", 11.9e6))
    row = b'{"cik_str":7,"ticker":"T%d","title":"NAME"},'
    tickers = numbered(row, 200_000, b"[", b"{}]")
    by_ticker = ("--tickers", "NOPE,NONE,NEVER,T7")
    yield Case("200,000 tickers", "/files/company_tickers.json", tickers, by_ticker)
    index = f"{archive}/full-index/2024/QTR1/master.idx"
    by_index = ("--index", "2024Q1")
    line = b"7|X|10-K|2024-03-01|edgar/data/7/0000000007-24-%06d.txt\n"
    yield Case("index: one line of 2 GB", index, times(b"x", 2e9, b"Description: x\n"), by_index)
    yield Case(
        "index: 120,000 10-Ks",
        index,
        numbered(line, 120_000, b"CIK|\n"),
        (*by_index, "--limit", "1"),
    )
    yield Case("index: 2 GB of 10-Ks", index, times(line % 7, 2e9, b"CIK|\n"), by_index)
    yield Case(
        "index: 2 GB of other forms",
        index,
        times(b"7|X|8-K|2024-03-01|x\n", 2e9, b"CIK|\n"),
        by_index,
    )
    names = f"{archive}/cik-lookup-data.txt"
    by_name = ("--companies", "Lantern Works")
    yield Case("names: one line of 2 GB", names, times(b"x", 2e9), by_name)
    yield Case(
        "names: 400,000 near ones", names, numbered(b"LANTERN %09d:0000000007:\n", 400_000), by_name
    )
    yield Case("header of 2 GB", filing_path(BAD), times(b"X: y\n", 2e9, submission(BAD)[:120]))
    yield Case(
        "header of 1,500 filers", filing_path(BAD), lambda: iter([submission(BAD, filers=1500)])
    )
    yield Case("filing of 1.2 GB", filing_path(BAD), times(b"word ", 1.2e9, submission(BAD)[:-40]))
    yield Case("filing, gzip bomb of 10 GB", filing_path(BAD), bomb(1e10), packed=True)
    yield Case("20,000 filings that are not there", bad, lambda: iter([filer(BAD, 20_000)]), (
        "--ciks", f"{BAD},{GOOD}", "--limit", "20"))  # fmt: skip


def serving(case: Case) -> ThreadingHTTPServer:
    """Return a server of the case, on loopback."""
    pages = {list_path(GOOD): filer(GOOD), list_path(BAD): filer(BAD)}
    pages |= {filing_path(cik): submission(cik) for cik in (GOOD, BAD)}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hostile, page = self.path == case.path, pages.get(self.path)
            self.send_response(200 if hostile or page is not None else 404)
            if hostile and case.packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            try:
                for piece in case.body() if hostile else [page or b""]:
                    self.wfile.write(piece)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> int:
    """Print a line for each case; return 1 when one of them passes a limit."""
    parser = options(__doc__, "cases")
    parser.add_argument("--stop", action="store_true", help="ask each loader to stop after 2 s")
    chosen = parser.parse_args()
    print(f"{'answer':<36}{'exit':>6}{'stored':>8}{'peak MB':>9}{'seconds':>9}", flush=True)
    held = [_held(each, chosen.stop) for each in cases() if chosen.only in each.name]
    return int(not all(held))


def _held(case: Case, stop: bool) -> bool:
    folder, server = fresh_folder("hostile"), serving(case)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    loader = Loader(str(folder), url, [*case.options, "--tries", "1"])
    watch = threading.Timer(2.0 if stop else CASE_SECONDS, loader.terminate)
    watch.start()
    began = time.monotonic()
    ended = loader.wait()
    watch.cancel()
    seconds = max(0.0, time.monotonic() - began - 2.0) if stop else ended.seconds
    stored = sum(1 for _ in open_lake(str(folder)).list(RAW))
    shutil.rmtree(folder)
    server.shutdown()
    print(
        f"{case.name:<36}{ended.code:>6}{stored:>8}{ended.peak_mb:>9.0f}{seconds:>9.1f}", flush=True
    )
    held = ended.code in (0, 2, 3, 4, 143) and ended.peak_mb <= LIMIT_MB
    if not held or seconds > (LIMIT_SECONDS if stop else CASE_SECONDS):
        print(ended.said[-2000:], file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
