"""Many small staged files into one of the table's own: what each task read of ``filings`` is a few rows.

A Spark task of its own does it, so that no row passes through the driver.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.errors import SparkFailed
from spark_delta.read.key_bounds import Bounds
from spark_delta.read.parquet_file import ParquetFile
from spark_delta.read.staged_rows import StagedRows, final_path
from spark_delta.tables.schema import Table


def gather(
    spark: SparkSession, lake: str, table: Table, staged: Sequence[StagedRows], folder: str
) -> StagedRows:
    """Put the rows of ``staged`` into one file in the folder of ``table``, not part of it yet; return that file."""
    paths = [rows.path for rows in staged]

    def task(_: int) -> str:
        return json.dumps(asdict(gathered(open_lake(lake), table, paths, folder)))

    told = spark.sparkContext.parallelize([0], 1).map(task).collect()
    if len(told) != 1:
        raise SparkFailed(f"Spark told of {len(told)} of 1 gathered files; run it again")
    fields = json.loads(told[0])
    return StagedRows(**(fields | {"bounds": Bounds(**fields["bounds"])}))


def gathered(lake: Lake, table: Table, paths: Sequence[str], folder: str) -> StagedRows:
    """Put the rows of the files ``paths`` into one in the folder of ``table``; return it."""
    name = f"gathered-{uuid.uuid4().hex}"
    rows = pa.concat_tables(
        pq.read_table(pa.BufferReader(lake.read(path)), schema=table.arrow) for path in paths
    )
    together = ParquetFile(lake, table, final_path(table, name), f"{folder}/_open/{name}")
    try:
        together.write(rows.combine_chunks())
        together.publish()
    finally:
        together.close()
    assert together.bounds is not None
    return StagedRows(table.name, together.path, together.rows, together.size, together.bounds)
