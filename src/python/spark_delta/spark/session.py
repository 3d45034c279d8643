"""The Spark session: Delta inside, quiet outside, sized for the machine, ended with the job."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark
from pyspark import SparkConf, SparkContext
from pyspark.sql import SparkSession

from docai.jars import spark_jars
from docai.runtime.scratch import told_as_no_scratch
from docai.runtime.stop import StopSignal
from spark_delta.settings import SparkSettings
from spark_delta.spark.errors import not_started
from spark_delta.spark.interruptible import unless_stopped
from spark_delta.spark.jvm import GONE, launched_by_submit, own_jvm, quiet_accumulators, stop_spark

_MEGABYTE = 1 << 20

SQL_CONF: dict[str, str] = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # MERGE joins the staged rows, texts and all, to the keys of the table. Broadcasting the keys leaves the texts where
    # they are; the estimate is of whole files, of which the keys are a small part.
    "spark.sql.autoBroadcastJoinThreshold": str(4096 * _MEGABYTE),
    "spark.sql.adaptive.autoBroadcastJoinThreshold": str(512 * _MEGABYTE),
    # A snapshot of a few hundred files needs no 50 tasks.
    "spark.databricks.delta.snapshotPartitions": "2",
    "spark.databricks.delta.merge.materializeSource": "none",
    "spark.python.worker.reuse": "true",
    # Texts never repeat: trying a dictionary for them costs more than all the rest of their encoding.
    "spark.hadoop.parquet.enable.dictionary#text": "false",
    "spark.hadoop.parquet.enable.dictionary#text_as_filed": "false",
    "spark.hadoop.parquet.compression.codec.zstd.level": "1",
    # hadoop-azure's metrics thread is no daemon: with it, a JVM that touched abfs never ends by itself.
    "spark.hadoop.fs.azure.metrics.collection.enabled": "false",
    "spark.redaction.regex": "(?i)secret|password|token|account[.]key|access[.]?key",
}
"""What the job needs wherever it runs; a setting of spark-submit's own does not count against it."""

WAREHOUSE = "spark.sql.warehouse.dir"
"""Nothing is kept there, yet Spark makes the folder, by default where the program was started: that may be read-only."""

DRIVER_OPTIONS = "spark.driver.extraJavaOptions"

_QUICK_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")

_QUICK: dict[str, str] = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def local_conf(
    settings: SparkSettings, environment: dict[str, str], *, quick: bool
) -> dict[str, str]:
    """Return what a session besides needs when this program starts its JVM; ``quick`` for a run that is soon over."""
    conf = {
        "spark.master": settings.master,
        "spark.driver.memory": f"{settings.memory_mb or default_memory_mb()}m",
        "spark.ui.enabled": str(settings.ui).lower(),
        "spark.ui.showConsoleProgress": "false",
        # Workers import what this program imports, however its path came about (PEX, checkout, wheel).
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        # Java knows no TMPDIR and would take /tmp: for the native libraries that it unpacks, and for what ABFS uploads.
        DRIVER_OPTIONS: java_options([f"-Djava.io.tmpdir={_temporary()}"]),
        "spark.hadoop.hadoop.tmp.dir": f"{_temporary()}/docai-hadoop",
    }
    if settings.master.startswith("local"):
        conf |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            # SPARK_LOCAL_DIRS still comes first.
            "spark.local.dir": _temporary(),
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        }
        if quick:
            conf |= _QUICK
            conf[DRIVER_OPTIONS] = f"{conf[DRIVER_OPTIONS]} {java_options(_QUICK_JVM)}"
    jars = () if _shipped_with_spark(environment) else spark_jars(environment)
    if jars and settings.master.startswith("local"):
        conf["spark.driver.extraClassPath"] = os.pathsep.join(map(str, jars))
    elif jars:
        conf["spark.jars"] = ",".join(map(str, jars))
    return conf


def java_options(options: Iterable[str]) -> str:
    """Return ``options`` as one value that spark-submit takes apart again as a shell would, whatever a path holds."""
    return " ".join(
        '"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"' for option in options
    )


def default_memory_mb() -> int:
    """Return a quarter of the machine's memory, 1 to 8 GB."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEGABYTE
    return max(1024, min(8192, machine // 4))


def spark_is_here() -> bool:
    """Return whether Spark runs in this process, or a JVM started it."""
    return SparkContext._active_spark_context is not None or launched_by_submit(os.environ)


@contextmanager
def opened(
    settings: SparkSettings,
    name: str,
    hadoop: dict[str, str],
    *,
    quick: bool = False,
    stop: StopSignal | None = None,
) -> Iterator[SparkSession]:
    """Give a session called ``name``; at the end it is stopped, and its JVM with it, unless it was here before.

    ``hadoop`` are settings of Hadoop's file systems, secrets among them: they reach neither the command line of a process
    nor the pages of Spark's UI. ``stop`` is heard also while the JVM starts, which may take long; one that nobody waits for
    any more ends with this process. Raises NoJava, SparkNotStarted and Stopped.
    """
    if SparkContext._active_spark_context is not None:
        present = SparkSession.builder.getOrCreate()
        _configure_hadoop(present, hadoop)
        yield present
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with ExitStack() as stack:
        try:
            spark = unless_stopped(stop, lambda: _started(stack, settings, name, quick=quick))
            _configure_hadoop(spark, hadoop)
        except GONE as error:
            raise not_started(error) from error
        yield spark


def _started(stack: ExitStack, settings: SparkSettings, name: str, *, quick: bool) -> SparkSession:
    """Return a new session; ``stack`` ends it, and its JVM when that is our own."""
    builder = SparkSession.builder.appName(name)
    conf = SQL_CONF | {WAREHOUSE: _warehouse()}
    if not launched_by_submit(os.environ):
        conf |= local_conf(settings, dict(os.environ), quick=quick)
        if settings.master.startswith("local"):
            # Before any setting counts, Spark looks up this machine's name, which may have no address.
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        stack.enter_context(own_jvm(SparkConf(loadDefaults=False).setAll(list(conf.items()))))
    # PySpark takes SIGINT for itself; here the program's own answer to it counts.
    with _interrupts_kept():
        spark = builder.config(map=dict(conf)).getOrCreate()
    stack.callback(stop_spark, spark)
    quiet_accumulators(spark.sparkContext)
    return spark


def _warehouse() -> str:
    return f"file://{_temporary()}/docai-spark-warehouse"


def _temporary() -> str:
    with told_as_no_scratch("there is no folder for Spark's temporary files"):
        return tempfile.gettempdir()


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _configure_hadoop(spark: SparkSession, hadoop: dict[str, str]) -> None:
    configuration = spark.sparkContext._jsc.hadoopConfiguration()
    for key, value in hadoop.items():
        configuration.set(key, value)


def _shipped_with_spark(environment: dict[str, str]) -> bool:
    home = environment.get("SPARK_HOME") or str(Path(pyspark.__file__).parent)
    return any(Path(home, "jars").glob("delta-spark_*.jar"))
