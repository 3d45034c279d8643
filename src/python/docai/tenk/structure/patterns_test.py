"""Every named regular expression of the room: what it must match and what it must not."""

from __future__ import annotations

import pytest

import docai.tenk.structure

# The package itself does not import it: named here, all are there to be looked at wherever the test runs.
import docai.tenk.structure.parts
import docai.tenk.structure.passages
from docai.tenk.structure.notes.names_test import AT_START_OF_NOTES, SEARCHED_IN_NOTES
from stand_ins.patterns import Examples, cases, is_matched, patterns_of

SEARCHED: Examples = {
    **SEARCHED_IN_NOTES,
    "note_titles._GAP": (("oak    12", "a   b"), ("oak  12", "   oak")),
    "words.ABBREVIATED": (
        (*(f"Oak {word}" for word in ["Inc", "Corp", "Co", "Cos", "Ltd", "LLC", "L.L.C", "LP", "L.P", "PLC", "P.L.C", "NA", "N.A", "SA", "S.A", "Mr", "Mrs", "Ms", "Dr", "Messrs", "Jr", "Sr", "St", "No", "Nos", "vs", "v", "approx", "e.g", "i.e", "Bros", "Assn", "U.S", "etc", "Fed", "Reg", "Sec", "Art", "Vol", "Dept", "Rev", "Gen", "Sen", "Gov", "Hon", "Prof", "Capt", "Lt", "Col", "J"]), "Mr", "A"),
        ("Oak", "Zinc", "Looms", "Cash", "Oak-Mill", "Cost", "Oak w", "Note 5"),
    ),
    "run_ins._LABEL": (("Part 2", "Class a", "B"), ("Part 22", "Oak", "Class")),
    "run_ins._LONG_WORD": (("Looms", "of wool"), ("of", "an oak", "ox-")),
    "units._COMPANY": (
        ("OAK, INC.", "OAK INCORPORATED", "OAK CORP", "OAK CORPORATION", "OAK COMPANY", "OAK COMPANIES", "OAK & CO.", "OAK LTD", "OAK L.L.C.", "OAK LLC", "OAK L.P.", "OAK AND SUBSIDIARIES", "OAK AND SUBSIDIARY", "OAK AND AFFILIATES"),
        ("SCHEDULE OF COMPANY ASSETS", "OAKCO", "Oak Company"),
    ),
    "cutting._SENTENCE_ENDS": (("end. The", "end.” The", "why? “No", "so: • a", "end) 5. $4"), ("end.The", "No. a", "e.g. wool")),
    "words._CONTINUED": (("(continued)", "(Continued).", "— continued", "(cont'd)", "(concluded)"), ("continued", "continued looms")),
    "words._RUN_IN_ENDS": (("Wool.", "Wool:", "Why?", "Wool —", "Wool.”", "Wool --"), ("Wool", "Wool,")),
    "lines._COLUMNS": (("a  b", "x\n   y"), ("a b", "  ")),
    "units._TYPED_LABEL": (("*   a", "  (1)   Wool", "a\n-  b", "iv. c"), ("Wool   a", "-a", "- ")),
    "units._GAP": (("a  b", "a....", "----"), ("a b", "  a", "...")),
    "units._UNFINISHED": (tuple(f"Wool {word}" for word in ("of", "AND", "the", "for", "in", "to", "with", "by", "on", "or", "from", "between", "a", "an", "our")), ("of", "Wool of oak", "Woolof", "Wool thereof")),
    "tags._STYLE": (("p style='a:b'", 'p STYLE = "a"'), ("p style=a", "p class='a'")),
    "tags._WEIGHT": (("font-weight:bold", "font-weight: 700", "font-weight:normal", "font-weight:400"), ("mso-bidi-font-weight:bold", "font-weight:x")),
    "tags._SLANT": (("font-style:italic", "font-style: oblique", "font-style:normal"), ("mso-font-style:italic", "font-style:x")),
    "tags._LINE": (("text-decoration:underline", "text-decoration-line: underline", "text-decoration:none"), ("text-decoration:overline", "decoration")),
    "tags._SIZE": (("font-size:10pt", "font-size: 9.5px"), ("font-size:1em", "size:10pt")),
    "tags._ALIGN": (("text-align:center", "text-align: left", "text-align:right", "text-align:justify"), ("vertical-align:top",)),
    "tags._COLOUR": (("color:#000000", "color: red", "color=#0000ff", "color:rgb(0,0,0)"), ("background-color:#cccccc", "color:1")),
    "tags._SHORTHAND": (("font:bold 10pt serif", "a:b;font: italic"), ("font-size:1", "mso-font:x")),
    "tags._CAPITALS": (("text-transform:uppercase", "font-variant: small-caps"), ("text-transform:none",)),
    "tags._ALIGNED": (("align=center", "ALIGN='left'", "align=right", 'align="justify"'), ("valign=top",)),
    "tags._FONT_SIZE": (("size=2", "SIZE='+1'", "size=-1"), ("size=x",)),
    "looks._FIRST_LINE": (("a\nb", "a\x01b"), ("a b",)),
    "markdown._PADDING": (("a |", "a |  |", "a |  |  |"), ("a \\|", "a |b")),
    "markdown._ESCAPED": (("\\|", "\\\\"), ("|", "\\")),
}  # fmt: skip
WHOLE: Examples = {
    "note_titles._NUMBERED": (("(2) Oak", "2. Oak", "12) Oak", "2 - Oak", "2 – Oak", "2— Oak", "(1)    Oak looms"), ("Oak", "2 Oak", "(2) oak", "2.Oak", "0. Oak", "123. Oak", "A. Oak")),
    "run_ins._NOTE": (("Note", "NOTES", "Footnote", "footnotes"), ("Notes Payable", "Denote", "Oak")),
    "headings._ONE_WORD": (("Competition:",), ("Competition", "Our mill:", "SALES:")),
    "lines._ONE_GAP": (("Note 5.  Lease Commitments", "A   Policies"), ("Looms    12", "a b", "Note  5  Looms")),
    "lines._NOTE_IN_CAPITALS": (
        ("7. INVENTORIES", "NOTE 7: INVENTORIES", "   (7) INVENTORIES", "NOTE 7 - INVENTORIES", "7 -- INVENTORIES", "B. INVENTORIES", "(C) OTHER (INCOME) EXPENSE, NET"),
        ("7. Inventories", "INVENTORIES", "7 INVENTORIES", "         7. INVENTORIES", "7. 1995", "Note 7. INVENTORIES"),
    ),
    "markdown._FIGURE": (
        ("12", "$1,234.5", "(12)", "(12)%", "12%", "-5", "—5", "US$5", "3.2x", "5*", "12 (1)"),
        ("", "2009 and", "Looms", "—", "n/a"),
    ),
    "markdown._YEAR": (("2009", "FY 2024", "1997A", "2025E", "2009 (1)"), ("12", "3009", "20091")),
    "units._FOOTNOTE": (("(1) a"[:4], "1) ", "(a) ", "* O", "†x", "(iv) ", "Note: ", "Sources: "), ("1 of", "Wool", "(ix")),
    "reading._LABEL": (("1. ", "(2) ", "IV. ", "A. "), ("Oak ", "1 ", "123. ")),
    "words._YEARS": (("2023 vs. 2022", "1996 v. 1995", "1996 vs 1995", "2023 to 2022", "2023 and 2022", "2023 - 2022", "2023 – 2022"), ("2023", "2023 2022", "2023 vs. 22", "in 2023 vs. 2022")),
    "words.SUMMARY_OF_RISKS": (
        ("Risk Factor Summary", "risk factors summary:", "Summary Risk Factors", "Summary of Principal Risks.", "Summary of Our Risk Factor"),
        ("Summary", "Risk Factors", "Summary of Looms", "Summary of Risks Related to Looms", "Our Risk Factors Summary"),
    ),
    "words._BRACKETS": (("(in millions)", "()"), ("(in (whole) millions)", "in millions")),
    "words.ITEM": (("Item 1A", "PART II", "items 7"), ("Items", "Part", "Item x")),
}  # fmt: skip
AT_START: Examples = {
    **AT_START_OF_NOTES,
    "run_ins._LEAD": (
        ("Competition. We compete", "Competition.  We compete", "COMPETITION -- The", "Competition - The", "Competition--The", "Competition: The", "Raw Materials, Oil and Gas. We", "Looms \u2014 We", "Looms \u2013 $5", 'Looms. "We"', "Looms. (We", "S&P Ratings. We"),
        ("competition. We", "Competition. we", "Competition We", "Competition, We", "1. We", "Competition.", "A b c d e f g h i j k l. We"),
    ),
    "passages._DASHES": ((" -", " –", "—", " — -", "–—"), ("e-", " - a", "Wool-TM-")),
    "units._REST_OF_TITLE": (
        ("\nand Results of Operations\n", "\n\n      OF OPERATIONS.", "\nOperation.", "\nand financial disclosure", "\nor results of operations", "\nthe results of operations", "\nresult of operation",
         "\nFinancial Condition", "\nand Issuer Purchases of Equity Securities", "\nRelated Stockholder Matters", "\nand related shareholder matters", "\nand Director Independence", "\nand Services", "\nAND SUPPLEMENTARY DATA", " and Results of Operations", " OF OPERATIONS\n", "\n     Condition and Results of Operations.", "\nON FORM 8-K", "\nand reports on Form 8-K", "\nand Related Stockholder Matters\n", "\nMatters", "\nshareholder matters", "\nsecurity holder matters", "\nHolders.", "\nSecurity Holders", "\nthe Registrant", "\nof the Registrant", "\nand Management", "\nRelated Transactions", "\nand related transactions", "\nTransactions.", "\nDisclosure", "\nfinancial disclosures"),
        ("\nResults of our operations", " of operations rose", "and Results of Operations", "\nOperations rose", "\n\n\nOperations", "\n\nHolders", "\nHolders of record", "\nForm 8-K", "\n\nManagement"),
    ),
    "words.BULLET": (
        ("• oak", "•oak", "▪", "♦ a", "\uf0b7oak", "* oak", "o oak", "— oak", "(1) oak", "(a) oak", "(iv) oak", "1) oak", "a) oak", "a. oak", "ii. oak"),
        ("oak", "-oak", "1. oak", "(oak)", "A. oak"),
    ),
    "words._NO_HEADING": (
        ("(in millions)", "Dollars in thousands", "(amounts are stated in whole", "(Unaudited)", "(continued)", "concluded.", "/s/ A", "By:", "Date:", "See accompanying notes",
         "see the notes", "The accompanying notes", "Page 4", "NM: Not Meaningful", "n/m - no figure", "CHART: Sales of looms", "[a]Other looms", "[1] Of oak", "(as restated)", "Table of Contents", "INDEX", "101.INS*", "101.SCH", "101.cal", "101.LAB", "101.PRE", "101.DEF", "Total looms", "Years ended December 31", "For the fiscal year ended",
         "Nine months ended", "December 31, 2009", "At March 1, 1999", "As of June 30, 2001", f"The following risks, {'oak ' * 12}"),
        ("In the mill", "Charts: all", "[other] looms", "Totals of the year that was the longest of all years that the company had up to now", "Pages", "Indexes", "May we", "The following"),
    ),
    "words.CAPTION": (("ASSETS", "Current assets:", "Liabilities:", "Liabilities and Stockholders' Equity", "Cash flows from looms", "REVENUES:", "None."), ("Assets of oak", "Nonesuch")),
    "words._LETTERS": (("oak", "1. oak", "A B C"), ("12", "a1", "$ 5")),
    "words.NUMBERED": (("1. Oak", "Note 1 - Oak", "NOTE 12", "(3) Oak", "3 . Oak", "A : Oak", "A. Oak", "B Oak", "note no. 4: Oak"), ("123. Oak", "Oak", "Notes", "1st")),
    "words._ROMAN": (("II. Oak", "IV) Oak"), ("Oak", "II Oak", "ii. oak")),
    "words._LONG_WORD": (("Oaks", "Weaver’s"), ("Oak", "1 Oaks")),
    "headings._DECIMAL": (("10.2 Plan", "3.1"), ("10. Plan", "102")),
    "headings._PLAN": (("401(k) Plan", "403(b)"), ("40(k)", "401k", "401 (k)")),
    "lists._LEVELS": (("\t• oak", "\t\ta"), ("oak", " oak")),
    "numbers.NOTES": (("Notes to the", "CONSOLIDATED NOTES TO", "condensed consolidated notes to"), ("Notes", "See notes to")),
    "numbers.AFTER_NOTES": (
        ("Loom & Shuttle LLP", "Loom L.L.P.", "Report of Independent", "Reports of Management", "Report of Loom & Shuttle LLP, Independent Auditors", "Reports of Independent", "INDEPENDENT AUDITOR’S REPORT", "Independent Auditors' Report", "Schedule II", "Management’s Report", "Signatures", "Item 9", "Part III", "Supplementary Data", "Supplemental x", "Quarterly x", "Selected quarterly"),
        ("Report of looms", "Schedules", "Parties", "Independent weavers", "Report of dependent looms"),
    ),
    "names._POLICIES": (("Accounting Policies", "SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES", "Oak Inc. and Summary of Significant Accounting Policies", "Significant accounting policies:", "Summary of accounting policies"), ("Policies", "Critical accounting policies", "Accounting policies of looms")),
    "names._FIRST_POLICY": (
        ("Accounting Principles", "Basis of Presentation", "basis of consolidation", "Consolidation", "Nature of Business", "Nature of Operations", "Principles of Consolidation", "Estimates", "Use of Estimates", "Accounting Estimates", "Use of accounting estimates and looms"),
        ("Basis of looms", "Estimated looms", "Policies", "Looms in consolidation", "Nature of looms"),
    ),
    "names._POLICY": (
        ("Accounting Principles", "Accounting Estimates", "Advertising Costs", "Allowance for", "Basis of", "Business", "Cash and", "Cash Equivalents", "Consolidation", "Cost of Revenue", "Cost of Sales", "Depreciation", "Derivatives", "Earnings per", "Estimates", "Fair Value", "Financial Instruments", "Fiscal Year", "Fiscal Period", "Foreign Currencies",
         "Goodwill", "Income Taxes", "Intangible", "Inventories", "Investments", "Long-lived", "Nature of", "New Accounting", "Principles of", "Property", "Recent", "Reclassifications", "Research and Development", "Revenue", "Shipping", "Short-term Investments", "Stock-based", "Use of Estimates", "Warranty"),
        ("Accounting Change", "Unearned Revenue", "Cash", "Common Stock", "Commitments", "Debt", "Cost of looms", "Research", "Use of looms"),
    ),
    "numbers.STATEMENT": (
        ("Balance Sheet", "CONSOLIDATED BALANCE SHEETS", "Condensed statements of income", "Statement of operations", "statements of consolidated earnings", "Combined Statements of Cash Flows", "statement of cash flow", "statements of financial condition",
         "Statement of Financial Position", "statements of stockholders’ equity", "Statement of Changes in Shareholders' Equity", "statement of common stockholders' equity", "statements of total shareholders' equity", "Statements of Comprehensive Loss", "Statements of Changes in Equity",
         "Statement of Partners' Capital", "statements of combined members’ equity"),
        ("Statements of looms", "Balance of sheets", "Off-balance sheet looms", "Statement of incomes"),
    ),
    "lines._FIRST_WORD": (("oak", "• oak"), (" oak",)),
    "lines._TYPED_RULE": (("-----", "   ===", "___", "- -----"), ("--", "a---", "- --", "-- ---")),
    "tags._NAME": (("b", "/p", "ix:x"), ("!--", "1")),
    "parts._NO_RISK": (
        ("Special Note Regarding Forward-Looking Statements", "Cautionary statement about forward looking", "Note on forward-looking", "Safe Harbor Statement concerning forward-looking", "Statements relating to forward-looking", "Information for forward-looking",
         "Factors relevant to forward-looking", "Forward-Looking Statements", "RISK FACTORS", "Risk factors.", "Introduction", "Overview:"),
        ("Risk factors of wool", "Our forward-looking", "An overview", "Introduction of new looms may fail"),
    ),
    "parts._SUMMARY": (("Risk Factor Summary", "Summary of Risk Factors", "Summary", "Risk Factors Summary", "Summary of Principal Risks"), ("Risk Factors", "Our summary")),
}  # fmt: skip


PATTERNS = patterns_of(docai.tenk.structure)
TABLES = {"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}


@pytest.mark.parametrize(("name", "method", "text", "good"), cases(TABLES))
def test_a_pattern_matches_what_it_must_and_nothing_else(
    name: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[name], method, text) == good


def test_every_pattern_has_examples() -> None:
    assert set(PATTERNS) == {name for table in TABLES.values() for name in table}
