from datetime import date

import pytest

from data_loader.selection.quarters import QUARTER, Quarter, quarter_list, quarters, spans


def test_a_quarter_has_its_days_and_a_successor() -> None:
    quarter = Quarter.of(date(2023, 12, 31))
    assert quarter == Quarter(2023, 4)
    assert (quarter.first_day, quarter.last_day) == (date(2023, 10, 1), date(2023, 12, 31))
    assert quarter.next() == Quarter(2024, 1)
    assert (str(quarter), quarter.folder) == ("2023Q4", "2023/QTR4")


@pytest.mark.parametrize("text", ["2023Q1", "2023q1", "2023-Q1", "2023QTR1", " 2023Q1 "])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert Quarter.parse(text) == Quarter(2023, 1)


@pytest.mark.parametrize("text", ["2023Q5", "23Q1", "2023", "2023Q0", "Q1 2023", "20231", "1992Q4"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"quarter|EDGAR"):
        Quarter.parse(text)


def test_no_more_than_the_quarter_is_matched() -> None:
    assert QUARTER.fullmatch("2023Q1")
    assert not QUARTER.fullmatch("2023Q11")


def test_spans_and_single_quarters_are_listed_once_in_order() -> None:
    assert quarter_list("2023Q4..2024Q2, 2022Q1, 2024Q1") == (
        Quarter(2022, 1),
        Quarter(2023, 4),
        Quarter(2024, 1),
        Quarter(2024, 2),
    )
    assert list(quarters(Quarter(2024, 2), Quarter(2024, 1))) == []


@pytest.mark.parametrize(
    "text", ["2024Q2..2024Q1", "", ",", "2024Q1..", "..2024Q1", "2023Q1...2023Q2"]
)
def test_a_span_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2023Q1|earlier"):
        quarter_list(text)


def test_a_span_may_be_one_quarter_and_begin_with_edgar() -> None:
    assert quarter_list("2024Q1..2024Q1") == (Quarter(2024, 1),)
    assert Quarter.parse("1993Q1") == Quarter(1993, 1)


@pytest.mark.parametrize(
    "said",
    [
        "2024Q1",
        "2024Q1..2024Q2",
        "2023Q4..2024Q1",
        "2023Q1, 2023Q3..2024Q1",
        "2022Q1, 2022Q3, 2023Q1",
    ],
)
def test_quarters_in_words(said: str) -> None:
    assert spans(list(quarter_list(said))) == said
