"""Execute the notebook from beginning to end, as an analyst would, and say what it drew."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import importlib.resources
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, seconds
from docai.runtime.program import run_program
from docai.runtime.streams import tell
from kf_pipeline.errors import BadPipeline

NOTEBOOK = "docai_pipeline.ipynb"


def main(argv: Sequence[str]) -> ExitCode:
    """Run the notebook; raises BadPipeline when a cell fails."""
    parser = OptionParser(
        "kf_pipeline.run_notebook", "Execute the analyst's notebook on the sample."
    )
    parser.option(
        "--keep", type=Path, metavar="FILE", help="write the executed notebook, with its outputs"
    )
    parser.option("--cell-timeout", type=seconds, default=900.0, help="how long a cell may take")
    given = parser.parse(argv)
    ran = executed(given.cell_timeout)
    if given.keep is not None:
        nbformat.write(ran, str(given.keep))  # type: ignore[no-untyped-call]
    plots = sum(1 for output in outputs(ran) if "image/png" in output.get("data", {}))
    tell(f"{NOTEBOOK}: {sum(one.cell_type == 'code' for one in ran.cells)} cells, {plots} plots")
    return ExitCode.DONE


def executed(cell_timeout: float) -> Any:
    """Return the notebook with its outputs; raises BadPipeline when a cell fails."""
    source = importlib.resources.files("kf_pipeline") / NOTEBOOK
    book = nbformat.reads(source.read_text(), as_version=4)  # type: ignore[no-untyped-call]
    with importlib.resources.as_file(source) as path:
        client = NotebookClient(
            book, timeout=int(cell_timeout), resources={"metadata": {"path": str(path.parent)}}
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise BadPipeline(f"a cell of {NOTEBOOK} failed: {error}") from error
    return book


def outputs(book: Any) -> list[dict[str, Any]]:
    """Return what the cells showed."""
    return [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]


if __name__ == "__main__":
    run_program(main)
