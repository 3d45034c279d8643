from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from spark_delta.edition.conftest import Tables, failed, filing
from spark_delta.edition.publish import is_behind, publish_edition
from spark_delta.lake_paths import LATEST_FEED, LATEST_PAGE


def test_the_edition_is_replaced_when_something_changed(tables: Tables) -> None:
    for number in (1, 2):
        tables.add(filing(number))
        publish_edition(tables.lake, changed=True)
        said = f"{number} new filing" + ("s" if number > 1 else "")
        assert said in tables.lake.read(LATEST_PAGE).decode()
        assert said in tables.lake.read(LATEST_FEED).decode()


def test_a_run_that_finds_nothing_new_leaves_it_as_it_was_and_says_so(
    tables: Tables, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    tables.add(filing(1))
    publish_edition(tables.lake, changed=True)
    before = tables.lake.stat(LATEST_PAGE)
    tables.add(filing(2))
    publish_edition(tables.lake, changed=False)
    assert tables.lake.stat(LATEST_PAGE) == before
    assert "nothing new: the edition delta/_reports/latest.html stays as it was" in caplog.text


def test_it_is_behind_when_a_run_was_killed_before_it_made_it(tables: Tables) -> None:
    assert not is_behind(tables.lake)  # the tables are made, and nothing is written
    tables.add(filing(1))
    assert is_behind(tables.lake)
    publish_edition(tables.lake, changed=True)
    assert not is_behind(tables.lake)
    tables.quarantine(failed(2))
    assert is_behind(tables.lake)
    publish_edition(tables.lake, changed=True)
    assert not is_behind(tables.lake)


def test_tables_without_news_make_no_edition(
    tables: Tables, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    publish_edition(tables.lake, changed=True)
    assert tables.lake.stat(LATEST_PAGE) is None
    assert "nothing new" in caplog.text


def test_an_edition_that_cannot_be_made_is_said_and_ends_nothing(
    tables: Tables, caplog: pytest.LogCaptureFixture
) -> None:
    tables.add(filing(1))
    root = tables.lake.uri.removeprefix("file://")
    shutil.rmtree(f"{root}/delta/filings/_delta_log")
    folder = Path(root, "delta/filings/_delta_log")
    folder.mkdir()
    (folder / "00000000000000000000.json").write_text("{")
    publish_edition(tables.lake, changed=True)
    assert "the edition of the day could not be made" in caplog.text
    assert tables.lake.stat(LATEST_PAGE) is None
