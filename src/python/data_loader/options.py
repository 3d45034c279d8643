"""The loader's options, and what they mean together."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_loader import option_values
from data_loader.edgar.limiter import DEFAULT_RATE, HIGHEST_RATE
from data_loader.outputs import OutputFiles, add_output_options
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from data_loader.settings import LoaderSettings
from data_loader.watch.options import Pace, add_watch_options, pace_of
from docai.filing.clock import today_at_edgar
from docai.filing.forms import select_forms
from docai.runtime.options import (
    Day,
    OptionParser,
    comma_list,
    day,
    positive_float,
    positive_int,
    seconds,
)
from docai.runtime.tolerance import Tolerance

_EPILOG = """\
Examples:
  python -m data_loader.download_10k_raw --lake ./lake \\
      --tickers AAPL,BRK-B --from 2020-01-01 \\
      --user-agent 'Example Corp data-team@example.com'
  python -m data_loader.download_10k_raw --lake ./lake \\
      --index 2023Q1..2024Q4 --dry-run
  python -m data_loader.download_10k_raw --all --max-filings 20000 \\
      --lake abfss://data@account.dfs.core.windows.net/docai
  python -m data_loader.download_10k_raw --lake ./lake \\
      --all --from 7d
  python -m data_loader.download_10k_raw --lake ./lake \\
      --tickers AAPL,BRK-B --watch

Every option narrows the selection. Companies come from --tickers, --ciks and --companies together; with --index or --all
they are looked up in EDGAR's index instead of their own lists.

