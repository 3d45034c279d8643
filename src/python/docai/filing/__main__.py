"""Cut a document out of a stored submission: ``python -m docai.filing cut LAKE ACCESSION FILE``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(1500)

from collections.abc import Sequence

from docai.cutting import main
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program


def _run(argv: Sequence[str]) -> ExitCode:
    return main(argv[1:] if argv[:1] == ["cut"] else argv)


if __name__ == "__main__":
    run_program(_run)
