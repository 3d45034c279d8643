import pytest

from data_loader.edgar.client import Content
from data_loader.errors import WrongSelection
from data_loader.selection.names import (
    NAME_LINE,
    STATE,
    ciks_of,
    core,
    match_names,
    names_of_list,
    normal,
)

LIST = b"""LANTERN WORKS INC:0000990001:
NORTHERN LANTERN CORP:0000990001:
LANTERN WORKS OF MAINE, INC. /ME/:0000990005:
HARBOR MILLS CO:0000990003:
HARBOR: THE MILL CO:0000990006:
HARBOR MILLS INC:0000990007:
not a line
:0000990008:
"""


def names(data: bytes = LIST, step: int = 11) -> list[tuple[str, str]]:
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    return list(names_of_list(Content({}, data[:100], iter(pieces))))


def test_the_secs_list_is_read_as_it_streams_by() -> None:
    assert len(names()) == 6
    assert ("HARBOR: THE MILL CO", "0000990006") in names()
    assert names() == names(step=10_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lantern Works, Inc.", "LANTERN WORKS INC"),
        ("Lantern Works Incorporated", "LANTERN WORKS INC /DE/"),
        ("The Harbor Mills Company", "HARBOR MILLS CO"),
        ("Smith and Sons Corp.", "SMITH & SONS CORPORATION \\DE\\"),
        ("O'Hara Ltd", "OHARA LIMITED"),
    ],
)
def test_names_are_compared_without_what_is_written_in_many_ways(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_the_kind_of_company_can_be_left_out() -> None:
    assert core(normal("Lantern Works Inc")) == ("LANTERN", "WORKS")
    assert core(("TRUST",)) == ("TRUST",)
    (match,) = match_names(["Northern Lantern"], names())
    assert match.ciks == ["0000990001"]


def test_a_former_name_is_found() -> None:
    assert ciks_of(match_names(["Lantern Works Inc"], names())) == ["0000990001"]


def test_the_very_name_goes_before_the_same_name_of_another_kind() -> None:
    assert ciks_of(match_names(["Harbor Mills Inc."], names())) == ["0000990007"]
    assert ciks_of(match_names(["Harbor Mills"], names())) == ["0000990003", "0000990007"]


def test_an_unknown_name_is_told_with_names_alike() -> None:
    with pytest.raises(
        WrongSelection, match="the name 'Lantern Work'; did you mean 'LANTERN WORKS INC'"
    ):
        ciks_of(match_names(["Lantern Work"], names()))
    with pytest.raises(WrongSelection, match=r"no filer has or had the name 'Zebra'$"):
        ciks_of(match_names(["Zebra"], names()))


def test_lines_and_states_match_whole_or_not_at_all() -> None:
    assert NAME_LINE.fullmatch("A: B:0000990006:")
    assert not NAME_LINE.fullmatch("A:x:")
    assert not NAME_LINE.fullmatch("A:0000990006")
    assert STATE.search("LANTERN CORP /DE/")
    assert STATE.search("LANTERN CORP \\DE\\")
    assert STATE.search("LANTERN CORP /NEW") is not None
    assert not STATE.search("LANTERN/WORKS CORP")


@pytest.mark.parametrize(
    "kind", ["Inc", "Corp", "Co", "Ltd", "PLC", "LLC", "LP", "SA", "AG", "NV", "Trust", "Cos"]
)
def test_each_kind_of_company_can_be_left_out(kind: str) -> None:
    assert core(normal(f"Lantern Works {kind}")) == ("LANTERN", "WORKS")
    assert core((kind.upper(),)) == (kind.upper(),)


def test_a_name_may_be_the_alone() -> None:
    assert normal("The") == ("THE",)
    assert normal("The Lantern") == ("LANTERN",)


def test_the_four_names_most_alike_are_kept_each_once() -> None:
    names = [f"LANTERN {'X' * number}" for number in (9, 1, 7, 3, 5, 3)]
    (match,) = match_names(["Lantern"], [(name, "0000000001") for name in names])
    assert [len(name) - 8 for _, name in sorted(match.near, reverse=True)] == [1, 3, 5, 7]
    # names as like as the least of four come too late
    others = [f"LANTERN {letter}" for letter in "ABCDE"]
    (match,) = match_names(["Lantern"], [(name, "0000000001") for name in others])
    assert sorted(name[-1] for _, name in match.near) == ["A", "B", "C", "D"]
