"""HTTP through requests: pooled connections, each request held back until the limiter lets it start."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.poolmanager import PoolManager
from urllib3.util.connection import is_connection_dropped

from data_loader.edgar.answer import Kind
from data_loader.edgar.body import Body
from data_loader.edgar.errors import Trouble

CONNECT_SECONDS = 10.0
WIRE_PIECE = 64 * 1024

CONNECTION = re.compile(r"^(?:<[^<>]{1,200}>|\w{1,60}\([^()]{1,300}\)): ")
"""How a message of urllib3 begins: ``HTTPSConnection(host='data.sec.gov', port=443): Failed to resolve ...``."""

_BODILESS = frozenset({204, 304})
"""Answers without a body, whose length is that of a body that was not sent (RFC 9110 section 8.6)."""

_FAILURES = (requests.RequestException, HTTPError, OSError)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, header fields (any case) and a body that is decoded while ``pieces`` is read, once."""

    status: int
    headers: Mapping[str, str]
    body: Body
    pieces: Iterator[bytes]


class Wire:
    """Sends requests; safe to use from all workers. ``start`` is called when a request's first byte is about to go out."""

    def __init__(
        self, user_agent: str, *, connections: int, timeout: float, start: Callable[[], None]
    ) -> None:
        self._timeout = (CONNECT_SECONDS, timeout)
        self._start = start
        self._lock = threading.Lock()
        self._live: dict[int, socket.socket] = {}
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.headers.update(
            {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
        )
        adapter = _PacedAdapter(self._ready, connections)
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
            self._forget()
            raise Trouble(Kind.UNREACHABLE, _sentence(error)) from error
        try:
            has_body = response.status_code not in _BODILESS
            chunked = "chunked" in response.headers.get("Transfer-Encoding", "").lower()
            length = None if chunked else _number(response.headers.get("Content-Length"))
            encoding = response.headers.get("Content-Encoding", "")
            body = Body(encoding, length) if has_body else Body("", None)
            yield Answer(response.status_code, response.headers, body, _pieces(response, body))
        finally:
            self._forget()
            with suppress(*_FAILURES):
                response.close()

    def abort(self) -> None:
        """Cut every connection on which an answer is awaited: whoever reads from it gets Trouble at once."""
        with self._lock:
            for each in self._live.values():
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

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
                self._live[threading.get_ident()] = connection.sock

    def _forget(self) -> None:
        with self._lock:
            self._live.pop(threading.get_ident(), None)


def _pieces(response: requests.Response, body: Body) -> Iterator[bytes]:
    try:
        for piece in response.raw.stream(WIRE_PIECE, decode_content=False):
            yield from body.feed(piece)
    except _FAILURES as error:
        raise Trouble(
            Kind.CUT_SHORT,
            f"the answer broke off after {body.wire_bytes} bytes: {_sentence(error)}",
        ) from error
    yield from body.finish()


class _PacedAdapter(HTTPAdapter):
    """Has ``ready`` called with each connection, when a request's first byte is about to go out."""

    def __init__(self, ready: Callable[[HTTPConnection], None], connections: int) -> None:
        self._pools = _paced_pools(ready)
        super().__init__(pool_connections=4, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _paced_pools(
    ready: Callable[[HTTPConnection], None],
) -> dict[str, type[HTTPConnectionPool]]:
    class Paced(HTTPConnection):
        def request(self, *args: Any, **kwargs: Any) -> None:
            ready(self)
            super().request(*args, **kwargs)

    class PacedTls(HTTPSConnection):
        def request(self, *args: Any, **kwargs: Any) -> None:
            ready(self)
            super().request(*args, **kwargs)

    class Pool(HTTPConnectionPool):
        ConnectionCls = Paced

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = PacedTls

    return {"http": Pool, "https": TlsPool}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _sentence(error: Exception) -> str:
    """Return the innermost reason: the outer layers only repeat the address."""
    reason: object = error
    while isinstance(reason, Exception):
        inner = getattr(reason, "reason", None) or (reason.args[0] if reason.args else None)
        if not isinstance(inner, Exception):
            break
        reason = inner
    text = " ".join(str(reason).split()) or type(reason).__name__
    return CONNECTION.sub("", text)
