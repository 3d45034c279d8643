from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest

from spark_delta.read.tally import count_into, counted, tally_file


def test_several_workers_count_into_one_file() -> None:
    with tally_file() as path:
        assert path is not None
        counters = [count_into(path) for _ in range(4)]
        threads = [
            threading.Thread(target=lambda one=one: [one() for _ in range(50)]) for one in counters
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert counted(path) == 200
    assert not Path(path).exists()


def test_a_worker_that_outlives_the_driver_leaves_no_file() -> None:
    with tally_file() as path:
        assert path is not None
        one_more = count_into(path)
    one_more()
    assert not Path(path).exists()
    assert counted(path) == 0


def test_without_room_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with tally_file() as path:
        assert path is None
        count_into(path)()