Exit codes: 0 done; 2 change an option, a credential, a name; 3 EDGAR or the lake refused or failed after retries, or
--no-wait met another loader; 4 more filings failed than --tolerate allows; 143 stopped on request, cleanly.
"""


@dataclass(frozen=True, slots=True)
class LoaderOptions:
    """What the command line asks for: a run's settings, the lake's address, and what to do with the result."""

    settings: LoaderSettings
    lake: str
    tolerate: Tolerance
    dry_run: bool
    outputs: OutputFiles
    watch: Pace | None = None


def parse_options(
    argv: Sequence[str], environment: Mapping[str, str] | None = None
) -> LoaderOptions:
    """Return what ``argv`` and the environment ask for; raises CallerError, WrongSelection, WrongEdgar.

    Days such as ``7d`` are turned into dates here, once for the run.
    """
    values = parser().parse(argv, environment)
    return LoaderOptions(
        settings=loader_settings(values),
        lake=values.lake,
        tolerate=values.tolerate,
        dry_run=values.dry_run,
        outputs=OutputFiles(
            manifest=values.output_manifest,
            metrics=values.output_metrics,
            stored=values.output_stored,
            already_stored=values.output_already_stored,
            missing=values.output_missing,
            failed=values.output_failed,
            executor_input=values.executor_input,
        ),
        watch=pace_of(values),
    )


def loader_settings(values: argparse.Namespace, today: date | None = None) -> LoaderSettings:
    """Return the settings that parsed options mean; raises WrongSelection, WrongEdgar.

    Days before today count from ``today``: that of EDGAR's clock when it is not given.
    """
    today = today or today_at_edgar()
    return LoaderSettings(
        criteria=criteria_of(values, today, may_be_empty=values.rebuild_manifests),
        run_id=values.run_id,
        user_agent=values.user_agent or "",
        edgar_url=values.edgar_url,
        rate=values.rate,
        workers=values.workers,
        tries=values.tries,
        retry_wait=values.retry_wait,
        timeout=values.timeout,
        block_pause=values.block_pause,
        patience=values.patience,
        max_filings=values.max_filings,
        max_filing_mb=values.max_filing_mb,
        wait_for_budget=not values.no_wait,
        staging_ttl=values.staging_ttl,
        part_seconds=values.part_seconds,
        today=today,
        rebuild_manifests=values.rebuild_manifests,
    )


def criteria_of(values: argparse.Namespace, today: date, *, may_be_empty: bool = False) -> Criteria:
    """Return what parsed options select; raises WrongSelection, of nothing selected unless it ``may_be_empty``."""
    since: Day | None = getattr(values, "from")
    until: Day | None = values.to
    return Criteria(
        tickers=values.tickers,
        ciks=values.ciks,
        companies=values.companies,
        index=values.index,
        everything=values.all,
        since=since.on(today) if since else None,
        until=until.on(today) if until else None,
        forms=select_forms(values.forms, amendments=values.amendments),
        refetch=values.refetch,
        limit=values.limit,
        may_be_empty=may_be_empty,
    )


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser(
        "data_loader.download_10k_raw",
        "Fetch 10-K filings from EDGAR into the lake's raw/10-k: each one whole, and once.",
        epilog=_EPILOG,
    )
    made.option(
        "--lake",
        required=True,
        help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT, file:///DIR or a folder",
    )
    made.flag("--dry-run", help="list the selected filings and exit; fetch nothing")
    add_selection_options(made)
    add_edgar_options(made)
    add_run_options(made)
    add_watch_options(made)
    add_output_options(made)
    return made


def add_selection_options(parser: OptionParser) -> None:
    """Add what says which filings are meant."""
    parser.group("which filings")
    parser.option("--tickers", type=comma_list, default=(), help="company tickers: AAPL,BRK-B")
    parser.option(
        "--ciks",
        type=option_values.ciks,
        default=(),
        help="company CIKs, with or without leading zeros: 320193",
    )
    parser.option(
        "--companies",
        type=option_values.names,
        default=(),
        help="company names, present or former, separated by semicolons or commas: "
        "'Apple Inc.; Lantern Works'",
    )
    parser.option(
        "--index",
        type=quarter_list,
        default=(),
        help="all filers of these quarters, from EDGAR's index: 2023Q1..2024Q4",
    )
    parser.flag("--all", help="all filers since 1993, from EDGAR's index")
    days = "a date such as 2024-03-01, or 7d: days before today (New York time)"
    parser.option("--from", type=day, help=f"earliest filing date; {days}", metavar="DAY")
    parser.option("--to", type=day, help="latest filing date, written the same way", metavar="DAY")
    parser.option(
        "--forms",
        type=option_values.forms,
        default=(),
        help="form types: 10-K,10-KT, or all; default: every 10-K variant without amendments",
    )
    parser.flag("--amendments", help="include amendments (/A) of these forms")
    parser.option("--limit", type=positive_int, help="maximum number of filings to select")
    parser.option(
        "--refetch",
        type=option_values.accessions,
        default=(),
        help="accession numbers of stored filings to fetch again (re-issued, or damaged in the lake); the new copy is stored "
        "beside the old one",
    )


def add_edgar_options(parser: OptionParser) -> None:
    """Add what says where EDGAR is, who asks, and how it is treated."""
    parser.group("EDGAR")
    parser.option(
        "--user-agent",
        help="your name and contact, which EDGAR requires: 'Example Corp data-team@example.com'",
    )
    parser.option("--edgar-url", help="server to use instead of www.sec.gov and data.sec.gov")
    parser.option(
        "--rate",
        type=positive_float,
        default=DEFAULT_RATE,
        help=f"requests per second, {HIGHEST_RATE:g} at most, shared by all loaders of the lake",
    )
    parser.option("--workers", type=option_values.workers, default=12, help="maximum concurrent requests, 256 at most")  # fmt: skip
    parser.option("--tries", type=positive_int, default=8, help="maximum requests per filing")
    parser.option(
        "--retry-wait",
        type=seconds,
        default=0.5,
        help="seconds before the first retry; doubles each time",
    )
    parser.option("--timeout", type=seconds, default=30.0, help="read timeout, in seconds")
    parser.option(
        "--block-pause",
        type=seconds,
        default=600.0,
        help="seconds to pause after EDGAR's block page",
    )
    parser.option(
        "--patience",
        type=seconds,
        default=0.0,
        metavar="TIME",
        help="how long to keep retrying while EDGAR is unreachable: 30m; 0: only --tries",
    )
    parser.flag(
        "--no-wait",
        help="exit with 3 instead of waiting when another loader is running on this lake",
    )


def add_run_options(parser: OptionParser) -> None:
    """Add what says how long a run goes on and what it leaves behind."""
    parser.group("a run")
    parser.option("--max-filings", type=positive_int, help="stop after this many new filings")
    parser.option(
        "--max-filing-mb",
        type=positive_float,
        default=1000.0,
        metavar="MB",
        help="maximum size of a filing, in MB uncompressed; larger ones fail",
    )
    parser.option(
        "--tolerate",
        type=Tolerance.parse,
        default=Tolerance(),
        help="failures allowed before exit code 4, as a number or a percentage: 5 or 1%",
    )
    parser.option(
        "--staging-ttl",
        type=seconds,
        default=86_400.0,
        help="delete abandoned uploads older than this, in seconds",
    )
    parser.option(
        "--part-seconds", type=seconds, default=20.0, help="seconds between manifest parts"
    )
    parser.flag(
        "--rebuild-manifests",
        help="read all manifests first, add a line for each stored filing that none of them names, and set damaged parts "
        "aside; automatic when manifests are missing; without a selection, nothing is fetched and EDGAR is not asked",
    )
