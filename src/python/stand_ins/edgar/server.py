"""The replay server: EDGAR over a folder of submissions, on loopback, in threads of this process."""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
from collections.abc import Iterable
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import cast
from urllib.parse import unquote, urlsplit

from stand_ins.edgar.content import pages
from stand_ins.edgar.content.bodies import BytesBody
from stand_ins.edgar.content.latest import FeedFaults, is_feed
from stand_ins.edgar.control import CONTROL, controlled
from stand_ins.edgar.delivery import Plan, Sent, Wire, deliver, faulty
from stand_ins.edgar.faults import FaultPlan, FaultRule
from stand_ins.edgar.limits import RateLimit
from stand_ins.edgar.log import Request, RequestLog
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.edgar.showing import Showing
from stand_ins.edgar.site import SUBMISSION, Answer, Site

CONTACT = re.compile(r"[^\s@]{1,200}@[^\s@]{1,200}\.[^\s@.]{1,50}")
LARGEST_CONTROL_BODY = 1 << 20


class EdgarReplay:
    """EDGAR at `url`, between `with` or from `start` to `stop`.

    `log`, `faults` and `feed_faults` may be read and changed while it runs. Raises ReplayError when the folder holds no
    submissions, and OSError when the port is taken.
    """

    def __init__(
        self,
        data: Path | str | None = None,
        settings: ReplaySettings | None = None,
        *,
        faults: Iterable[FaultRule] = (),
    ) -> None:
        self.data = Path(data) if data is not None else None
        self.settings = settings or ReplaySettings()
        self.log = RequestLog()
        self.faults = FaultPlan(faults)
        self.feed_faults = FeedFaults()
        self.limit = RateLimit(self.settings.max_rate, self.settings.block_seconds)
        self._showing = Showing(self.data, self.settings)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def site(self) -> Site:
        """What it serves at this moment."""
        return self._showing.site

    def feed(self, query: str) -> Answer:
        """The page of the feed of the latest filings that `query` asks for."""
        showing = self._showing
        return showing.site.feed(query, showing.now, self.feed_faults)

    @property
    def url(self) -> str:
        """The address of both EDGAR hosts, without a slash at the end."""
        if self._server is None:
            raise RuntimeError(
                "the replay is not running: call start() or use it in a with statement"
            )
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> EdgarReplay:
        self._server = _Server((self.settings.host, self.settings.port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends the server and every connection that is still open."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server.close_connections()
            self._server = self._thread = None

    def reload(self) -> None:
        """Reads the folder again, as when a filing was re-issued or an index rewritten."""
        self._showing = Showing(self.data, self.settings)

    def reset(self) -> None:
        """Empties the log, lifts a block, and lets the fault rules count anew."""
        self.log.clear()
        self.limit.clear()
        self.faults.restart()

    def submission(self, accession: str) -> bytes:
        """The bytes of a submission as served. Raises KeyError."""
        return b"".join(self._showing.catalogue.filings[accession].body.chunks())

    def __enter__(self) -> EdgarReplay:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    """A thread for each connection; knows its open connections so as to close them."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], replay: EdgarReplay) -> None:
        self.replay = replay
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        connection = cast(socket.socket, request)
        with self._lock:
            self._open.discard(connection)
        lingers = (
            connection.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER)
            if connection.fileno() >= 0
            else 0
        )
        if lingers:
            connection.close()  # a reset was asked for: no orderly FIN before it
        else:
            super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the play; anything else is told by the base class."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(cast(socket.socket, request), client_address)

    def close_connections(self) -> None:
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other end was faster


class _Handler(BaseHTTPRequestHandler):
    """One connection with its requests, one after another."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    timeout = 120
    server: _Server

    def do_GET(self) -> None:
        start = time.monotonic()
        replay = self.server.replay
        path = unquote(urlsplit(self.path).path)
        if path.startswith(CONTROL):
            self._send(Plan(controlled(replay, self.command, self.path, self._request_body())))
            return
        time.sleep(replay.settings.latency)
        fault, plan, accession = self._plan(replay, path, start)
        status, sent = plan.answer.status, Sent(0, keep=False)
        replay.log.begin()
        try:
            sent = self._send(plan)
        finally:
            replay.log.add(
                Request(
                    start,
                    time.monotonic(),
                    self.command,
                    path,
                    0 if plan.reset else status,
                    fault,
                    accession,
                    sent.bytes,
                    self.headers.get("User-Agent", ""),
                )
            )

    do_HEAD = do_GET  # noqa: N815
    do_POST = do_GET  # noqa: N815

    def _plan(self, replay: EdgarReplay, path: str, now: float) -> tuple[str, Plan, str]:
        """The fault that is met (empty for none), how to answer, and the accession number asked for."""
        asked = SUBMISSION.match(path)
        accession = asked[3] if asked else ""
        if replay.settings.contact and not CONTACT.search(self.headers.get("User-Agent", "")):
            answer = Answer(403, pages.HTML, BytesBody(pages.UNDECLARED))
            return "undeclared", Plan(answer), accession
        if replay.limit.blocks(now):
            return "blocked", Plan(Answer(403, pages.HTML, BytesBody(pages.BLOCKED))), accession
        if self.command == "POST":
            return "", Plan(Answer(405, pages.HTML, BytesBody(pages.NOT_FOUND))), accession
        query = urlsplit(self.path).query
        answer = replay.feed(query) if is_feed(path, query) else replay.site.answer(path)
        fault = replay.faults.next_for(path, asked is not None)
        if fault:
            other = replay.site.other_than(accession) if fault == "other-filing" else None
            return fault, faulty(fault, answer, other.body if other else None), accession
        if answer.validated and self._unchanged(answer):
            answer = Answer(304, answer.content_type, BytesBody(b"", answer.body.modified), True)
        return "", Plan(answer), accession

    def _unchanged(self, answer: Answer) -> bool:
        """RFC 9110, 13.1: If-None-Match decides when it is given, else If-Modified-Since."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return "*" in known or answer.body.etag in known
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return int(answer.body.modified) <= parsedate_to_datetime(since).timestamp()
        except ValueError:
            return False

    def _send(self, plan: Plan) -> Sent:
        replay = self.server.replay
        body = plan.answer.body
        extra = [("Server", "AkamaiGHost"), ("Date", formatdate(usegmt=True))]
        if plan.answer.validated:
            extra.append(("ETag", body.etag))
            extra.append(("Last-Modified", formatdate(body.modified, usegmt=True)))
        accepted = self.headers.get("Accept-Encoding", "")
        wire = Wire(
            self.wfile,
            self.connection,
            "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", ""),
            self.command == "HEAD",
            replay.settings.drip_seconds,
        )
        reason = HTTPStatus(plan.answer.status).phrase
        sent = deliver(wire, plan, reason, tuple(extra))
        self.close_connection = self.close_connection or not sent.keep
        return sent

    def _request_body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LARGEST_CONTROL_BODY:
            return b""
        return self.rfile.read(int(length))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on stderr: the request log is in memory."""
