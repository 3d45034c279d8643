import pytest

from data_loader.edgar.errors import WrongEdgar
from data_loader.edgar.hosts import Hosts


def test_the_sec_has_two_hosts() -> None:
    hosts = Hosts.at(None)
    assert hosts.filings_of("0000320193") == "https://data.sec.gov/submissions/CIK0000320193.json"
    assert hosts.tickers() == "https://www.sec.gov/files/company_tickers.json"
    assert hosts.archive("full-index/2024/QTR1/master.idx").startswith(
        "https://www.sec.gov/Archives/edgar/full-index/"
    )
    assert (
        hosts.submission("0000320193", "0000320193-24-000123")
        == "https://www.sec.gov/Archives/edgar/data/320193/0000320193-24-000123.txt"
    )


def test_one_address_can_stand_for_both() -> None:
    hosts = Hosts.at("http://127.0.0.1:8080/edgar/")
    assert hosts.www == hosts.data == "http://127.0.0.1:8080/edgar"


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8080", "ftp://sec.gov", "https://", "http://h/?x=1"]
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(WrongEdgar, match="--edgar-url"):
        Hosts.at(address)


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(WrongEdgar) as caught:
        Hosts.at("https://me:secret@example.com")
    assert "secret" not in str(caught.value)
