"""The API server itself: started, away for a while, stopped; and what it was asked."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any

from stand_ins.kube.handler import Handler, Served
from stand_ins.ports import held_port


@dataclass
class KubeApi(Served):
    """An API server on a port of this machine that is its own, also while it is away."""

    url: str = ""
    _server: ThreadingHTTPServer | None = None
    _port: int = 0
    _held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> KubeApi:
        self._port = self._held.enter_context(held_port())
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._held.close()

    def start(self) -> None:
        """Listen; the store keeps what it has."""
        api = self

        class Own(Handler):
            kube = api
            streams = api.streams

        ThreadingHTTPServer.allow_reuse_address = True
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Own)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening and cut every stream."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
        self.cut_streams()

    def restart(self, away: float) -> None:
        """Be away for some seconds, then serve the same objects at the same address."""
        self.stop()
        time.sleep(away)
        self.start()

    def cut_streams(self) -> None:
        """Break off every watch and every followed log."""
        for stream in list(self.streams):
            stream.cut = True
        with self.store.changed:
            self.store.changed.notify_all()

    def count(self, method: str, part: str) -> int:
        """Return how many requests with ``method`` had ``part`` in their path."""
        return sum(one.method == method and part in one.path for one in self.asked)


def waited(what: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Return what ``what`` returns once it is true; raises TimeoutError."""
    end = time.monotonic() + seconds
    for found in _tries(what):
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {seconds} s")
        time.sleep(0.01)
    raise AssertionError("tries have no end")


def _tries(what: Callable[[], Any]) -> Iterator[Any]:
    while True:
        yield what()
