"""Run the whole pipeline on this machine: ``python -m local_pipeline.run --sample``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(2500)

from collections.abc import Sequence

from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser
from docai.runtime.program import run_program
from docai.runtime.stop import StopSignal

STOP_SECONDS = 9.5
"""A stop of a watch that is not carried out after so long is cut short."""


def main(argv: Sequence[str]) -> ExitCode:
    """Run the steps and print what came of them; raises DocaiError."""
    with StopSignal() as stop:
        # Within it: the steps and their libraries take a second to import, and Ctrl-C is answered in that second too.
        from local_pipeline.options import parse_options

        options = parse_options(argv)
        from spark_delta.interpreter import raise_if_stripped

        raise_if_stripped()
        from data_loader.ending import carried_out_in
        from local_pipeline.pipeline import check_tolerance, run_pipeline
        from local_pipeline.summary import tell_summary
        from local_pipeline.watching import go_on

        stop.raise_if_requested()
        if options.watch is not None:
            with carried_out_in(STOP_SECONDS, stop):
                go_on(options, options.watch, stop)
        summary = run_pipeline(options, stop)
    tell_summary(summary)
    check_tolerance(summary, options.tolerate)
    return ExitCode.DONE


def parser() -> OptionParser:
    """Return the program's options."""
    from local_pipeline import options

    return options.parser()


if __name__ == "__main__":
    run_program(main)
