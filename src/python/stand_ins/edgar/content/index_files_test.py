from __future__ import annotations

from datetime import date

import pytest

from stand_ins.edgar.content.index_files import DAILY_NAME, Kind, Line, index_file, quarter_of

LINES = [
    Line(
        9100103,
        "COBALT FERRY SEMICONDUCTOR CORP",
        "10-K",
        date(2024, 2, 22),
        "0009100103-24-000033",
        0,
    ),
    Line(21, "Ashen Press Ltd", "10-K/A", date(2024, 1, 5), "0000000021-24-000001", 0),
]


def lines(kind: Kind, daily: bool = False) -> list[str]:
    return index_file(kind, LINES, date(2024, 3, 31), daily).decode("latin-1").splitlines()


def test_the_master_index_is_parted_by_bars_and_ordered_by_cik() -> None:
    assert lines("master")[9:] == [
        "CIK|Company Name|Form Type|Date Filed|Filename",
        "-" * 80,
        "21|Ashen Press Ltd|10-K/A|2024-01-05|edgar/data/21/0000000021-24-000001.txt",
        "9100103|COBALT FERRY SEMICONDUCTOR CORP|10-K|2024-02-22|edgar/data/9100103/0009100103-24-000033.txt",
    ]
    assert lines("master")[1] == "Last Data Received:    March 31, 2024"


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        (
            "company",
            {"Company Name": 0, "Form Type": 62, "CIK": 74, "Date Filed": 86, "File Name": 98},
        ),
        (
            "form",
            {"Form Type": 0, "Company Name": 12, "CIK": 74, "Date Filed": 86, "File Name": 98},
        ),
        ("crawler", {"Company Name": 0, "Form Type": 62, "CIK": 74, "Date Filed": 86, "URL": 98}),
    ],
)
def test_other_indexes_have_columns_of_fixed_width(kind: Kind, columns: dict[str, int]) -> None:
    text = lines(kind)
    head = next(line for line in text if "CIK " in line)
    assert {name: head.index(name) for name in columns} == columns
    body = text[text.index(head) + 2 :]
    ciks = {line[74:86].strip() for line in body}
    assert (len(body), ciks) == (2, {"21", "9100103"})
    assert {line[86:98].strip() for line in body} == {"2024-02-22", "2024-01-05"}


def test_the_daily_index_writes_days_without_dashes() -> None:
    assert lines("master", daily=True)[-1].split("|")[3] == "20240222"
    assert lines("form", daily=True)[-1].split()[-2] == "20240105"
    assert lines("company", daily=True)[1] == "Last Data Received:    Mar 31, 2024"


def test_a_name_longer_than_its_column_is_cut() -> None:
    long = Line(7, "X" * 90, "10-K", date(2024, 1, 2), "0000000007-24-000001", 0)
    last = index_file("company", [long], date(2024, 1, 2), False).decode().splitlines()[-1]
    assert last[60:64] == "X 10"


def test_quarters_of_days() -> None:
    assert [quarter_of(date(2024, month, 1))[1] for month in (1, 3, 4, 9, 12)] == [1, 1, 2, 3, 4]


def test_a_daily_name_is_kind_and_day() -> None:
    assert DAILY_NAME.match("form.20240105.idx")
    for name in ("form.idx", "form.2024010.idx", "index.json", "other.20240105.idx"):
        assert not DAILY_NAME.match(name), name
