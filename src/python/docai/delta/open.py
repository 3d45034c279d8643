"""A lake's tables opened by delta-rs, and what its engines fail with said in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from docai.lake.errors import LakeFull, LakeUnavailable
from docai.runtime.errors import CallerError, DocaiError
from docai.runtime.scratch import NO_ROOM

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""A colour of a terminal (``ESC [ 31 m``): delta-rs puts some into its sentences."""

LONGEST_REASON = 1000

UNAVAILABLE = re.compile(r"\bHTTP error\b|\bstatus code[:\s\u21b3]+(?:5\d\d|429)\b")
"""What object_store, under delta-rs, says of a storage that failed after its retries: no answer, 5xx, 429."""

OS_ERROR = re.compile(r"\(os error (\d+)\)")
"""How Rust ends an error of the operating system."""


def open_table(lake: str, path: str, storage: dict[str, str]) -> DeltaTable | None:
    """Return the table at ``path`` below the address ``lake``, None where there is none; raises as ``told``.

    ``storage`` are delta-rs's options for the lake (docai.delta.storage).
    """
    try:
        with told(f"the table {lake}/{path} cannot be read"):
            return DeltaTable(table_url(f"{lake}/{path}"), storage_options=storage)
    except CallerError as error:
        if isinstance(error.__cause__, TableNotFoundError):
            return None
        raise


def table_url(address: str) -> str:
    """Return an address as a URL: in ours, as in Hadoop's, characters stand for themselves (``#``, ``?``, blanks)."""
    scheme, colon, rest = address.partition("://")
    return f"{scheme}{colon}{quote(rest, safe='/@:')}" if colon else address


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn whatever the engine fails with inside into an error that begins with ``what``.

    LakeFull and LakeUnavailable where the storage failed, else CallerError.
    """
    try:
        yield
    except (DocaiError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # delta-rs and DataFusion raise a bare Exception for a division by zero
        raise _as_ours(what, error) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # Rust's panic, which pyo3 derives from BaseException
            raise
        raise _as_ours(what, error) from error


def _as_ours(what: str, error: BaseException) -> DocaiError:
    reason = cut(str(error)) or type(error).__name__
    if any(int(number) in NO_ROOM for number in OS_ERROR.findall(str(error))):
        return LakeFull(f"{what}: {reason}; make room and run again")
    if UNAVAILABLE.search(COLOUR.sub("", str(error))):
        return LakeUnavailable(f"{what}: {reason}; try later")
    return CallerError(f"{what}: {reason}")


def cut(said: str) -> str:
    """Return what an engine said without colours and line ends, at most 1,000 characters of it."""
    text = " ".join(COLOUR.sub("", said).split())
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON]}..."
