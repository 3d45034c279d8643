"""What the tables already hold of the filings that a manifest names."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - the name that everybody knows it by

from spark_delta.schema import FILINGS, QUARANTINE
from spark_delta.tables import LakeTables
from spark_delta.work import Job, KnownFiling, KnownQuarantine

LITERALS = 1_000
"""So many accession numbers are named in a query; more are joined."""


def known_filings(tables: LakeTables, accessions: Sequence[str]) -> dict[str, KnownFiling]:
    """Return what ``filings`` says of ``accessions``."""
    if tables.untouched(FILINGS):
        return {}
    columns = ("accession", "raw_path", "sha256", "parser_version")
    rows = among(tables.frame(FILINGS).select(*columns), accessions)
    return {row[0]: KnownFiling(*row[1:]) for row in rows.collect()}


def known_quarantine(tables: LakeTables, accessions: Sequence[str]) -> dict[str, KnownQuarantine]:
    """Return what ``quarantine`` says of ``accessions``."""
    if tables.untouched(QUARANTINE):
        return {}
    columns = ("accession", "raw_path", "sha256", "stage", "attempts", "parser_version")
    rows = among(tables.frame(QUARANTINE).select(*columns), accessions)
    return {row[0]: KnownQuarantine(*row[1:]) for row in rows.collect()}


def read_by_other_parsers(tables: LakeTables, parser_version: str) -> list[Job]:
    """Return the filings that another version of the parser read, in the order of the table's clustering."""
    rows = (
        tables.frame(FILINGS)
        .where(F.col("parser_version") != parser_version)
        .select("accession", "cik", "filed", "url", "raw_path", "sha256", "bytes")
        .orderBy("cik", "filed", "accession")
    )
    return [Job(*row) for row in rows.collect()]


def among(frame: DataFrame, accessions: Sequence[str]) -> DataFrame:
    """Return the rows of ``frame`` whose accession is one of ``accessions``."""
    if len(accessions) <= LITERALS:
        return frame.where(F.col("accession").isin(list(accessions)))
    wanted = frame.sparkSession.createDataFrame(
        pa.table({"accession": pa.array(accessions, pa.string())})
    )
    return frame.join(F.broadcast(wanted), "accession", "left_semi")
