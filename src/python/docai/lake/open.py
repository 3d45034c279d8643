"""From an address to a lake."""

from __future__ import annotations

from docai.lake.address import LocalAddress, parse_address
from docai.lake.lake import Lake
from docai.lake.local import LocalLake


def open_lake(uri: str) -> Lake:
    """Return the lake at ``uri``: a folder, ``file:///DIR`` or ``abfss://FS@ACCOUNT.dfs.core.windows.net/ROOT``.

    Nothing is asked of the storage yet (check_writable does). Raises WrongLake, and AccessRefused when the environment names
    no usable credential (see docai.lake.settings).
    """
    address = parse_address(uri)
    if isinstance(address, LocalAddress):
        return LocalLake(address.root)
    from docai.lake.adls.lake import (
        open_adls,
    )  # importing Azure's SDKs takes a second: a local run need not pay it

    return open_adls(address)
