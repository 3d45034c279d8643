"""The columns and rules that several tables share."""

from __future__ import annotations

from datetime import date

from spark_delta.tables.checks import Length, Matches, Since, rule
from spark_delta.tables.table import Column

EDGAR_BEGAN = date(1993, 1, 1)
"""EDGAR's index begins with the first quarter of 1993 (https://www.sec.gov/os/accessing-edgar-data)."""

ACCESSION = Column(
    "accession", "string", "Accession number, NNNNNNNNNN-YY-NNNNNN: names the filing"
)
CIK = Column("cik", "string", "Central Index Key of the first filer, ten digits")
CIKS = Column("ciks", "array<string>", "CIKs of all filers (co-registrants), in the header's order")
COMPANY = Column("company", "string", "Name of the first filer as its header has it")
FORM = Column(
    "form", "string", "EDGAR form type: 10-K, 10-K405, 10-KSB, 10-KT, ... with /A for amendments"
)
FILED = Column("filed", "date", "Day of filing")
FISCAL_YEAR = Column(
    "fiscal_year",
    "int",
    "As the filer names it: DEI DocumentFiscalYearFocus, else the report's own words; else by the period alone",
    required=False,
)
REGISTRANT = Column(
    "registrant",
    "string",
    "Company whose Item it is, where the filing has the same Items once for each of several registrants; else NULL",
    required=False,
)
ITEM = Column(
    "item",
    "string",
    "Number of the Item as filed: 1, 1A, ... 16, and 1100 to 1125 of Regulation AB",
)
PARSER_VERSION = Column("parser_version", "string", "Version of docai.tenk that read the filing")

KEY_RULES = (
    rule("accession_number", Matches("accession", "[0-9]{10}-[0-9]{2}-[0-9]{6}")),
    rule("cik_ten_digits", Length("cik", 10, 10)),
    rule("filed_on_edgar", Since("filed", EDGAR_BEGAN)),
)
