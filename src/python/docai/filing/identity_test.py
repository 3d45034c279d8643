import pytest

from docai.filing.errors import NotACik, NotAnAccession
from docai.filing.identity import accession_number, cik10, submission_url


@pytest.mark.parametrize("given", ["320193", 320193, "0000320193", " CIK0000320193 ", "cik320193"])
def test_a_cik_has_ten_digits_however_it_is_given(given: str | int) -> None:
    assert cik10(given) == "0000320193"


def test_a_cik_may_use_all_its_ten_digits() -> None:
    assert cik10("2000000001") == "2000000001"


@pytest.mark.parametrize("given", ["", "0", "AAPL", "12345678901", "-5", "1.5", "٣٢٠"])
def test_what_is_no_cik_is_refused(given: str) -> None:
    with pytest.raises(NotACik, match="not a CIK"):
        cik10(given)


def test_an_accession_number_gets_its_dashes() -> None:
    assert accession_number("000032019325000079") == "0000320193-25-000079"
    assert accession_number(" 0000320193-25-000079 ") == "0000320193-25-000079"


@pytest.mark.parametrize("given", ["", "320193-25-79", "0000320193-25-0000791", "../0000320193"])
def test_what_is_no_accession_number_is_refused(given: str) -> None:
    with pytest.raises(NotAnAccession):
        accession_number(given)


def test_a_submission_stands_under_its_filers_folder() -> None:
    assert (
        submission_url("https://www.sec.gov", "0000320193", "0000320193-25-000079")
        == "https://www.sec.gov/Archives/edgar/data/320193/0000320193-25-000079.txt"
    )
