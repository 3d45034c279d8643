"""The watch of ``deploy/`` asks the loader and the writer for what they know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from data_loader.options import parse_options
from spark_delta import run_spark_deltawriter

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"


@pytest.fixture
def containers() -> dict[str, Any]:
    """The containers of the watch by name."""
    made = yaml.safe_load((DEPLOY / "base" / "watch" / "deployment.yaml").read_text())
    return {each["name"]: each for each in made["spec"]["template"]["spec"]["containers"]}


@pytest.fixture
def environment() -> dict[str, str]:
    """The settings of the overlay."""
    made = yaml.safe_load((DEPLOY / "overlays" / "watch" / "kustomization.yaml").read_text())
    (settings,) = made["configMapGenerator"]
    return dict(each.split("=", 1) for each in settings["literals"])


def test_the_loader_watches_the_companies_of_the_overlay(
    containers: dict[str, Any], environment: dict[str, str]
) -> None:
    options = parse_options(containers["loader"]["args"], environment)
    assert options.watch is not None
    assert options.lake == environment["DOCAI_LAKE"]
    assert options.settings.criteria.tickers == ("AAPL", "MSFT")
    assert options.settings.criteria.since is not None


def test_the_writer_watches_the_same_lake_on_one_core(
    containers: dict[str, Any], environment: dict[str, str]
) -> None:
    values = run_spark_deltawriter.parser().parse(containers["writer"]["args"], environment)
    assert values.watch
    assert values.lake == environment["DOCAI_LAKE"]
    assert values.master == "local[1,3]"
    assert values.watch_every == 15.0


def test_what_the_writer_may_use_fits_into_its_pod(containers: dict[str, Any]) -> None:
    args = containers["writer"]["args"]
    values = run_spark_deltawriter.parser().parse([*args, "--lake", "x"], {})
    limit = containers["writer"]["resources"]["limits"]["memory"]
    assert limit.endswith("Gi")
    beside = 1024  # MB: what the JVM has beside its heap, the driver's and the worker's Python
    used = values.driver_memory_mb + values.reader_memory_mb + beside
    assert used <= int(limit[:-2]) * 1024
