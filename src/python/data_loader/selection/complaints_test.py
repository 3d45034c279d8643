from collections.abc import Iterator

import pytest

from data_loader.edgar.errors import (
    EdgarAway,
    EdgarRefuses,
    EdgarUnavailable,
    EdgarUnusable,
    WrongEdgar,
)
from data_loader.errors import DamagedLists
from data_loader.selection.complaints import (
    FORMS_NAMED,
    SHOWN,
    UNUSABLE_IN_A_ROW,
    Complaints,
    LeftOut,
)


def read(key: str) -> Iterator[str]:
    """Yield two filings of a company; one called bad fails after the first, one called gone at once."""
    if key == "gone":
        raise EdgarUnavailable("gone: cut short")
    if key == "away":
        raise EdgarAway("EDGAR has not answered")
    yield f"{key}1"
    if key == "bad":
        raise EdgarUnavailable("bad: not what was asked for")
    yield f"{key}2"


def test_a_list_of_no_use_keeps_none_of_the_others_away() -> None:
    complaints = Complaints()
    assert list(complaints.each(["a", "bad", "b", "gone", "c"], read)) == [
        "a1", "a2", "bad1", "b1", "b2", "c1", "c2",
    ]  # fmt: skip
    with pytest.raises(
        DamagedLists, match=r"all else was loaded: bad: not what was asked for; gone: cut short$"
    ):
        complaints.raise_any()


def test_without_complaints_nothing_is_raised() -> None:
    complaints = Complaints()
    assert list(complaints.each(["a"], read)) == ["a1", "a2"]
    complaints.raise_any()


@pytest.mark.parametrize("keys", [["gone"], ["gone", "gone"], ["a", "gone", "gone", "gone", "b"]])
def test_it_is_not_the_lists_when_all_fail_or_several_in_a_row(keys: list[str]) -> None:
    with pytest.raises(EdgarUnavailable, match=r"gone"):
        list(Complaints().each(keys, read))


def test_odd_lists_side_by_side_keep_none_of_the_others_away() -> None:
    def odd(key: str) -> Iterator[str]:
        if key == "odd":
            raise EdgarUnusable("odd: this is no JSON")
        yield key

    complaints = Complaints()
    odd_ones = ["odd"] * (UNUSABLE_IN_A_ROW - 1)
    assert list(complaints.each(["a", *odd_ones, "b"], odd)) == ["a", "b"]
    with pytest.raises(DamagedLists, match="odd: this is no JSON"):
        complaints.raise_any()
    with pytest.raises(EdgarUnusable, match="no JSON"):
        list(Complaints().each(["a", "odd", *odd_ones, "b"], odd))


def test_lists_that_are_refused_one_and_all_are_the_callers_to_change() -> None:
    def refused(key: str) -> Iterator[str]:
        if key == "served":
            yield key
        raise EdgarUnavailable("gone") if key == "gone" else EdgarRefuses(f"{key}: HTTP 405")

    for keys in (["a"], ["a", "b"], ["a", "b", "c"]):
        with pytest.raises(WrongEdgar, match="HTTP 405"):
            list(Complaints().each(keys, refused))
    with pytest.raises(EdgarUnavailable, match="HTTP 405"):
        list(Complaints().each(["gone", "b"], refused))


def test_an_edgar_that_is_away_ends_it_at_once() -> None:
    with pytest.raises(EdgarAway):
        list(Complaints().each(["a", "away", "b"], read))


def test_many_complaints_are_told_in_a_short_sentence() -> None:
    complaints = Complaints()
    for number in range(SHOWN + 3):
        complaints.add(f"row {number}")
    with pytest.raises(DamagedLists, match=r"row 4; and 3 more$"):
        complaints.raise_any()


def test_filings_of_unknown_forms_are_counted_by_form_however_often_they_are_listed() -> None:
    complaints = Complaints()
    for form, accession in (
        ("10-KD", "a-2"),
        ("10-KD", "a-1"),
        ("10-K/A/A", "b"),
        ("10-KD", "a-2"),
    ):
        complaints.left_out.add(form, accession)
    assert [said.partition(":")[0] for said in complaints.left_out.sentences()] == [
        "2 filings of the form 10-KD left out",
        "1 filing of the form 10-K/A/A left out",
    ]
    assert complaints.left_out.sentences()[0].endswith("no --forms selects it (such as a-1)")
    complaints.raise_any()


def test_of_very_many_and_very_long_unknown_forms_some_are_named() -> None:
    complaints = Complaints()
    for number in range(FORMS_NAMED + 3):
        complaints.left_out.add(f"10-KX{number}" + "X" * 5000, f"a-{number}")
    said = complaints.left_out.sentences()
    assert len(said) == FORMS_NAMED + 1
    assert said[-1].startswith("3 filings of other such forms left out")
    assert max(map(len, said)) < 300


def test_a_form_is_told_when_it_is_new_and_when_its_filings_have_doubled(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left_out = LeftOut()
    for number in range(9):
        left_out.add("10-KD", f"a-{number}")
        left_out.tell()
        left_out.tell()
    counts = [said.partition(" of the form 10-KD left out")[0] for said in caplog.messages]
    assert counts == ["1 filing", "2 filings", "4 filings", "8 filings"]


def test_what_another_list_left_out_counts_once(caplog: pytest.LogCaptureFixture) -> None:
    left_out, again = LeftOut(), LeftOut()
    for one in (left_out, again):
        one.add("10-KD", "a-1")
    left_out.tell()
    again.add("10-K405/A2", "b-1")
    left_out.add_all(again)
    left_out.tell()
    assert [said.partition(" left out")[0] for said in caplog.messages] == [
        "1 filing of the form 10-KD",
        "1 filing of the form 10-K405/A2",
    ]
