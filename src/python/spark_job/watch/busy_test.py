from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from docai.cluster.objects import Thing
from spark_job.application import NEW, Application
from spark_job.watch.busy import busy

CREATED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def made(name: str, state: str = NEW, *, written: timedelta | None = None) -> Application:
    thing = Thing(name, "jobs", name, "1", {}, {}, (), CREATED, False, {})
    app = Application(name, "jobs", name, "", state, thing=thing)
    return app if written is None else replace(app, status_at=CREATED + written)


OURS = made("ours")
WAITS = made("waits")
EARLIER = made("earlier", "COMPLETED", written=timedelta(minutes=-5))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], False),
        ([OURS], False),
        ([made("next", "SUBMITTED", written=timedelta(seconds=2))], True),
        # It worked here, but nobody else waits: there is nothing that keeps it.
        ([EARLIER], False),
        ([EARLIER, OURS], False),
        # Others wait, but it was never seen here.
        ([WAITS], False),
        ([EARLIER, WAITS], True),
        ([EARLIER, replace(WAITS, being_deleted=True)], False),
        ([made("old", "COMPLETED", written=timedelta(hours=-2)), WAITS], False),
    ],
)
def test_an_operator_is_busy_when_it_works_here_and_others_wait(
    others: list[Application], expected: bool
) -> None:
    assert busy(OURS, others) is expected
