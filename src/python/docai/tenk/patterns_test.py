"""Every named regular expression by which a document is read: what it must match and what it must not."""

from __future__ import annotations

import pytest

import docai.document
import docai.tenk
from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN
from stand_ins.patterns import Examples, cases, is_matched, patterns_of

SEARCHED: Examples = {
    "charset._DECLARED": (('charset="cp1251"', "encoding = big5"), ("character set", "charset=")),
    "charset._ESCAPED": (("a\udc93b",), ("a“b",)),
    "submission._TEXT": (("<TEXT>\r\n", "<text>"), ("</TEXT>", "<TEXTURE>")),
    "submission._FIELD": (("<TYPE>10-K", "<filename> k.htm"), ("TYPE 10-K", "<TYPES>")),
    "submission._XHTML": (("<html xmlns='x'>", "<HTML>"), ("<htmlx>", "html>")),
    "submission._FIRST_DOCUMENT": (("<DOCUMENT>", "<document>"), ("</DOCUMENT>", "DOCUMENT")),
    "contents._NO_PAGE": (
        (" n/a\n", "na", f"{CELL}N/A{CELL}{ROW_END}".lower(), " properties  n/a.\n"),
        (" 12\n", "name\n", " the n/a of it\n", f"\n 12\n{PAGE}"),
    ),
    "contents._PAGE_LINE": (("Business 3\n", f"{CELL}f-2 to f-9{ROW_END}", "Business  --\n", "Business   –\n"), ("Business  ---\n", "1995 was good", "x12\n")),
    "contents._SAYS": (
        ("none of them", "not applicable", "not required", "not reported", "n/a", "n.a.", "inapplicable", "omitted.", "does not apply", "is incorporated", "reference",
         "the company", "we are", "see page", "nothing to", "no response", "no answers", "no such", "no matter", "no changes", "no disclosures", "there were none", "are not"),
        ("nonesuch", "weather", "committed", "required"),
    ),
    "contents.INCORPORATED": (("is incorporated", "by\n reference"), ("incorporate", "in reference")),
    "regulation_ab._ITEM": (
        ("item 1122", "items 1112(b)(2)", "item\n1117 of regulation ab", "item 1119, under sec reg. ab", "item 1122 (regulation ab)"),
        ("item 1134", "item 11220", "item 11"),
    ),
    "holes._MISTYPED": (
        ("\nltem 9. changes in", f"{CELL}itme 1a.  risk factors", "\nitern 12: security", "\ni tem 1 1. executive", f"{ROW}it em{CELL}7{CELL}management"),
        ("a ltem 9. changes in", "\nltem nine. changes", "\nltem 99. changes in", "\nltem 9.\n"),
    ),
    "holes._ONE_THEN_ANOTHER": (("\nitem 1 2. security", f"{CELL}item 1 4 exhibits"), ("\nitem 12. security", "\nitem 1 7. security", "\nitem 1 23 words")),
    "likeness._BULLET": (("• ", "●", "▪ ", "■", "·"), ("* ", "- ", "o ")),
    "regulation_ab._NAMED": (("regulation ab", "reg. ab", "reg\nab", "regulation\n   ab", "general instruction j to form 10-k", "general\ninstruction j"), ("regulation about", "reg abs", "general instruction i")),
    "repeats._COMPANY": (
        ("Pump Company", "Pump Corp.", "Pump, Inc.", "Teel L.L.C.", "Teel L.P.", "Teel Power Trust", "Upper Teel Electric", "Mill & Co."),
        ("Incline", "Trustee", "Coal pumps"),
    ),
    "repeats._LINES": (("a\nb", f"a{CELL}b", f"a{ROW_END}b"), ("a b",)),
    "repeats._SENTENCE": (("the dyers.", "as follows:", "pumps,", "Part II", "item 5", "See the", "Table of Contents"), ("Teel Co.", "Apartment")),
    "signatures._SIGNED": (("x\n  pursuant to the requirements of section 13", "\npursuant to the requirement of\nsection 13",
         "\npursuant to the requirements of the securities exchange act of 1934, as amended, the registrant has duly caused"),
        ("as pursuant to the requirements of section 13", "\npursuant to the requirements of the securities exchange act. it has duly caused", "\npursuant to the requirements of the securities exchange act, we file it")),
    "title._SAYS": (
        ("It is so", "They are", "It was", "There were", "We will file", "It has none", "We have", "Incorporated by reference", "(Omitted)", "Inapplicable", "Not applicable", "None", "Not required"),
        ("The Accounts", "This Wash", "Required Accounts", "Applicable Rules"),
    ),
    "title._JOINED": (("Sheds and", "Sheds, AND", "Sheds &", "Sheds,", "(Sheds), Item 2. (Looms) and", "(Sheds) and Item 2."), ("Sheds and Looms", "(Sheds)")),
    "title._RULE": (("----", "___", "==="), ("--", "a-b")),
    "whole_part._ANSWERED": (
        ("is incorporated", "omitted", "omission of", "proxy", "information statement", "not applicable", "not required", "by reference", "inapplicable"),
        ("required", "information"),
    ),
    "whole_part._NAMES_FEES": (("items 10 to 14", "part iii", "this part"), ("1400", "part iv")),
    "whole_part._NAMED": (
        ("this part", "this section", "items 10, 11", "items 10 through 14", "item 10 and", "items 10 thru", "items 10 to", "items 10-14", "items 10–14", "items 10—14", "part iii", "part iv"),
        ("item 10.", "items", "a part", "this sectional", "this parted"),
    ),
    "whole_part._PART": (("part iii\n", "part iv.\n", "part 3 - \n", f"part i{ROW_END}"), ("part iii of\n", "part v\n")),
    "candidates._ALSO": (("and item 2", "& items 2b", "; item 2", ", item 2", "/ item 2"), ("and two", "item 2", "- item 2")),
    "item_numbers._MORE": (("2", "7a", "two"), ("twofold", "b")),
    "item_numbers._RANGE": (("through", "10 to 14", "10–14"), ("tomorrow", "10 and 14")),
    "candidates._LINE_END": (("title\n", "title   3", "title....", "title. Words"), ("title 3", "9.5%")),
    "likeness._RUN_ON": (("as we say in", "(see", 'under "'), ("pumps", "the end.")),
    "candidates._SPACED_ITEM": (("i t e m  1", "i  t  e  m s 1"), ("item 1", "it em 1")),
    "candidates._ITEM": (
        ("item 1", "items 1 and 2", "item(s) 5", "item no. 7", "item\n7a", "item one", "item l.", "item 1o.", "item 9at", "item 9a(i)", "item 9a[t]", "item 9a-t", f"item 9 {CELL}a {CELL}"),
        ("item a", "item 1117", "items of it", "item once", "item lines"),
    ),
    "signatures._SIGNATURES": (("signatures\n", "s i g n a t u r e s\n", f"signature:{CELL}", "signature page\n", "signatures___\n", "signatures * –\n"), ("signatures of", "signal\n")),
    "signatures._UNSPACED_SIGNATURES": (("signatures\n", f"signature:{CELL}", "signature page\n", "signatures==\n", "signatures - —\n"), ("signatures of", "s i g n a t u r e s\n")),
    "spans._PART_TAIL": (("\npart iii\n", f"{ROW}part 2.", "table of contents", "p a r t  ii", "p a r t   i i i", "p a r t iv\n", "p a r t  i v", "p a r t i i", "part iv-", "part ii –\n"), ("in part ii of it", "partiality")),
    "above._ITEMS": (("item 7", "items 9 – 9c", "item 1a.", "items 10-14", "items 10 — 14"), ("item", "item a", "12")),
    "above._STOPS": (("sold.", "as follows: \n", f"sold;{CELL}{ROW_END}"), ("10.5 sold", "sold", "item 1. business")),
    "above._PART": ((" \npart ii |", "part i", f"{PAGE}{ROW}{CELL}part iv{CELL}", "part\tiii\n"), ("party", "part v", "partii")),
    "window._BLANKS": (("oak ash", "\xa0", "&nbsp;", "&nbsp", "&#160;", "&#160", "&#xA0;", "&#Xa0"), ("oak", "&amp;", "&#161;", "&#xb0;")),
    "window._CHANGES": (("  ", "&nbsp;", "\u200b", "&amp;"), ("words", "a&b")),
    "window._CHANGES_IN_LINES": (("\r\n", "\t", "&#36;"), ("\n", "a & b")),
    "window._CHANGES_TO_BLANK": (("&nbsp;", "&#160;", "&#xA0;"), ("&#161;", "nbsp")),
    "characters.ENTITY": (("&amp;", "&#8217;", "&#x2019", "&nbsp"), ("a & b", "&#;", "&1;")),
    "characters.INVISIBLE": (("\u200b", "\xad", "\ufeff"), (" ", "a", "’")),
    "characters._CONTROL": (("\x00", "\x1f", "\x7f"), ("\n", "\t", "a")),
    "markup._BREAKS_PAGE": (("page-break-before: always", "break-after:page"), ("page-break-after: avoid", "breaks always")),
    "markup._COLSPAN": (('colspan="3"', "COLSPAN = 12"), ("colspan=all", "rowspan=2")),
    "markup._HTML_SIGN": (("<HTML>", "<p>", "<P ALIGN", "<td>", "<ix:header"), ("<PAGE>", "<TABLE>", "< div", "<pre>")),
    "markup._SHOWN_HEADING": (
        ('img alt="Item 1. Business"', "IMG ALT=' ITEM 7A'", "img alt = 'Items 1 and 2'"),
        ('img alt="items"', 'img alt="see Item 1"', 'img alt="item.jpg"', 'img salt="Item 1"'),
    ),
    "markup._HIDDEN": (("display:none", "VISIBILITY: hidden"), ("display:block", "text-decoration:none")),
    "placed._PLACED": (("position:absolute", "Position : ABSOLUTE"), ("position:relative", "absolute")),
    "placed._HEIGHT": (("top:3", "bottom: -3.25px", "; TOP : 14pt"), ("margin-top:3", "border-bottom:3", "top:auto")),
    "furniture._OF_FIGURES": (("in thousands", "$ in millions", "a billion", "(000's)", "price $"), ("millionaires", "net sales")),
    "furniture._DIGITS": (("page 12",), ("page",)),
    "furniture._LINE": (("a", f"\n words{CELL}more"), (" ", f"\n{CELL}{SPAN}{PAGE}")),
    "pages._NUMBER_LINE": (("x\n - 12 -\n", "x\nPage F-3\n"), ("x\n12 pumps\n", "12\n")),
    "report._FORM": (("FORM 10-K405", "form  10-KSB/A"), ("form 8-K", "forms")),
    "report._WORD": (("a",), (" \n",)),
    "html._EMPTY_LINES": (("\n\n\n", "\n\n\n\n"), ("\n\n", "\n \n", "a b")),
    "html._BULLET": (("\n•\na", "\n(a)\n\na", "\n12.\na", "\na)\na", "\n•a", "\n–A", "\n(1)On", "\n(iv)oak", "\n(b)“A", '\n(12)"A', "\n(a)$"), ("\n• a", "\nab.\na", "•\n", "\n1995\na", "\n-a", "\n–5", "\n(a)b")),
    "html._COLUMN_END": ((" \n\n\na",), (" \n\na", "\n\n\na", " \n\n\nA")),
    "html._CUT": (("\na b", "\n\nof oak"), ("\nA b", "\n\niLoom", "\na.", "a b")),
    "html._RULE": (("\n-----\n", "\n===\n", "\n– – –\n"), ("\n--\n", "\n-a-\n", "\n---a")),
    "plain._GOES_ON": (
        (*(f"THE LOOMS {one}" for one in ("A", "AN", "AND", "AS", "AT", "BY", "FOR", "FROM", "IN", "OF", "ON", "OR", "OUR", "THAT", "THE", "TO", "WITH")), *(f"THE LOOMS{one}" for one in ",;:&/(–—-")),
        ("THE LOOMS", "THE LOOMS.", "LOOMSAND", "THE LOOMS OF OAK", "THE LOOMS)"),
    ),
    "plain._DRAWN": (("-----", "=====", "-=-=_"), ("----", "- - - - -")),
    "plain._ENDS_IN_FIGURE": (("Looms     12", "Looms ..... F-2", "Looms    $ (1,234)"), ("Looms   12", "Looms     oak", "12")),
    "plain._FIELDS_APART": (("a    b    c",), ("a    b   c", "    b    c")),
    "plain._GAP": (("a  b",), ("a b", "  a")),
    "plain._FIELDS": (("a  b", "a....5"), ("a b", "a..b")),
    "plain._OPEN_BRACKET": (("(33,950 )", "(5  )"), ("(33,950)", "(a )", "33 )")),
    "seams._STOPS": (("\n", CELL, ROW_END), ("a b",)),
    "seams._ENDS_NO_SENTENCE": (("part of the", "pumps,", "which"), ("pumps", "the pumps", "sofa")),
    "seams._ABBREVIATED": (("the U.S.", "Pump Inc.", "see No."), ("pumps.", "in.")),
    "seams._LONG_WORD": (("pump",), ("of it", "123456")),
    "seams._COLUMNS": (("a    b", "a....", "----"), ("a   b", "--")),
    "title._END": (("Business\n", "Business    The", "Business. The", "Business – The", "Business..... 3", "Business  Annual Report", "Business   Proxy Statement", "Business  NOT APPLICABLE", "Business  none"), ("Business", "U.S. b", "a-b", "Business  The", "Business annual report", "Business  nonesuch")),
    "title._OPEN_END": (("Market for", "stockholders’s", "Security"), ("Business", "Form 8-K")),
    "titles._CANDIDATE": (("\nbusiness\n", "\n 1a. risk factors\n", f"{ROW}{CELL}legal proceedings", "\n6. [reserved]", f"\n9 {CELL}a{CELL}controls and", "\n9   a   controls and"), ("in business", "\npumps of all kinds\n")),
    "path._CROSS_REFERENCE": (("form 10-k cross-reference index",), ("references cross", "crossed reference")),
    "titles._AFTER_TITLE": (
        ("business .... 12", f"business {CELL} 3, 5-9", "title  3", "legal - none.", f"fees {CELL} (a)", "legal   annual report, pages 3 and 5", "legal    proxy statement"),
        ("business", "route66", "legal (a)", "business *", "nonesuch", "business none of it", "legal (item three)", "business annual report", "legal   annual reports"),
    ),
    "titles._JOINED": (("sold,", "analysis of", "mills and", "to the", "sold in", "based on", "sold to", "made for", "all about", "filled with"), ("roof", "sand", "business")),
    "titles._RUN_ON": (("as said in", "pumps,", "our"), ("Part I", "pumps.")),
    "fiscal_year._COVER_PERIOD": (
        ("fiscal year ended december 31, 1995", "transition period to june 30 2001", "52 weeks ended: may 1, 2010"),
        ("year ended in december 1995", "december 31, 1995", "yesteryear ended may 1, 2010"),
    ),
    "fiscal_year._NUMERIC_PERIOD": (("year ended 12/31/95", "year ended: 6/30/2001"), ("ended 12/31/95", "year ended 12-31-95")),
    "fiscal_year._TAG": (("<b>",), ("a < b",)),
    "fiscal_year._YEAR": (("in 1995", "2024"), ("1895", "224")),
}  # fmt: skip

