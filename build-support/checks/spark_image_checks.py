"""The checks of an image that runs Spark: as the operator starts its driver, as Spark starts its executors."""

from __future__ import annotations

import gzip
import hashlib
import json
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from tried_image import ANYONE, SITE, TriedImage, must

LAKE = "/tmp/lake"  # noqa: S108 - a folder of the container
ACCESSION = "0000990001-24-000001"
SUBMISSION = f"""\
<SEC-DOCUMENT>{ACCESSION}.txt : 20240301
<SEC-HEADER>{ACCESSION}.hdr.sgml : 20240301
<ACCEPTANCE-DATETIME>20240301163005
ACCESSION NUMBER:\t\t{ACCESSION}
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20231231
FILED AS OF DATE:\t\t20240301
FILER:
\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLANTERN WORKS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000990001
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<SEQUENCE>1
<FILENAME>a.txt
<TEXT>
Item 1. Business

We make lanterns, and sell them by the sea.

Item 2. Properties

We own a shed.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
MANIFEST_LINE = {
    "accession": ACCESSION,
    "cik": "0000990001",
    "ciks": ["0000990001"],
    "company": "LANTERN WORKS INC",
    "form": "10-K",
    "filed": "2024-03-01",
    "period": "2023-12-31",
    "url": "https://www.sec.gov/Archives/edgar/data/990001/0000990001-24-000001.txt",
    "path": f"raw/10-k/0000990001/{ACCESSION}.txt.gz",
    "bytes": len(SUBMISSION.encode()),
    "sha256": hashlib.sha256(SUBMISSION.encode()).hexdigest(),
    "status": "stored",
    "error": None,
    "attempts": 1,
    "fetched_at": "2024-03-02T00:00:00Z",
}


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
        """As the operator starts a driver, the writer's file puts a filing into Delta tables.

        Spark is given the file, whose folder then stands first where Python looks for modules: a room of the writer that is
        named like a library would hide it.
        """
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "spark.submit.callSystemExitOnMainExit": "true",
        }
        pairs = [word for pair in settings.items() for word in ("--conf", "=".join(pair))]
        submitted = [
            *("/entrypoint.sh", "driver", "--master", "local[1]", *pairs),
            f"local://{SITE}/spark_delta/run_spark_deltawriter.py",
            *("--lake", LAKE),
        ]
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            put_filing(Path(folder))
            said = self.contained(
                *("-c", f"cp -r /lake {LAKE} && exec {shlex.join(submitted)}"),
                entry="sh",
                options=["-v", f"{folder}:/lake:ro", "-e", "SPARK_DRIVER_BIND_ADDRESS=127.0.0.1"],
            )
        must("1 filings with 2 Items written" in said, said[-1500:])
        return "a filing written"

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


def put_filing(lake: Path) -> None:
    """Put a filing of a fictional filer into ``lake``, as the loader does."""
    raw = lake / str(MANIFEST_LINE["path"])
    part = lake / "raw/_manifests/20240302T000000Z-check-00000000/0001.jsonl"
    for file in (raw, part):
        file.parent.mkdir(parents=True)
    raw.write_bytes(gzip.compress(SUBMISSION.encode()))
    part.write_text(json.dumps(MANIFEST_LINE) + "\n")
