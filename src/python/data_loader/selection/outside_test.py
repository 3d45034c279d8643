"""Whatever EDGAR's lists hold, a parser returns values that can be written down, or raises Trouble: never anything else."""

import json
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import extract
from data_loader.selection.index_file import (
    last_received,
    may_be_ten_k,
    parse_day,
    ten_k_lines,
)
from data_loader.selection.names import match_names, names_of_list
from data_loader.selection.submissions import OlderPage, Page, parse_filer, parse_page
from data_loader.selection.tickers import near_tickers, parse_tickers
from docai.filing.manifest import Intent, to_line

MANY = settings(max_examples=300, deadline=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
DAYS = st.sampled_from(["2024-02-28", "9999-12-31", "0001-01-01", "20240228", "2024-02-30", ""])
NUMBERS = st.sampled_from(["0000990001-24-000017", "000099000124000018", "17", "0" * 20])
FORMS = st.sampled_from(["10-K", "10-K405", "10k/a", "8-K", "20-F", " 10-K ", "10-K\x00"])
CIKS = st.sampled_from([7, "0000000007", 0, -1, 10**10, 10**400, 1.5, True])
SCALAR = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), ANY_TEXT, DAYS, NUMBERS, FORMS, CIKS
)
JSON = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


def served(value: object, step: int = 7) -> Content:
    """Return an answer that comes in small pieces."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Content({}, data[:100], (data[at : at + step] for at in range(0, len(data), step)))


def column(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(st.one_of(values, values, values, JSON), min_size=2, max_size=2) | JSON


COLUMNS = st.fixed_dictionaries(
    {"accessionNumber": column(NUMBERS), "form": column(FORMS), "filingDate": column(DAYS)},
    optional={"reportDate": column(DAYS)},
)
OLDER = st.fixed_dictionaries(
    {
        "name": st.one_of(st.just("CIK0000000007-submissions-001.json"), JSON),
        "filingFrom": st.one_of(DAYS, JSON),
        "filingTo": st.one_of(DAYS, JSON),
    }
)
FILER = st.fixed_dictionaries(
    {
        "filings": st.one_of(
            st.fixed_dictionaries(
                {"recent": st.one_of(COLUMNS, JSON)},
                optional={"files": st.one_of(st.lists(OLDER, max_size=2), JSON)},
            ),
            JSON,
        )
    },
    optional={"name": JSON, "formerNames": st.one_of(st.lists(JSON, max_size=2), JSON)},
)


def can_be_written(page: Page, name: str) -> None:
    criteria = Criteria(everything=True, since=date(1993, 1, 1), until=date(2100, 1, 1))
    for row in page.rows:
        criteria.wanted(row.form, row.filed)
        intent = Intent(
            row.accession, "0000000007", (), name, row.form, row.filed, row.period, "http://e/x"
        )
        to_line(intent).encode()
    for unusable in page.unusable:
        unusable.what.encode()


INDEX_LINES = st.lists(
    st.sampled_from(
        [
            b"7|X|8-K|2024-03-01|edgar/data/7/0000000007-24-000001.txt",
            b"7|X|10-K|2024-03-01|edgar/data/7/0000000007-24-000002.txt",
            b"7|X|10-K|2024-02-30|edgar/data/7/0000000007-24-000003.txt",
            b"7|" + b"x" * 70_000 + b"|8-K",
            b"",
            b"Description: Master Index",
        ]
    ),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(INDEX_LINES)
def test_an_index_says_the_same_in_pieces_of_any_size(lines: list[bytes]) -> None:
    whole = b"\n".join([b"CIK|Company Name", *lines, b""])
    (kept,) = {extract(served(whole, step)) for step in (7, 100, 5000, 10**9)}
    assert all(line in kept for line in lines if b"|10-K|" in line)


@MANY
@given(FILER | JSON)
@example(
    {"name": "\ud800", "filings": {"recent": {"accessionNumber": [], "form": [], "filingDate": []}}}
)
def test_a_filers_list(value: object) -> None:
    try:
        filer = parse_filer(served(value))
    except Trouble:
        return
    can_be_written(filer.page, filer.name)
    for name in filer.former_names:
        name.encode()
    for each in filer.older:
        assert isinstance(each, OlderPage)
        assert each.first is not None
        assert each.last is not None


@MANY
@given(COLUMNS | JSON)
def test_an_older_page(value: object) -> None:
    try:
        page = parse_page(served(value))
    except Trouble:
        return
    can_be_written(page, "X")


ROW = st.fixed_dictionaries(
    {},
    optional={
        "ticker": st.one_of(ANY_TEXT, JSON),
        "cik_str": st.one_of(CIKS, JSON),
        "title": st.one_of(ANY_TEXT, JSON),
    },
)


@MANY
@given(
    st.lists(st.one_of(ROW, JSON), max_size=4) | st.dictionaries(ANY_TEXT, ROW, max_size=4) | JSON
)
def test_the_list_of_tickers(value: object) -> None:
    try:
        listed = parse_tickers(served(value))
    except Trouble:
        return
    assert listed
    near_tickers("AAPL", listed)
    for symbol, companies in listed.items():
        for company in companies:
            f"{symbol} {company.name}".encode()
            assert len(company.cik) == 10


@MANY
@given(st.binary(max_size=300), st.sampled_from([1, 7, 1000]))
def test_any_bytes_in_place_of_json(data: bytes, step: int) -> None:
    for parse in (parse_filer, parse_page, parse_tickers):
        try:
            parse(served(data, step))
        except Trouble:
            continue


FIELD = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"990001", b"0", b"10-K", b"10-K/A", b"2024-02-28", b"20240228", b"9999-12-31", b"2024-02-30",
         b"edgar/data/990001/0000990001-24-000017.txt", b"NAME \xff\xfe", b"\xe2\x80\xa8"]
    ),
)  # fmt: skip
LINE = st.lists(FIELD, max_size=7).map(b"|".join)
PREFACE = st.sampled_from(
    [b"", b"Description: Master Index\n", b"CIK|Company\n", b"Last Data Received: Feb 31, 2024\n",
     b"Last Data Received:    March 31, 2021\n----\n"]
)  # fmt: skip


@MANY
@given(PREFACE, st.lists(LINE, max_size=6), st.sampled_from([1, 5, 1000]), st.booleans())
def test_an_index(preface: bytes, lines: list[bytes], step: int, ends: bool) -> None:
    data = preface + b"\n".join(lines) + (b"\n" if ends else b"")
    try:
        kept = extract(served(data, step))
    except Trouble:
        return
    last_received(kept)
    damaged: list[bytes] = []
    read = list(ten_k_lines(kept, damaged.append))
    for line in read:
        line.company.encode()
        Criteria(everything=True).wanted(line.form, line.filed)
    # no line of a 10-K is passed over
    assert len(read) + len(damaged) == sum(map(may_be_ten_k, data.split(b"\n")))


@MANY
@given(st.lists(st.binary(max_size=30), max_size=6).map(b"\n".join), st.sampled_from([1, 1000]))
@example(b"APPLE INC:0000000000:\nAPPLE INC:9999999999:\n", 1000)
def test_the_list_of_names(data: bytes, step: int) -> None:
    try:
        for match in match_names(["Apple Inc", ""], names_of_list(served(data, step))):
            assert all(len(cik) == 10 for cik in match.ciks)
    except Trouble:
        return


@MANY
@given(ANY_TEXT | DAYS)
def test_a_day(text: str) -> None:
    found = parse_day(text)
    assert found is None or isinstance(found, date)
