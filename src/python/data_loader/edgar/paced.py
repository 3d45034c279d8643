"""An adapter of requests whose connections tell when they are made and when a request is about to be sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

Ready = Callable[[HTTPConnection], None]
Connect = Callable[[Callable[[], None]], None]


class PacedAdapter(HTTPAdapter):
    """Has ``ready`` called with each connection when a request's first byte is about to go out.

    ``connect`` is given what makes a connection, and calls it.
    """

    def __init__(self, ready: Ready, connect: Connect, connections: int) -> None:
        self._pools = _paced_pools(ready, connect)
        super().__init__(pool_connections=4, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _paced_pools(ready: Ready, connect: Connect) -> dict[str, type[HTTPConnectionPool]]:
    class Paced(HTTPConnection):
        def connect(self) -> None:
            connect(lambda: HTTPConnection.connect(self))

        def request(self, *args: Any, **kwargs: Any) -> None:
            ready(self)
            super().request(*args, **kwargs)

    class PacedTls(HTTPSConnection):
        def connect(self) -> None:
            connect(lambda: HTTPSConnection.connect(self))

        def request(self, *args: Any, **kwargs: Any) -> None:
            ready(self)
            super().request(*args, **kwargs)

    class Pool(HTTPConnectionPool):
        ConnectionCls = Paced

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = PacedTls

    return {"http": Pool, "https": TlsPool}
