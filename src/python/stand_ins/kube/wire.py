"""How an answer goes out: whole, or as a stream that goes on until it is cut."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from stand_ins.kube.store import Object


class Wire(BaseHTTPRequestHandler):
    """One connection; a subclass sets ``streams``. Once ``cut`` is set, its stream breaks off."""

    streams: set[Wire]
    """Every watch and followed log that is open."""

    protocol_version = "HTTP/1.1"
    cut = False

    def query(self, name: str) -> str:
        return (parse_qs(urlsplit(self.path).query).get(name) or [""])[0]

    def body(self) -> Object | None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return dict(json.loads(data)) if data else None

    def answer(self, code: int, body: Object) -> None:
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def open(self) -> None:
        self.streams.add(self)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def line(self, body: Object) -> bool:
        return self.piece(json.dumps(body).encode() + b"\n")

    def piece(self, data: bytes) -> bool:
        try:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        except OSError:
            self.close_connection = True
            return False
        return True

    def close(self) -> None:
        self.streams.discard(self)
        if self.cut:
            self.close_connection = True
            return
        try:
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Keep the tests' output clean."""
