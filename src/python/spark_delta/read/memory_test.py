from __future__ import annotations

import pytest

from spark_delta.read.memory import (
    LEAST,
    MEBIBYTE,
    MOST,
    OF_A_JVM,
    OF_A_WORKER,
    machine_bytes,
    reader_bytes,
)

GIGABYTE = 1 << 30
POD = {
    "spark.master": "k8s://https://10.0.0.1:443",
    "spark.executor.memory": "2g",
    "spark.executor.memoryOverhead": "4g",
    "spark.executor.cores": "2",
}


def test_the_readers_of_a_pod_fit_into_it_with_their_workers_and_the_jvm() -> None:
    one = reader_bytes(POD, 2, 512 * GIGABYTE)
    assert one == 1408 * MEBIBYTE
    assert 2 * (one + OF_A_WORKER) + OF_A_JVM <= 4 * GIGABYTE


def test_a_pod_without_an_overhead_has_what_spark_takes() -> None:
    conf = {name: value for name, value in POD.items() if "Overhead" not in name}
    assert reader_bytes(conf | {"spark.executor.memory": "10g"}, 2, GIGABYTE) == int(
        ((10 * GIGABYTE * 0.4) - OF_A_JVM) // 2 - OF_A_WORKER
    )


@pytest.mark.parametrize(("given", "same"), [("4096", "4g"), ("4096m", "4g"), ("4GB", "4g")])
def test_amounts_are_read_as_spark_reads_them(given: str, same: str) -> None:
    key = "spark.executor.memoryOverhead"
    assert reader_bytes(POD | {key: given}, 1, 0) == reader_bytes(POD | {key: same}, 1, 0)


def test_a_large_machine_gives_a_reader_as_much_as_any_filing_needs() -> None:
    assert reader_bytes({"spark.driver.memory": "4g"}, 2, 64 * GIGABYTE) == MOST


def test_the_cores_of_a_small_machine_share_what_the_jvm_leaves() -> None:
    one = reader_bytes({"spark.driver.memory": "2048m"}, 4, 8 * GIGABYTE)
    assert LEAST < one < 1024 * MEBIBYTE


def test_a_reader_never_gets_less_than_ordinary_filings_need() -> None:
    assert reader_bytes({"spark.driver.memory": "1g"}, 64, 2 * GIGABYTE) == LEAST


def test_a_machine_has_memory() -> None:
    assert machine_bytes() > GIGABYTE // 4
