"""The sockets: a thread for each connection, kept alive from request to request, with or without TLS."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import threading

from stand_ins.adls.errors import DroppedConnection, StorageError
from stand_ins.adls.service import Service, error_answer
from stand_ins.adls.wire import Answer, Body, Request, read_request, write_answer

IDLE_SECONDS = 120.0
MOST_DRAINED = 16 * 1024 * 1024
"""The longest rest of a body that is read and thrown away to keep a connection; a longer one ends it."""


class Server(socketserver.ThreadingTCPServer):
    """A listening socket and the threads behind it."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(
        self, address: tuple[str, int], service: Service, tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(address, _Connection)
        self.service = service
        self.tls = tls
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, so that it can be ended."""
        with self._open_lock:
            self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._open_lock:
            self._open.discard(connection)

    def end_connections(self) -> None:
        """End every connection, whatever it is doing."""
        with self._open_lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let what a handler did not expect reach the terminal, with its traceback."""
        super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Connection(socketserver.StreamRequestHandler):
    server: Server
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS

    def setup(self) -> None:
        if self.server.tls is not None:
            self.request.settimeout(IDLE_SECONDS)
            self.request = self.server.tls.wrap_socket(
                self.request, server_side=True, do_handshake_on_connect=False
            )
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with contextlib.suppress(OSError):
            super().finish()
        if isinstance(self.request, ssl.SSLSocket):
            self.request.close()

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError, TimeoutError, ssl.SSLError):
            if isinstance(self.connection, ssl.SSLSocket):
                self.connection.do_handshake()
            while self._one():
                pass

    def _one(self) -> bool:
        try:
            request = read_request(self.rfile, secure=self.server.tls is not None)
        except StorageError as error:
            nothing = Request("GET", "/", "", {}, Body(self.rfile.read, 0), secure=False)
            write_answer(self.wfile, error_answer(nothing, error), head=False, close=True)
            return False
        if request is None:
            return False
        if request.header("expect").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            reply = self.server.service.serve(request)
            return self._answered(request, reply.answer, reply.cut_at)
        except DroppedConnection:
            self._reset()
            return False

    def _answered(self, request: Request, answer: Answer, cut_at: int | None) -> bool:
        keep = request.header("connection").lower() != "close" and request.body.left <= MOST_DRAINED
        if keep:
            for _ in request.body.pieces():
                pass
        head = request.method == "HEAD"
        try:
            write_answer(self.wfile, answer, head=head, close=not keep, cut_at=cut_at)
        except DroppedConnection:
            return False
        return keep

    def _reset(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
