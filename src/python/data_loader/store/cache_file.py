"""Small files in the lake that save requests and nothing else: one that is damaged is begun anew."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from docai.lake.errors import AccessRefused, LakeUnavailable, NotFound
from docai.lake.lake import Lake

_K = TypeVar("_K")
_V = TypeVar("_V")

_log = logging.getLogger(__name__)


def read_or_begin_anew(
    lake: Lake, path: str, parse: Callable[[bytes], dict[_K, _V]], *, largest: int
) -> dict[_K, _V]:
    """Return what ``parse`` makes of the file at ``path``; nothing when there is none, or when it is of no use.

    A file of more than ``largest`` bytes is of no use. Raises LakeUnavailable, AccessRefused.
    """
    try:
        entry = lake.stat(path)
        if entry is None:
            return {}
        if entry.size > largest:
            raise ValueError(f"it has {entry.size:,} bytes")  # noqa: TRY301
        return parse(lake.read(path))
    except NotFound:
        return {}
    except (LakeUnavailable, AccessRefused):
        raise
    # whatever is wrong with it, and however its parser says so: nothing is lost with it
    except Exception as error:  # noqa: BLE001
        _log.warning("%s is damaged; starting over: %s: %s", path, type(error).__name__, error)
        return {}
