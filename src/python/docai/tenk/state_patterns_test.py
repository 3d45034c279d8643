"""The regular expressions of outline and pointers: what they must match and what they must not."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.patterns_test import PATTERNS, TABLES
from stand_ins.patterns import Examples, cases, is_matched

SEARCHED: Examples = {
    "index_rows._ITEM_NUMBER": (("Item 1A.", " items | 7"), ("Business", "see Item 1")),
    "index_rows._ONE": (("12", "F-3", "4 - 6", "7 to 13"), ("none", "F-")),
    "index_rows._RANGES": (("Risk Factors | 27-36", "pages 4-6, 7 and 9", "Business ... 12 (a)", "Directors | 82, (a)", "Fees | 9 (a) (b)"), ("F12", "2 looms")),
    "index_rows._SENTENCE": (("the looms. They", "ended."), ("No. 2", "ended")),
    "omitted._LIST": (
        ("items 2, 3 and 5 are not applicable", "item 9 has been omitted", "items 10 through 13 (omitted", "items 1(a) and item 2 not required", "item 9 inapplicable",
         "items 10 to 13 are incorporated by reference to the proxy statement", "item 14 is in the information statement, which is incorporated"),
        ("items of clothing not applicable", "item 2 is. not required", "item 10 is incorporated here", "item 10 of the proxy statement"),
    ),
    "omitted._COVER": (
        ("portions of the proxy statement are incorporated in Part III".lower(), "part iii: the information  statement"),
        ("proxy statement. it is part iii", "part iii of the report", "proxy statement: part ii"),
    ),
    "omitted._LEGEND": (("definitive proxy or\n  ",), ("proxy or information", "the proxy ")),
    "omitted._MARK": ((f"pay {CELL}*{CELL}{ROW_END}", "fees   **\n\npart iv\n", "fees (a)", "fees †", "fees..... ‡"), ("fees*", "fees 12", "(a) fees", "fees (ab)")),
    "omitted._ROW_OVER": ((ROW_END, "a\n \nb"), ("a\nb",)),
    "omitted._ONE": (("7a", "12"), ("a", "")),
    "omitted._RANGE": (("through", "thru", "to 3", "2-3", "2–3"), ("tomorrow", "2, 3")),
    "omitted._ROW_SAYS": (("(omitted pursuant", "not applicable", "not required", "inapplicable", "matters n/a", "matters | na", "[reserved]"), ("committed", "applicable", "n / a", "unreserved")),
    "reads_like._SUITS": (
        ("a claim", "claims", "lawsuit", "litigation", "legal fees", "proceeding", "plaintiffs", "the court", "contingency", "contingencies", "investigation", "suits"),
        ("courtyard", "suitable", "claimed"),
    ),
    "pointer._OWN_FACT": (
        ("240,000 registered holders", "12 owners", "the London Stock Exchange", "the American Stock Market", "NASDAQ", "Nasdaq", "NYSE", "no officers", "no executive officers", "no directors", "no employees", "no salary", "no salaries", "no compensation", "no remuneration"),
        ("the holders", "12 pumps for all of the many holders", "12 cardholders", "the market", "the officers", "no officer"),
    ),
    "pointer._NOTE_TITLED": (
        ("Notes to Financial Statements-Contingencies", "NOTES TO THE CONSOLIDATED FINANCIAL STATEMENTS – Leases", "notes to our financial statements: Leases"),
        ("Notes to Financial Statements", "notes to financial statements - 12"),
    ),
    "pointer._PLACE": (
        (" in the report", " on page 3", " of our notes", " and Note 9", " in Item 7", " to this part", " in its letter", " on Exhibit 13", " of Part I", " of Management", " in that report", " and Notes"),
        ("in the report", " in reports", " at the end"),
    ),
    "pointer._OTHER_ITEM": (("see Item 2", "(Item 8)", "Matters, Item 7.", "same as Item 10", ", part II, item 8", "under item 7A", "in Part I, “Item 3", "to item 13"), ("Item 2", "see items", "of Item 7")),
    "pointer._LISTS": (("It incorporates by reference:", "The following are incorporated."), ("The following are on file.", "at 3:15 we met")),
    "state._NONE": (
        ("None.", "not applicable", "Not required for", "not reported", "not presented", "N/A", "n.a.", "Inapplicable", "[Omitted]", "the registrant omits", "does not apply",
         "Nothing to report", "No response is", "no answer", "no disclosure", "no such changes", "elected not to include", "not to provide", "elected to not include", "has not elected to include", "no longer required", "no longer applicable"),
        ("nonesuch", "suits, none of which matters", "men, none of whom", "none of them", "none of these", "is required", "a national bank", "no matter was submitted"),
    ),
    "state._FOR_SEVERAL": (
        ("these items", "such items", "the above Items", "the foregoing items", "the following items", "required by Items 10", "responses to items", "this Part", "Part III"),
        ("items", "this item", "part of"),
    ),
    "state._LISTED": (("(a) 1. Looms", "(1) Looms", "(3) Exhibits", "(a)(1) Looms"), ("(b) Looms", "See (a).")),
    "state._NEXT_PART": (("None.\n\nPART III\n", "part ii", "None.\n | Part IV. Exhibits"), ("see Part III", "PART I\n", "Part III " + "x" * 70)),
    "state._OFFICERS": (
        ("None.\nExecutive Officers of the Registrant", "\nINFORMATION ABOUT OUR EXECUTIVE OFFICERS", "\n4A. Our Executive Officers", "\nITEM X. INFORMATION ABOUT OUR EXECUTIVE OFFICERS"),
        ("the executive officers", "\nThese are the executive officers"),
    ),
    "state._STATEMENT": (("Proxy\nStatement", "information statement"), ("the statement", "proxystatement")),
    "state._STARRED": (("Compensation*", "Fees **", "(Compensation*)", "Fees†", "Fees‡"), ("* Fees", "Fees")),
    "state._SENTENCE": (("None. The", "so; (b)", "a\n\nb"), ("No. 2 b", "a\nb")),
    "reads_like._ASSETS": (("total assets", "net\n  assets", "total current assets"), ("totalassets", "assets in total")),
    "reads_like._MOVES": (("Increased", "compared with"), ("nondecreasing", "raised")),
    "pointer._LISTS_HERE": (
        ("the following is provided", "The following officers are furnished", "the following is\nhereby given", "the following list is submitted"),
        ("the following is incorporated", "these are given", "the following. It is given"),
    ),
    "pointer._SENTENCE": (("One. Two", "One.\n\n“Two”", "one.\ntwo", "one\ntwo", "“One.” Two"), ("one. two", "One: Two", "one\n\n“Two”", "No.2", "IV. Results", "II. Two", "No. Two", "NO. Two", "No. 1. Two", "Note 17. Two", "note 17. Two", "Inc. Two", "“One” (two")),
    "pointer._POINTS": (
        ("incorporated herein by reference", "attached hereto", "follow the signature page", "see note 2", "set forth under", "is included elsewhere", "page f-1", "a proxy statement that will be filed", "will file an information statement", "has been previously provided in a prospectus", "are provided in note 3", "same as item 10", "previously reported", "previously disclosed.", "sections of the proxy statement", "pay of our 1996 proxy statement", "proxy statement.", "the definitive proxy statement"),
        ("the seed", "the proxy statement is long", "as previously reported", "files are kept", "the cloth is in sheds", "it is in noted", "provided that", "same as it", "referees", "pumps are sold"),
    ),
    "pointer._TO_RULES": (
        ("set forth in rule 4200", "contained in the rules", "included in nasdaq’s marketplace rules", "described in the nasdaq listing standards", "found in item 407", "listed under sec regulations", "set forth by governance standards"),
        ("set forth in item 8", "set forth in the proxy statement under the new rules", "ruled in rule 3", "set forth in the ruler"),
    ),
    "pointer._INDEX_ROW": (("Page 12", "Business | 3-9", "F-1"), ("in 12 ways", "page twelve")),
    "pointer._FIGURES": (("Looms | 124 | 1,103 | 242 |", "Looms $ 4.5 $", "Loss (12) (4)", "Sheds 3"), ("Balance sheets at May 1, 2001 and 2000 |", "Statements of income", "Schedule 1999 ....")),
    "pointer._STATEMENT_NAMED": (("balance sheets", "statement of income"), ("balance of sheets", "estatements")),
    "pointer._PAGES": (("pages 3 to 9", "Page F-1, F-3 and F-5"), ("paged 3", "3 pages")),
    "pointer._PAGE": (("F-12", "3 through 9"), ("page", "F-")),
    "pointer._FROM": (("beginning on page", "at page", "on page F-1"), ("on page 3", "pages")),
    "pointer._QUOTED": (("“Financial Review”", '"Risk Factors"'), ('"a"', "no quotes")),
    "pointer._HEADED": (("caption Financial Review", "section entitled “Risk Factors”"), ("sections 3", "heading for home")),
    "pointer._CALLED": (("under the caption ", "entitled"), ("captions are", "subtitle")),
    "pointer._NOTE": (("Note 3.", "notes A, B", "Note 16”", 'Note 16"', "Note 16: Suits", "Note 16; Suits"), ("note that", "noted 3.")),
    "pointer._REPORT": (
        ("Exhibit 13", "annual report to shareholders", "stockholders’ annual report", "filed as an exhibit"),
        ("Exhibit 3", "annual report on form 10-K", "exhibition"),
    ),
    "pointer._THIS_REPORT": (("this annual report", "annual report on Form 10-K", "this form 10-K"), ("the annual report",)),
    "pointer._PROXY": (("Proxy Statement", "information\nstatement"), ("a proxy", "statement by proxy")),
    "pointer._NOTHING": (("Not applicable.", "None.", "[Reserved]"), ("nonetheless", "applicable")),
    "target._BALANCE": (("total assets", "total  assets "), ("total assetsx", "all assets")),
    "target._BALANCE_UNTITLED": (("total current assets", "total  current  assets "), ("total assets", "total current assetsx", "current assets")),
    "target._BALANCE_GOES_ON": (("total liabilities", "total current liabilities", "equity"), ("liabilities", "assets")),
    "target._OF_PARENT": (("condensed financial information of registrant", "condensed  financial\ninformation of the parent"), ("condensed financial information of loom", "financial information of registrant")),
    "target._WORDS": (("a1",), ("–“ ",)),
    "target._LINE": (("a",), (f"\n{CELL}{ROW}{PAGE}",)),
    "report_heads.HEAD": (("\nconsolidated balance sheets", "\n  item 8. financial", "\n  signatures", "\n(a)(3) exhibits", "\n(3) exhibits", "\nitem 16. form", "\nsecurities and exchange commission\n\nwashington", "\nform 10-k\n\nsecurities and exchange commission"), ("\nthe pumps", "in review", "\n(3) pumps", "\n(d) exhibits", "\nsecurities and exchange commission.\n", "\nform 10-k\n\nwe wove")),
    "repeats._OF": ((" of ", " OF\t"), ("of ", " off ")),
    "paragraphs._SENTENCE_ENDS": (("ran. the", "ran.  the"), ("co. the", "ran.\nthe", "ran.   the")),
    "fiscal_year._NUMBER": (("may 1", "1997"), ("may",)),
    "fiscal_year._MONTH_NAMED": (("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept.", "december"), ("1997", "looms")),
    "fiscal_year._TYPED_ONE": (("l997",), ("april 9", "l897", "1997")),
    "target._PAGE_BEHIND": (("sheets 12", "sheets --- 15", "sheets f-3"), ("december 1995", "sheets12", "sheets 12 of")),
    "pointer._TO_PAGE": (("F-1 through F-4", "12 to 15", "F-3 – F-9", "3-5", "F-1 thru F-4"), ("F-1", "to F-4", "12 too 15", "F-1 through F-4 of it")),
    "pointer._STATES": (("it is", "are", "was", "were", "has", "have", "had", "will", "shows", "reflect", "Loans | 12", "a | $5"), ("Notes to this", "wills", "Balance sheets | Page")),
    "report_lines._DOTS": (("business.....", "business    12"), ("etc.", "business 12")),
    "signatures._REQUIREMENTS": (("requirements of section 13", "requirement of\nthe section 15", "requirements of the securities exchange act", "requirements of the securities and exchange act"), ("requirements of section 16", "requirements for section 13", "requirements of the exchange act")),
    "signatures._PURSUANT": (("pursuant to the ", "pursuant  to\nall of the "), ("pursuant to the", "pursuant to a ")),
    "signatures._CAUSED": (("duly caused this report to be signed", "caused this amendment to its\nreport to be signed"), ("caused this report. it was signed", "caused the report to be signed", "caused this report to be designed")),
    "heads._BREAKS": (("a\nb", f"{ROW}", f"{ROW_END}"), ("a b", f"{CELL}")),
    "heads._BLANK_LINE": (("a\n\nb", f"{ROW_END}{CELL} {ROW}"), ("a\nb", "\na\n")),
    "heads._FOOT": (("\n   12\n", "\n page 3", "\n-- iii - 5 --\n\n", "\nf-3"), ("a 12\n", "\n1995\n", "\n12 looms")),
    "parts._OF_PART_THREE": (
        ("\ncertain information required by part iii is\nleft out.", "\n  the information called for by this part iii is", "\nall of the information that is required\nunder part iii", "\ninformation required in part iii"),
        ("information required by part iii", "\ninformation required by part ii", "\ninformation required by part iii.\n\nwords", "\nwe give information required by part iii"),
    ),
    "spans._PARAGRAPH_END": (("a\n\nb", "a\n \n b", f"a{ROW_END}b", f"a{PAGE}"), ("a\nb", f"a{CELL}b")),
    "spans._RUNS_ON": (("listed in ", "Item 14 of\n", "see", "that and", "to this "), ("the river", "of it", "soft")),
    "heads._SAYS": (
        ("of the company", "this companies", "our corporation", "its trust", "of partnership", "a holdings", "an company", "teel mills.", "it omitted", "omits", "pursuant", "incorporated by", "incorporated herein", "none", "not", "is", "are", "was", "were", "has", "have", "by", "see", "to", "item", "items"),
        ("teel inc.", "teel corp.", "teel co.", "teel ltd.", "teel l.p.", "the teel company", "teel incorporated", "isle of teel"),
    ),
    "state._MARKED": (("Data (1)", "Data. (a)", "(B)"), ("Data (12)", "Data (1) of", "Data 1)")),
    "title._OPEN_ANSWER": (("Data (Omitted pursuant to", "Data (Inapplicable", "Data (not applicable as", "(Not required", "(None"), ("Data (Omitted)", "Data (unaudited", "(Nonesuch")),
    "index_rows._CELLS": (("a|b", "a\nb", "a   b", ".. 12", ". –", ". -"), ("a  b", "a b", ". a")),
}  # fmt: skip

WHOLE: Examples = {
    "report_notes._PARTED": ((CELL, f" {CELL}\n", f"\n {CELL} "), (" \n", "9")),
    "state._ONLY_CAPTIONS": (("“Pay of Directors”", "| “Salaries” and “Stock Held”", "\"Our Board\", “Meetings,” “Codes”."), ("Pay of Directors", "“Pay” of directors", "")),
    "state._CAPTION": (("Insider Trading Arrangements", "Item 408"), ("We wove.", "Mil", "w" * 61)),
    "index_rows._PAGES_OR_NONE": (("—", "–", "-", "n/a", "na", " 12 ", "4-6, 9", "3 to 5; 7", "1 and 2", "1 & 2", "9 (a), (b)", "F-3"), ("none", "1995 was", "")),
    "state._BLANK": (("", " .\n--", "__"), ("a", "1")),
    "state._FOOTNOTE": (("(a)", "(1)", "Owners and\nManagement..... (a)", "’s Fees  (b)"), ("a", "(ab)", "*", "Looms (a)", "9 looms ... (a)")),
    "state._ONLY_PAGES": (
        ("19             --                  --", "67                  --", "--     13      --", "- | 12-14", "12, 14 and 16", "F-3 to F-9", "A-1 through A-4", "1 & 2", "3–5", "3—5", "\n  of Operations........ 14-42", "\n  Registrant      20      --      5-8", "76-77    –"),
        ("--     --", "1995", "Note 12 on Page 34", "9 looms", "looms 9", "(a)", "We own 9.", "12-14 of it"),
    ),
    "state._NO_PAGE": ((" and Disclosure ..... —", "Matters  -\n", "Holders (in 1994) (3)    --     --      --", "Looms   –      —"), ("Looms —", "—", "9 looms ... —", "Looms   12     --")),
    "heads._COMPANY": (
        ("teel company", "the teel companies", "teel corp.", "teel corporation", "teel bancorp", "teel, inc.", "teel incorporated", "teel ltd", "teel limited", "teel partnership", "teel l.p.", "teel trust", "teel holdings", "teel utilities",
         "teel inc. and subsidiaries", "teel company and consolidated subsidiary", "subsidiaries", "and subsidiary", "consolidated subsidiaries", "and consolidated subsidiary"),
        ("company", "teel company of looms", "a b c d e f g h company", "subsidiaries of teel", "teel"),
    ),
    "heads._FORM": (("form 10-k", "form 10k", "1995 form 10-k", "teel 1995 form 10-k", "form 10-k, part i", "form 10-k/part ii/part iii", "form 10-k/part", "annual report", "1995 annual report", "1995 10-k", "teel fiscal 1995 10-k"), ("10-k", "form 10", "form 10-k of teel", "annual reports", "teel annual report")),
    "heads._LINK": (("table of contents", "back to contents", "return to the top", "index", "index to financial statements", "index to the consolidated financial statements and schedules", "md&a index", "financial index"), ("contents of it", "indexes", "index to looms", "back")),
    "heads._PART": (("part iii", "part ii | items 9 – 9c", "part iv, item 15", "part i, items 1, 1a and 2", "part i - items 1 & 2"), ("part v", "part ii of it", "parts", "item 9")),
    "heads._DAY": (
        ("january 1, 1994", "february 28, 1994", "march 31, 1995", "april 9, 1996", "may 31, 1995", "june 30, 1995", "july 4, 1995", "august 31, 1995", "september 30, 1994", "october 31, 1995", "november 30, 1995", "december 31, 1993"),
        ("december 1993", "on june 30, 1995", "jun 30, 1995"),
    ),
    "pages._NUMBER_FIRST": (("34 | teel bancorp 1999 annual report", "page 3 teel", "f-3/teel", "iii-2 – teel", "a4 teel", "5 • teel"), ("1999 teel", "34", "teel 34", "34 12")),
    "state._PLAIN_NONE": (("None.", "(Not applicable)", "N/A", "na", "Omitted", "[Inapplicable]", "not required.", "Omitted at registrant’s option.", "Omitted at the Company's option"), ("None of them", "required", "Omitted at our option")),
    "state._RESERVED": (("[Reserved]", "(Removed and Reserved)", "Intentionally omitted.", "intentionally left blank", "Intentionally Reserved"), ("Reserved for", "omitted")),
    "pointer._STATEMENT_PAGE": (("F-3", "12"), ("1995", "F-")),
    "candidates._DASH": (("-", "— "), ("", "see - ")),
}  # fmt: skip

AT_START: Examples = {
    "report_notes._NUMBER": (("(9) Leases", "(14). Suits"), ("9. Leases", "(a) Leases", "Note (9)")),
    "report_notes._COMPOUND": (("20-year", "9-month"), ("20-Year", "20 - year", "20. year", "x-ray")),
    "reads_like._NOTES_FIRST": (("notes to consolidated financial statements", "lamp co.\n\nthe notes to our financial statements\n", "notes to the consolidated financial statements"), ("see notes to financial statements", "balance sheets\n\nlamps 9\n\nglass 4\n\nnotes to financial statements")),
    "pointer._TITLE_OF_STATEMENT": (
        ("Balance Sheets at year end", "Consolidated Statements of Equity", "(a) 1. Our Financial Statements", "The Notes to Financial", "Report of Oak & Co.", "Reports of independent", "Management’s Report on", "Schedule II – Reserves", "Financial Statement Schedules", "Audited balance sheet", "Loom Inc. Statement of Income", "Company's Statement of Income"),
        ("Sheets at year end", "We own consolidated", "Scheduled flights", "(d) Notes to", "Statement on it"),
    ),
    "pointer._CAPTION": (("(a) Plans.", "Item 12(b). Owners of much."), ("(a) The cloth is sold.", "Plans.", "(f) Plans.", "(a) We may sell.", "(b) It trades.")),
    "state._AGAIN": (("\n\nItem 9. Changes\n\nNone.", "ITEM 9A  Controls"), ("See Item 9", "Item nine", "Item 12b3 of")),
    "state._NO_SUCH": (
        ("There are no pending suits.", "There were no matters", "There is currently no suit", "There was no vote", "There have been no changes", "There has been no change", "There had been no change", "There are not any suits", "There has not been a change", "There have not been changes",
         "No matters were submitted", "None of our directors", "Neither the trust nor the trustee", "Nothing was submitted", "During the year, no director adopted", "In 1999, there were no changes",
         "As of June 30, 2019, there are no comments", "At year end, none", "For the year, no vote", "Within the year, no vote", "Since May, no vote", "To our knowledge, no suit is pending",
         "Except as said, none", "Based on the standards in Item 1115(b), no information is required", "Other than the above, no suit is pending",
         "We are not a party to any suit", "The company is neither a party", "We were not involved", "The trust was not currently subject to", "We are not engaged in any suit", "We are not aware of any", "We have not received any comments", "It has not received any", "The parties are not parties",
         "The trustee knows of no suit", "They know of no suit", "We did not submit any matters", "We did not receive any comments", "(b) During the year, no director adopted", "a. No suit", "During the year ended Dec. 31, 2024, no director adopted", "In the quarter ended Sept. 30, 2024, none", "We did not have any", "The trust does not own any property", "We do not lease", "We do not have any comments",
         "It does not hold land", "We have no properties", "The trust owns no property", "It has received no comments", "The fund had no suits", "It holds no land", "Under the rules no information is required"),
        ("We own a shed.", "Suits are pending against us.", "We do not believe that suits matter", "There are two suits", "Nonetheless we paid", "In Ohio we own a shed"),
    ),
    "report_lines._NUMBER_FOLLOWS": ((" .... 12\n", f" {CELL} f-3 {CELL} f-9{ROW_END}", "| page 3\n"), (" pumps\n", " 1995\n")),
    "report_heads.STATEMENT_HEADS": (("consolidatedbalancesheets", "reportofindependentauditors", "indextofinancialstatements"), ("balanced", "reportofsales")),
    "report_heads.MDA_HEADS": (("managementsdiscussionand", "financialreview"), ("management", "reviewofpumps")),
    "report_heads.AFTER_MDA": (("quantitativeandqualitative", "notestoconsolidated", "consolidatedbalancesheets"), ("quantities", "noteson")),
    "report_heads.ENDS": (("signatures", "exhibitindex", "aexhibits", "exhibitstoformk", "itemformksummary", "securitiesandexchangecommission", "formk"), ("securitiesandexchangecommissionrules", "formkfor", "signaturesof", "exhibited", "exhibitstothis", "dexhibits")),
    "report_heads.AFTER_STATEMENTS": (
        ("shareholderinformation", "stockholdersinformation", "shareownerinformation", "investorinformation", "corporateinformation", "corporatedirectory", "directorsandofficers"),
        ("signatures", "informationofshareholders", "shareholderinformationand", "directorsandofficersof"),
    ),
    "report_heads.STOCK_PRICES": (
        ("stockprices", "commonstockpriceanddividends", "stockpricerange", "stockmarketinformation", "commonstockmarketprices", "marketpricesofcommonstock", "marketforthecompanyscommonstock", "marketpriceofourshares",
         "marketpricerangeofequity", "marketinformation", "pricerangeofcommonstock", "stockpriceperformancegraphs", "performancegraph", "glossary", "glossaryofterms"),
        ("commonstock", "stockpricesfell", "marketrisk", "marketinformationon", "glossaries", "stockbasedcompensation", "signatures"),
    ),
    "repeats._NO_NAME": (("the Company", "Our ", "THIS ", "its "), ("Theta Corp", "Itself")),
    "candidates._ENTRY_LINE": (
        (" Factors;\n\nItem 3", "; and\n\nwords", "; or\n  • Item 7", f";{ROW_END}", ";\n* more", ";\n- more", ";\n(item 3)", f" a b;{PAGE}", f";{ROW}"),
        (";\nCompliance with", " Factors\n\nItem 3", "; Properties\n\n", ".\n\n;\n\n", ";\n\tcloth"),
    ),
    "regulation_ab._ANSWER": ((": none", " - omitted"), (": nonesuch",)),
    "regulation_ab._BEFORE": (("regulation ab ", "reg. ab: "), ("regulation about",)),
    "regulation_ab._NUMBERS": (("1122",), ("1132",)),
}  # fmt: skip

HERE = {"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}


@pytest.mark.parametrize(("name", "method", "text", "good"), cases(HERE))
def test_a_pattern_matches_what_it_must_and_nothing_else(
    name: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[name], method, text) == good


def test_every_pattern_has_examples() -> None:
    tables = [*TABLES.values(), *HERE.values()]
    assert set(PATTERNS) == {name for table in tables for name in table}
