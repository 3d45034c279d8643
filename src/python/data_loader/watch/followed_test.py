from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from data_loader.selection.criteria import Criteria
from data_loader.watch.followed import LONGEST_PAUSE, MOST_TRIES, Followed
from docai.filing.manifest import Intent

NOON = datetime(2024, 5, 15, 16, 0, tzinfo=UTC)


def intent(
    number: int, cik: int = 990001, form: str = "10-K", filed: date = date(2024, 5, 15)
) -> Intent:
    accession = f"{cik:010d}-24-{number:06d}"
    return Intent(accession, f"{cik:010d}", (f"{cik:010d}",), "LANTERN", form, filed, None, "http://x")  # fmt: skip


def take(followed: Followed, *intents: Intent, at: datetime = NOON) -> None:
    followed.take(intents, {each.accession: at for each in intents})


def due(followed: Followed, now: float) -> list[str]:
    return [each.intent.accession for each in followed.due(now)]


def test_what_is_meant_is_fetched_and_nothing_else() -> None:
    criteria = Criteria(everything=True, since=date(2024, 5, 1))
    followed = Followed(criteria, 60.0, frozenset({"0000990001"}))
    wanted = intent(1)
    take(
        followed,
        wanted,
        intent(2, cik=990002),
        intent(3, form="10-K/A"),
        intent(4, filed=date(2024, 4, 30)),
    )
    assert due(followed, 0.0) == [wanted.accession]


def test_everybody_is_followed_where_no_company_is_named() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    take(followed, intent(1), intent(2, cik=990002))
    assert len(due(followed, 0.0)) == 2


def test_a_filing_is_fetched_once_however_often_the_feed_names_it() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    take(followed, intent(1), intent(1))
    tried = followed.due(0.0)
    assert len(tried) == 1
    assert [each.intent for each in followed.settle(tried, frozenset(), 0.0)] == [intent(1)]
    take(followed, intent(1))
    assert due(followed, 1e9) == []


def test_a_filing_that_is_not_there_yet_is_tried_again_after_longer_and_longer_waits() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    take(followed, intent(1))
    number, now, waits = intent(1).accession, 0.0, []
    for _ in range(6):
        tried = followed.due(now)
        assert [each.intent.accession for each in tried] == [number]
        assert followed.settle(tried, frozenset({number}), now) == ()
        assert due(followed, now) == []
        again = min(each.due for each in followed._open.values())
        waits.append(again - now)
        now = again
    assert waits == [60.0, 120.0, 240.0, 480.0, LONGEST_PAUSE, LONGEST_PAUSE]


def test_a_filing_that_never_comes_is_left_to_the_lists() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    take(followed, intent(1))
    for _ in range(MOST_TRIES):
        followed.settle(followed.due(1e12), frozenset({intent(1).accession}), 0.0)
    assert due(followed, 1e12) == []


def test_what_is_done_is_forgotten_when_the_feed_no_longer_names_it() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    for day in range(30):
        take(followed, intent(day), at=NOON + timedelta(days=day))
        followed.settle(followed.due(0.0), frozenset(), 0.0)
    assert len(followed._done) <= 3


def test_what_is_done_is_known_for_as_long_as_the_feed_names_it() -> None:
    followed = Followed(Criteria(everything=True), 60.0)
    take(followed, intent(1))
    followed.settle(followed.due(0.0), frozenset(), 0.0)
    both = {intent(1).accession: NOON, intent(2).accession: NOON + timedelta(days=90)}
    for _ in range(2):
        followed.take([intent(1), intent(2)], both)
        assert due(followed, 0.0) == [intent(2).accession]


def test_a_filing_of_a_form_that_nobody_knows_is_left_out_and_counted() -> None:
    criteria = Criteria(everything=True, since=date(2024, 5, 1))
    followed = Followed(criteria, 60.0, frozenset({"0000990001"}))
    take(
        followed,
        intent(1, form="10-KD"),
        intent(1, form="10-KD"),
        intent(2, form="10-K405/A2"),
        intent(3, form="10-KD", cik=990002),
        intent(4, form="10-KD", filed=date(2024, 4, 30)),
        intent(5, form="10-K/A"),
        intent(6, form="NT 10-K"),
    )
    assert due(followed, 0.0) == []
    assert [said.partition(":")[0] for said in followed.left_out.sentences()] == [
        "1 filing of the form 10-KD left out",
        "1 filing of the form 10-K405/A2 left out",
    ]
