"""Every named regular expression of the room: what it must match and what it must not."""

from __future__ import annotations

import pytest

import docai.document.tables

# The package itself does not import it: named here, all that read are there to be looked at wherever the test runs.
import docai.document.tables.reader
from docai.document.marks import CELL, MARKS, PAGE, ROW, ROW_END, SPAN, TABLE
from docai.document.tables.scales.counts_test import SEARCHED_FOR_COUNTS
from docai.document.tables.scales.each_test import BEGUN_FOR_EACH, SEARCHED_FOR_EACH
from docai.document.tables.typed.fields_test import SEARCHED_FOR_FIELDS, WHOLE_FOR_FIELDS
from stand_ins.patterns import Examples, cases, is_matched, patterns_of


def _each(text: str, words: str) -> tuple[str, ...]:
    """Return ``text`` with each of the words, which bars part, in the place of its star."""
    return tuple(text.replace("*", word) for word in words.split("|"))


DASHES = "-|\u2010|\u2011|\u2012|\u2013|\u2014|\u2015|\u2212|\u2500|\u0096|\u0097"
NOTES = " (1)|(12)|(a)|(IV)|(*)|(***)|[1]|[12]|[ab]|†|‡|§|¹²³| a|*|****| (1) (b)"
SIZES = "thousand|thousands|million|millions|billion|trillion|thous|mil|Thousands"
EDGES = (tuple(f"oak{mark}ash" for mark in MARKS + "\n"), ("oak ash", "oak\tash"))
SEARCHED: Examples = {
    **SEARCHED_FOR_COUNTS,
    **SEARCHED_FOR_EACH, **SEARCHED_FOR_FIELDS,
    "exceptions._EQUITY": (("Shareholders’ equity", "Total stockholders' equity"), ("Equity", "Shareholders' equity plans")), "said._LIFE": ((*_each("* life of all", "remaining|useful|average|expected|contractual|estimated"), "useful lives", "expected option term"), ("life", "expected lifetime", "term expected")), "fields._WIDE_SPAN": (("5.98-  13.62", "$0.56-  $5.97", "x 0.56 -   53.63 y", "12-   17"), ("12 - 17", "12   -   17", "a5.98-  13.62", "12-  oak")), "assemble._OF_COLUMN": (("shown in Column D consist", "columns A"), ("column d", "Column G", "Columns of oak")), "rows._ENDED": (("Year ended", "YEAR ENDED"), ("ended wool", "blended")), "rules.DIGITS": (("12", "a1"), ("oak", "")), "assemble._IN_DOLLARS": (("EARNINGS (In dollars)", "(in whole dollars)", "( IN ACTUAL  DOLLARS )"), ("in dollars", "(dollars in millions)", "(in cents)", "(in U.S. dollars)")), "notes._ENDS": (("sold.", "looms!", 'sold."', "sold.)"), ("sold", "sold:", "1.5", "sold. Looms")),
    "heads._NAME": (("Loom, Inc. and Subsidiaries", "LOOM & CONSOLIDATED SUBSIDIARIES", "Loom and Affiliates", "and  its".replace("its", "subsidiary")), ("Subsidiaries of Loom", "and others", "and its looms")),
    "plain._FIGURE_SIGN": (tuple("0123456789") + tuple(DASHES.split("|")), ("oak", "$", "(.)")),
    "assemble._EDGE": EDGES, "standing._EDGE": EDGES,
    "within.PERIOD": (
        _each("* x", "year|Years|month|months|quarter|quarters|week|weeks|fiscal|ended|ending|as of|as  of|at|january|February|march|april|may|june|july|august|september|october|november|december|Period"),
        ("Yearly wool", "Oats", "Marching", "Extended", "as often", "Periodic", "Monthly"),
    ),
    "broken._UNITS": (_each("and *", "except|share|shares|data|amount|amounts"), ("exceptional", "shared", "looms")),
    "group_lines._BALANCES": (_each("Average *", "assets|liabilities|depreciation|accounts payable|Assets"), ("shares", "asset", "accounts", "payable")),
    "exceptions._AWARDS": (_each("Stock *", "awards|options|RSUs|PSUs|rights|warrants|RSUs granted|awards vested|options outstanding|options exercisable"), ("Awards held", "Adoptions", "copyrights", "Stock")),
    "exceptions._DOLLARS": (
        ("$ in thousands", "$ in millions", "Dollars in billions", "U.S. dollar amounts in thousands", "dollars are stated in millions", "dollars presented in thousands", "$ 000s", "dollars in 1,000", "thousands of dollars", "millions of U.S. dollars", "billions of us dollars"),
        ("in thousands", "shares in thousands", "$ amounts", "dollars", "thousands of looms"),
    ),
    "exceptions._FROM": (_each("* looms", "except|excepting|except for|excluding|other than|other than for"), ("exceptional looms", "other looms", "accept for")),
    "exceptions._OF_SHARES": (
        ("shares in thousands", "Number of shares in millions", "common shares outstanding in billions", "ordinary shares, in thousands", "share data in thousands", "share amounts are in thousands", "units in 000’s", "options presented in thousands", "awards stated in millions", "RSUs in $000s", "shares and units in thousands", "shares and options in 1,000", "shares and awards in thousands", "share counts in thousands", "shares (in thousands)", "shares of common stock (in thousands)", "shares of Loom common stock in millions"),
        ("in thousands", "dollars in thousands", "shares in ones", "shares of looms in thousands"),
    ),
    "exceptions._OTHERS": (_each("in *", "thousand|thousands|million|millions|billion|billions"), ("thousands", "in ones", "in 000s")),
    "exceptions._SHARES": (("shares", "Share", "per share", "units"), ("share data", "shares amounts", "share prices", "share price", "unit", "shared")),
    "footnotes._GLUED": (("Options(a)", "2004(b)", "Sales %(1)", "Inc.(2)", "Sales,(3)", "(net)(4)", "owners’(*)", "owners'(a)", "Oak”(1)", "Options(a)(b)", "Options(1),(2)", "Options(***)", "1996(1), (2)"), ("Options (a)", "401(k)", "loss(s)", "Options(ab)", "Options(a) held", "162(m)", "Options(123)")),
    "footnotes._MARK": (("a", "12", "***", "A1"), ("-", " ", "(")),
    "footnotes._MARKS_BEHIND": (("Options(a)", "Options (12)", "Options[b]", "Options(a)(b)", "Options (1), (2)", "Options(***)"), ("Options", "Options (held)", "(a) Options", "Options (a) held", "Options(abc)")),
    "footnotes._NOTE": (
        ("(a) In thousands", "\n(a)In thousands.", f"x{ROW}(1){CELL}Shares in millions", "[b] in billions", "* In thousands", "2. In thousands", "3) amounts are shown in thousands", *_each("(a) * in thousands", "options|shares|units|awards|RSUs|PSUs|amount|amounts|dollars|presented|expressed|stated|shown|are|is"), "** In millions"),
        ("a In thousands", "(a) Restated, in thousands", "In thousands", "x (a) In thousands", "(a) in ones", "12In thousands"),
    ),
    "fields._OF_LABEL": (_each("Dividends *", "of|at|to|in|than|by|and|or|value|Of"), ("Dividends", "Roof", "of wool", "evaluated")),
    "telling._EXHIBITS": (("Exhibit", "List of exhibits", "DESCRIPTION"), ("exhibited", "descriptions", "Page")),
    "telling._PAGE": (("Page", "Pages 12", "the page"), ("pager", "12")),
    "body._TERMS": (("3 years", "1 year", "12 months", "a month"), ("yearly", "12")),
    "said._DUE": (("payments due", "payment", "due by period"), ("repayments", "residue", "dues")),
    "rules.PERIOD": (
        (*_each("* ending", "year|Years|month|months|quarter|quarters|week|weeks|period|Periods"), "Year ended", "fiscal 1996", "as  of", *_each("* 31", "january|February|march|april|may|june|july|august|september|october|november|December")),
        ("Balance at", "Year", "fiscally", "Marching 3", "May", "ended", "yearly ended"),
    ),
    "grid._ENDS_NUMBER": (("12", "(3)", "4.", "5*", *_each("a*", DASHES)), ("12 a", "oak", "12%", "7 ")),
    "html._FIGURE_ALONE": (
        (f"{CELL}12{CELL}", f"{CELL}{SPAN}$ (1,234.5{ROW_END}", f"{CELL}12)%{ROW}", f"{CELL}7 times{CELL}", f"{CELL}7 (1) {CELL}", f"{CELL}.5*{CELL}", f"{CELL}€1{CELL}", f"{CELL}£2\n{CELL}", f"{CELL}¥-3{CELL}"),
        (f"{CELL}oak 12{CELL}", "12", f"{CELL}12 a b{CELL}", f"{CELL}$ {CELL}", f"{CELL}12", f"{CELL}7 (1234){CELL}"),
    ),
    "html._INDENT": (
        ("padding: 0 0 0 12pt", "PADDING:1px", "padding-left: 12pt", "margin-left:-1.5em", "text-indent : 10%", "padding-left:3"),
        ("padding-right:1pt", "margin:4pt", "padding-left:auto", "padding:;", "indent:3pt"),
    ),
    "html._ROWSPAN": (("<td rowspan=2>", "<TD ROWSPAN = '3'", 'rowspan="12"'), ("colspan=2", "rowspan=x", "rowspan")),
    "html._SIZE": (("12pt", "-1.5 EM", "10%", "7"), ("auto", "-", "")),
    "html._BLANK_ONE": (("&nbsp;", "&#160;", "&#xa0;", "&#XA0;", "\xa0"), (" ", "nbsp;", "&#16;", "&amp;")),
    "grid._A_YEAR": (("1996", "2024"), ("1896", "a")), "groups.DATED": (("1991--", "May 31, 1991--", "Year ended May 31--"), ("Looms--", "1991")), "notes._MARK": (("*", "**", "†", "‡", "§"), ("a", "(1)")),
    "groups.DAY": (_each("Years ended * 31,", "January|February|March|April|May|June|July|August|September|October|November|December"), ("May 31", "May 31, 1996", "May,", "Looms 31,")),
    "rows._LEADERS": (("Wool....", "Wool . . . .", "Wool ...$", "Wool ... $ ", "Wool ____", "Wool    ", "Wool._ .", "Wool..", "Wool)..", "Wool $", "Wool$"), ("Wool...x", "A..", "U.S. $", "Wool   ", "Inc.", "....Wool")),
    "fields._LEADERS": (("Wool...", "Wool . . . 5", "Wool ..  5", "Wool . .  5"), ("Wool. 5", "Wool..5", "U.S. 5", "a . b")),
    "fields._PARTS": (("oak", " 12 "), ("", "  ")), "fields._TOKEN": (("oak", "oak ash"), ("", "  ", "\t")),
    "tabs._ENTITY": (("A &amp; B", "&#38;", "&nbsp;"), ("A & B;", "&a;", "&#1;", "&amp")), "rules._DRAWN_BESIDE": (("A ----- B", "=====", "A  ______", "\u2500\u2500\u2500\u2500\u2500 B"), ("A ---- B", "A-----", "-----B", "--------,")), "rules._SEGMENT": (("--", "===", "__", "a -= b", "\u2500\u2500"), ("-", "- -", "= -", "oak")),
    "fields.WIDE": (("oak   12", "a    b"), ("oak  12", "   oak", "oak   ")),
    "above._BLOCK": (("oak\n\nash", "oak\n \t\nash", f"oak{PAGE}ash"), ("oak\nash", f"oak{ROW}ash")),
    "groups._HOLDS_NOTHING": (("Commitments (note 5)", "contingencies", "Loss contingency", "Contingent liabilities", "Guarantees of debt"), ("Current assets", "Committed", "Guaranteed")), "above._DRAWN": (("- ---", "---", "===", "____", "-=_", "a|b"), ("--", "oak - ash", "= =")),
    "above._LEADS": (("as of these looms:", "Looms: ", "the following looms", "the looms below", "as follows"), ("Looms: oak", "belows", "it follows", "followings")),
    "above._INTRODUCES": ((*_each("The following *", "table|tables|schedule|schedules|summary|summaries|summarizes|summarize|chart|charts|set forth|sets forth|show|shows|present|presents"), *_each("The * below", "table|tables|schedule|schedules|summary|chart|charts"), "the table of looms following", "As is shown below, the table", "The looms below are in tables"), ("The table of looms", "the following looms", "looms below", "a tablet below", f"the following {'oak ' * 20}table")),
    "above._LINE": (tuple(f"oak{mark}ash" for mark in "\n" + ROW + ROW_END + TABLE + PAGE), ("oak ash", f"oak{CELL}ash", f"oak{SPAN}ash")),
    "above._SENTENCE": (("sold. The", "sold! A", "sold? “A", 'sold. "A', "sold. (A", "sold.” The", 'sold." The', "sold.’ The", "sold.' The", "sold.) The"), ("sold. the", "sold.The", "sold; The", "5.4 A")),
    "standing._OTHERWISE": (
        ("unless otherwise noted", "Tabular amounts", "in the tables", "the tables", "in tables", "In the notes and tables", "the following tables", "tables are in", "All amounts", "all dollar amounts"),
        ("other amounts", "tables of oak", "all of the amounts", "vegetables are", "in one table"),
    ),
    "standing._SENTENCE": (("sold. The", "sold!  A", "sold? (In"), ("sold. the", "sold, The", "sold.The")),
    "units.SCALE": (
        _each("in *", SIZES) + _each("(as * x)", SIZES)
        + ("expressed as thousands", "in the millions", "in U.S. thousands", "in tens of thousands", "In whole u.s. dollar millions")
        + _each("x$*", SIZES) + _each("amounts *", SIZES) + _each("x* thousands", "$|us$|£|€|dollar|dollars|amount|Amounts|dollar amounts") + ("$, millions", "US$ in [thousands", "US$ [billions", "£ , thousands")
        + _each("a (*)", SIZES) + _each("a [* x", SIZES) + _each("by * of dollars", SIZES)
        + ("ten thousand dollars", "by millions of US dollars", "by millions u.s. dollars", "by thousands of Canadian dollars")
        + ("(000)", "(000s)", "($000's omitted)", "(000’s)", "(000,s)", "000 omitted", "000 except", "$ 000s )", "(000,000)", "(000'000's)", "000,000s omitted", "000’000 omitted")
        + ("(1,000)", "($1,000)", "(in $ 1,000)", "(in 1,000's)", "(x 1,000s omitted)", "1,000 omitted", "$1,000 except")
        + ("in 000", "in 000s", "x in 000’s y", "US$000's b", "$000", "$ 000s", "in 000,000", "in$000", "$000,000s")
        + _each("*", SIZES) + ("(millions", "[billions]", "millions, except", "thousands;", "million)", "thousands of dollars", "thousands of u.s. dollars", "thousands except", "millions for", "millions as of")
        + ("$m", "$ MM", "$mm", "in MM", "in $mm"),
        ("", "thousands of looms", "12 million", "in the mill", "in mills", "mill", "(million shares)", "thousandths", "the millions", "in five to ten or more thousands", "1,000", "000", "dollars", "$ mmm", "in 1000", "mm", "$0001", "$000.5", "in 000,5",
         "Notes (due 2009, of 5,000)", "Notes (at a par value of $1,000)", "Oak (2,000,000)", "Oak (100,000 except ash)", "Oak (2.000)", "10,000 omitted"),
    ),
    "units._SHORT_SIZE": (("thous.", "in THOUS", "$ mil", "MM", "$5mm", "$m", "$ M"), ("thousand", "similar", "summary", "$more", "m", "$ mo")),
    "units._EXCEPT": (("in millions, except", "Excepting", "excluding x", "other than x"), ("exception", "exceptional", "other looms than", "exclude")),
    "units._PER_SHARE_DATA": (
        ("per share", "per-share data", "per common share amounts", "a share", "per limited partner unit", "per shares", "a units", "share price", "share prices"),
        ("share data", "per looms", "per one two three share", "super share"),
    ),
    "units._EXCEPT_SHARES": (("share data", "Shares", "units", "unit data", "Stock information", "stock amounts", "unit amount"), ("shared", "unit", "a per-loom sum", "stock", "unit of data")),
    "units._SHARES_IN": (
        ("shares in thousands", "share data in million", "share amounts in millions", "shares outstanding in billions", "shares and units in thousands", "share counts in thousands", "share count in millions", "shares, which are reflected in thousands",
         "shares that are in thousands", "shares are in thousands", "shares presented in thousands", "shares stated in millions", "shares shown in millions"),
        ("share of wool in thousands", "shares in dollars", "shares in thousandths", "looms in thousands"),
    ),
    "units._ALL_SHARES": (("dollars and shares in", "Dollar and share in", "amounts and shares in", "amount and shares in", "shares and dollars in", "share and amount in", "shares and amounts in"), ("dollars in", "shares and looms in", "dollars, shares in")),
    "said.PER_SHARE": (
        (*_each("wool per *", "share|shares|unit|units|ads|adr|pound|ton|barrel|bbl|boe|mcf|gallon|ounce|mmbtu|mwh|kwh|day|square foot"), "income per common share", "net loss per limited-partner unit", "per a b c d e f share", "per-share", "earnings loss per", "Earnings (loss) per",
         *_each("* eps", "basic|diluted|adjusted|non-gaap|gaap|total|core|basic core"), "EPS", "par value of it",
         *_each("* price", "exercise|conversion|strike|stock|share|market|closing|grant|option|issue|issuance"), "exercise prices", "average purchase price", "fair value per", "$/share", "a / share", "average price", "average fair value", "average grant date fair value", "average estimated grant-date price", "average grant fair value", "price", "prices", "Year 2024 price", "WAEP", *_each("$/*", "unit|bbl|Bbls|boe|mcf|mcfe|mmbtu|mwh")),
        ("per cent", "per loom", "revenue per unit/mix", "loss per", "steps", "new eps", "at par value", "oak price", "purchase price", "fair value", "and share", "average prices", "price of oak", "in 2024 oak price", "waeps", "$/unit/mix", "bbls/d", "per a b c d e f g share", "super share"),
    ),
    "said.SHARES": (
        ("weighted average share", "weighted-average number", "weighted average of common units", "weighted average basic outstanding", "weighted average unit so", "weighted average number so", "weighted average shares", "denominator", "dilutive effect", "dilutive securities", "dilutive potential", "antidilutive oak", "anti-dilutive oak", "incremental shares of", "incremental common shares of", "effect of dilution", "effects of dilutive x",
         *_each("number of * so", "share|shares|options|units|awards|rsus|psus|warrants|securities"), "no. of stock options",
         *_each("many shares * so", "outstanding|used|issued|authorized|reserved|available|subject|granted|vested|underlying"), "many units granted so", "shares of oak", "oak shares",
         *_each("by * oak shares so", "basic|diluted|dilutive|average"), "oak (shares) so", *_each("2023 shares (*)", "thousands|millions|billions|in thousands|in millions"), "the number", "units of oak", "oak units"),
        ("weighted average price per share so", "weighted average price of shares so", "weighted-average grant date fair value of shares so", "weighted average option prices of units so", "average fair value of shares so", "weighted average looms", "dilutive wool", "effect of wool", "number of looms", "many shares of oak", "a number of", "shareholders", "some units of", "denominators", "oak shares (millions) of"),
    ),
    "said._AMOUNTS": (_each("x * y", "amount|amounts|value|dollars|paid-in|paid in|capital in excess|retained|deficit|comprehensive|equity|income|loss|cost|$"), ("dollar", "costs", "valued", "capital", "losses")),
    "said._UNSCALED": (
        ("percent", "in percentage", "percentages of",
         *_each("oak *", "rate|rates|yield|yields|ratio|ratios|volatility|headcount|rates "), "employees", "full-time employees", "Part-time employees ", "total employees", "our employees", "rate to which it falls", "rates of oak", "rate", "rates (a)", *_each("rate* oak", ":|,|–|—| at| on| for| per| used| in| paid| charged| assumed| that| range"),
         *_each("* (a)", "rate|yield|ratio|volatility"),
         *_each("* of so many years", "life|lives|term|period|maturity"), "period (months)",
         *_each("* oak life to", "remaining|useful|average|expected|contractual|estimated"), "useful lives", "remaining term so", "(in years)", "in years", "oak (years)",
         *_each("number of * so", "employees|stores|countries|properties|locations|restaurants|states|customers|associates|days|claims|contracts|loans|positions|branches|offices|facilities"), "square feet", "square footage"),
        ("percentage points", "oak rates of it", "5 percent notes", "2024 % of", "june 5 % notes", "floating rate", "fixed rate", "variable rates", "shares withheld from employees", "headcount of oak", "long-term years", "period of oak", "useful oak", "number of looms", "square oak", "years", "remaining long-term"),
    ),
    "said._PERCENT": (
        ("oak%", "oak %", "% of oak", "year 2024 %", "2024 % (1)", *_each("ended * 29 %", "january|february|march|april|may|june|july|august|september|october|november|december"), "june 30 % (a)", "(%)", "percent", "Percentage", "percentages",
         *_each("oak * rate", "discount|interest|tax|trend|growth|inflation|coupon|risk-free|risk free|forfeiture"), "tax rates",
         *_each("*", "expected volatility|dividend yield|price volatility|expected yield|rate of return|rates of return|rate of compensation increase|rate of increase in pay|rate to which it falls|rate at which it ends")),
        ("5%", "5 %", "5 percent notes", "oak rate to which it falls", "percentage point", "percent points", "tax rate of oak", "oak rate", "dividend", "oak yield", "rate of oak", "percentile"),
    ),
    "said._OF_RATES": (
        ("effect of exchange rates", "impact of tax rate", "change in rates", "income taxed at other rates", "earnings taxed from a rate", "loss taxed at rate", "taxed at different rates", "tax by rates", "differences to the rate", "effects of rate", "balance at original discount rate", "liability at rate", "liabilities at rates", "recoverable at discount rate"),
        ("tax rate", "rates of exchange", "exchange rates", "effect of rates of oak", "income rate"),
    ),
    "said._NUMERATOR": (
        ("income for basic earnings per share", "Net earnings used in computing it per unit", "loss used to compute income per share", "numerator for income per share", "income in computing it per share", "earnings to compute it per share"),
        ("earnings per share", "income from looms per share", "shares used in it per share", "income for it"),
    ),
    "said._DATE": (
        (*_each("* 12, 2024", "January|february|March|april|May|june|July|august|September|october|November|december"), "As of May 5 1999", "on june 3, 2001,", "at May 31, 2020:", "ended May 31, 2020", "ending May 31, 2020"),
        ("May 2020", "May 31", "31 May 2020", "oak 12, 2020", "May 12, 1820"),
    ),
    "said._BRACKETS": (("oak (ash)", "()"), ("oak", "(ash", "ash)")),
    "said._UNIT_WORDS": ((*_each("x * y", "in|share|shares|dollar|dollars|units|year|years|months|percent|percentage|per|thousand|thousands|million|millions|billion|billions|%"), "oak $", "$/oak", "$ /oak"), ("oak", "unit", "$ oak", "inn", "month", "peril")),
    "said._DETAIL": (_each("oak*ash", ",| ;|:| (| – |—| - |. |.\n"), ("oak ash", "oak-ash", "3.5", "oak")),
    "said._DIGIT": (("a1", "0"), ("oak", "", "½")),
    "exceptions._INSTRUMENTS": (("Derivatives", "a derivative", "cash flow hedges", "hedging", "contracts", "swaps"), ("hedge funds", "contract", "swap rates", "contracted")),
    "cells._ENDED": (("years ended", "Year ending", "year ended May"), ("years", "in years", "yearend")),
    "assemble._OPEN": (_each("Looms *", "a|an|and|by|for|from|in|of|on|or|the|to|with|sold (in"), ("Looms", "Looms,", "Sofa", "Looms (in oak)")),
    "heads._HYPHEN": (("Weighted- Average", "Stock- holders"), ("Loss - net", "First- and last", "1- year", "long- or", "up- to")),
    "captions._DIGITS": (("12", "a1"), ("oak", "")),
    "exceptions._EXCEPTED": (("except for quantity", "Excepting ratios", "excluding headcount", "other than rates"), ("exception", "except (x)", "accept ratios")),
    "exceptions._EXCEPTED_PARTS": (_each("a * b", ",|;|and|or|data|amount|amounts|information|figures|.")[:-1], ("android", "orbit", "a. b")),
    "exceptions._NAMED": (("options in thousands", "intrinsic value in millions", "shares and units in billions"), ("in thousands", "options in dollars", "options in thousand", "7 in thousands")),
    "exceptions._GENERAL": (_each("x * y", "share|shares|stock|unit|units|par|noted|indicated|stated|specified|otherwise|where|as|per"), ("ratios", "asset", "parts")),
    "said._OF_EACH": (("($1.79 per share)", "$ 2 per unit", "$1.5 / per common share", "$.10 per limited partner unit", "($2) per share"), ("$1.79", "per share", "$2 per loom", "1.79 per share", "$2 per shares")),
}  # fmt: skip
WHOLE: Examples = {
    **WHOLE_FOR_FIELDS, "rows._REST_OF_DATE": (("31, 1993", "5,2001:", "31, 1993:"), ("31", "May 31, 1993", "41, 1993", "31, 93")), "grid._DECIMALS": ((".0%", ".8)", ".25", ".5 %", ".5)%"), (".", "0.5", ".a", "5")), "grid._WHOLE": (("35", "(13", "$1,250", "$ (7", "-3"), ("3.5", "35%", "a3", "")),
    "persons._AGE": (("Age", "AGES", "Age (1)", "Age(a)", "Age:", "Age*", "Age *", "Age as of 2/5/2024", "Age at March 1", "Age (as of May 1)", "Age on May 1", "Age in 1998"), ("Average age", "Agent", "Age of looms", "Aged", "Age since")),
    "heads._IN_BRACKETS": (("(Numerator)", "(as restated)"), ("(12)", "(a)", "Numerator", "(Numerator) (Denominator)")),
    "heads._YEAR": (("1999", "1999 (restated)", "FY2000 (pro forma)", "1999 (1)"), ("(restated)", "1999 of looms", "99 (restated)")),
    "rules._DASHES": (("- - -", "  - - - - - ", "- - - -"), ("-", "- -", "-  -  -", "---", "- - oak")), "fields.MARKED_YEAR": (("(2) 1999", "(a)1999", "(1)(2) 2000", "1996 (1)(2)(7)", "1997 (2) (3)(7)", "1999(b)"), ("1999", "(12) 1999", "(2) 3999", "1999 (12)", "1996 (1)(2)(3)(4)(5)")), "fields._MARKS_BEHIND": (("1,250(1)(2)", "1996(a)(b)", "$12(1)(2)(3)"), ("1,250(1)", "(12)(13)", "1,250(12)(13)", "(1)(2)")),
    "plain._BETWEEN_DASHES": ((f"{' ' * 30}- 54 -", f"{' ' * 10}-7-  "), ("    - 54 -", f"{' ' * 30}- 54", f"{' ' * 30}54")),
    "exceptions._UNITS": (("Restricted stock units", "deferred share units"), ("stock units", "Restricted stock")), "telling._SPAN_OF_PAGES": ((*_each("30*59", DASHES), "30 to 59", "30 through 59", "12 - 15"), ("30", "30 of 59", "F-4")),
    "fields._DAY_AND_YEAR": (("30, 2008", "1, 1999", "05, 2001"), ("30,2008", "40, 2008", "30, 208", "30, 1808")), "html._A_YEAR": (("1999", "2024"), ("20241", "1899")), "html._NOTED_YEAR": (("20051", "1999a"), ("2005", "20050", "200512", "18991")),
    "standing._ASIDE": (("NOTES TO LOOMS     ($ in millions)", "FINANCIAL STATEMENTS    (in thousands)", "Consolidated financial statements    [x"), ("Notes to looms (in millions)", "Our statements    (x", "Financial statements    x")),
    "body._YEARS": (("2023-2024", "1998-1999", "2024 - 23", "1999/00", "1999 to 2001"), ("2023", "2023 and 2024", "3023-24", "2023-4")),
    "telling._EXHIBIT": (("10.1", "(10.12)", "*4.3(a)", "†+#10.2.", "31.1*†+#", "10(iii)", "4(a)", "10.A.7", "10.A.15.1(1)", "4.2.1"), ("10", "10.A", "1.2.3.4.5", "10.1234", "1,234.5", "10.1 oak", "10(abcde)", "4(A)")),
    "figures.FIGURE": (
        ("12", "1,234", "1,234,567.89", "1 , 234", "12.", "12.5", ".5", "(12)", "( 12 )", "$(12)", "($ 12)", "$-12", "-$12", "(-12)", "$ ($ (12))", "US$12", "$ 12",
         *_each("* (* 12)", "US$|U.S.$|C$|A$|NT$|HK$|R$|RMB|EUR|USD|$|€|£|¥"),
         *_each("*12", DASHES), "12 1/4", "12-1/4", "12¼", "12½", "12¾",
         *_each("12 *", "%|percent|per cent|pct|pct.|bps"), "(12%)", "(12)%", "12%)", "12%)%", "(12)%)",
         *_each("$12 *", "hundred|thousand|million|billion|trillion|k|K|m|M|mm|MM|b|B|bn|Bn"),
         *_each("12 *", "year|years|yr|yrs.|month|months|mos.|mos|day|days|week|weeks|share|shares|x|times|cents|¢|MW|acres"), "12x", "12¢", *_each("7*", NOTES), "12.", "12,", "12;"),
        ("", "oak", "12 oak", "12 13", "1-2", "-", "$", "12/5", "1,23x", "12 looms", "12:", "7abc", "7(123)", "12 km"),
    ),
    "figures._GROUPED": (("1,234", "12,345,678", "123,456.78"), ("1234", "1,23", "1,2345", "1234,567", "1,234.")),
    "figures._NIL": (
        (*_each("*", DASHES), "----", "- 0 -", "-0-", "$-", "$ (-)", "(-)", "-%", "(-%)", "- )", *_each("—*", NOTES), *_each("* -", "US$|U.S.$|C$|A$|NT$|HK$|R$|RMB|EUR|USD|$|€|£|¥")),
        ("", "$", "-----", "0", "-1-", "oak", "-a"),
    ),
    "figures.YEAR": (
        ("2009", "1998", "FY2009", "fy2009", "Fiscal 2009", "FISCAL 2009", "fiscal 2009", "’2009", "'1999", "2025E", "2024A", *_each("2009*", NOTES), "(2) 1999", "(a)1999", "(1)(2) 1999"),
        ("(12) 1999", "(2)(3)(4)(5) 1999", "3009", "2109", "209", "20091", "fiscal2009", "Year 2009", "2009X", "2009 oak", "FY 2009"),
    ),
    "figures.RANGE": (
        (*_each("1*2", DASHES), "3 to 5", "3/5", "$3 - $5", "(3) - (5)", "3% - 5%", "3 - 5 years", "3-5 year", "3-5 months", "3-5 month", "3-5x", *_each("3-5*", NOTES), "($3 to 5)", "3 - 5 %)",
         *_each("* $5 %", "<|>|≤|≥"), "<1", ">1,000"),
        ("3", "3 and 5", "3 - 5 looms", "< oak", "to 5", "3 -", "3--5"),
    ),
    "grid.NOTE_MARK": (("(1)", "(12)", "(a)", "(IV)", "(*)", "(***)", "[1]", "[ab]", "*", "****", "†", "‡", "§", "¹", "²³", "a", "a,b,c", "(1) (2)", "(a), (b)", "*,(1)", "a(1)"), ("", "1", "(123)", "[A]", "*****", "ab", "A", "(1) oak", "a, b")),
    "html._DRAWN_LINE": (("---", "====", "___", "–––", "———", "-=_"), ("--", "- - -", "---oak", "***")),
    "fields._BEHIND_LABEL": (
        ("Oak 1,234", "Oak $ 1,234", "Oak (1,234)", "Oak $(1,234,567)", "Oak $ 5", "Oak $(.50)", "oak) 1,000", "oak] 1,000", "oak: 1,000", "oak% 1,000", *_each("Oak *-", DASHES), "Oak ---"),
        ("Oak 5", "Oak  1,234x", "Oak1,234", "12 1,234", "Oak -", "Oak ----", "Oak 2009"),
    ),
    "fields._SPAN": (("$ 0.39 - $20.79", "12-15", "1,200 - 1,500", "$25.00 -$16.00", *_each("5*7", DASHES)), ("12", "(5) - 7", "5 - 7 - 9", "5 to 7", "5 -")),
    "groups.PERIOD": (
        ("1996", "2024 (as restated)", "Fiscal 1996", "Fiscal Year", "Year Ended May 31, 1996", "Quarters ending March 31", "Six months ended", "52 weeks ended May 31", "The periods ended", *_each("* 31", "January|February|March|April|May|June|July|August|September|October|November|December"), "As of May 31", "at June 30, 1996", *_each("* quarter", "First|second|Third|fourth|1st|2nd|3rd|4th"), "First quarter 1996"),
        ("12", "Net sales", "May", "Assets", "1996 was a year in which we sold more looms than in any other", "quarter", "Fiscally"),
    ),
    "telling._PART": ((".1", ".45", ".123*", ".4†"), ("10", "1.4", ".1234", "4.")),
    "telling._PAGES": (("23", "F-4", "12-15", "12 – 15", "F-2 to F-9", "3 and 7", "3, 7", "3 & 7", "3 through 7", "3 thru 7", "Page 12-15 of the annual report", "pages 12 to 15", "-24", "*", "—", "N/A", "na"), ("1,234", "12.5", "1996", "$12", "(12)", "oak", "12 of it", "")),
    "standing._SECTION": (
        ("Item 7. Results (amounts in millions, except per share data)", "ITEM 7A—Risk (in thousands) ", "Notes to Consolidated Financial Statements (in billions)", "notes to the financial statements (dollars in millions)", "Management’s Discussion of Results (in millions)"),
        ("Item 7. Results", "Looms (in millions)", "Item 7 (in millions) of looms", "Note 7. Looms (in millions)", "Items 7 (in millions)", "The notes to financial statements (in millions)"),
    ),
    "body._UNAUDITED": (("(Unaudited)", "unaudited", "(un-audited)", "UNAUDITED"), ("audited", "(Unaudited) 1996", "Unaudited data")),
    "rules.DRAWN_LINE": (("-", "  ---  ===", "___ ___", "***", "\u2500\u2500", "--|--", "-+$-"), ("", "   ", "|", "--- 5", "oak", "$ --")),
    "plain._PAGE_NUMBER": (("12", "  Page 4 ", "- 12 -", "(12)", "F-3", "–7–", "( iv", "xii", "-i-"), ("12345", "oak", "Page", "12 13", "FF-3", "12,3")),
    "ragged._BEHIND": (("Oak 12", "Oak12", "Oak $ 1,234.5", "Oak (12)", "Oak $(1234)", "oak) 5", "oak] 5", "oak: 5", "oak% 5", "Oak.5"), ("Oak", "12 13", "Oak 12 x", "Oak   12", "Oak, 5", "Oak .5", "12.5")),
    "above._FURNITURE": (
        ("12", "Page 4", "Annual Report Page 27", "/s/ A. Weaver", "page - 12 -", "F-3", "(iv-12)", "— 7 —", "Table of  Contents", "INDEX", "-----", "===", "* * *", "_ .", "–—", "continued", "(Continued)", "See notes", "see the accompanying note 5 to the accounts", "see accompanying notes.",
         "The accompanying notes are an integral part", "page", "<PAGE>", "Part II", "ITEM 8", "Item 7A."),
        ("Part II of it", "Item 8. Looms", "Item", "1234", "Looms", "Index of looms", "Discontinued", "Notes", "see looms", "Pages", "accompanying notes", f"see notes {'oak ' * 30}", f"the accompanying notes {'oak ' * 30}"),
    ),
    "standing.SCALE_ALONE": (
        ("in thousands", "(In millions)", "[in billions]", "All dollar amounts in thousands", "Tabular amounts in millions, unless noted.", "(U.S. dollars in thousands)", "us dollars in thousands", "$ in millions", "figures in thousands", "$ amounts in millions",
         "Dollar in thousands", "amount in millions.)", *_each("* in thousands", "all|tables|present|columnar|tabular|u.s.|US|canadian|dollar|dollars|amount|amounts|figures|value|values|share|shares|unit|units|data|number|numbers|$|$amounts"),
         *_each("Amounts * in thousands", "and|or|of|the|except|for|per|are|is|in|expressed|stated|presented|shown|reported"), "Dollars and shares, except per share data, in millions"),
        ("thousands", "in thousand", "Oak. Ash in thousands", "in thousands. Oak.", "Looms by kind (in thousands)", "(a)In thousands.", "(1) In thousands", "* In thousands", f"in thousands{' oak' * 40}", "in trillions"),
    ),
    "exceptions._ONLY": (("(in millions)", "[Dollars]", "in thousands", "Dollar in millions", "Dollars in millions", "Amounts in thousands", "Amount in $", "Figures in thousands", "All amounts in millions", "Tabular dollars in millions", "U.S. dollars", "US dollars in millions", "Thousands", "Thousand", "million", "Millions of dollars", "billion", "Billions", "$ in millions"), ("Value (in thousands)", "Income", "all", "")),
    "exceptions._MONEY_OR_SHARES": (("dollars", "US dollar", "U.S. dollars", "amount", "amounts", "all", "data", "share", "Shares", "number of shares"), ("options", "dollars of oak", "numbers")),
    "said._STOCK": (
        (*_each("* shares", "common|ordinary|preferred|preference|capital|treasury|registered|Class A common|Series b-1 preferred"), "common voting shares", "a b c ordinary shares"),
        ("shares", "common stock", "common shares issued", "a b c d common shares", "voting shares"),
    ),
}  # fmt: skip
AT_START: Examples = {
    **BEGUN_FOR_EACH,
    "captions._FILER": ((*_each("Loom *", "Inc.|Incorporated|Corp|Corporation|COMPANY|Co.|Ltd|LLC|L.P.|LP|and Subsidiaries|AFFILIATES"), "43 LOOM, INC."), ("Looms", "Incline", "Company looms", "Inc.")),
    "notes._BEGINS": (("(1) Includes", "  (a)  Sold", "(***) Sold", "* Sold", "**      Sold", "****Sold", "\u2020 Sold", "\u2021Sold", "\u00a7 Sold", "a/ Sold", "1/ $12", "2) Sold", "[a] Sold", '(1) "Sold"', "* - Sold"), ("Sold (1)", "(12a) Sold", "- Sold", "1. Sold", "(1)", "(1) 12", "              (1) Sold", "(ab) Sold")), "fields._BRACKETS": (("(restated)(restated)", "(Numerator)(Denominator) Amount"), ("(a)(b)", "(restated) (restated)", "(restated)", "x(restated)(restated)", "(12)(restated)")),
    "said._OF_EACH_SOLD": (
        ("Net sales per Macintosh unit sold", "Average revenue per ton", "Revenues per barrel of oil", "Average selling price per rooms", "Sales per square foot", "sales per units"),
        ("Sales per share", "Earnings per unit", "Cost of sales per unit"),
    ),
    "assemble._BEGINS_UNIT": (("(Looms", "[in", "In millions of it", "Dollars in thousands", "All amounts in billions", "US dollars in millions", "Amounts are in thousands"), ("Looms in millions", "in million", "Inmillions")), "rows._MONTH": (_each("* 30, 1994", "January|february|March|april|May|june|July|august|September|october|November|december"), ("Mayor", "1994", "a March")),
    "said._AGE": (("age", "ages", "age at march 1, 1998", "age as of may 1", "age on may 1"), ("aged", "agent", "average age", "age of looms")),
    "grid._OPENS_NUMBER": (("5", "(5", ".5", ",5", "$5", "Nil", "n/a", "NA", "nm", "N/M", "n.a.", "n.m.", "*", *_each("*5", DASHES)), ("oak", "nils", "name", "n.b.", "%", "£5")),
    "html._BLANK": (("&nbsp;oak", "&#160;", "&#xa0;", "&#XA0;", "\xa0", " \n&nbsp;"), ("oak ", "&amp;", "&#16;")),
    "groups.CLOSES_ALL": (
        ("Net cash used", "net  cash", "Increase in cash", "Net increase (decrease) in cash", "(Decrease) in cash", "net change in cash", "decrease of the year in cash",
         "Cash at beginning of year", "Cash and its equivalents, end of year", "Beginning cash", "ending cash", "Total assets", "total liabilities and equity"),
        ("Total liabilities", "Cash", "Increase in wool", "Net cashew", "Its total assets", "Cash at the ending of it", "Total looms", f"Increase {'of oak ' * 5}in cash"),
    ),
    "groups.TOTAL": (
        ("Total", "totals of", "Subtotal", "Sub-total", "gross margin", *_each("Net *", "income|loss|earnings|sales|revenue|revenues")),
        ("Totally", "A total", "Net wool", "gross", "Net losses", "Net cash", "Grossly"),
    ),
    "rows._DETAIL": (("(principally oak)", "(8,534,289 shares)", "(101,812,600* shares)"), ("(12)", "(in oak)", "(a) oak", "principally", "(1,23)")),
    "whole.BALANCE": (("Total assets", "TOTAL CURRENT ASSETS", "Total liabilities"), ("Assets", "total asset", "subtotal assets")),
    "said._ALLOCATION": (("income allocation", "earnings available", "net loss allocation", "net  loss available", "numerator"), ("allocation", "income", "loss available", "denominator")),
    "said._SHARES_LISTED": (("Shares: 2024: 1,364,574", "share (1,000", "SHARES - 12,000 of them", "Class A, authorized 900 million shares", "1 thousand shares", "2 billion shares"), ("Shares: 12", "Shares", "Shareholders 1,000", "Common shares: 1,000")),
    "said._MONEY": (
        (*_each("*", "fair value|intrinsic value|unrecognized|unamortized|unearned|aggregate intrinsic value|grant date fair value|grant-date fair value|issuance|issuances|repurchase|repurchases|purchase|purchases|proceeds|payment|payments|dividend|dividends|retirement|cost|sale|sales|acquisition|exercise|taxes|withheld|cancelled|cancellation|conversion|treasury|preferred"
               "|redemption|surrender|buyback|stock|cash|value|compensation|reissued|accretion|adjustment|excess"), "less: purchase", "Less cost", "net proceeds", "common stock", "total cash"),
        ("shares", "common shares", "the issuance", "weighted", "net wool", "less: looms", "number sold", "dividing"),
    ),
}  # fmt: skip


PATTERNS = patterns_of(docai.document.tables)
TABLES = {"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}


@pytest.mark.parametrize(("name", "method", "text", "good"), cases(TABLES))
def test_a_pattern_matches_what_it_must_and_nothing_else(
    name: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[name], method, text) == good


def test_every_pattern_has_examples() -> None:
    assert set(PATTERNS) == {name for table in TABLES.values() for name in table}
