from pathlib import Path

import pytest

from data_loader.edgar.health import (
    NEXT,
    Health,
    News,
    Standing,
    arrows,
    in_words,
    spent_sentence,
    waiting_sentence,
)
from docai.report.state_diagram import state_diagram

A, D, G = Standing.ANSWERS, Standing.IN_DOUBT, Standing.AWAY
AWAY = Health(G, since=100.0, answers=7, returns=1, why="connection refused")


@pytest.mark.parametrize(
    ("standing", "news", "becomes"),
    [
        (A, News.ANSWER, A),
        (A, News.FAILURE, D),
        (A, News.TRIES_USED_UP, G),
        (A, News.BLOCK, G),
        (D, News.ANSWER, A),
        (D, News.FAILURE, D),
        (D, News.TRIES_USED_UP, G),
        (D, News.BLOCK, G),
        (G, News.ANSWER, A),
        (G, News.FAILURE, G),
        (G, News.TRIES_USED_UP, G),
        (G, News.BLOCK, G),
    ],
)
def test_what_edgar_is_after_a_request(standing: Standing, news: News, becomes: Standing) -> None:
    assert Health(standing).after(news, 1.0).standing is becomes


def test_every_news_is_expected_in_every_standing() -> None:
    assert set(NEXT) == {(standing, news) for standing in Standing for news in News}


def test_each_standing_has_a_way_in_and_out() -> None:
    moves = [(standing, becomes) for (standing, _), becomes in NEXT.items() if becomes != standing]
    assert {standing for standing, _ in moves} == {becomes for _, becomes in moves} == set(Standing)


def test_the_picture_in_the_readme_is_drawn_from_the_table() -> None:
    readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    assert state_diagram(arrows(), start=["ANSWERS"]) in readme


def test_silence_counts_from_the_first_failure_after_the_last_answer() -> None:
    health = Health().after(News.FAILURE, 10.0, "503").after(News.FAILURE, 20.0, "refused")
    assert (health.since, health.why, health.silent_for(25.0)) == (10.0, "refused", 15.0)
    health = health.after(News.ANSWER, 30.0).after(News.FAILURE, 40.0, "503")
    assert (health.since, health.answers, health.returns) == (40.0, 1, 0)


def test_a_return_is_counted_when_edgar_was_away_and_not_when_it_was_in_doubt() -> None:
    back = AWAY.after(News.ANSWER, 200.0)
    assert back == Health(A, None, answers=8, returns=2, away_before=100.0)
    assert Health(D, since=1.0).after(News.ANSWER, 2.0).returns == 0


def test_the_time_away_is_that_of_every_time_that_edgar_was_away_and_not_in_doubt() -> None:
    assert AWAY.away_for(150.0) == 50.0
    health = AWAY.after(News.ANSWER, 200.0)
    assert health.away_for(900.0) == 100.0
    health = health.after(News.FAILURE, 1000.0)
    assert health.away_for(1010.0) == 100.0
    assert health.after(News.ANSWER, 1020.0).away_for(1020.0) == 100.0
    assert health.after(News.BLOCK, 1030.0).away_for(1040.0) == 140.0


@pytest.mark.parametrize(
    ("now", "again_in", "says"),
    [
        (
            280.0,
            30.0,
            "EDGAR has not answered for 3 min (connection refused); trying again in 30 s, until 27 min from now",
        ),
        (
            1890.0,
            30.0,
            "EDGAR has not answered for 30 min (connection refused); giving up in 10 s",
        ),
    ],
)
def test_the_sentence_says_how_long_and_until_when(now: float, again_in: float, says: str) -> None:
    assert waiting_sentence(AWAY, now, patience=1800.0, again_in=again_in) == says


def test_the_last_sentence_says_how_long_and_what_to_do() -> None:
    said = spent_sentence(AWAY, 1900.0, patience=1800.0)
    assert said.startswith("EDGAR has not answered for 30 min (connection refused), as long as")
    assert "--patience (30 min) allows; run it again later" in said


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (119.4, "119 s"), (120, "2 min"), (1800, "30 min"), (4800, "80 min"), (7200, "2 h"), (9000, "2 h 30 min")],
)  # fmt: skip
def test_a_stretch_of_time_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
