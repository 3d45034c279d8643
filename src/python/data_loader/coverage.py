"""Hold EDGAR's index against the lake and its tables: ``python -m data_loader.coverage --help``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(600)

import logging
from collections.abc import Sequence

from data_loader.audit.options import AuditOptions, parse_options, parser
from data_loader.audit.outputs import sentence, table
from data_loader.audit.run import audit, publish, raise_if_missing, refresh_index, repair
from data_loader.ending import carried_out_in
from data_loader.memory import use_one_arena
from data_loader.record.loader_record import kept_in_lake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai.runtime.step_record import StepNotes
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell

__all__ = ["main", "parser"]

STEP = "coverage"
STOP_SECONDS = 9.5
"""A stop that is not carried out after so long is cut short."""

_log = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> ExitCode:
    """Check what ``argv`` asks for; raises DocaiError, whose exit code says who must do something about it."""
    with StopSignal() as stop, carried_out_in(STOP_SECONDS, stop):
        options = parse_options(argv)
        if not options.check:
            _log.info("nothing is checked: --check is false")
            options.outputs.write_nothing_checked()
            return ExitCode.DONE
        use_one_arena()
        lake = open_lake(options.settings.lake)
        with kept_in_lake(lake, options.settings.run_id, stop, STEP) as notes:
            _check(options, lake, stop, notes)
    return ExitCode.DONE


def _check(options: AuditOptions, lake: Lake, stop: StopSignal, notes: StepNotes) -> None:
    settings, loader = options.settings, options.loader
    if options.refresh and loader is not None:
        refresh_index(settings, loader, lake=lake, stop=stop)
    found = audit(settings, lake=lake, stop=stop)
    if options.repair and loader is not None and not found.whole:
        if found.lost:
            refresh_index(settings, loader, lake=lake, stop=stop)
            found = audit(settings, lake=lake, stop=stop)
        found = repair(settings, loader, found, lake=lake, stop=stop)
    notes.message, notes.figures = sentence(found), found.figures()
    notes.reports = (publish(lake, found),)
    options.outputs.write(found)
    tell(table(found))
    raise_if_missing(found, settings.tolerate, repaired=options.repair)


if __name__ == "__main__":
    run_program(main)
