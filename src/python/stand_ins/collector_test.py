from __future__ import annotations

import gc
import json
import weakref

import pytest

from stand_ins.collector import collector_held


class Ring:
    """Garbage that only the collector finds: it holds itself."""

    def __init__(self) -> None:
        self.me = self


def parsed_among_garbage(objects: int, ended: list[int]) -> None:
    """Parse text nested deep, with a ring left behind and a collector that is due after so many new ``objects``."""
    gc.set_threshold(objects)
    weakref.finalize(Ring(), ended.append, objects)
    with pytest.raises(RecursionError):
        json.loads("[" * 100_000)


def test_no_finaliser_runs_in_a_parser_however_soon_the_collector_is_due() -> None:
    before, ended = gc.get_threshold(), list[int]()
    try:
        for objects in range(1, 1000, 50):
            with collector_held():
                parsed_among_garbage(objects, ended)
                assert objects not in ended
            gc.collect()
            assert objects in ended
    finally:
        gc.set_threshold(*before)


def test_a_test_can_be_marked_with_it() -> None:
    @collector_held()
    def running(one: int, *, two: int) -> tuple[int, int, bool]:
        return one, two, gc.isenabled()

    assert running(1, two=2) == (1, 2, False)
    assert running(1, two=2) == (1, 2, False)
    assert gc.isenabled()
