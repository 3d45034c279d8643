"""What commits through Delta's JVM need, loaded while the documents are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from pyspark import InheritableThread

from docai.lake.errors import LakeError
from spark_delta.commit.add_by_log import adding_by_log
from spark_delta.commit.add_files import Adding
from spark_delta.delta_access.delta_tables import LakeTables
from spark_delta.spark.errors import FAILURES
from spark_delta.tables.table import Table


@contextmanager
def prepared_meanwhile(
    tables: LakeTables, wanted: Iterable[Table], staging: str, *, replacing: bool
) -> Iterator[None]:
    """Have Delta load what the first transactions on ``wanted`` need, where they need it, while the caller does something else.

    Its classes and the tables' logs take a second and more, of one core; a commit that this process writes itself needs none of
    them. What fails here is told when it fails again, in the transaction itself. ``staging`` is the run's own folder;
    ``replacing``: rows will be replaced, which is Delta's own affair.
    """

    def begin() -> None:
        tables.describe("look at the tables' logs, for the commit")
        for table in wanted:
            with suppress(*FAILURES, LakeError):
                if replacing or adding_by_log(tables, table, staging) is None:
                    Adding(tables.spark, table, tables.location(table))

    thread = InheritableThread(target=begin, session=tables.spark)
    thread.start()
    try:
        yield
    finally:
        thread.join()
