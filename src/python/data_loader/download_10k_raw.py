"""Fetch 10-K filings from EDGAR into the lake: ``python -m data_loader.download_10k_raw --help``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from data_loader.memory import use_one_arena
from data_loader.options import LoaderOptions, parse_options
from data_loader.run import Planned, load, plan
from data_loader.summary import table
from docai.lake.open import open_lake
from docai.runtime.errors import PartialError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai.runtime.stop import StopSignal


def main(argv: Sequence[str]) -> ExitCode:
    """Load what ``argv`` asks for; raises DocaiError, whose exit code says who must do something about it."""
    options = parse_options(argv)
    use_one_arena()
    lake = open_lake(options.lake)
    with StopSignal() as stop:
        if options.dry_run:
            _print_plan(plan(options.settings, lake=lake, stop=stop))
            return ExitCode.DONE
        summary = load(options.settings, lake=lake, stop=stop)
    options.outputs.write(summary)
    print(table(summary))
    if summary.stopped:
        raise Stopped(f"stopped on request; {summary.not_reached} filings are left to the next run")
    _check_tolerance(options, summary.failed, summary.tried, summary.failures)
    return ExitCode.DONE


def _check_tolerance(
    options: LoaderOptions, failed: int, tried: int, failures: Sequence[str]
) -> None:
    if not options.tolerate.allows(failed, tried):
        raise PartialError(
            f"{failed} of {tried} filings failed, and --tolerate allows {options.tolerate}: {'; '.join(failures)}"
        )


def _print_plan(planned: Iterable[Planned]) -> None:
    fetched = stored = 0
    print(
        f"{'accession':<20}  {'CIK':<10}  {'form':<10}  {'filed':<10}  {'in the lake':<11}  company"
    )
    for each in planned:
        intent, there = each.intent, each.path is not None
        fetched, stored = fetched + (not there), stored + there
        print(
            f"{intent.accession:<20}  {intent.cik:<10}  {intent.form:<10}  {intent.filed}  "
            f"{'yes' if there else 'no':<11}  {intent.company}"
        )
    print(f"{fetched} to fetch, {stored} in the lake", file=sys.stderr)


if __name__ == "__main__":
    run_program(main)
