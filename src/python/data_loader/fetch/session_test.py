import threading
from dataclasses import replace

import pytest

from data_loader.conftest import ReplayMaker, logged, quick
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from docai.lake.errors import LeaseHeld
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.settings import ReplaySettings


def test_a_second_loader_waits_for_the_first_or_ends(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(latency=0.1, synthetic=16, size=2000))
    settings = quick(edgar.url, Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik))))
    first = threading.Thread(target=lambda: load(settings, lake=lake, stop=stop))
    first.start()
    logged(edgar, 1)
    with pytest.raises(LeaseHeld, match=r"held by .*test.* on .*, and --no-wait was given"):
        load(replace(settings, wait_for_budget=False), lake=lake, stop=stop)
    second = load(settings, lake=lake, stop=stop)
    first.join()
    assert (second.stored, second.already_stored) == (0, 16)
    starts = [each.start for each in edgar.log.all()]
    of_second = second.requests
    assert 0 < of_second < 10 < len(starts) - of_second, "some ten requests are of both loaders"
    assert all(later - earlier >= 1.0 for earlier, later in zip(starts, starts[10:], strict=False))
