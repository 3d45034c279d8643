"""The checks of an image that runs Spark: as the operator starts its driver, as Spark starts its executors."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from tried_image import ANYONE, TriedImage, must

SMOKE = """\
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark.range(1000).write.format("delta").save("file:///tmp/table")
print("rows", spark.read.format("delta").load("file:///tmp/table").count())
spark.stop()
"""
"""What the driver runs: it writes a Delta table and reads it."""


class SparkChecks(TriedImage):
    """The checks of one image; each returns what was seen, or raises Failed."""

    def all(self) -> list[Callable[[], str]]:
        return [self.names, self.driver, self.executor]

    def names(self) -> str:
        """A UID that the image does not know has a name all the same: Hadoop insists."""
        name = self.contained("-c", "id -un", entry="sh").strip()
        must(name != "" and not name.isdigit(), name)
        return f"{ANYONE} is {name}"

    def driver(self) -> str:
        """As the operator starts a driver, Spark writes a Delta table and reads it."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            (Path(folder) / "smoke.py").write_text(SMOKE)
            settings = {
                "spark.driver.host": "127.0.0.1",
                "spark.ui.enabled": "false",
                "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
                "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                "spark.sql.warehouse.dir": "file:///tmp/warehouse",
            }
            pairs = [f"{key}={value}" for key, value in settings.items()]
            said = self.contained(
                "driver",
                "--master",
                "local[1]",
                *(word for pair in pairs for word in ("--conf", pair)),
                "local:///job/smoke.py",
                options=["-v", f"{folder}:/job:ro", "-e", "SPARK_DRIVER_BIND_ADDRESS=127.0.0.1"],
            )
        must("rows 1000" in said, said[-500:])
        return "1000 rows written and read"

    def executor(self) -> str:
        """As Spark starts an executor, it asks the driver that it was told of, with the memory that it was given."""
        variables = {
            "SPARK_DRIVER_URL": "spark://CoarseGrainedScheduler@127.0.0.1:1",
            "SPARK_EXECUTOR_ID": "1",
            "SPARK_EXECUTOR_CORES": "1",
            "SPARK_EXECUTOR_MEMORY": "200m",
            "SPARK_EXECUTOR_POD_IP": "127.0.0.1",
            "SPARK_EXECUTOR_POD_NAME": "pod-1",
            "SPARK_APPLICATION_ID": "app-1",
            "SPARK_RESOURCE_PROFILE_ID": "0",
            "SPARK_JAVA_OPT_0": "-Dfirst=a b",
            "SPARK_JAVA_OPT_10": "-Dthird=3",
            "SPARK_JAVA_OPT_2": "-XX:+PrintCommandLineFlags",
        }
        options = [word for pair in variables.items() for word in ("-e", "=".join(pair))]
        said = self.contained("executor", options=options, code=1)
        for word in ("-XX:MaxHeapSize=209715200", "KubernetesExecutorBackend", "127.0.0.1:1"):
            must(word in said, f"no {word} in: {said[-1500:]}")
        return "200 MB of heap, looks for its driver"
