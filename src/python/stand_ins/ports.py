"""Ports of this machine for servers that are away for a while, or are started by another program."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    """Give a port of 127.0.0.1 that no other program is given meanwhile, whether or not a server listens on it.

    Connections to it are refused until a server with SO_REUSEADDR listens there, as Python's and Go's do. A port that was
    free a moment ago is not enough: the system gives it to the next client or server that asks for any.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield int(holder.getsockname()[1])
