"""Fetch 10-K filings from EDGAR into the lake: ``python -m data_loader.download_10k_raw --help``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(600)

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from data_loader.dry_run import Planned, plan
from data_loader.ending import carried_out_in
from data_loader.memory import use_one_arena
from data_loader.options import LoaderOptions, parse_options, parser
from data_loader.record.loader_record import keep_refusal, kept_in_lake, note_summary
from data_loader.run import load
from data_loader.settings import LoaderSettings
from data_loader.summary import LoadSummary, sentence, table
from data_loader.watch.options import Pace
from data_loader.watch.watch import watch
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError, PartialError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import run_program
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell

__all__ = ["main", "parser"]

STOP_SECONDS = 9.5
"""A stop that is not carried out after so long is cut short."""


def main(argv: Sequence[str]) -> ExitCode:
    """Load what ``argv`` asks for; raises DocaiError, whose exit code says who must do something about it."""
    with StopSignal() as stop, carried_out_in(STOP_SECONDS, stop):
        try:
            options = parse_options(argv)
        except DocaiError as error:
            keep_refusal(argv, error)
            raise
        use_one_arena()
        lake = open_lake(options.lake)
        if options.dry_run:
            _print_plan(plan(options.settings, lake=lake, stop=stop))
        elif options.watch is not None:
            _watch(options.settings, options.watch, lake, stop)
        else:
            _load(options, lake, stop)
    return ExitCode.DONE


def _load(options: LoaderOptions, lake: Lake, stop: StopSignal) -> None:
    with kept_in_lake(lake, options.settings.run_id, stop) as notes:
        summary = load(
            options.settings, lake=lake, stop=stop, tell=lambda done: note_summary(notes, done)
        )
        options.outputs.write(summary)
        tell(table(summary))
        _check(options, summary)


def _watch(settings: LoaderSettings, pace: Pace, lake: Lake, stop: StopSignal) -> None:
    with kept_in_lake(lake, settings.run_id, stop) as notes:
        done = watch(
            settings, pace, lake=lake, stop=stop, tell=lambda summary: tell(sentence(summary))
        )
        notes.figures = asdict(done)
        raise Stopped(
            f"stopped on request; {done.stored} filings were stored in {done.looks} looks, with {done.requests} requests"
        )


def _check(options: LoaderOptions, summary: LoadSummary) -> None:
    """Raise what keeps a run that came to its end from being done."""
    if summary.stopped:
        raise Stopped(f"stopped on request; {summary.not_reached} filings are left to the next run")
    if not options.tolerate.allows(summary.failed_in_all, summary.tried):
        raise PartialError(
            f"{summary.failed_in_all} of {summary.tried} filings failed, and --tolerate allows {options.tolerate}: "
            f"{'; '.join(summary.failures)}"
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
            f"{'yes' if there else 'no':<11}  {printable(intent.company)}"
        )
    print(f"{fetched} to fetch, {stored} in the lake", file=sys.stderr)


if __name__ == "__main__":
    run_program(main)
