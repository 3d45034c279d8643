"""Execute the analyst's notebook over a lake and write it as a page: ``python -m local_pipeline.notebook --open``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import os
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from docai.filing.layout import FILINGS
from docai.lake.address import LocalAddress, parse_address
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, seconds
from docai.runtime.program import run_program
from docai.runtime.progress import Progress
from docai.runtime.streams import tell
from local_pipeline.choices import SAMPLE_LAKE

LAKE = "DOCAI_NOTEBOOK_LAKE"
"""The variable by which the notebook learns of a lake that is there."""


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser(
        "local_pipeline.notebook",
        "Execute the notebook of kf_pipeline over a lake's tables, and write it with its plots as an HTML page.",
    )
    made.option(
        "--lake",
        default=SAMPLE_LAKE,
        help="lake to look at, a folder; where it has no tables yet, the notebook runs the sample in a lake of its own",
    )
    made.option("--output", type=Path, default=Path("lake/notebook.html"), help="page to write")
    made.flag("--open", help="open the page in a browser")
    made.option("--cell-timeout", type=seconds, default=900.0, help="how long a cell may take")
    return made


def main(argv: Sequence[str]) -> ExitCode:
    """Write the page and print its address; raises CallerError, and BadPipeline when a cell fails."""
    given = parser().parse(argv)
    address = parse_address(given.lake)
    if not isinstance(address, LocalAddress):
        raise CallerError(f"--lake {given.lake}: the notebook reads a lake in a folder")
    if (address.root / FILINGS).is_dir():
        os.environ[LAKE] = str(address.root.absolute())
    elif given.lake != SAMPLE_LAKE:
        raise CallerError(f"--lake {given.lake} has no tables: run the pipeline first")
    with Progress("executing the notebook"):
        # Here: they take a second to import, and --help would wait for them.
        from nbconvert import HTMLExporter

        from kf_pipeline.run_notebook import executed

        book = executed(given.cell_timeout)
        page, _ = HTMLExporter().from_notebook_node(book)  # type: ignore[no-untyped-call]
    try:
        given.output.parent.mkdir(parents=True, exist_ok=True)
        given.output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CallerError(f"cannot write {given.output}: {error.strerror or error}") from error
    uri = given.output.absolute().as_uri()
    tell(f"The notebook: {uri}")
    if given.open:
        webbrowser.open(uri)
    return ExitCode.DONE


if __name__ == "__main__":
    run_program(main)
