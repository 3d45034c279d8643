"""Rows of some filings, looked up in a table's log and in the files that may hold them: without Spark.

A file's statistics say between what keys its rows lie (the Delta protocol, "Per-file Statistics"). For most filings that is
enough: no file can hold them. Files that may, and files without statistics, are read, short columns alone.
"""

from __future__ import annotations

import json
import logging
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from deltalake import DeltaTable, QueryBuilder

from docai.delta.open import open_table, told
from docai.delta.storage import storage_options
from docai.lake.lake import Lake
from docai.runtime.errors import DocaiError
from spark_delta.tables.table import STATISTICS_COLUMNS, Table, quoted

MOST_ROWS = 5_000_000
"""Rows in files that have to be read, beyond which Spark is asked: that many accession numbers take a core some seconds."""

SMALLEST_ROW = 16
"""Bytes. A file that does not say how many rows it has counts for as many as could be in it."""

OPTIONS_HOLD = 900.0
"""Seconds. A token of the storage is good for an hour; asking for one takes a request."""

NO_LONGER = {"timeout": "8s", "retry_timeout": "5s", "max_retries": "2"}
"""delta-rs's options for a storage: it holds the interpreter's lock while it waits, and a stop has to be heard within ten seconds.
A storage that takes longer is asked by Spark, which has more patience."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Within:
    """The first and last cik and day of filing of the rows that are looked for."""

    cik_from: str
    cik_to: str
    filed_from: date
    filed_to: date

    def sql(self, alias: str = "") -> str:
        """Return the condition on a row, in Spark's SQL and in DataFusion's."""
        return (
            f"{alias}cik BETWEEN {quoted(self.cik_from)} AND {quoted(self.cik_to)} "
            f"AND {alias}filed BETWEEN DATE'{self.filed_from}' AND DATE'{self.filed_to}'"
        )

    def touches(self, least: Mapping[str, Any], greatest: Mapping[str, Any]) -> bool:
        """Return whether a row may lie within, in a file whose columns lie between these values (None: unknown)."""
        wanted = {"cik": (self.cik_from, self.cik_to), "filed": (self.filed_from, self.filed_to)}
        for name, (first, last) in wanted.items():
            low, high = least[name], greatest[name]
            if low is not None and high is not None and (high < first or low > last):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A version of a table: what it asks of a writer, its properties, its columns as Delta's JSON schema."""

    version: int
    writer_version: int
    writer_features: frozenset[str]
    configuration: Mapping[str, str]
    partition_columns: tuple[str, ...]
    schema: str

    @property
    def types(self) -> dict[str, object]:
        """Return the type of each column, as the log names it."""
        return {field["name"]: field["type"] for field in json.loads(self.schema)["fields"]}


class Lookup:
    """Looks up rows in the tables of one lake. What it cannot answer is None: ask Spark, which also says what is wrong."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._looked_at: dict[str, DeltaTable] = {}
        self._options: dict[str, str] = {}
        self._options_until = 0.0

    def rows(
        self,
        table: Table,
        columns: Sequence[str],
        accessions: Sequence[str],
        *,
        version: int | None = None,
        within: Within | None = None,
    ) -> list[tuple[Any, ...]] | None:
        """Return ``columns`` of the rows of ``accessions`` (and ``within``) in the newest or the given ``version`` of ``table``."""
        try:
            with told(f"{table.name} cannot be looked at without Spark"):
                held = self._at(table, version)
                return _found(held, columns, accessions, within)
        except DocaiError as error:
            _log.debug("%s", error)
            return None

    def snapshot(self, table: Table) -> Snapshot | None:
        """Return what the newest version of ``table`` asks of its readers and writers; None also where that is more than files."""
        try:
            with told(f"{table.name} cannot be looked at without Spark"):
                held = self._looked_at[table.name] = self._open(table)
                return _snapshot(held) if _plain(held) else None
        except DocaiError as error:
            _log.debug("%s", error)
            return None

    def _at(self, table: Table, version: int | None) -> DeltaTable:
        held = self._looked_at.get(table.name)
        if held is not None and held.version() == version:
            return held  # its log need not be read again
        held = self._open(table)
        if version is not None:
            held.load_as_version(version)
        return held

    def _open(self, table: Table) -> DeltaTable:
        if time.monotonic() >= self._options_until:
            options = storage_options(self._lake.uri)
            self._options = options | NO_LONGER if options else {}
            self._options_until = time.monotonic() + OPTIONS_HOLD
        held = open_table(self._lake.uri, table.path, self._options)
        if held is None:
            raise ValueError("there is no such table")
        return held


def _found(
    held: DeltaTable, columns: Sequence[str], accessions: Sequence[str], within: Within | None
) -> list[tuple[Any, ...]] | None:
    if not _plain(held):
        return None
    rows = sum(_may_hold(held, sorted(accessions), within))
    if rows == 0:
        return []
    if rows > MOST_ROWS:
        return None
    names = ", ".join(f'"{name}"' for name in columns)
    wanted = ", ".join("'" + each.replace("'", "''") + "'" for each in accessions)
    where = f"accession IN ({wanted})" + (f" AND {within.sql()}" if within else "")
    query = f"SELECT {names} FROM held WHERE {where}"  # noqa: S608 - our names, quoted values
    answer = QueryBuilder().register("held", held).execute(query).read_all()
    return list(zip(*(answer.column(name).to_pylist() for name in columns), strict=True))


def _snapshot(held: DeltaTable) -> Snapshot:
    protocol, metadata = held.protocol(), held.metadata()
    return Snapshot(
        held.version(),
        protocol.min_writer_version,
        frozenset(protocol.writer_features or ()),
        metadata.configuration,
        tuple(metadata.partition_columns),
        held.schema().to_json(),
    )


def _plain(held: DeltaTable) -> bool:
    """Return whether a reader of files alone reads the table: no deletion vectors, no renamed columns."""
    return held.protocol().min_reader_version == 1


def _may_hold(held: DeltaTable, accessions: Sequence[str], within: Within | None) -> Iterator[int]:
    """Yield the rows of each file that may hold one of the sorted ``accessions``: all that do not say the contrary."""
    files = held.get_add_actions(flatten=True)
    said = {name: files.column(name).to_pylist() for name in files.schema.names}
    unknown = [None] * files.num_rows
    for number in range(files.num_rows):
        least, greatest = (
            {
                name: _bound(said.get(f"{which}.{name}", unknown)[number], name)
                for name in STATISTICS_COLUMNS
            }
            for which in ("min", "max")
        )
        first, last = least["accession"], greatest["accession"]
        if first is not None and last is not None:
            place = bisect_left(accessions, first)
            if place == len(accessions) or accessions[place] > last:
                continue
        if within is not None and not within.touches(least, greatest):
            continue
        rows = said.get("num_records", unknown)[number]
        yield max(1, said["size_bytes"][number] // SMALLEST_ROW) if rows is None else rows


def _bound(value: Any, name: str) -> Any:
    """Return ``value`` if it is of the column's type: one that somebody gave another type has bounds that say nothing."""
    return value if type(value) is (date if name == "filed" else str) else None
