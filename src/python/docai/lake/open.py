"""From an address to a lake."""

from __future__ import annotations

from docai.lake.address import LocalAddress, parse_address
from docai.lake.errors import WrongLake
from docai.lake.lake import Lake
from docai.lake.local import LocalLake


def open_lake(uri: str) -> Lake:
    """Return the lake at ``uri``: a folder or ``file:///DIR``.

    Nothing is asked of the storage yet (check_writable does). Raises WrongLake.
    """
    address = parse_address(uri)
    if isinstance(address, LocalAddress):
        return LocalLake(address.root)
    raise WrongLake(f"not a folder: {uri!r}; only folders are opened")