WHOLE: Examples = {
    "charset._SINGLE_BYTE": (("windows-1251", "iso-8859-15", "Shift_JIS"), ("utf-8", "unknown")),
    "likeness._ITEM": (("item", "   items"), ("itemize", "the item")),
    "likeness._INCORPORATED": ((", looms, is incorporated", " looms and cloth,\n are hereby incorporated", ", looms, is omitted"), (", looms. it, is incorporated", ", looms is incorporated", ", looms, was incorporated")),
    "likeness._PART": (("part iv", "   PART II. "), ("in part iv", "part iv of")),
    "regulation_ab._LEAD": (("", ". – (", f":{CELL}"), ("a", "1")),
    "parts._PART_ALONE": (("part iii\n", "part ii\n", "part iv.\n", "part iii. \n", f"part iii –{ROW_END}", f"part iii{CELL}", f"part iii:{PAGE}"), ("part iii of it", "part i\n")),
    "spans._PLAIN_NONE": (("\n\nnone.\n", " – not applicable\n", ". n/a\n", "\nomitted.\n", "\nomitted at registrant’s option.\n", "\nomitted at the company's option\n"), ("none of them\n", "none")),
    "spans._TITLE_REST": (("", " with accountants", " on accounting\nand financial disclosure"), (".", "a. b")),
    "lines._PREFIX": (("", "  * ", "(a) ", "part ii, ", "form 10-k ", "12  "), ("see ", "part of ")),
    "furniture._ANSWER": (
        ("none.", "n/a", "na", "(omitted)", "inapplicable", "not applicable.", "not required", "not required for smaller companies", "no matters were submitted.", "no matter was", "see item #", "see note # to the statements",
         "the information required by this item is in the proxy statement", "information called for by item #"),
        ("see accompanying notes to the statements", "nonesuch inc.", "loom trust", "information services inc.", "no. #"),
    ),
    "pages._NUMBER": (("12", "page 3 of 90", "pump company | 12", "- f-3 -", "12 table of contents"), ("1995 was", "pumps")),
    "furniture._BARE_NUMBER": (("12", "(12)", "page f-3", "3 of 90"), ("pump company 12", "1995")),
    "table._BULLET": (("•", "(a)", "12.", "iv)", "Item 7A."), ("ab.", "Item", "1995.")),
    "furniture._ITEMS": (("item #", "items #a, #", "item #, #", "items # and #b", "item #, and item #", "item # & #.", "items #c"), ("item #d", "item # pumps", "note #")),
    "furniture._CONTINUED": (
        ("(continued)", "continued", "(cont'd)", "cont’d", "cont.", "item 1. pumps (continued)", "items 1 and 2 -- continued", "note 3 — debt (continued)", "notes to statements–continued", "part ii (continued)",
         "schedule ii - pumps, continued", "management's discussion (continued):", "management’s discussion (continued)", "(g) new pumps (continued):", "3. debt (cont'd)", "12) pumps (continued)"),
        ("statements of cash flows (continued)", "(2) continued", "note 3 continued to grow", "part of it continued", "(discontinued)", "items of pumps", "partly (continued)"),
    ),
    "furniture._SECTION": (
        ("part ii", "item 7", "part ii, item 7a", "notes to consolidated financial statements – (continued)", "management’s discussion and analysis"),
        ("pumps", "part of it", "item 7 pumps", "notes of hand"),
    ),
    "plain._FIGURE": (("5", "$ 1,234.5", "(33,950)", "--", "5%", "3 $"), ("a5", "1995 was", "")),
    "plain._RULE": (("-----", "  ====", "- - -", "____", "  |"), ("--", "----  ----", "--a--")),
    "plain._UNDERLINES": (("----", "  ---    ----", "__ =="), ("-", "-- a", "- --", "")),
    "seams._BULLET_ONLY": (("•", "(a)", "12."), ("ab.", "words", "1995.")),
    "titles._WHOLE_TITLE": (
        ("business", "riskfactors", "legalproceedings", "reserved", "properties"),
        ("ourpropertiesarelarge", "businessisgood", "reservedseats"),
    ),
}  # fmt: skip

