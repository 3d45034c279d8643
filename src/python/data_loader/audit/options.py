"""The check's options: the loader's own that say what is meant, and what to do with what was found."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_loader.audit.outputs import OutputFiles, add_output_options
from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.options import (
    add_edgar_options,
    add_run_options,
    add_selection_options,
    criteria_of,
    loader_settings,
)
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from docai.filing.clock import today_at_edgar
from docai.runtime.options import OptionParser
from docai.runtime.tolerance import Tolerance

_EPILOG = """\
Examples:
  python -m data_loader.coverage --lake ./lake --index 2023Q1..2024Q4
  python -m data_loader.coverage --lake ./lake --all --tolerate 0.1%
  python -m data_loader.coverage --lake ./lake --ciks 320193 --repair \\
      --user-agent 'Example Corp data-team@example.com'

With --index or --all, what should be there is what EDGAR's index lists, as the lake keeps it from the loader's last run; of
companies alone it is also what the loader selected by their own lists. EDGAR is asked for nothing, unless --refresh-index or
--repair says so.

Exit codes: 0 nothing is missing; 2 change an option, a credential, a name; 3 EDGAR or the lake refused or failed after
retries; 4 more is missing than --tolerate allows, or the index of a quarter is not kept; 143 stopped on request.
"""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """What to check. ``limited``: the loader's runs end before they are through."""

    lake: str
    run_id: str
    criteria: Criteria
    hosts: Hosts
    today: date
    limited: bool = False
    tolerate: Tolerance = field(default_factory=Tolerance)


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What the command line asks for. ``loader`` asks EDGAR: None when nothing is to be asked."""

    settings: AuditSettings
    check: bool
    refresh: bool
    repair: bool
    loader: LoaderSettings | None
    outputs: OutputFiles


def parse_options(
    argv: Sequence[str], environment: Mapping[str, str] | None = None
) -> AuditOptions:
    """Return what ``argv`` and the environment ask for; raises CallerError, WrongSelection, WrongEdgar."""
    values = parser().parse(argv, environment)
    today = today_at_edgar()
    settings = audit_settings(values, today)
    asks = values.repair or values.refresh_index
    return AuditOptions(
        settings=settings,
        check=values.check == "true",
        refresh=values.refresh_index,
        repair=values.repair,
        loader=loader_settings(values, today) if asks else None,
        outputs=OutputFiles(
            report=values.output_report,
            json=values.output_json,
            missing=values.output_missing,
            metrics=values.output_metrics,
            executor_input=values.executor_input,
        ),
    )


def audit_settings(values: argparse.Namespace, today: date) -> AuditSettings:
    """Return what the loader's parsed options mean for a check; raises WrongSelection, WrongEdgar."""
    criteria = criteria_of(values, today)
    if not (criteria.names_companies or criteria.by_index):
        raise WrongSelection(
            "nothing is checked: give --tickers, --ciks or --companies, or --index 2023Q1..2024Q4, or --all"
        )
    return AuditSettings(
        lake=values.lake,
        run_id=values.run_id,
        criteria=criteria,
        hosts=Hosts.at(values.edgar_url),
        today=today,
        limited=values.limit is not None or values.max_filings is not None,
        tolerate=values.tolerate,
    )


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser(
        "data_loader.coverage",
        "Hold EDGAR's index against the lake and its tables: what is missing, named, and why.",
        epilog=_EPILOG,
    )
    made.option(
        "--lake",
        required=True,
        help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT, file:///DIR or a folder",
    )
    made.option(
        "--check",
        type=str.lower,
        choices=("true", "false"),
        default="true",
        help="false: check nothing and exit with 0, for a pipeline that leaves the step out",
    )
    made.flag(
        "--repair",
        help="fetch what is missing, and hand the writer what it has not written; needs --user-agent",
    )
    made.flag(
        "--refresh-index",
        help="first ask EDGAR for the index of these quarters, as far as it changed; needs --user-agent",
    )
    add_selection_options(made)
    add_edgar_options(made)
    add_run_options(made)
    add_output_options(made)
    return made
