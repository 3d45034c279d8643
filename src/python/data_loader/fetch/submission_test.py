import hashlib

import pytest

from data_loader.conftest import FILINGS
from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble
from data_loader.fetch.submission import SubmissionCheck

FILING = FILINGS[2]


def check(data: bytes, accession: str = FILING.accession, step: int = 7) -> SubmissionCheck:
    seen = SubmissionCheck(accession)
    for at in range(0, len(data), step):
        seen.feed(data[at : at + step])
    seen.finish()
    return seen


@pytest.mark.parametrize("step", [1, 13, 100_000])
def test_a_whole_submission_is_measured_however_it_comes(step: int) -> None:
    seen = check(FILING.body(), step=step)
    assert (seen.size, seen.sha256) == (
        len(FILING.body()),
        hashlib.sha256(FILING.body()).hexdigest(),
    )
    assert seen.header is not None
    assert seen.header.ciks == ("0000990001", "0000990002")


def test_blank_lines_after_the_end_mark_do_no_harm() -> None:
    assert check(FILING.body() + b"\n" * 500).size == len(FILING.body()) + 500


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (FILING.body()[:-5], Kind.CUT_SHORT, "end mark is missing"),
        (FILING.body()[:300], Kind.NOT_WHAT_WAS_ASKED, "lacks"),
        (b"", Kind.NOT_WHAT_WAS_ASKED, "no <SEC-HEADER>"),
        (b"<html><body>Sorry</body></html>", Kind.NOT_WHAT_WAS_ASKED, "no <SEC-HEADER>"),
        (
            FILINGS[0].body(),
            Kind.OTHER_FILING,
            "asked for 0000990001-24-000017, and its header says",
        ),
    ],
)
def test_what_is_not_the_whole_submission_asked_for_is_refused(
    data: bytes, kind: Kind, says: str
) -> None:
    with pytest.raises(Trouble, match=says) as caught:
        check(data)
    assert caught.value.kind is kind


def test_another_filing_is_refused_as_soon_as_its_header_has_come() -> None:
    seen = SubmissionCheck("0000990009-24-000001")
    with pytest.raises(Trouble):
        seen.feed(FILING.body()[:1200])
