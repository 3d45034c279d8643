"""The options of a watch, and what it cannot be combined with."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from data_loader.errors import WrongSelection
from docai.runtime.options import OptionParser, seconds

EVERY = 60.0
LISTS_EVERY = 3600.0

SHORTEST = 0.05
"""Seconds between two looks; what a real EDGAR is asked is bounded by --rate all the same."""

OF_ONE_RUN = ("dry_run", "index", "to", "limit", "refetch", "max_filings", "rebuild_manifests")
"""Options by which a run comes to an end, or that look back."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two looks at the feed of the latest filings, and between two at the lists that close its gaps."""

    every: float = EVERY
    lists_every: float = LISTS_EVERY


def add_watch_options(parser: OptionParser) -> None:
    """Add what makes a run go on."""
    parser.group("a watch")
    parser.flag(
        "--watch",
        help="go on until stopped: load what is selected, then each new filing as EDGAR's feed of the latest filings names it",
    )
    parser.option(
        "--watch-every",
        type=_every,
        default=EVERY,
        metavar="TIME",
        help="with --watch: time between two requests for the feed",
    )
    parser.option(
        "--lists-every",
        type=_every,
        default=LISTS_EVERY,
        metavar="TIME",
        help="with --watch: time between two looks at the companies' own lists, or at the daily indexes, which close what the feed lost",
    )


def pace_of(values: argparse.Namespace) -> Pace | None:
    """Return how a watch is paced, None where none is meant; raises WrongSelection for options that belong to a single run."""
    if not values.watch:
        return None
    for name in OF_ONE_RUN:
        if getattr(values, name, None):
            raise WrongSelection(
                f"--watch goes on until it is stopped, and --{name.replace('_', '-')} belongs to a single run: leave out one of them"
            )
    if not (values.tickers or values.ciks or values.companies or values.all):
        raise WrongSelection(
            "--watch follows companies or everybody: give --tickers, --ciks or --companies, or --all"
        )
    return Pace(values.watch_every, values.lists_every)


def _every(text: str) -> float:
    if (value := seconds(text)) < SHORTEST:
        raise ValueError(f"{text!r} is too short: {SHORTEST:g} s at least")
    return value
