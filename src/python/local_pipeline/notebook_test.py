"""The analyst's notebook, executed from beginning to end as it stands: compile, load, write, read, plot."""

from __future__ import annotations

import base64
import os
import re
import struct
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from kf_pipeline.run_notebook import executed, outputs

ROWS = re.compile(r"^(filings|sections|quarantine) +([\d,]+) ", re.MULTILINE)
"""A line of the summary's table of tables: ``sections      1,389  0.21``."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """What its cells showed; the lake and Jupyter's own files go into a folder of the test."""
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setenv("HOME", str(folder))
        # As build tool and pytest set it here, but from the notebook's own folder.
        patch.setenv("PYTHONPATH", os.pathsep.join(map(os.path.abspath, filter(None, sys.path))))
        patch.delenv("DOCAI_NOTEBOOK_LAKE", raising=False)
        yield outputs(executed(600))


def texts(shown: list[dict[str, Any]], kind: str) -> list[str]:
    """Return what was shown as ``kind``, in its order."""
    return [one["data"][kind] for one in shown if kind in one.get("data", {})]


def printed(shown: list[dict[str, Any]]) -> str:
    return "".join(one["text"] for one in shown if one["output_type"] == "stream")


def test_the_pipeline_is_compiled_and_its_steps_named(shown: list[dict[str, Any]]) -> None:
    assert "run-spark-job after data-loader" in printed(shown)
    assert "tickers - companies by ticker" in printed(shown)


def test_the_sample_is_loaded_and_written_without_a_loss(shown: list[dict[str, Any]]) -> None:
    rows = {name: int(number.replace(",", "")) for name, number in ROWS.findall(printed(shown))}
    assert rows["filings"] >= 50
    assert rows["sections"] > 10 * rows["filings"]
    assert rows["quarantine"] == 0


def test_nothing_is_said_on_stderr(shown: list[dict[str, Any]]) -> None:
    assert [one["text"] for one in shown if one.get("name") == "stderr"] == []


def test_the_tables_show_filings_items_and_changes(shown: list[dict[str, Any]]) -> None:
    filings, items, changes, figures = texts(shown, "text/html")
    assert filings.count("<tr>") >= 12
    assert "10-K/A" in filings
    assert "Market for Registrant’s Common Equity" in items
    assert items.index(">9A<") < items.index(">10<")  # as they stand in a 10-K
    assert "The use of artificial intelligence may harm our business" in changes
    assert "us-gaap:" in figures
    assert re.search(r">\d{1,3}(,\d{3})+<", figures)
    assert "..." not in filings + items + changes + figures


def test_there_are_four_plots_with_something_on_them(shown: list[dict[str, Any]]) -> None:
    plots = [base64.b64decode(one) for one in texts(shown, "image/png")]
    assert len(plots) == 4
    for plot in plots:
        width, height = struct.unpack(">II", plot[16:24])  # PNG's IHDR
        assert width > 800
        assert height > 300
        assert len(plot) > 10_000  # an empty frame of that size has about 5,000 bytes
