"""The names of a storage account lead to the emulator, in this process: clients run as they do in production.

No port is given and no endpoint named: what asks for ``https://ACCOUNT.dfs.core.windows.net`` gets there.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from stand_ins.adls import AdlsEmulator

LOGIN = "login.microsoftonline.com"


@contextmanager
def leading_to(ports: Mapping[str, int]) -> Iterator[None]:
    """Let each host of ``ports`` be that port of loopback; no other name but loopback's own is known meanwhile."""
    real = socket.getaddrinfo

    def known(host: Any, port: Any, *options: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name in ("127.0.0.1", "localhost"):
            return real(host, port, *options, **more)
        if name not in ports:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real("127.0.0.1", ports[name], *options, **more)

    with patch.object(socket, "getaddrinfo", known):
        yield


def hosts_of(emulator: AdlsEmulator, zone: str = "core.windows.net") -> dict[str, int]:
    """Return the hosts of an account in ``zone`` and the one that gives tokens, with the emulator's port.

    A ``zone`` is ``core.windows.net``, or with a DNS zone ``z01.storage.azure.net``.
    """
    number, _, rest = zone.partition(".")
    before, after = (f"{number}.", rest) if number.startswith("z") else ("", zone)
    services = [f"{emulator.account}.{before}{name}.{after}" for name in ("dfs", "blob")]
    return dict.fromkeys([*services, LOGIN], emulator.port)
