"""States of the United States, provinces of Canada, exchanges and categories of filers by name: tables of data.

EDGAR's codes: https://www.sec.gov/submit-filings/filer-support-resources/edgar-state-country-codes
"""

from __future__ import annotations

STATES = """
AL alabama
AK alaska
AZ arizona
AR arkansas
CA california
CO colorado
CT connecticut
DE delaware
DC district of columbia|washington, d.c.|washington d.c.|washington, dc|washington dc|d.c.
FL florida
GA georgia
HI hawaii
ID idaho
IL illinois
IN indiana
IA iowa
KS kansas
KY kentucky
LA louisiana
ME maine
MD maryland
MA massachusetts
MI michigan
MN minnesota
MS mississippi
MO missouri
MT montana
NE nebraska
NV nevada
NH new hampshire
NJ new jersey
NM new mexico
NY new york
NC north carolina
ND north dakota
OH ohio
OK oklahoma
OR oregon
PA pennsylvania
RI rhode island
SC south carolina
SD south dakota
TN tennessee
TX texas
UT utah
VT vermont
VA virginia
WA washington
WV west virginia
WI wisconsin
WY wyoming
PR puerto rico
GU guam
VI u.s. virgin islands|us virgin islands|virgin islands
AS american samoa
MP northern mariana islands
"""

PROVINCES = """
AB A0 alberta
BC A1 british columbia
MB A2 manitoba
NB A3 new brunswick
NL A4 newfoundland|newfoundland and labrador
NS A5 nova scotia
ON A6 ontario
PE A7 prince edward island
QC A8 quebec
SK A9 saskatchewan
YT B0 yukon|yukon territory
NT - northwest territories
NU - nunavut
"""
"""The postal code, EDGAR's code, and the names."""

EXCHANGES = """
BOX box exchange llc|box exchange
CboeBYX cboe byx exchange, inc.|cboe byx exchange
CboeBZX cboe bzx exchange, inc.|cboe bzx exchange|cboe bzx
C2 cboe c2 exchange, inc.|cboe c2 exchange
CboeEDGA cboe edga exchange, inc.|cboe edga exchange
CboeEDGX cboe edgx exchange, inc.|cboe edgx exchange
CBOE cboe exchange, inc.|cboe exchange|chicago board options exchange
CHX chicago stock exchange, inc.|chicago stock exchange|nyse chicago, inc.|nyse chicago
IEX investors exchange llc|investors exchange|iex
LTSE long-term stock exchange, inc.|long-term stock exchange|long term stock exchange
MEMX memx llc|memx
MIAX miami international securities exchange llc|miami international securities exchange
EMERALD miax emerald, llc|miax emerald
PEARL miax pearl, llc|miax pearl
NASDAQ nasdaq|nasdaq stock market|nasdaq stock market llc|nasdaq stock market, llc|nasdaq stock market inc.|nasdaq global market|nasdaq global select market|nasdaq capital market|nasdaq national market|nasdaq global select stock market|nasdaq select global market|nasdaq global select market llc|nasdaq global select|nasdaq capital markets|nasdaq global select market of the nasdaq stock market llc|nasdaq capital market llc|nasdaq global market llc
BX nasdaq bx, inc.|nasdaq bx
GEMX nasdaq gemx, llc|nasdaq gemx
ISE nasdaq ise, llc|nasdaq ise
MRX nasdaq mrx, llc|nasdaq mrx
Phlx nasdaq phlx llc|nasdaq phlx
NYSE new york stock exchange|new york stock exchange llc|new york stock exchange, inc.|nyse|nyse stock exchange|new york stock exchange (nyse)|new york stock exchange, llc
NYSEAMER nyse american llc|nyse american|nyse mkt|nyse mkt llc|nyse amex|american stock exchange
NYSEArca nyse arca, inc.|nyse arca
NYSENAT nyse national, inc.|nyse national
"""
"""Codes of the SEC's taxonomy ``exch``, and the names by which filers call the exchanges."""

CATEGORIES = (
    "Large Accelerated Filer",
    "Accelerated Filer",
    "Non-accelerated Filer",
    "Smaller Reporting Company",
    "Smaller Reporting Accelerated Filer",
)