AT_START: Examples = {
    "whole_part._BY_REFERENCE": (
        ("\n\nincorporated by", " is hereby incorporated", ": are omitted", " - all omitted", "\nnot applicable", "\nnone.", "\nthe information required", "\nthe information called for", "\ninformation required"),
        ("incorporated", "\nnonetheless", "\nthe looms are omitted", "\nthe information"),
    ),
    "regulation_ab._ALONE": ((".\n", f" :{ROW_END}", f" {PAGE}"), (". servicer", " (d)\n")),
    "candidates._PARTS_NAMED": (("", "(a)(1) and (2)", " (a), (b) & (c)"), ()),
    "candidates._OF_FORM": ((" of form 10-k.", "  of  form  10-k – "), (" of form 10-k the", "of form 10-k.", " of this form 10-k.")),
    "candidates._ANSWER": ((". none", " – not applicable", ": n/a", " na.", ". omitted", " inapplicable", ". [reserved]", ". reserved"), (" nonesuch", " risk factors", "ation")),
    "regulation_ab._PAGE_AFTER": (("servicer compliance .... 26\n", f"trustee{CELL}9{ROW_END}"), ("servicer compliance\n", "in 1999\nx")),
    "title._JOINS": (("\nand Mills", " of it", "\n OF THE MILLS\n", "AND SHEDS"), ("\nIn mills\n", "\nAND MILLS.\n", "android", " the")),
    "likeness._THIS_REPORT": (
        (", and elsewhere in this form 10-k", " set forth in our report", " and notes of this annual report"),
        (". business. in this report", "\nelsewhere in this", " of the company"),
    ),
    "charset._LATIN": (("iso-8859-1", "US-ASCII", "utf-8"), ("iso-8859-15", "cp1251")),
    "submission._TEN_K": (("10-K", "10-K405/A", "10-KSB", "10KSB40"), ("10-Q", "10-K12G", "NT 10-K")),
    "submission._EXHIBIT_13": (("EX-13", "EX-13.1"), ("EX-131", "EX-1")),
    "submission._SUBMISSION": (("<SEC-DOCUMENT>", "\n-----BEGIN PRIVACY", "<IMS-HEADER>"), ("<html>", "<SEC>")),
    "submission._XML": (
        ("<?xml version='1.0'?>", "<XBRL>\n<?xml version", "<xbrl xmlns='x'>", "<link:linkbase xmlns:link='x'>"),
        ("<html>", "words <?xml", "<PAGE>"),
    ),
    "submission._BINARY_BODY": (("<PDF>", "begin 644 a.gif", "%PDF-1.4"), ("begin with", "<html>")),
    "candidates._PAGE_AT_END": ((" ..... 12\n", f"{CELL}f-3{ROW_END}", " page 3 to 9\n", " n/a\n"), (" pumps 12\n", " 1995\n")),
    "candidates._CONTINUED": ((" (continued)", " – cont'd", "continued"), (" and continued", " continuing")),
    "candidates._CONTINUED_LINE": ((" (continued)\n", "ess -- cont.\n", f" continued{CELL}{ROW_END}"), (" discontinued\n", " continued to grow\n", " (cont")),
    "entries.LABEL": (("o  pumps", "  (iv)   pumps", "10.2    pumps", "NOTE:   pumps", "--  (pumps"), ("o pumps", "10.2    5", "1995    pumps", "pumps   and")),
    "entries.ENTRY": (("o  pumps", "  (a) pumps", "-- pumps", "12. pumps", "{1} pumps", "10.2A  pumps"), ("10.2 pumps", "of pumps", "1995 was", "•")),
    "seams._ENTRY": (("• a", "o a", "(iv) a", "12. a", "Item 7", "Part II", "Note 3"), ("of it", "notes", "1995 was", "-able")),
    "hidden._NAME": (("div style", "ix:header"), ("/div", "1a")),
    "markup._NAME": (("/div", "ix:header"), ("!--", "1a")),
    "said_year.NAMED_BEHIND": (
        ('ended May 2, 2009 ("f', "ending on March 1, 2008 (the f"),
        ("ended May 2, 2009, compared with f", "ended May 2009 (f", "ended May 2, 2009 (fi"),
    ),
    "said_year.NAMED_BEFORE": (
        (" ended May 2, 2009", ", which ended May 2, 2009", " (the 52 weeks ended May 2, 2009"),
        (" and the quarter ended May 2, 2009", " ended well"),
    ),
    "said_year.MENTION": (("iscal 2009", "iscal year\n2009"), ("iscally 2009", "iscal 09")),
    "item_numbers._CHAINED": (
        (" (sheds),\nitem 11", ". (sheds); item 11", " (sheds), and item 11", " (sheds) &\n items 11", ". sheds\n  and\nitem 2", ". sheds and\nitem 1a", ". sheds,\nitem 2", ". sheds &\n\nitem 2", ". sheds\nand looms and\nitem 2"),
        (" (sheds) item 11", ". sheds and item 2", ". sheds, item 2", ". sheds\nitem 2", ". sheds. and\nitem 2", ". sheds\n\nlooms and\nitem 2", " (sheds) andes item 11"),
    ),
    "title._LEAD": ((". – ", f"{CELL}{SPAN}"), ("Business",)),
    "title._GOES_ON": (("\nand Results\n", f"{CELL}Holders{ROW_END}", "\n - ---- ---\n  and Results\n", "\n====\nHolders\n"), ("\n12 pumps\n", "\na\n", "\n====\n12 pumps\n")),
    "titles._NEXT_SENTENCE": ((f" The looms {'w' * 50}", f"   Teel’s are {'w' * 50}"), (f" The Looms {'w' * 50}", f" Words and {'w' * 50}", f" Words of {'w' * 50}", f" the looms {'w' * 50}", " The looms ran")),
    "titles._SECOND_LINE": (("\n  of operations\n",), ("\n\nof operations\n", " of operations\n")),
    "titles._NUMBER": (("7a", "9 (b)", "1.", f"9 {CELL}a{CELL}"), ("a", "")),
    "titles._RUN_IN": (
        ("properties. we", "properties: we", "properties.—we", "properties: - we", "properties – we", "properties -- we", "properties - we", "changes in\naccountants.\nwe"),
        ("properties.\n\nwe", "properties. ", "properties-we", "properties", f"properties {CELL}. we"),
    ),
    "vocabulary._TITLE": (("descriptionofbusiness", "managementsdiscussion", "trusteesdiscussion", "trusteediscussion", "generalpartnersdiscussion", "managinggeneralpartnerdiscussion", "legalproceedings"), ("pumps", "ofbusiness")),
}  # fmt: skip


PATTERNS = patterns_of(docai.document, without=["docai.document.tables"]) | patterns_of(
    docai.tenk, without=["docai.tenk.structure"]
)
"""The patterns of the rooms that have no such test of their own."""

TABLES = {"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}


@pytest.mark.parametrize(("name", "method", "text", "good"), cases(TABLES))
def test_a_pattern_matches_what_it_must_and_nothing_else(
    name: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[name], method, text) == good
