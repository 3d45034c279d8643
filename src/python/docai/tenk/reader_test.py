from __future__ import annotations

import pytest

from docai.tenk import NoPrimaryDocument, NotAFiling, TooLarge, open_submission, read_filing

BODY = """<html><body>
<p>FORM 10-K</p><p>For the fiscal year ended January 31, 2009</p>
<table><tr><td>Item 1.</td><td>Business</td><td>3</td></tr>
<tr><td>Item 1A.</td><td>Risk Factors</td><td>5</td></tr>
<tr><td>Item 2.</td><td>Properties</td><td>9</td></tr>
<tr><td>Item 3.</td><td>Legal Proceedings</td><td>9</td></tr></table>
<p><b>PART I</b></p>
<p><b>Item&nbsp;1. Business</b></p><p>We grow pears. See Item 1A, Risk Factors.</p>
<p><b>Item 1A. Risk Factors</b></p><p>Frost &amp; hail.</p>
<p><b>Items 2 and 3. Properties and Legal Proceedings</b></p><p>An orchard; no proceedings.</p>
<p>SIGNATURES</p><p>Pursuant to the requirements of Section 13, the registrant signs.</p>
</body></html>"""

SUBMISSION = f"""<SEC-DOCUMENT>0000000001-09-000002.txt : 20090401
<SEC-HEADER>0000000001-09-000002.hdr.sgml : 20090401
ACCESSION NUMBER:\t\t0000000001-09-000002
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t20090131
FILED AS OF DATE:\t\t20090401

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tPEAR ORCHARDS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000000001
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<SEQUENCE>1
<FILENAME>pears.htm
<TEXT>
{BODY}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99
<SEQUENCE>2
<FILENAME>scan.pdf
<TEXT>
<PDF>
begin 644 scan.pdf
M)5!$1BTQ+C0*
end
</PDF>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
""".encode()


def test_the_items_of_a_submission_are_read_from_its_primary_document() -> None:
    filing = read_filing(SUBMISSION)
    assert [item.item for item in filing.items] == ["1", "1A", "2", "3"]
    assert filing.primary_document == "pears.htm"
    assert filing.container == "html"
    assert filing.header is not None
    assert filing.header.filer.name == "PEAR ORCHARDS INC"


def test_a_year_that_ends_before_mid_february_is_counted_to_the_year_before() -> None:
    assert read_filing(SUBMISSION).fiscal_year == 2008


def test_a_bare_document_says_its_period_on_the_cover() -> None:
    filing = read_filing(BODY.encode(), file_name="pears.htm")
    assert filing.header is None
    assert str(filing.period) == "2009-01-31"
    assert filing.form == "10-K"


def test_an_items_place_is_counted_in_characters_of_the_decoded_document() -> None:
    source = open_submission(SUBMISSION).primary().text()
    item = read_filing(SUBMISSION).item("1A")
    assert item is not None
    assert source[item.start :].startswith("Item 1A. Risk Factors</b></p><p>Frost")
    assert source[: item.end].rstrip().endswith("Frost &amp; hail.</p>\n<p><b>")
    assert item.text == "Item 1A. Risk Factors\n\nFrost & hail."


def test_items_under_one_heading_have_the_same_words_and_name_each_other() -> None:
    two, three = read_filing(SUBMISSION).items[2:]
    assert two.text == three.text
    assert two.combined_with == ("3",)
    assert three.combined_with == ("2",)


def test_a_document_above_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_filing(SUBMISSION, max_bytes=100)


def test_a_submission_without_a_10k_is_refused() -> None:
    with pytest.raises(NoPrimaryDocument, match="8-K"):
        read_filing(SUBMISSION.replace(b"<TYPE>10-K", b"<TYPE>8-K"))


@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.4 ...", b"PK\x03\x04abc", b"\x00" * 5000])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotAFiling):
        read_filing(data)


@pytest.mark.parametrize(
    ("cover", "form"),
    [("FORM 10-K/A", "10-K/A"), ("Form 10-K/ A", "10-K/A"), ("FORM 10K", "10-K"), ("FORM 10-K and others", "10-K")],
)  # fmt: skip
def test_a_bare_document_is_of_the_form_on_its_cover(cover: str, form: str) -> None:
    filing = read_filing(f"{cover}\n\nItem 1. Business\n\nWe weave.\n".encode(), file_name="a.txt")
    assert filing.form == form
