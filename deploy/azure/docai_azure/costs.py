"""What an installation costs: quantities, the arithmetic behind each, and prices that whoever asks puts in.

Azure's prices differ by region, contract and day, so none stands here: the price list of your subscription has them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from docai_azure.settings import Settings

MONTH_HOURS = 730
NIGHTS = 30
STEPS_OF_PUBLISHING = 3
"""Requests that write, for each filing stored: create, append, rename (``benchmarks.lake.request_counts``)."""


def _of(default: float, words: str) -> Any:
    return field(default=default, metadata={"words": words})


@dataclass(frozen=True)
class Amounts:
    """What is counted. Those of 1,000 filings are measured: ``python -m benchmarks.spark.costs``."""

    filings: float = _of(260_000, "10-Ks of all kinds since 1993; a check of coverage counts them")
    filings_a_year: float = _of(7_500, "new 10-Ks a year")
    raw_mb: float = _of(130, "MB in raw, of 1,000 filings")
    table_mb: float = _of(230, "MB in the tables, of 1,000 filings")
    core_seconds: float = _of(440, "core-seconds of the Spark job, of 1,000 filings")
    use: float = _of(0.75, "share of its cores that a job uses (benchmarks.spark.throughput)")
    rate: float = _of(9.4, "filings a second from EDGAR, at most")
    spark_cores: float = _of(8, "cores of a node for Spark")
    idle_minutes: float = _of(
        20,
        "minutes a night that a node is there without reading: 5 to start, 5 of the job, 10 until it is taken away",
    )
    disk_gb: float = _of(40, "GB of disks of Kubeflow Pipelines")
    log_gb: float = _of(1, "GB of logs a month")


@dataclass(frozen=True)
class Prices:
    """What one unit costs; 0: not known, and not in the sum."""

    cool_gb_month: float = _of(0, "a GB in the cool tier for a month")
    hot_gb_month: float = _of(0, "a GB in the hot tier for a month")
    writes_10k: float = _of(0, "10,000 write operations, hot")
    spot_node_hour: float = _of(0, "an hour of a node for Spark, spot")
    system_node_hour: float = _of(0, "an hour of a system node")
    cluster_hour: float = _of(0, "an hour of the cluster's control plane (tier standard)")
    registry_day: float = _of(0, "a day of the container registry (Standard)")
    balancer_hour: float = _of(0, "an hour of the load balancer with its public address")
    disk_gb_month: float = _of(0, "a GB of disk for a month")
    log_gb: float = _of(0, "a GB of logs taken in")


@dataclass(frozen=True)
class Line:
    """A line of the table: a quantity, how it comes about, and what a unit costs."""

    what: str
    arithmetic: str
    quantity: float
    unit: str
    price: float

    @property
    def money(self) -> float:
        """What the line costs."""
        return self.quantity * self.price


def backfill(amounts: Amounts, prices: Prices) -> list[Line]:
    """Return what everything since 1993 costs once."""
    thousands = amounts.filings / 1000
    seconds = thousands * amounts.core_seconds
    hours = seconds / amounts.use / amounts.spark_cores / 3600
    writes = amounts.filings * STEPS_OF_PUBLISHING / 10_000
    return [
        Line(
            "Spark, once",
            f"{thousands:,.0f} x {amounts.core_seconds:,.0f} core-seconds / {amounts.use:.0%} / {amounts.spark_cores:.0f} cores",
            hours,
            "node-hours",
            prices.spot_node_hour,
        ),
        Line(
            "publishing filings",
            f"{amounts.filings:,.0f} x {STEPS_OF_PUBLISHING} writes",
            writes,
            "10,000 writes",
            prices.writes_10k,
        ),
    ]


def month(amounts: Amounts, prices: Prices, system_nodes: int) -> list[Line]:
    """Return what a month costs, everything since 1993 kept, a run each night."""
    thousands = amounts.filings / 1000
    new = amounts.filings_a_year / 365
    work = new / 1000 * amounts.core_seconds
    minutes = work / amounts.use / amounts.spark_cores / 60 + amounts.idle_minutes
    return [
        Line(
            "filings as served",
            f"{thousands:,.0f} x {amounts.raw_mb:,.0f} MB",
            thousands * amounts.raw_mb / 1000,
            "GB, cool",
            prices.cool_gb_month,
        ),
        Line(
            "tables",
            f"{thousands:,.0f} x {amounts.table_mb:,.0f} MB",
            thousands * amounts.table_mb / 1000,
            "GB, hot",
            prices.hot_gb_month,
        ),
        Line(
            "Spark, nightly",
            f"{NIGHTS} x ({work:,.0f} core-seconds / {amounts.use:.0%} / {amounts.spark_cores:.0f} cores "
            f"+ {amounts.idle_minutes:.0f} min)",
            NIGHTS * minutes / 60,
            "node-hours",
            prices.spot_node_hour,
        ),
        Line(
            "system nodes",
            f"{system_nodes} x {MONTH_HOURS} h",
            system_nodes * MONTH_HOURS,
            "node-hours",
            prices.system_node_hour,
        ),
        Line("control plane", f"{MONTH_HOURS} h", MONTH_HOURS, "hours", prices.cluster_hour),
        Line("load balancer", f"{MONTH_HOURS} h", MONTH_HOURS, "hours", prices.balancer_hour),
        Line("registry", f"{NIGHTS} days", NIGHTS, "days", prices.registry_day),
        Line("disks", f"{amounts.disk_gb:,.0f} GB", amounts.disk_gb, "GB", prices.disk_gb_month),
        Line("logs", f"{amounts.log_gb:,.1f} GB", amounts.log_gb, "GB", prices.log_gb),
    ]


def loading_hours(amounts: Amounts) -> float:
    """Return how long EDGAR's rate makes the backfill last, in hours."""
    return amounts.filings / amounts.rate / 3600


def table(title: str, lines: Sequence[Line]) -> Iterator[str]:
    """Yield the table's lines as text, the sum last; a line without a price has no money, and is named below."""
    yield title
    for line in lines:
        money = f"{line.money:12,.2f}" if line.price else f"{'–':>12}"
        price = f"x {line.price:g}" if line.price else ""
        yield f"  {line.what:<20} {line.quantity:>10,.1f} {line.unit:<14}{price:<12}{money}   {line.arithmetic}"
    yield f"  {'together':<20} {'':<37}{sum(line.money for line in lines):12,.2f}"
    unknown = [line.what for line in lines if not line.price]
    if unknown:
        yield f"  without a price, and not in the sum: {', '.join(unknown)}"


def report(amounts: Amounts, prices: Prices, settings: Settings) -> Iterator[str]:
    """Yield both tables as lines of text."""
    yield from table("Once: everything since 1993", backfill(amounts, prices))
    yield f"  loading lasts {loading_hours(amounts):,.1f} hours at {amounts.rate:g} filings a second"
    yield ""
    yield from table("A month", month(amounts, prices, settings.cluster.system_nodes))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add an option for each amount and each price."""
    for kind, prefix in ((Amounts, ""), (Prices, "price-")):
        for one in fields(kind):
            parser.add_argument(
                f"--{prefix}{one.name.replace('_', '-')}",
                type=_amount,
                default=one.default,
                metavar="N",
                help=f"{one.metadata['words']} (default: %(default)g)",
            )


def chosen(given: Mapping[str, Any]) -> tuple[Amounts, Prices]:
    """Return what the options say."""
    return (
        Amounts(**{one.name: given[one.name] for one in fields(Amounts)}),
        Prices(**{one.name: given[f"price_{one.name}"] for one in fields(Prices)}),
    )


def _amount(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 on")
    return value
