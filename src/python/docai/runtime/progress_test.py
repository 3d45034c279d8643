import logging
import re
import time

import pytest

from docai.runtime import progress
from docai.runtime.progress import Progress


def test_where_nobody_looks_on_a_line_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.0)
    caplog.set_level(logging.INFO)
    with Progress("fetching", 4) as shown:
        shown.advance(size=2_000_000)
        shown.advance(2, size=500_000)
    assert "fetching: 1/4 filings, 2.0 MB" in caplog.messages[0]
    assert "fetching: 3/4 filings, 2.5 MB" in caplog.messages[1]
    assert caplog.records[1].__dict__["done"] == 3


def test_lines_do_not_come_more_often_than_every_ten_seconds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with Progress("fetching") as shown:
        for _ in range(1000):
            shown.advance()
    assert caplog.messages == []


def test_a_line_comes_also_while_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.1)
    caplog.set_level(logging.INFO)
    with Progress("starting Spark"):
        until = time.monotonic() + 60.0
        while len(caplog.messages) < 2 and time.monotonic() < until:
            time.sleep(0.02)
    said = len(caplog.messages)
    assert said >= 2
    assert re.fullmatch(r"starting Spark: \d+ s so far", caplog.messages[0])
    time.sleep(0.3)
    assert len(caplog.messages) == said
