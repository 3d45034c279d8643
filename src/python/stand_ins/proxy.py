"""A proxy that leads the names of a storage account to the emulator: for other processes, which run as in production.

Python's clients go through it by ``HTTPS_PROXY`` (CONNECT), a JVM by ``socksProxyHost`` (SOCKS 5, RFC 1928). Each believes that
it speaks with ``ACCOUNT.dfs.core.windows.net:443``; TLS goes through untouched.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import socketserver
import struct
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

HTTPS = 443
SECONDS = 120.0
PIECE = 64 * 1024
_SOCKS, _CONNECT, _IPV4, _GRANTED, _REFUSED = 5, 1, 1, 0, 2


class StorageProxy:
    """A proxy that knows the hosts of ``ports``, each a port of loopback, and no other; runs inside of its context."""

    def __init__(self, ports: Mapping[str, int]) -> None:
        self._ports = dict(ports)
        # 192.0.2.0/24 is for documentation (RFC 5737): a JVM asks the proxy for it, and not the machine itself.
        self._addresses = {host: f"192.0.2.{n}" for n, host in enumerate(self._ports, 1)}
        self._server = _Server(
            self._ports | {self._addresses[host]: port for host, port in self._ports.items()}
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Return the proxy's address, for ``HTTPS_PROXY``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def java_options(self, hosts: Path) -> str:
        """Return the options that lead a JVM here; the file ``hosts``, all that it then looks names up in, is written."""
        lines = [f"{address} {host}" for host, address in self._addresses.items()]
        hosts.write_text("\n".join(["127.0.0.1 localhost", *lines, ""]))
        port = self._server.server_address[1]
        return f"-Djdk.net.hosts.file={hosts} -DsocksProxyHost=127.0.0.1 -DsocksProxyPort={port}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, ports: Mapping[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.ports = ports


class _Connection(socketserver.StreamRequestHandler):
    server: _Server
    timeout = SECONDS

    def handle(self) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError):
            first = self.rfile.peek(1)[:1]  # type: ignore[attr-defined]
            port = self._by_socks() if first == bytes([_SOCKS]) else self._by_connect()
            if port:
                with socket.create_connection(("127.0.0.1", port), SECONDS) as other:
                    _pump(self.connection, other)

    def _by_connect(self) -> int:
        method, target, _ = self.rfile.readline(8192).decode("ascii").split()
        while self.rfile.readline(8192).strip():
            pass
        host, _, port = target.partition(":")
        found = self.server.ports.get(host, 0) if (method, int(port)) == ("CONNECT", HTTPS) else 0
        self.wfile.write(f"HTTP/1.1 {'200 OK' if found else '502 Bad Gateway'}\r\n\r\n".encode())
        return found

    def _by_socks(self) -> int:
        _, methods = self._read(2)
        self._read(methods)
        self.wfile.write(bytes([_SOCKS, 0]))  # nobody has to say who he is
        _, command, _, kind = self._read(4)
        if (command, kind) != (_CONNECT, _IPV4):
            return 0
        address = socket.inet_ntoa(self._read(4))
        (port,) = struct.unpack("!H", self._read(2))
        found = self.server.ports.get(address, 0) if port == HTTPS else 0
        answer = _GRANTED if found else _REFUSED
        self.wfile.write(bytes([_SOCKS, answer, 0, _IPV4, 0, 0, 0, 0, 0, 0]))
        return found

    def _read(self, count: int) -> bytes:
        data = self.rfile.read(count)
        if len(data) < count:
            raise EOFError
        return data


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side ends."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(one, selectors.EVENT_READ, other)
        waiting.register(other, selectors.EVENT_READ, one)
        while ready := waiting.select(SECONDS):
            for key, _ in ready:
                data = key.fileobj.recv(PIECE)  # type: ignore[union-attr]
                if not data:
                    return
                key.data.sendall(data)
