"""Lines of a report by what they head: financial statements, management's discussion, and what follows these."""

from __future__ import annotations

import re

HEAD = re.compile(
    r"\n[ ]{0,90}+(?P<line>(?:item [78]\S{0,2} |the |audited |our |(?:\([a-c1-3]\)[ ]{0,3}){1,3}(?=exhibits))?"
    r"(?:consol|conden|financ|report|independ|manage|index|balanc|statem|income|quantit|select|five|six|ten.year|eleven|shareh|shareo|share-|stockh|stocko|stock-|stock p|stock m|common stock [pm]|market [ip]|market for|price range|performance g|glossary|item 16|invest|corpor|direct"
    r"|notes to|signat|exhibit|list of|discus|operating and|review|securities and exchange commission(?=\s{1,90}washington)|form 10-?k(?=\s{1,90}securities and exchange commission))[^\n]{0,200})"
)
"""Lines that can be a head of the financial statements, of management's discussion, or of what follows them."""
STATEMENT_HEADS = re.compile(
    r"indexto(?:the)?(?:audited)?(?:consolidated)?financialstatement|(?:consolidated)?financialstatementsandsupplementa|consolidatedfinancialstatements?$|financialstatements$|"
    r"reportsofindependent|reportofindependent|independentauditors|independentregistered|independentaccountants|reportof\w{3,40}(?:independent|auditors|accountants)|"
    r"(?:managements?)?reportofmanagement|managements?(?:statementof)?(?:report|responsibilit)|statementofmanagement|"
    r"(?:consolidated)?(?:condensed)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|financialcondition|loss|comprehensive|cashflow)|incomestatements?)"
)
MDA_HEADS = re.compile(
    r"(?:item)?managements?s?discussion|managementsanalysis|managementsnarrative|discussionandanalysis|financialreview|managementsfinancialreview|operatingandfinancialreview|reviewofoperations|financialcommentary"
)
AFTER_MDA = re.compile(
    r"quantitativeandqualitative|reportsofindependent|reportofindependent|independentauditors|reportofmanagement|managements?responsib|managementsreport|statementofmanagement|"
    r"(?:consolidated)?(?:balancesheets?|statements?of(?:consolidated)?(?:operations|income|earnings|financialposition|loss|comprehensive|cashflow))(?:and)?\w{0,30}$|incomestatements?$|"
    r"(?:five|six|ten|eleven)year\w{0,30}(?:summary|review|data)|selected(?:consolidated)?financialdata$|notestoconsolidated|notestofinancial"
)
ENDS = re.compile(
    r"signatures?$|exhibits?index|indextoexhibits|[abc]?exhibits$|listofexhibits|exhibitstoform|itemformksummary|securitiesandexchangecommission$|formk$"
)
"""What ends any report; a cover of the form behind an annual report that is bound in before it does so too."""
AFTER_STATEMENTS = re.compile(
    r"(?:share|stock)(?:holders?|owners?)information$|investorinformation$|corporate(?:information|directory)$|directorsandofficers$"
)
"""What follows the statements in an annual report, beside what ends any report."""
STOCK_PRICES = re.compile(
    r"(?:common)?stockprices?(?:and\w{0,30}|range|data|information)?$|(?:common)?stockmarket(?:prices?|information|data)\w{0,30}$|commonstockmarketprices?\w{0,30}$"
    r"|market(?:prices?|for)(?:range)?(?:of|for)?(?:the|our)?\w{0,30}(?:stock|shares|equity)\w{0,40}$|marketinformation$|pricerangeof\w{0,30}stock\w{0,20}$"
    r"|(?:stock)?(?:price)?performancegraphs?$|glossary(?:of\w{0,20})?$"
)
"""What follows the statements too, but may stand before their end: prices of the stock, its performance, a glossary."""
