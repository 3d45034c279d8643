"""The driver program of the operator cases: says a numbered line a second, then ends as it is told.

acting_job.py [the writer's options, not looked at] [--spark] [--seconds N] [--end exit:CODE | raise | memory]

``--spark=memory`` has an executor, not the driver, run out of memory.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

MIB = 1 << 20
TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token"  # noqa: S105 - a path


def eat() -> None:
    """Take memory until the kernel ends it."""
    held = []
    while True:
        held.append(bytearray(b"x" * (16 * MIB)))
        time.sleep(0.02)


def main() -> int:
    """Act; return the exit code."""
    options = argparse.ArgumentParser()
    options.add_argument("--spark", nargs="?", const="count")
    options.add_argument("--seconds", type=int, default=3)
    options.add_argument("--end", default="exit:0")
    given, _ = options.parse_known_args()
    if given.spark:
        from pyspark.sql import SparkSession

        session = SparkSession.builder.config("spark.task.maxFailures", 1).getOrCreate()
        print("rows", session.range(1000).repartition(2).count(), flush=True)
        held = (
            session.sparkContext.parallelize([0], 1).map(lambda _: os.path.exists(TOKEN)).collect()
        )
        print("token of the executor", held[0], "of the driver", os.path.exists(TOKEN), flush=True)
        if given.spark == "memory":
            session.sparkContext.parallelize([0], 1).foreach(lambda _: eat())
        session.stop()
    for number in range(given.seconds):
        print(f"line {number}", flush=True)
        time.sleep(1)
    print("last line", flush=True)
    how, _, code = given.end.partition(":")
    if how == "raise":
        raise ValueError("deliberate")
    if how == "memory":
        eat()
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
