"""The arithmetic of the costs, on numbers that a person can follow."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace

import pytest

from docai_azure.costs import (
    Amounts,
    Prices,
    add_options,
    backfill,
    chosen,
    loading_hours,
    month,
    report,
)
from docai_azure.settings import Settings

AMOUNTS = Amounts(
    filings=100_000,
    filings_a_year=3650,
    raw_mb=300,
    table_mb=50,
    core_seconds=600,
    use=0.5,
    spark_cores=8,
    idle_minutes=15,
)
PRICES = Prices(
    cool_gb_month=0.01,
    hot_gb_month=0.02,
    writes_10k=0.1,
    spot_node_hour=0.1,
    system_node_hour=0.2,
    log_gb=2,
)


def test_the_backfill_costs_core_seconds_and_writes() -> None:
    spark, writes = backfill(AMOUNTS, PRICES)
    # 100 x 600 core-seconds on half of 8 cores: 15,000 s
    assert spark.quantity == pytest.approx(15_000 / 3600)
    assert spark.money == pytest.approx(15_000 / 3600 * 0.1)
    assert writes.quantity == pytest.approx(30)
    assert writes.money == pytest.approx(3)


def test_a_month_costs_storage_nights_and_what_always_stands() -> None:
    lines = {line.what: line for line in month(AMOUNTS, PRICES, system_nodes=2)}
    assert (lines["filings as served"].quantity, lines["tables"].quantity) == (30, 5)
    # ten filings a night: 6 core-seconds on four cores are 1.5 s, beside 15 minutes without reading
    assert lines["Spark, nightly"].quantity == pytest.approx(30 * 15.025 / 60)
    assert lines["system nodes"].money == pytest.approx(2 * 730 * 0.2)


def test_loading_lasts_as_long_as_edgar_allows() -> None:
    assert loading_hours(replace(AMOUNTS, filings=33_840, rate=9.4)) == pytest.approx(1)


def test_the_sums_are_those_of_their_lines_and_what_has_no_price_is_named() -> None:
    text = list(report(AMOUNTS, PRICES, Settings()))
    once = sum(line.money for line in backfill(AMOUNTS, PRICES))
    always = sum(line.money for line in month(AMOUNTS, PRICES, 2))
    sums = [float(line.split()[-1].replace(",", "")) for line in text if "together" in line]
    assert sums == [pytest.approx(once, abs=0.005), pytest.approx(always, abs=0.005)]
    assert text[-1].endswith("control plane, load balancer, registry, disks")


def test_every_amount_and_price_is_an_option() -> None:
    parser = argparse.ArgumentParser()
    add_options(parser)
    words = ["--filings", "1", "--price-log-gb", "2.5", "--log-gb", "3"]
    amounts, prices = chosen(vars(parser.parse_args(words)))
    assert (amounts.filings, amounts.log_gb, prices.log_gb) == (1, 3, 2.5)
    assert {one.name for one in fields(Amounts)} & {"price_log_gb"} == set()


@pytest.mark.parametrize("value", ["-1", "much", "inf", "nan"])
def test_what_is_no_amount_is_refused(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_options(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--filings", value])
    assert "is not a number from 0 on" in capsys.readouterr().err


def test_the_measured_amounts_are_set() -> None:
    assert min(getattr(Amounts(), name) for name in ("raw_mb", "table_mb", "core_seconds")) > 0
