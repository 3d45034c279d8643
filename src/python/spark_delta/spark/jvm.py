"""The JVM that Spark runs in, when this program starts it itself: quiet, explained when it fails, and gone at the end."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

from docai.runtime.scratch import told_as_no_scratch
from spark_delta.errors import NoJava, SparkNotStarted
from spark_delta.spark.launching import launch

INSTALL_JAVA = "apt-get install openjdk-17-jre-headless"


def find_java(environment: Mapping[str, str]) -> Path:
    """Return the ``java`` that Spark would run: that of JAVA_HOME, else of PATH. Raises NoJava."""
    home = environment.get("JAVA_HOME")
    if home:
        java = Path(home, "bin", "java")
        if java.is_file():
            return java
        raise NoJava(
            f"JAVA_HOME is {home}, which has no bin/java; unset it, or point it to a Java 17 or newer ({INSTALL_JAVA})"
        )
    found = shutil.which("java", path=environment.get("PATH"))
    if found is None:
        raise NoJava(f"Spark needs Java 17 or newer, and there is none; install it: {INSTALL_JAVA}")
    return Path(found)


def launched_by_submit(environment: Mapping[str, str]) -> bool:
    """Return whether a JVM started this program (spark-submit, the Spark Operator) and not the other way round."""
    return "PYSPARK_GATEWAY_PORT" in environment


@contextmanager
def own_jvm(conf: SparkConf) -> Iterator[None]:
    """Start a JVM for PySpark and end it with the context; what it says goes to a file that is shown if it fails.

    ``conf`` is visible in the process list: no secret belongs in it. Raises NoJava, NoScratch and SparkNotStarted.
    """
    find_java(os.environ)
    logging.getLogger().addFilter(_not_of_py4j)
    with told_as_no_scratch("cannot keep what Spark says in a temporary file"):
        said = tempfile.NamedTemporaryFile("w+", prefix="docai-spark-")  # noqa: SIM115
    with said as log:
        try:
            gateway = launch(conf, log)
        except (PySparkRuntimeError, OSError) as error:
            raise _not_started(log, error) from error
        try:
            SparkContext._ensure_initialized(gateway=gateway, conf=conf)
            yield
        finally:
            _end(gateway.proc)


def _not_of_py4j(record: logging.LogRecord) -> bool:
    """Keep out what py4j logs in the root logger's own name: tracebacks of what it raises as well."""
    return Path(record.pathname).parent.name != "py4j"


GONE = (Py4JError, ConnectionError)
"""What a JVM answers with that is gone already; Py4JError is also what one raises that is there."""


def quiet_accumulators(context: SparkContext) -> None:
    """Keep PySpark's server of accumulators from printing a traceback when the JVM goes: whoever waits for it says so."""
    server = context._accumulatorServer
    tell = server.handle_error

    def handle_error(request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), EOFError | ConnectionError | PySparkRuntimeError):
            tell(request, client_address)

    server.handle_error = handle_error  # type: ignore[method-assign]


def stop_spark(spark: SparkSession | SparkContext) -> None:
    """Stop Spark; when its JVM was killed, there is nothing left to stop, and nothing to say."""
    with suppress(*GONE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unable to cleanly shutdown", RuntimeWarning)
        spark.stop()


def _end(process: subprocess.Popen[bytes]) -> None:
    context = SparkContext._active_spark_context
    if context is not None:
        stop_spark(context)
    gateway = SparkContext._gateway
    SparkContext._gateway = SparkContext._jvm = None
    if gateway is not None:
        with suppress(*GONE):
            gateway.shutdown()
    if process.stdin is not None:
        process.stdin.close()  # the JVM ends when its standard input does
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _not_started(log: IO[str], error: Exception) -> SparkNotStarted | NoJava:
    log.seek(0)
    lines = [line.strip() for line in log if line.strip()]
    if any("UnsupportedClassVersionError" in line for line in lines):
        return NoJava(f"the Java found is too old; Spark needs 17 or newer: {INSTALL_JAVA}")
    said = next((line for line in lines if "rror" in line), lines[-1] if lines else str(error))
    return SparkNotStarted(f"Spark's JVM did not start: {said}")
