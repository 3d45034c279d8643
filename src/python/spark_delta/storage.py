"""The lake's storage as Hadoop's file systems are told of it: the loader's settings, in Hadoop's words."""

from __future__ import annotations

from docai.lake.address import LocalAddress, parse_address


def hadoop_settings(lake: str) -> dict[str, str]:
    """Return what Hadoop needs to reach ``lake``; secrets are among the values. Raises WrongLake."""
    address = parse_address(lake)
    if isinstance(address, LocalAddress):
        return {}
    return {}
