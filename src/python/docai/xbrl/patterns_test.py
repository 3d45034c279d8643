"""Every named regular expression of the room: what it must match and what it must not."""

from __future__ import annotations

import pytest

import docai.xbrl

# The package itself does not import these: named here, they are there to be looked at wherever the test runs.
import docai.xbrl.__main__
import docai.xbrl.tables.cover
import docai.xbrl.tables.fact_rows
import docai.xbrl.tables.financials
from stand_ins.patterns import Examples, cases, is_matched, patterns_of

SEARCHED: Examples = {
    "cover.SYMBOLS": (("A, B", "A; B", "A & B", "ABC/ABCD", "ABC AND ABCD", "ABC ABCD"), ("ABC B", "ABC PRA", "ABC 24A", "BRK.B", "ABC/B", "ABC WS")),
    "dates._NUMBER": (("May 4",), ("May",)),
    "dates._WORD": (("4 May", "जनवरी"), ("4", "_")),
    "dates._ERA": (("令和元年", "平成31年", "H.31"), ("2019年", "令和年")),
    "places._ASIDE": (("a<!-- b -->", "<![CDATA[x]]>", "<?xml?>"), ("<!-- b", "<!DOCTYPE a>", "<?xml")),
    "numbers._GROUP": (("1 2", "1'2", "1\xa02"), ("1,2", "12")),
    "places._SPACES": ((" ", "\xa0"), ("a", "")),
    "words._DASHES": (("-", "–", "\u2011"), ("_", "x")),
    "reader._EXTRACTED": (("acme_htm.xml", "ACME_HTM.XML"), ("acme.xml", "acme_htm.xml.gz")),
    "reader._INSTANCE_ROOT": (("<xbrl ", "<xbrli:xbrl\n"), ("<xbrlx ", "</xbrl>")),
    "reader._INLINE": (("http://www.xbrl.org/2013/inlineXBRL",), ("http://www.xbrl.org/2013/inline",)),
    "schedule_text.MARK": (("5 <F1>", "<a12>"), ("<F>", "F1")),
    "schedule_text._OPENS": (("5 <CASH> 1", "<PP&E>"), ("</CASH>", "< 5", "a > b")),
    "schedule_text._ESCAPED": (("<P>&lt;CASH&gt; 5", "&lt;PP&amp;E&gt;"), ("&lt; 5", "<CASH>")),
    "schedule_text._ENDS_ROW": (("a</TR>", "<br>", "<BR/>"), ("<tr>", "</td>")),
    "schedule_text._ENDS_CELL": (("5</TD>", "</th>"), ("</tr>", "<td>")),
    "schedule_text._ANY_TAG": (("<FONT SIZE=2>", "</P>"), ("&lt;CASH&gt;", "< 5")),
    "schedule_text._HTML_TAG": (("<HTML>", "<td align=right>", "<br/>"), ("<TABLE>", "<BONDS>", "<PREFERRED>")),
    "schedule_text._HTML": (("<html>", "<PRE>"), ("<PREFERRED>", "<TABLE>")),
    "schedule_text._END_TAG": (("5</CASH>", "</LEGEND>"), ("<CASH>", "</ 5")),
    "schedules._EITHER_DAY": (("to DEC-31-1997", "12/31/97"), ("DEC-1997", "1997")),
    "schedules._CELL": (("<F1>", "1,234", "U.S. DOLLARS"), ("  ", "<>")),
    "statements._STRUCTURE": (("x:StatementTable", "x:AAxis", "x:BMember"), ("x:TableOfAssets", "x:Assets")),
    "statements._WORDS": (("NetIncome", "USGaap"), ("net", "NET")),
    "key_figures._NAME": (("Assets", "A - B"), ("-", " ")),
    "key_figures._SIGN": (("A-B", "A+B"), ("A", "A B")),
    "xml._OPENS": (("<XBRL>", "a<XML>"), ("<xbrl>", "</XBRL>")),
    "xml._CLOSES": (("</XBRL>", "</XML>"), ("</xbrl>", "<XML>")),
    "xml._BEGINS": (("junk<?xml", "<html", "<!-- a"), ("1 < 2", "</a>")),
    "xml._PAGE_END": (("</html>", "</html >", "</x:html>"), ("<html>", "</htmlx>", "</HTML>")),
    "xml._NAMED": (("&nbsp;", "a&frac12;b"), ("&#160;", "&nbsp", "& b;")),
}  # fmt: skip
WHOLE: Examples = {
    "cover.SYMBOL": (("NLT", "BRK.B", "NLT-PA", "NLT 24A", "NLT/28A", "NLT PR A"), (".B", "", "COMMON STOCK OF NLT")),
    "dates._QUARTER_ENDS": (("q3 1999", "the last quarter, 1999", "1999 1st quarter end"), ("33rd quarter, 1999", "1999, 44", "q5 1999")),
    "numbers._DOT": (("12", "1.5", ".5", "1."), ("1.2.3", "x")),
    "numbers._UNITS": (("1,234dollars5cents", "12円"), ("12", "dollars")),
    "registry._DASH": (("—", " - ", ""), ("5", "n/a")),
    "words._DURATION": (("7", "-7", "4.3", ".5"), ("12,345", "seven", "1.2.3")),
    "words._UNIT": (("year", "days", "months'"), ("yearly", "decade")),
    "number._SCALE": (("6", " -2 ", "+3"), ("1.5", "9999", "x")),
    "linkbases._DEFINITION": (("101 - Statement - Income - Parent", " 1 - Document - Cover "), ("Statement", "101 - Statement")),
    "schedules._FIGURE": (("1,234", "(1.5)", "$(7)", ".05", "-7"), ("N/A", "1 2", "()")),
    "schedules._DAY": (("DEC-31-1997", "December 31, 1997", "DEC 31 97"), ("31-DEC-1997", "DEC-1997")),
    "schedules._DAY_FIRST": (("31-DEC-1997", "31 December 97"), ("DEC-31-1997", "12-31-1997")),
    "schedules._ISO": (("1997-12-31", "19971231"), ("97-12-31", "DEC-31-1997")),
    "schedules._SLASHED": (("12/31/1997", "1-2-97"), ("1997/12/31", "12/31")),
    "said.OF_A_CLASS": (("us-gaap:StatementClassOfStockAxis=us-gaap:CommonClassAMember", "us-gaap:StatementClassOfStockAxis=lantern:A-1Member"), ("dei:LegalEntityAxis=a:B; us-gaap:StatementClassOfStockAxis=a:C", "us-gaap:StatementScenarioAxis=us-gaap:CommonClassAMember")),
    "said.OF_TWO": (("us-gaap:A - us-gaap:B", "us-gaap:A + dei:B"), ("ex-27:TOTAL-REVENUES", "us-gaap:Assets", "*:Assets")),
    "fact_rows._DECIMALS": (("-6", "0", "+2"), ("INF", "--6", "²", "100")),
}  # fmt: skip
AT_START: Examples = {
    "xml._DOCTYPE": (("<!DOCTYPE html>", "<?xml version='1.0'?>\n<!-- <a> --> <!DOCTYPE a"), ("<a><!DOCTYPE b>", "<!-- <!DOCTYPE a> --><b>")),
    "contexts._MIDNIGHT": (("2013-01-01T00:00:00", "2013-01-01T00:00Z"), ("2013-01-01", "2013-01-01T12:00:00")),
    "contexts._DAY": (("2013-01-01", "2013-01-01T12:00:00Z", "2013-01-01-05:00"), ("2013-01", "soon")),
    "places._FORMALLY": (("republic of the congo", "state of delaware"), ("the republic of x", "new york state of mind")),
    "names._STANDARD": (("http://fasb.org/us-gaap/2024", "http://xbrl.us/us-gaap/2009-01-31", "http://xbrl.sec.gov/dei/2014-01-31"), ("http://www.acme.example/20121231", "http://fasb.org/us-gaap")),
    "names._IFRS": (("http://xbrl.ifrs.org/taxonomy/2019-03-27/ifrs-full",), ("http://xbrl.ifrs.org/ifrs-full",)),
    "reader._INSTANCE_TYPE": (("EX-101.INS", "EX-100.INS"), ("EX-101.SCH", "EX-101.INSTANCE")),
    "reader._LINKBASE_TYPE": (("EX-101.PRE", "EX-101.LAB", "EX-101.SCH"), ("EX-101.INS", "EX-101.CAL", "EX-10.1")),
    "fact_rows._PER_SHARE_OR_RATIO": (("EPS-BASIC", "PER-SHARE-NII", "YIELD-ACTUAL"), ("CASH", "TOTAL-EPS", "EXPENSES-NET")),
    "schedule_text.TAG": (("<CASH> 5", "<PP&E>\t5", "<TOTAL ASSETS> 5"), ("CASH 5", "</TABLE>", "<>", " <CASH> 5")),
    "schedule_text._LEADERS": (("..... 5", ". . . (5)", "... $5"), (".31", "5 ...", "... none")),
    "schedule_text._VALUE": (("   1,234", "$ (5)", "-.5"), ("<F1> a", "see note", "")),
    "schedules._MULTIPLIER": (("1,000", "$1,000 <S>", "1,000.", "Thousands", "(in millions)"), ("1.5", "x1", "1.000.000", "none")),
    "schedules._TYPE": (("EX-27", "EX-27.1"), ("EX-27A", "EX-2")),
    "schedules._FOOTNOTE": (("<F1> text", " <f12>"), ("<FN>", "<CASH> 5 <F1>")),
}  # fmt: skip


PATTERNS = patterns_of(docai.xbrl)
TABLES = {"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}


@pytest.mark.parametrize(("name", "method", "text", "good"), cases(TABLES))
def test_a_pattern_matches_what_it_must_and_nothing_else(
    name: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[name], method, text) == good


def test_every_pattern_has_examples() -> None:
    assert set(PATTERNS) == {name for table in TABLES.values() for name in table}
