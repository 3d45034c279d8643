"""Many small staged files into one of a table's own, where each task read only a few rows of it.

A Spark task of its own does it, so that no row passes through the driver; in a run without Spark, this process.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
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
from spark_delta.tables.schema import BY_NAME
from spark_delta.tables.table import Table


def gather(
    spark: SparkSession, lake: str, staged: Mapping[Table, Sequence[StagedRows]], folder: str
) -> list[StagedRows]:
    """Put the rows of each table's files into one file in its folder, not part of the table yet; return these files."""
    work = {table.name: [rows.path for rows in files] for table, files in staged.items()}

    def task(name: str) -> str:
        return json.dumps(asdict(gathered(open_lake(lake), BY_NAME[name], work[name], folder)))

    # One task for all: a worker is there and warm, a second one would take longer to start than all its rows.
    told = spark.sparkContext.parallelize(list(work), 1).map(task).collect()
    if len(told) != len(work):
        raise SparkFailed(f"Spark told of {len(told)} of {len(work)} gathered files; run it again")
    return [
        StagedRows(**(fields | {"bounds": Bounds(**fields["bounds"])}))
        for fields in map(json.loads, told)
    ]


def gather_here(
    lake: Lake, staged: Mapping[Table, Sequence[StagedRows]], folder: str
) -> list[StagedRows]:
    """Do the same as ``gather`` in this process."""
    return [
        gathered(lake, table, [rows.path for rows in files], folder)
        for table, files in staged.items()
    ]


def gathered(lake: Lake, table: Table, paths: Sequence[str], folder: str) -> StagedRows:
    """Put the rows of the files ``paths`` into one in the folder of ``table``; return it."""
    name = f"gathered-{uuid.uuid4().hex}"
    rows = pa.concat_tables(
        pq.ParquetFile(pa.BufferReader(lake.read(path))).read().cast(table.arrow) for path in paths
    )
    together = ParquetFile(lake, table, final_path(table, name), f"{folder}/_open/{name}")
    try:
        together.write(rows.combine_chunks())
        together.publish()
    finally:
        together.close()
    assert together.bounds is not None
    return StagedRows(table.name, together.path, together.rows, together.size, together.bounds)
