from dataclasses import replace

from data_loader.fetch.filing import Outcome
from data_loader.fetch.tally import FAILURES_IN_A_ROW, FAILURES_SHOWN, Tally
from data_loader.store.manifest_test import intent
from data_loader.store.result_lines import not_fetched

FAILED = Outcome(not_fetched(intent(1), "503"))
STORED = Outcome(
    replace(FAILED.result, status="stored", path="raw/10-k/x", size=10, error=None), lake_bytes=4
)


def test_outcomes_are_counted_by_their_status() -> None:
    tally = Tally()
    for outcome in (STORED, FAILED, STORED):
        assert tally.take(outcome) is None
    tally.already_stored()
    assert (tally["stored"], tally["failed"], tally["already_stored"], tally["missing"]) == (
        2,
        1,
        1,
        0,
    )
    assert (tally.settled, tally.bytes_served, tally.bytes_lake) == (4, 20, 8)
    assert tally.failures == ["0000990001-24-000001: not fetched: 503"]


def test_failures_in_a_row_are_noticed_and_one_success_begins_anew() -> None:
    tally = Tally()
    said = [tally.take(FAILED) for _ in range(FAILURES_IN_A_ROW - 1)]
    said.append(tally.take(STORED))
    assert said == [None] * FAILURES_IN_A_ROW
    said = [tally.take(FAILED) for _ in range(FAILURES_IN_A_ROW)]
    assert said[-1] is not None
    assert said[-1].startswith("25 filings in a row failed, the last one 0000990001-24-000001: ")
    assert len(tally.failures) == FAILURES_SHOWN
