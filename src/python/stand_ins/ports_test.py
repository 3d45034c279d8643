from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from stand_ins.ports import held_port


def test_a_held_port_refuses_connections_until_a_server_listens_and_again_after_it() -> None:
    with held_port() as port:
        for _ in range(2):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port)).close()
            with HTTPServer(("127.0.0.1", port), BaseHTTPRequestHandler):
                socket.create_connection(("127.0.0.1", port)).close()


def test_a_held_port_is_given_to_nobody_who_asks_for_any() -> None:
    with held_port() as port, socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", port))
