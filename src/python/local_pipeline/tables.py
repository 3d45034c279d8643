"""The Delta tables of a lake as delta-rs sees them: no JVM is needed to find and to count them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from docai.runtime.errors import CallerError, DocaiError
from local_pipeline.delta_storage import storage_options
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE

NAMES: Mapping[str, str] = {table.name: table.path for table in (FILINGS, *CONTENT, QUARANTINE)}
"""The tables by name, with their places below the lake."""

DEFAULT_LAKE = "lake/edgar"
SAMPLE_LAKE = "lake/sample"
"""Where lakes are put when none is named, below the working folder: fictional filings never mix with real ones."""

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""A colour of a terminal (``ESC [ 31 m``): delta-rs puts some into its sentences."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table's name, rows, bytes of its present version and address."""

    name: str
    rows: int
    size: int
    address: str


def facts(lake: str) -> tuple[TableFacts, ...]:
    """Return what the logs of the lake's tables say, in the order of NAMES; a table that is absent is left out.

    Raises CallerError for a table that cannot be read, and LakeError.
    """
    found, storage = [], storage_options(lake)
    for name, path in NAMES.items():
        table = open_table(lake, path, storage)
        if table is not None:
            with told(f"the table {lake}/{path} cannot be read"):
                files = pa.table(table.get_add_actions(flatten=True))
            found.append(
                TableFacts(
                    name,
                    sum(number or 0 for number in files["num_records"].to_pylist()),
                    sum(files["size_bytes"].to_pylist()),
                    f"{lake}/{path}",
                )
            )
    return tuple(found)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn whatever the engine fails with inside into a CallerError that begins with ``what``."""
    try:
        yield
    except (DocaiError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # delta-rs and DataFusion raise a bare Exception for a division by zero
        raise CallerError(f"{what}: {_reason(error)}") from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # Rust's panic, which pyo3 derives from BaseException
            raise
        raise CallerError(f"{what}: {_reason(error)}") from error


def _reason(error: BaseException) -> str:
    return cut(str(error)) or type(error).__name__


def cut(said: str) -> str:
    """Return what an engine said without colours and line ends, at most 1,000 characters of it."""
    text = " ".join(COLOUR.sub("", said).split())
    return text if len(text) <= 1000 else f"{text[:1000]}..."


def open_table(lake: str, path: str, storage: dict[str, str]) -> DeltaTable | None:
    """Return the table at ``path`` below the lake, None where none is. Raises CallerError for one that cannot be read."""
    try:
        with told(f"the table {lake}/{path} cannot be read"):
            return DeltaTable(_url(f"{lake}/{path}"), storage_options=storage)
    except CallerError as error:
        if isinstance(error.__cause__, TableNotFoundError):
            return None
        raise


def _url(address: str) -> str:
    """Return an address as a URL: in ours, as in Hadoop's, characters stand for themselves (``#``, ``?``, blanks)."""
    scheme, colon, rest = address.partition("://")
    return f"{scheme}{colon}{quote(rest, safe='/@:')}" if colon else address
