from dataclasses import replace
from typing import Any

import pytest

from spark_job.errors import BadManifest
from spark_job.settings import (
    CPU,
    DNS_LABEL,
    IMAGE,
    LABEL_KEY,
    LABEL_VALUE,
    MEMORY,
    TOLERATION,
    Executors,
    PodSize,
    Settings,
    Toleration,
    mebibytes,
)

SIZE = PodSize(1, "1g", "512m")


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (
            MEMORY,
            ["2g", "512m", "1G", "2Gi", "2GiB", "3gb"],
            ["", "2", "0g", "-1g", "1.5g", "2x", "g2"],
        ),
        (CPU, ["1", "500m", "0.5", "16"], ["", "0", "-1", "1.5m", "two", "1."]),
        (DNS_LABEL, ["a", "spark-jobs", "x9"], ["", "-a", "a-", "Spark", "9x", "a_b", "a" * 64]),
        (IMAGE, ["docaiacr.azurecr.io/a/b:v1", "a@sha256:0f"], ["", " a", "/a", "-a", "a b"]),
        (LABEL_KEY, ["pool", "a.b/c", "kubernetes.azure.com/x_y"], ["", "/a", "a/", "a b", "-a"]),
        (LABEL_VALUE, ["", "spark", "1.2_a-b"], ["-a", "a-", "a b", "a" * 64]),
        (
            TOLERATION,
            ["spot", "spot:NoExecute", "a=b:NoSchedule", "a="],
            ["", "=b", "a=b=c", "a:1"],
        ),
    ],
)
def test_patterns(pattern: Any, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if pattern.fullmatch(text) is None] == []
    assert [text for text in no if pattern.fullmatch(text) is not None] == []


def test_memory_is_counted_in_mebibytes() -> None:
    assert [mebibytes(text) for text in ("512m", "2g", "1024k", "1t")] == [512, 2048, 1, 1048576]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: PodSize(0, "1g", "1g"), "0 cores"),
        (lambda: PodSize(1, "1500", "1g"), "'1500' is no amount of memory: write 512m or 4g"),
        (lambda: PodSize(1, "1g", "1g", "one"), "'one' is no amount of CPU"),
        (lambda: Executors(SIZE, 0), "at least one has to do the work"),
        (lambda: Executors(SIZE, 4, 2), "at most 2 executors, but it begins with 4"),
    ],
)
def test_sizes_that_cannot_run_are_refused(made: Any, says: str) -> None:
    with pytest.raises(BadManifest, match=says):
        made()


def test_tolerations_are_read_as_kubectl_writes_taints() -> None:
    assert Toleration.parse("pool=spark:NoSchedule") == Toleration("pool", "spark", "NoSchedule")
    assert Toleration.parse("spot") == Toleration("spot")
    with pytest.raises(ValueError, match="'Never' is no effect"):
        Toleration.parse("spot:Never")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"namespace": "Spark_Jobs"}, "'Spark_Jobs' cannot be a namespace"),
        ({"service_account": ""}, "cannot be a service account"),
        ({"step": "a" * 31}, "at most 30 fit"),
        ({"image": "not an image"}, "is no image"),
        ({"driver": PodSize(1, "256m", "256m")}, "Spark refuses a driver below 450m"),
        ({"ttl": 60}, "give --ttl at least 1d"),
        ({"node_selector": {"a b": "c"}}, "is no label of a node"),
        ({"identity": "key"}, "--account-key-secret NAME:KEY"),
    ],
)
def test_settings_that_cannot_work_say_what_would(
    settings: Settings, fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadManifest, match=says):
        replace(settings, **fields)
