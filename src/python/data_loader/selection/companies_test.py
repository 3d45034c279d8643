from collections.abc import Iterator

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import EdgarUnavailable, Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.selection.companies import Companies
from data_loader.selection.criteria import Criteria

TICKERS = b'{"0":{"cik_str":990001,"ticker":"NLT","title":"NORTHERN LANTERN CORP"},"1":{"cik_str":990003,"ticker":"HMC","title":"HARBOR MILLS CO"}}'
FILER = b'{"name":"NORTHERN LANTERN CORP","formerNames":[{"name":"LANTERN WORKS INC"}],"filings":{"recent":{"accessionNumber":[],"filingDate":[],"form":[]}}}'
ALL_NAMES = (
    b"GASLIGHT CO:0000990005:\nNORTHERN LANTERN CORP:0000990001:\nGASLIGHT CO /NY/:0000990006:\n"
)
HOSTS = Hosts.at("http://edgar")


class Served:
    """An EDGAR client that serves what it is given, and remembers what it was asked for."""

    def __init__(self, **bodies: bytes) -> None:
        self.bodies, self.asked = bodies, list[str]()

    def get(self, url: str, read):  # type: ignore[no-untyped-def]
        name = url.rpartition("/")[2].partition(".")[0].replace("-", "_")
        self.asked.append(name)
        body = self.bodies.get(name)
        return None if body is None else read(Content({}, body[:100], iter([body])))


def companies(client: Served, *index: tuple[str, str]) -> Companies:
    def names() -> Iterator[tuple[str, str]]:
        client.asked.append("index")
        yield from index

    return Companies(client, HOSTS, names)  # type: ignore[arg-type]


def test_ciks_need_no_request() -> None:
    client = Served()
    assert companies(client).of(Criteria(ciks=("7", "0000000007", "8"))) == (
        "0000000007",
        "0000000008",
    )
    assert client.asked == []


def test_tickers_need_the_list_of_tickers_alone() -> None:
    client = Served(company_tickers=TICKERS, cik_lookup_data=ALL_NAMES)
    assert companies(client).of(Criteria(tickers=("hmc",))) == ("0000990003",)
    assert client.asked == ["company_tickers"]


def test_a_present_name_stands_for_the_filers_who_had_it_before_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # a holding company took the name over, and the old one has the 10-Ks of the years before
    names = b"HARBOR MILLS CO:0000990003:\nHARBOR MILLS CO /DE/:0000990008:\n"
    client = Served(company_tickers=TICKERS, cik_lookup_data=names)
    found = companies(client).of(Criteria(companies=("Harbor Mills Co",)))
    assert found == ("0000990003", "0000990008")
    assert "'Harbor Mills Co' is or was the name of several filers, all are taken" in caplog.text


def test_a_present_name_is_enough_where_there_is_no_list_of_all_names() -> None:
    client = Served(company_tickers=TICKERS)
    criteria = Criteria(companies=("Northern Lantern Corporation",))
    assert companies(client).of(criteria) == ("0000990001",)
    assert client.asked == ["company_tickers", "cik_lookup_data"]


def test_other_names_are_looked_up_in_the_list_of_all_names() -> None:
    client = Served(company_tickers=TICKERS, cik_lookup_data=ALL_NAMES)
    assert companies(client).of(Criteria(companies=("Gaslight Co",))) == (
        "0000990005",
        "0000990006",
    )
    assert client.asked == ["company_tickers", "cik_lookup_data"]


def test_without_that_list_former_names_of_listed_companies_are_found() -> None:
    client = Served(company_tickers=TICKERS, CIK0000990001=FILER)
    found = companies(client).of(Criteria(companies=("Lantern Works", "Harbor Mills")))
    assert found == ("0000990001", "0000990003")
    assert "index" not in client.asked


def test_and_names_in_the_index_as_the_last_resort() -> None:
    client = Served(company_tickers=TICKERS)
    mine = companies(client, ("GASLIGHT CO", "0000990005"))
    assert mine.of(Criteria(companies=("Gaslight",))) == ("0000990005",)
    with pytest.raises(WrongSelection, match="no filer has or had the name 'Zeppelin'"):
        mine.of(Criteria(companies=("Zeppelin",)))


def test_a_missing_list_of_tickers_is_told() -> None:
    with pytest.raises(EdgarUnavailable, match="no list of tickers at http://edgar/files"):
        companies(Served()).of(Criteria(tickers=("HMC",)))


def test_a_page_in_place_of_the_list_is_not_taken_for_it() -> None:
    client = Served(company_tickers=TICKERS, cik_lookup_data=b"<html>sorry</html>")
    with pytest.raises(Trouble) as caught:
        companies(client).of(Criteria(companies=("Gaslight Co",)))
    assert caught.value.kind is Kind.NOT_WHAT_WAS_ASKED
