"""What the tables already hold of the filings that a manifest names."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - the name that everybody knows it by

from spark_delta.delta_access.delta_tables import LakeTables, concerning
from spark_delta.delta_access.lookup import Within
from spark_delta.plan.work import Job, KnownFiling, KnownQuarantine
from spark_delta.tables.schema import FILINGS, OPTIONAL, QUARANTINE
from spark_delta.tables.table import Table

_ADAPTIVE = "spark.sql.adaptive.enabled"
_ADAPTIVE_OFF = threading.Lock()
"""Held while it is: of two writers in one session, neither takes what the other has set for what was there before."""

LITERALS = 1_000
"""So many accession numbers are named in a query; more are joined."""


def known_filings(tables: LakeTables, accessions: Sequence[str]) -> dict[str, KnownFiling]:
    """Return what ``filings`` says of ``accessions``."""
    columns = ("accession", "raw_path", "sha256", "parser_version", "loaded_at")
    rows = held_rows(tables, FILINGS, columns, accessions)
    return {row[0]: KnownFiling(*_said(row)) for row in rows}


def known_quarantine(tables: LakeTables, accessions: Sequence[str]) -> dict[str, KnownQuarantine]:
    """Return what ``quarantine`` says of ``accessions``."""
    columns = (
        *("accession", "raw_path", "sha256", "stage", "attempts", "parser_version"),
        "last_seen",
    )
    rows = held_rows(tables, QUARANTINE, columns, accessions)
    return {row[0]: KnownQuarantine(*_said(row)) for row in rows}


def _said(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return what stands behind the accession in ``row``, the moment at its end in UTC: Spark gives it in local time, without a word of that."""
    return (*row[1:-1], row[-1].astimezone(UTC))


def held_rows(
    tables: LakeTables,
    table: Table,
    columns: Sequence[str],
    accessions: Sequence[str],
    *,
    version: int | None = None,
    within: Within | None = None,
) -> Sequence[tuple[Any, ...]]:
    """Return ``columns`` (short ones) of the rows of ``accessions`` in ``table``, by Spark only where nothing else can tell.

    ``within``: and within these bounds. ``version``: Spark, if asked, answers for this version or a later one.
    """
    if version is None and tables.untouched(table):
        return ()
    found = tables.lookup.rows(table, columns, accessions, version=version, within=within)
    if found is not None:
        return found
    with concerning(table):
        frame = tables.frame(table)
        if within is not None:
            frame = frame.where(within.sql())
        return looked_up(frame.select(*columns), accessions)


def to_read_again(
    tables: LakeTables, parser_version: str, chosen: Sequence[str]
) -> dict[tuple[str, ...], list[Job]]:
    """Return the filings that another version of the parser read, or that were not written to all ``chosen`` optional tables.

    By the optional tables that each is to be written to: the chosen ones, and those that hold its rows of this parser
    version already. Within these, in the order of the table's clustering.
    """
    held = F.coalesce(F.col("optional_tables"), F.array().cast("array<string>"))
    lacks = F.size(F.array_except(F.array(*map(F.lit, chosen)).cast("array<string>"), held)) > 0
    other = F.col("parser_version") != parser_version
    rows = (
        tables.frame(FILINGS)
        .where(other | lacks)
        .select("accession", "cik", "filed", "url", "raw_path", "sha256", "bytes", other, held)
        .orderBy("cik", "filed", "accession")
    )
    found: dict[tuple[str, ...], list[Job]] = {}
    for *job, read_by_other, present in rows.collect():
        wanted = {*chosen, *(() if read_by_other else present)}
        names = tuple(name for name in OPTIONAL if name in wanted)
        found.setdefault(names, []).append(Job(*job))
    return found


def looked_up(frame: DataFrame, accessions: Sequence[str]) -> list[Row]:
    """Return the rows of ``frame`` whose accession is one of ``accessions``; ``frame`` has short columns only."""
    with _planned_once(frame.sparkSession):
        return _among(frame, accessions).collect()


@contextmanager
def _planned_once(spark: SparkSession) -> Iterator[None]:
    """Let Spark keep to its first plan of a query: to plan it anew after each stage takes longer than to look something up,
    also in what Delta asks its own log."""
    with _ADAPTIVE_OFF:
        before = spark.conf.get(_ADAPTIVE) or "true"
        spark.conf.set(_ADAPTIVE, "false")
        try:
            yield
        finally:
            spark.conf.set(_ADAPTIVE, before)


def _among(frame: DataFrame, accessions: Sequence[str]) -> DataFrame:
    if len(accessions) <= LITERALS:
        return frame.where(F.col("accession").isin(list(accessions)))
    wanted = frame.sparkSession.createDataFrame(
        pa.table({"accession": pa.array(accessions, pa.string())})
    )
    return frame.join(F.broadcast(wanted), "accession", "left_semi")
