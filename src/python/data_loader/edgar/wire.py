"""HTTP through requests: pooled connections, each request held back until the limiter lets it start."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import requests
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util.connection import is_connection_dropped

from data_loader.edgar.answer import Kind
from data_loader.edgar.body import Body
from data_loader.edgar.errors import Trouble, WrongEdgar
from data_loader.edgar.paced import PacedAdapter

CONNECT_SECONDS = 10.0
CONNECT_WHOLE_SECONDS = 30.0
"""Name, address and TLS together."""

LEAST_RATE = 1000.0
"""Bytes a second: a piece of an answer that comes more slowly is given up (at the read timeout at the earliest)."""

CONNECT_LOOK = 0.1
"""Seconds between two looks whether the run ends while a connection is made."""

WIRE_PIECE = 64 * 1024

CONNECTION = re.compile(r"^(?:<[^<>]{1,200}>|\w{1,60}\([^()]{1,300}\)): ")
"""How a message of urllib3 begins: ``HTTPSConnection(host='data.sec.gov', port=443): Failed to resolve ...``."""

BAD_CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|certificate verify failed")
"""How OpenSSL refuses a certificate: ``[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ...``."""

PROXY_LOGIN = re.compile(r"\b407\b.{0,60}Proxy Authentication|Tunnel connection failed: 407")
"""How a proxy asks for a password: ``Tunnel connection failed: 407 Proxy Authentication Required``."""

_UNUSABLE = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidProxyURL,
    LocationParseError,
)
"""Addresses to which no request can be sent."""

_BODILESS = frozenset({204, 304})
"""Answers without a body, whose length is that of a body that was not sent (RFC 9110 section 8.6)."""

_FAILURES = (requests.RequestException, HTTPError, OSError, ValueError)
"""What an answer that is no HTTP makes the libraries raise; a chunk of a negative size is a ValueError."""

MOST_DIGITS = 18
"""Digits of a length; Python refuses to read thousands of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, header fields (any case) and a body that is decoded while ``pieces`` is read, once."""

    status: int
    headers: Mapping[str, str]
    body: Body
    pieces: Iterator[bytes]


@dataclass(slots=True)
class _Live:
    """A connection on which an answer is awaited. ``reading_since`` is None while it is not read from: we may be slow too."""

    sock: socket.socket | None
    reading_since: float | None
    too_slow: bool = False

    def cut(self) -> None:
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def read(self, stream: Iterator[bytes]) -> bytes | None:
        """Return the next piece, None at the end."""
        self.reading_since = time.monotonic()
        try:
            return next(stream, None)
        finally:
            self.reading_since = None


class _Session(requests.Session):
    """A session that leads nowhere else: EDGAR does not, and requests fails where an address to go to is none."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return that there is none."""


class Wire:
    """Sends requests; safe to use from all workers. ``start`` is called when a request's first byte is about to go out."""

    def __init__(
        self, user_agent: str, *, connections: int, timeout: float, start: Callable[[], None]
    ) -> None:
        self._timeout = (CONNECT_SECONDS, timeout)
        self._start = start
        self._lock = threading.Lock()
        self._aborted = threading.Event()
        self._slowest = max(timeout, WIRE_PIECE / LEAST_RATE)
        self._live: dict[int, _Live] = {}
        self._session = _Session()
        self._session.headers.clear()
        self._session.headers.update(
            {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        )
        # what stands in ~/.netrc is nobody's business at EDGAR; proxies come from the environment all the same
        self._session.auth = _no_credentials
        adapter = PacedAdapter(self._ready, self._connect, connections)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """Ask for ``url`` and return its answer; raises Trouble, also while the body is read."""
        try:
            response = self._session.get(
                url,
                headers=dict(headers),
                stream=True,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except _FAILURES as error:
            live = self._forget()
            if live is not None and live.too_slow:
                raise Trouble(Kind.UNREACHABLE, self._too_slow("the head of the answer")) from error
            wrong = what_to_change(error)
            if wrong is not None:
                raise WrongEdgar(f"{url}: {wrong}") from error
            raise Trouble(Kind.UNREACHABLE, _sentence(error)) from error
        try:
            self._answered()
            has_body = response.status_code not in _BODILESS
            chunked = "chunked" in response.headers.get("Transfer-Encoding", "").lower()
            length = None if chunked else _number(response.headers.get("Content-Length"))
            encoding = response.headers.get("Content-Encoding", "")
            body = Body(encoding, length) if has_body else Body("", None)
            pieces = self._pieces(response, body)
            yield Answer(response.status_code, response.headers, body, pieces)
        finally:
            self._forget()
            with suppress(*_FAILURES):
                response.close()

    def abort(self) -> None:
        """Cut every connection on which an answer is awaited, and make none any more: whoever waits gets Trouble at once."""
        self._aborted.set()
        with self._lock:
            for each in self._live.values():
                each.cut()

    def cut_slow(self, now: float) -> None:
        """Cut every connection whose answer drips: whoever reads from it gets Trouble at once. To be called often."""
        with self._lock:
            for each in self._live.values():
                if each.reading_since is not None and now - each.reading_since > self._slowest:
                    each.too_slow = True
                    each.cut()

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def _ready(self, connection: HTTPConnection) -> None:
        """Connect, then wait until the request may start: what the server sees is as even as what was let through."""
        if connection.sock is None:
            connection.connect()
        self._start()
        if is_connection_dropped(connection):
            # a connection may have died of age while the limiter or a pause held it back
            connection.close()
            connection.connect()
        if connection.sock is not None:
            with self._lock:
                self._live[threading.get_ident()] = _Live(connection.sock, time.monotonic())

    def _connect(self, connect: Callable[[], None]) -> None:
        """Call ``connect``, and leave it alone when the run ends: a name or an address may take long not to answer."""
        failed: list[BaseException] = []

        def attempt() -> None:
            try:
                connect()
            # whatever it is: the thread that waits raises it again
            except BaseException as error:  # noqa: BLE001
                failed.append(error)

        connecting = threading.Thread(target=attempt, name="edgar-connect", daemon=True)
        connecting.start()
        until = time.monotonic() + CONNECT_WHOLE_SECONDS
        while connecting.is_alive():
            if time.monotonic() > until:
                raise TimeoutError(f"no connection was made in {CONNECT_WHOLE_SECONDS:.0f} s")
            if self._aborted.is_set():
                raise ConnectionAbortedError("the run ends")
            connecting.join(CONNECT_LOOK)
        if failed:
            raise failed[0]

    def _forget(self) -> _Live | None:
        with self._lock:
            return self._live.pop(threading.get_ident(), None)

    def _answered(self) -> None:
        """Note that the head of the answer has come: until its body is read, nobody waits for EDGAR."""
        with self._lock:
            live = self._live.get(threading.get_ident())
            if live is not None:
                live.reading_since = None

    def _too_slow(self, what: str) -> str:
        return f"{what} took more than {self._slowest:.0f} s"

    def _pieces(self, response: requests.Response, body: Body) -> Iterator[bytes]:
        live = self._live.get(threading.get_ident()) or _Live(None, None)
        stream = response.raw.stream(WIRE_PIECE, decode_content=False)
        try:
            while (piece := live.read(stream)) is not None:
                yield from body.feed(piece)
        except _FAILURES as error:
            if live.too_slow:
                raise Trouble(Kind.CUT_SHORT, self._too_slow("a piece of the answer")) from error
            raise Trouble(
                Kind.CUT_SHORT,
                f"the answer broke off after {body.wire_bytes} bytes: {_sentence(error)}",
            ) from error
        # without a length, what we cut off ourselves looks like an end
        if live.too_slow:
            raise Trouble(Kind.CUT_SHORT, self._too_slow("a piece of the answer"))
        if self._aborted.is_set():
            raise Trouble(Kind.CUT_SHORT, "the run ends")
        yield from body.finish()


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def what_to_change(error: Exception) -> str | None:
    """Return what keeps every request from being sent until somebody changes it, or None when trying again may help."""
    text = _sentence(error)
    if isinstance(error, _UNUSABLE) or isinstance(_reason(error), _UNUSABLE):
        return f"no request can be sent there: {text}; look at --edgar-url and the proxy"
    if BAD_CERTIFICATE.search(text):
        return f"the server's certificate is not trusted ({text}); name a file of authorities in REQUESTS_CA_BUNDLE"
    if PROXY_LOGIN.search(text):
        return f"the proxy wants a password ({text}); put it into HTTPS_PROXY"
    return None


def _number(text: str | None) -> int | None:
    if not text or not (text.isascii() and text.isdigit()):
        return None
    return int(text) if len(text) <= MOST_DIGITS else 10**MOST_DIGITS


def _sentence(error: Exception) -> str:
    reason = _reason(error)
    text = " ".join(str(reason).split()) or type(reason).__name__
    return CONNECTION.sub("", text)


def _reason(error: Exception) -> object:
    """Return the innermost reason: the outer layers only repeat the address."""
    reason: object = error
    while isinstance(reason, Exception):
        inner = getattr(reason, "reason", None) or (reason.args[0] if reason.args else None)
        if not isinstance(inner, Exception):
            break
        reason = inner
    return reason
