"""Run the whole pipeline on this machine: ``python -m local_pipeline.run --sample``."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from data_loader.ending import carried_out_in
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai.runtime.stop import StopSignal
from docai.runtime.streams import telling_of_what_is_done
from local_pipeline.options import parse_options, parser
from local_pipeline.pipeline import check_tolerance, run_pipeline
from local_pipeline.summary import print_summary
from local_pipeline.watching import go_on

STOP_SECONDS = 9.5
"""A stop of a watch that is not carried out after so long is cut short."""

__all__ = ["main", "parser"]


def main(argv: Sequence[str]) -> ExitCode:
    """Run the steps and print what came of them; raises DocaiError."""
    options = parse_options(argv)
    with StopSignal() as stop:
        if options.watch is not None:
            with carried_out_in(STOP_SECONDS, stop):
                go_on(options, options.watch, stop)
        summary = run_pipeline(options, stop)
    with telling_of_what_is_done():
        print_summary(summary, Console())
    check_tolerance(summary, options.tolerate)
    return ExitCode.DONE


if __name__ == "__main__":
    run_program(main)
