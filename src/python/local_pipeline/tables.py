"""The Delta tables of a lake as delta-rs sees them: no JVM is needed to count or to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder
from deltalake.exceptions import TableNotFoundError

from docai.runtime.errors import CallerError, DocaiError
from local_pipeline.delta_storage import storage_options
from spark_delta.tables.derived import DERIVED
from spark_delta.tables.schema import CONTENT, FILINGS, QUARANTINE

NAMES: Mapping[str, str] = {table.name: table.path for table in (FILINGS, *CONTENT, QUARANTINE)}
"""The tables by name, with their places below the lake."""

DEFAULT_LAKE = "lake/edgar"
SAMPLE_LAKE = "lake/sample"
"""Where lakes are put when none is named, below the working folder: fictional filings never mix with real ones."""

# A filing counts when its row in `filings` stands; what a writer left behind of others is not to be seen.
_VIEW = (
    "CREATE VIEW {name} AS SELECT t.* FROM {name}_files t "
    "WHERE t.accession IN (SELECT accession FROM filings)"
)
_CONTENT = frozenset(table.name for table in CONTENT)

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""A colour of a terminal (``ESC [ 31 m``): delta-rs puts some into its sentences."""

_WRITES = ("CopyTo", "Dml", "DataSinkExec")
"""How a plan of DataFusion's begins when carrying it out writes."""

_UNPLANNED = "physical_plan_error"
"""What DataFusion calls the plan of a statement that is no query: one that makes, drops or sets something."""


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
        table = _open(lake, path, storage)
        if table is not None:
            with _told(f"the table {lake}/{path} cannot be read"):
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


def ask(lake: str, sql: str) -> pa.Table:
    """Return the answer of the tables to ``sql``, a query: nothing that writes, makes or drops anything is carried out.

    Raises CallerError when there are no tables, or one cannot be read, or the SQL is wrong or no query, and LakeError.
    """
    builder, storage = QueryBuilder(), storage_options(lake)
    views: list[str] = []
    present: dict[str, frozenset[str]] = {}
    for name, path in NAMES.items():
        table = _open(lake, path, storage)
        if table is None:
            if name == FILINGS.name:
                raise CallerError(
                    f"there is no table {lake}/{path}: run the pipeline first, or give the --lake it filled"
                )
            continue  # a table of a newer docai: the next run of the writer makes it
        present[name] = frozenset(field.name for field in table.schema().fields)
        if name in _CONTENT:
            views.append(_VIEW.format(name=name))
        builder = builder.register(f"{name}_files" if name in _CONTENT else name, table)
    views += [
        f"CREATE VIEW {view.name} AS {view.query(view.table.name, present[view.table.name])}"
        for view in DERIVED
        if view.table.name in present
    ]
    with _told("the query cannot be answered"):
        for view in views:
            builder.execute(view).read_all()
        _check_reads(pa.table(builder.execute(f"EXPLAIN {sql}").read_all()))
        return pa.table(builder.execute(sql).read_all())


def _check_reads(explained: pa.Table) -> None:
    """Raise CallerError unless DataFusion has planned a query, and nothing that writes."""
    plans = {row["plan_type"]: str(row["plan"]) for row in explained.to_pylist()}
    if _UNPLANNED in plans or any(plan.startswith(_WRITES) for plan in plans.values()):
        raise CallerError(
            "only a query is answered (SELECT, WITH, VALUES, DESCRIBE): this statement would write or change something"
        )


@contextmanager
def _told(what: str) -> Iterator[None]:
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
    text = " ".join(COLOUR.sub("", str(error)).split()) or type(error).__name__
    return text if len(text) <= 1000 else f"{text[:1000]}..."


def _open(lake: str, path: str, storage: dict[str, str]) -> DeltaTable | None:
    try:
        with _told(f"the table {lake}/{path} cannot be read"):
            return DeltaTable(_url(f"{lake}/{path}"), storage_options=storage)
    except CallerError as error:
        if isinstance(error.__cause__, TableNotFoundError):
            return None
        raise


def _url(address: str) -> str:
    """Return an address as a URL: in ours, as in Hadoop's, characters stand for themselves (``#``, ``?``, blanks)."""
    scheme, colon, rest = address.partition("://")
    return f"{scheme}{colon}{quote(rest, safe='/@:')}" if colon else address
