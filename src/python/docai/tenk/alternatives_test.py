"""An example for every alternative of the regular expressions: each is matched, and would not be without the alternative."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, PAGE, ROW_END
from docai.tenk.patterns_test import PATTERNS
from stand_ins.patterns import is_matched

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"  # fmt: skip
_LINKS = " - | – |—| to | through "


def _each(template: str, words: str) -> tuple[str, ...]:
    return tuple(template.format(word) for word in words.split("|"))


WHOLE = {
    "candidates._ITEM": (
        *_each("item {}", _NUMBERS), "item 1l", "item l0", "item iv", "item 7(a)", "item 9a(t)", "item 9a[t]", "item 9at",
        *_each("items 1{}2", " and | & |, and |,| through | thru | to | or |/|;|-|–|—"), "item 1. and 2", "item 1. & 2", "item 1., 2", "items 1 and item 2", *_each("items one and {}", "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"),
    ),
    "candidates._PAGE_AT_END": (*_each("..... 3{}5\n", "-|–|—| to |,| and "), " n/a\n", " na\n", " iv\n", " 12"),
    "index_rows._RANGES": (*_each(" 3{}5", _LINKS), *_each(" 3{}5", ", | ; | and | & |, and "), "|3", ".3", " 3|"),
    "index_rows._ONE": _each("3{}5", _LINKS),
    "pointer._PAGES": (*_each("pages 3{}5", "-|–|—| to | through | thru | and |, and |,| & "), "page A3", "page F-3", "pages 3 to F-5", "pages 3 to A5", "pages 3 and pages 5"),
    "pointer._OTHER_ITEM": _each("{} item 7", "see|under|in|to|as"),
    "report_heads.STATEMENT_HEADS": (
        "indextotheauditedconsolidatedfinancialstatement", "consolidatedfinancialstatementsandsupplementa", "financialstatements", "consolidatedfinancialstatements", "reportsofindependent", "reportofindependent",
        "independentauditors", "independentregistered", "independentaccountants", *_each("reportofthe{}", "independent|auditors|accountants"), "managementsreportofmanagement", *_each("managements{}", "report|responsibilit"),
        "statementofmanagement", "consolidatedcondensedbalancesheets", *_each("statementsof{}", "consolidatedoperations|operations|income|earnings|financialposition|financialcondition|loss|comprehensive|cashflow"), "incomestatements",
    ),
    "report_heads.MDA_HEADS": ("itemmanagementsdiscussion", "managementsanalysis", "managementsnarrative", "discussionandanalysis", "financialreview", "managementsfinancialreview", "operatingandfinancialreview", "reviewofoperations", "financialcommentary"),
    "report_heads.AFTER_MDA": (
        "quantitativeandqualitative", "reportsofindependent", "reportofindependent", "independentauditors", "reportofmanagement", "managementsresponsib", "managementsreport", "statementofmanagement", "balancesheets", "incomestatements",
        *_each("statementsof{}", "consolidatedoperations|operations|income|earnings|financialposition|loss|comprehensive|cashflow"), *_each("{}yearsummary", "five|six|ten|eleven"), *_each("fiveyear{}", "review|data"),
        "selectedconsolidatedfinancialdata", "notestoconsolidated", "notestofinancial",
    ),
    "report_heads.ENDS": ("signatures", "exhibitindex", "exhibitsindex", "indextoexhibits", *_each("{}exhibits", "|a|b|c"), "listofexhibits", "exhibitstoform", "itemformksummary", "securitiesandexchangecommission", "formk"),
    "titles._WHOLE_TITLE": (
        *_each("{}business", "description|general|of|the|our"), "businessdescription", "businessandproperties", "businessgeneral", "riskfactors", "unresolvedstaffcomments", "cybersecurity", "property", "descriptionofproperties", "legalproceedingsandclaims",
        *_each("submissionofmatterstoavoteof{}", "securityholders|stockholders|shareholders|unitholders|holders|shareowners"), "minesafetydisclosures", "marketforthecompanysstock", *_each("marketfor{}sstockhere", "our|registrant|compan|common"), *_each("selected{}", "consolidatedfinancialdata|historicalfinancialdata|financialinformation"),
        "managementsdiscussionandanalysis", "managementdiscussionandanalysisofoperationshere", "managementsdiscussionandanalysisorplanofoperations", "managementsplanofoperation", *_each("disclosure{}marketrisk", "about|of|on|regarding"), "quantitativeandqualitativedisclosuresaboutmarketrisks",
        "consolidatedfinancialstatements", "financialstatementsandsupplementarydata", *_each("disagreements{}accountants", "with|on"), "changesinanddisagreementswithaccountants", "controlsandprocedures", "otherinformation", *_each("disclosure{}foreignjurisdictionsthatare", "regarding|of"),
        *_each("directorsofthe{}", "registrant|company"), "directorsandexecutiveofficers", "directorsexecutiveofficersandgovernance", "executivecompensation", "securityownershipofcertainbeneficialowners", "certainrelationshipsandrelatedtransactions",
        *_each("principal{}feesandservices", "accountant|accounting|accountants|auditor|auditors"), "formksummary", "reserved", *_each("{}reserved", "removedand|intentionally"), "exhibitsandfinancialstatementschedules", "exhibitfinancialstatementschedulesandreportsonformk", "exhibitsandreportsonformk",
    ),
    "report._FORM": ("form 10-k", "form 10-ksb", "form 10-k405", "form 10-kt", "form 10-k/a", "form 10-k/ a", "form 10-k /a", "form 10k"),
    "spans._PART_TAIL": (
        "part ii", "part iii", "part iv", "part 2.", "table of contents", "back to contents", "back to top", "substitute information provided in accordance with general instruction j", "substitute information provided pursuant to general instruction j",
        "the following items have been omitted in accordance with general instruction j", "the following item has been omitted pursuant to general instruction j",
        *_each("part ii{}", ". other information|, other information|: other information| - other information| – other information| — other information|—financial information| and iii| and part iii|, and iv"),
        f"part iii\n\n94\n\n{PAGE}\n\ntable of contents", f"part iv\n\n- 9 -\n{PAGE}",
    ),
    "state._RESERVED": ("reserved", "removed and reserved", "intentionally reserved", "intentionally omitted", "intentionally left blank"),
}  # fmt: skip
"""Texts that a pattern matches as a whole."""

BEGINS = {
    "vocabulary._TITLE": (
        *_each("{}busine", "general|narrative|descriptionof|the|our|companys|registrants"), "generaldevelopment", "riskfactors", "certainriskfactor", "principalrisksfactors", "factorsthatmayaffect", "unresolvedstaff", "unresolvedsec", "cybersecur", *_each("{}property", "descriptionof|the|our|companys|registrants"), "properties", "realestate",
        *_each("{}legalproce", "pending|material"), "legalmatters", "litigation", "submissionof", "submissiontovote", "submissionstovote", "matterssubmitted", "minesafety", "minehealth", *_each("information{}executiveofficers", "about|concerning"), *_each("{}executiveofficers", "our|the"), "informationaboutourexecutiveofficers",
        *_each("market{}", "for|of|and|pricefor|pricesfor|informationfor"), "descriptionmarketfor", "pricerange", "commonstockmarket", "registrantscommon", *_each("{}selectfinancial", "summaryof|consolidated|historical"), *_each("select{}", "consolidated|historical|financial|operating"), "selected",
        "reserve", "removedandreserve", "intentionallyomitted", "intentionallyleft", "notused", "omitted", "nolongerrequired", "itemmanagementsdiscussion", "managementandanalysis", "managementsanalysis", "managementsnarrative", "discussionandanalysis", "managementsplanofoperation", "planofoperation",
        "quantitative", "qualitative", *_each("{}marketrisk", "about|of|on|disclosuresabout"), *_each("{}financialst", "the|our|audited|consolidated|index|to|and|supplementary|supplemental|selected"), "supplementa", "consolidatedstatementsof", "consolidatedbalance",
        *_each("changesin{}", "and|registrant|company|our|account"), "changesanddis", "disagreement", *_each("{}controlsa", "evaluationof|disclosure|internal"), "controls", "controlandproc", "evaluationofdisclosure", "otherinform", "otherevents", "disclosuresregardingforeign", "disclosureregardingforeign", "disclosureofforeign",
        *_each("information{}director", "about|concerning|regarding"), "identificationofdirectors", "thedirectors", "managementofthe", "executivescompen", "executivecompen", "executiveanddirectorcompen", "directorsandexecutiveofficerscompen", "officercompen", "compensationof", "managementremuneration", "remuneration", "executiveofficerscompen",
        "principalsecurityownership", "securitiesownership", "securitiesowner", "beneficialowner", "certainbeneficialowner", "stockowner", "ownershipof", *_each("principal{}h", "share|stock|unit|security|interest"), "certainrelat", "relatedtransact", "relatedparty", "certaintransact", "interestofmanagement", "relationshipsand", "arrangementswith",
        "principalacc", "principalaud", "accountantsfees", "accountantfees", "auditfees", "accountingfees", "feesandservices", *_each("independent{}", "publicacc|registeredpublicacc|aud|acc"), *_each("{}exhibit", "listof|indexto|indexof"), "financialstatementschedule", "financialstatementsexhibit", "financialstatementexhibit", "financialstatementsschedule", "reportsonform", "formksummary", "summary",
    ),
    "pointer._CAPTION": (*_each("({}) Plans.", "a|b|c|d|e"), "Item 12(b). Owners."),
    "candidates._CONTINUED": ("(continued", "- cont'd", " contd"),
    "lines._PREFIX": _each("{}", "part 1, |part iv. |response to |response  to "),
    "candidates._OF_FORM": _each(" of form {}", "10-k.|10k :|10-k405 –|10-ksb—|10-k  -"),
}  # fmt: skip
"""Letters that a pattern must find at the start; the kind of title is told by the group."""

SEARCHED = {
    "fiscal_year._COVER_PERIOD": (*_each("year ended {} 31, 1995", _MONTHS.lower()), "53 weeks ended may 1, 1995", "52 weeks ended may 1, 1995", "period ending may 1, 1995", "period to may 1, 2001",
        *_each("year ended {}. 3, 1995", "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec".lower()), *_each("year ended {}day, may 3, 1995", "sun|mon|tues|wednes|thurs|fri|satur"), *_each("year ended may 3{}, 1995", "st|nd|rd|th"),
        "year ended 3 may 1995", "year ended 3 of may 2005", "year ended 3-may-2005", "year ended 1995-05-03", "year ended 2005-05-03", "fifty-two weeks ended may 3, 1995", "period from may 1, 1994 to may 3, 1995", "period from may 1, 1994 through may 3, 1995", "period from inception (may 1, 1994) to may 3, 1995",
        *_each("year ended commission file{} may 3, 1995", "| number| no| no.")),
    "fiscal_year._NUMERIC_PERIOD": ("year ended 1/2/1995", "year ended 1/2/2005", "year ended 1/2/05"),
    "candidates._CONTINUED_LINE": (" (continued)\n", " (cont'd)\n", " (cont.)\n"),
    "candidates._LINE_END": ("\n", "   ", " ..", ". ", "..", "."),
    "contents._PAGE_LINE": ("page3", " 3", f" 3{ROW_END}", f"{CELL}{CELL}– \n", f"{CELL}{CELL}-{ROW_END}"),
    "contents._SAYS": (*_each("it {} no", "is|are|was|were|been"), "is not", "is none"),
    "item_numbers._MORE": (*_each("{}", _NUMBERS), "3b"),
    "item_numbers._RANGE": ("through", "thru", "3 to 5", "–"),
    "likeness._RUN_ON": (*_each("as said {}", "in|see|under|to|of|and|with|or|the|by|this|from|at|also|refer|part ii|our|for|as"), "pumps,", "pumps ("),
    "likeness._THIS_REPORT": (*_each(" business {} in this", "elsewhere|included|contained|set forth|described|appearing"), " business included of our", *_each(" the pumps {}", "in this report|of our form|to this annual report|in our filing"), *_each(". business {}", "in this report|of our form|of this annual report|in our filing"), ": business of our form"),
    "regulation_ab._ITEM": (*_each("item 1122 {} regulation ab", "of|under"), "item 1122 of reg. ab"),
    "repeats._COMPANY": _each("Upper Teel {}", "Company|Companies|Corp|Corporation|Corp.|Inc|Incorporated|Inc.|LLC|LP|Ltd|Limited|Partners|Partnership|Trust|Co|Bancorp|Bancorporation|Holding|Holdings|Group|Fund|PLC|Electric|Power|Energy|Gas|Railroad|Railway"),
    "repeats._SENTENCE": _each("{} x", "part|item|see|page|table of contents"),
    "title._END": (*_each(f"{CELL}3{{}}5{ROW_END}", "-| – |—|,|;| to | and | & "), *_each(f"{CELL}{{}}{ROW_END}", "page 3|F-3|none|none.|not applicable|n/a|(a)"), f"{CELL}3", ".  ", "a. B", "]. “", " – B"),
    "title._GOES_ON": ("\nand more words",),
    "title._OPEN_END": (*_each("words {}", "of|and|the|for|on|to|in|about|with|certain|financial|security|related|shareholder|stockholder|director"), "words,", "owner's", "holder’s", "a-"),
    "titles._CANDIDATE": (
        "\n9 (a). controls", *_each("\n{}xxxxx\n", "[reserved|[(removed and|busin|descr|risk|unres|cyber|prope|legal|submi|mine|marke|selec|manag|plan of|quant|conso|finan|chang|disag|contr|disclos|other inf|form 10|direc|execu|information about|secur|certa|princ|exhib"),
        "\n. legal\n",
    ),
    "titles._SECOND_LINE": ("\n words\n", "\n words"),
    "path._CROSS_REFERENCE": ("cross reference", "cross-reference", "cross\nreference", "crossreference"),
    "titles._AFTER_TITLE": (
        *_each("legal{}item 3", "(|-|–|—|,"), "legal (item 3)", "legal (items 3 and 4).", *_each("legal (items 1{}2)", " and |, | & |-"), "legal - item 1a",
        *_each("legal ({})", "omitted|abbreviated|not applicable|inapplicable"), "legal ..3", "legal page 3", "legal  f-3", *_each("legal  3{}5", "-| – |—| to |, | and | & "), f"legal {CELL} 3*", f"legal {CELL} 3†",
        *_each("legal. {}", "none|none.|not applicable|not required|n/a|na|inapplicable|omitted|reserved|[reserved]|(removed and reserved)|(reserved)."), "legal - none", "legal – none", "legal — none", f"legal {CELL} none", "legal: none", "legal, none", "legal; none",
        f"legal {CELL} *", f"legal {CELL} ***", f"legal {CELL} (a)", f"legal {CELL} (3)", f"legal {CELL} –", f"legal {CELL} —", f"legal {CELL} -",
    ),
    "titles._RUN_ON": (*_each("words {}", "the|of|in|and|under|see|to|our|a|or"), "words (", "words,", "words “"),
    "whole_part._PART": ("part iii. the information", "part iii - certain information", "part iii information", "part iii: items 10", "part 3\n", "part iv\n", "part i\n"),
    "omitted._LIST": (*_each("items 2{}3 are omitted", ", and |, | and | & | through | thru | to |-|–"), "items 10 and 11 are incorporated from the information statement", "item 10: the proxy statement is incorporated", "item 10: the information statement is incorporated"),
    "omitted._COVER": ("information statement, part iii", "part iii: the proxy statement", "part iii: the form 1.5 information statement", "proxy statement no.3, part iii"),
    "state._NEXT_PART": ("a\npart ii\n", "part iii"),
    "state._FOR_SEVERAL": ("called for by items",),
    "reads_like._MOVES": ("increase", "decreased", "compared"),
    "pointer._INDEX_ROW": ("12", "x|12", "x 12"),
    "pointer._FROM": (*_each("{} page 3", "beginning on|commencing on|starting on|begins at|begins with"), "at page", "on page F1"),
    "pointer._HEADED": (*_each("{} Financial Review", "caption|heading|headings|captions|section|sections"), *_each("caption {} Financial Review", "entitled|titled|called")),
    "pointer._CALLED": _each("the {} ", "heading|headings|caption|captions|section|entitled|titled|captioned|subheading"),
    "pointer._REPORT": ("exhibit 13", *_each("annual report to {}holders", "share|stock|security |unit"), "annual report to the shareowners", "shareholders’ annual report on form", "stockowners annual report on form", "annual report", *_each("annual report to our {} on form 10-K", "shareholders|stockholders|security holders|unit holders|shareowners"), "filed as an exhibit"),
    "pointer._THIS_REPORT": ("of this document", "index to consolidated financial", "index to financial"),
    "pointer._PROXY": ("proxy statement", "information statement", "schedule 14A", "schedule 14C", "amendment no. 1 to this", "amendment to this", "Form 10-K/A", "Instruction G(3)", "instruction g (3)"),
    "pointer._NOTHING": ("not applicable", "none", "not required", "reserved"),
    "pointer._POINTS": (
        "they are in the proxy statement", "it is in our 1999 proxy statement", "this will be in the proxy statement",
        "supplied by", "incorporated\nby reference", "incorporated herein by reference", "incorporated into this report by reference", "incorporate by reference", "refer", "reference", "see", "set forth", *_each("{} included", "is|are|be|been"), *_each("is {}", "included|contained|presented|found|filed|reported|submitted"),
        "is located on page", "is located at page", "is located elsewhere", *_each("{} on", "appears|appear|appearing|begins|begin|beginning|commencing|follow|follows|following|listed|reported|included|contained|presented"), *_each("listed {}", "elsewhere|on|in|at|under|immediately|after|part|this|to"),
        *_each("is described {}", "in|under|on|at|above|below|elsewhere"), "are discussed in", *_each("{} note 3", "is in|are in|is on|is at|is in the"), *_each("is in {} 3", "note|notes|page|pages|item|items|exhibit|exhibits|part|parts"), *_each("is {} note 3", "available in|within"), *_each("to be provided {}", "in|under"), "you can find", "page f-3", "pages 3", "follows the signature", "follow part", "attached", "index to", *_each("{} statement to be filed", "proxy|information"), "proxy statement: we file", "proxy statement, filing", "file a proxy statement", "filed: the information statement", "filing of the proxy statement",
    ),
    "pointer._LISTS": ("the following parts are incorporated:", "The following statements, on pages 3 to 5, are incorporated", "in the proxy statement: "),
    "target._BALANCE_GOES_ON": ("total liabilities", "total current liabilities", "stockholders", "shareholders", "shareowners", "equity"),
    "target._OF_PARENT": _each("condensed financial information of {}", "registrant|the registrant|parent|the parent"),
    "report_heads.HEAD": ("\nsecurities and exchange commission washington", "\nform 10k securities and exchange commission", "\nform 10-k securities and exchange commission", "\nthe statements", "\naudited statements", "\nour statements", "\nitem 7a statements", *_each("\n{}", "consol|conden|financ|report|independ|manage|index|balanc|statem|income|quantit|select|five|six|ten-year|eleven|shareh|shareo|share-|stockh|stocko|stock-|stock p|stock m|common stock p|common stock m|market i|market p|market for|price range|performance g|glossary|item 16|notes to|signat|exhibit|list of|discus|operating and|review")),
}  # fmt: skip
"""Texts that a pattern is found in."""

CASES = [
    (name, method, text)
    for method, table in {"fullmatch": WHOLE, "match": BEGINS, "search": SEARCHED}.items()
    for name, texts in table.items()
    for text in texts
]


@pytest.mark.parametrize(("name", "method", "text"), CASES)
def test_every_alternative_is_matched(name: str, method: str, text: str) -> None:
    assert is_matched(PATTERNS[name], method, text)
