"""The notebook as a file: nothing of a run is kept in it, and every cell is Python. local_pipeline executes it in its tests."""

import ast
from importlib.resources import files

import nbformat
import pytest

from kf_pipeline.run_notebook import NOTEBOOK, outputs

SOURCE = (files("kf_pipeline") / NOTEBOOK).read_text()
BOOK = nbformat.reads(SOURCE, as_version=4)  # type: ignore[no-untyped-call]
CELLS = [cell for cell in BOOK.cells if cell.cell_type == "code"]


def test_it_is_a_notebook() -> None:
    nbformat.validate(BOOK)
    assert len(CELLS) >= 8


def test_nothing_of_a_run_is_kept() -> None:
    assert outputs(BOOK) == []
    assert {cell.execution_count for cell in CELLS} == {None}


@pytest.mark.parametrize("number", range(len(CELLS)))
def test_every_cell_is_python_and_imports_no_other_component(number: int) -> None:
    tree = ast.parse(CELLS[number].source)
    names = [
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    ]
    others = {"data_loader", "spark_delta", "spark_job", "local_pipeline"}
    assert not others & {name.partition(".")[0] for name in names}
