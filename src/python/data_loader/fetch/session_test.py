import threading

import pytest

from data_loader.conftest import ReplayMaker, logged, quick
from data_loader.run import load
from docai.lake.errors import LeaseHeld
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.settings import ReplaySettings


def test_a_second_loader_waits_for_the_first_or_ends(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(latency=0.1))
    first = threading.Thread(target=lambda: load(quick(edgar.url), lake=lake, stop=stop))
    first.start()
    logged(edgar, 1)
    with pytest.raises(LeaseHeld, match=r"held by .*test.* on .*, and --no-wait was given"):
        load(quick(edgar.url, wait_for_budget=False), lake=lake, stop=stop)
    second = load(quick(edgar.url), lake=lake, stop=stop)
    first.join()
    assert (second.stored, second.already_stored) == (0, 5)
    starts = [each.start for each in edgar.log.all()]
    assert all(later - earlier >= 1.0 for earlier, later in zip(starts, starts[10:], strict=False))
