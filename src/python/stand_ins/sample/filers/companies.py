"""The fictional filers and the stories they tell, one after another.

Hollow Creek became Northvane; Harbor & Reed has share classes and an annual report in Exhibit 13; Cobalt
Ferry's MD&A grew and grew; Larkmoor had a cyber incident; Tindall bought its way to a new name; Osprey Bay
files together with its subsidiary; Little Juniper is a small business issuer; Pellingham's year ends on a
Sunday around New Year; Quillon answers the form's Items by a cross-reference index; Brackwater changed its
fiscal year; Vesper Lane's ends around 1 February; Kestrel Ridge has yet to sell anything.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from stand_ins.sample.model import Company, FilingSpec, Shape, Style


def specs(*lines: str) -> tuple[FilingSpec, ...]:
    """One filing a line: fiscal year, form, period, filed, style and, unless plain, shape."""
    return tuple(_spec(*line.split()) for line in lines)


def _spec(
    year: str, form: str, period: str, filed: str, style: str, shape: str = "plain"
) -> FilingSpec:
    return FilingSpec(
        int(year),
        form,
        date.fromisoformat(period),
        date.fromisoformat(filed),
        cast(Style, style),
        cast(Shape, shape),
    )


NORTHVANE = Company(
    cik=9100012,
    names=((0, "HOLLOW CREEK INSTRUMENTS INC"), (2003, "NORTHVANE SYSTEMS INC")),
    tickers=("NVNE",),
    exchange="Nasdaq",
    sic="3823",
    sic_name="INDUSTRIAL INSTRUMENTS FOR MEASUREMENT, DISPLAY, AND CONTROL",
    state="VT",
    ein="030918273",
    fiscal_year_end="1231",
    city="MARLOW FALLS",
    street="14 MILL RACE ROAD",
    zip_code="05199",
    phone="(802) 555-0114",
    founded=1961,
    business="instruments that measure the flow, level and pressure of liquids in pipes and tanks",
    segments=("Flow Measurement", "Level and Pressure"),
    products=(
        "magnetic flow meters",
        "vortex meters",
        "radar level gauges",
        "pressure transmitters",
        "calibration benches",
    ),
    customers="water utilities, dairies, breweries and chemical plants",
    materials="stainless steel castings, ceramic liners and microcontrollers",
    rivals=("Dunmore Controls", "Akers & Pohl GmbH", "Trident Process Corporation"),
    sites=("Marlow Falls, Vermont", "Delft, the Netherlands", "Querida, Colorado"),
    region="New England and northern Europe",
    tags=frozenset({"industrial", "technology", "foreign"}),
    revenue=41_800,
    base_year=1993,
    growth=0.07,
    margin=0.075,
    renamed="On May 12, 2003 the stockholders approved the change of the name of the Company from Hollow "
    "Creek Instruments, Inc. to Northvane Systems, Inc., following the purchase of Vane Telemetry Limited.",
    specs=specs(
        "1993 10-K 1993-12-31 1994-03-28 text",
        "1994 10-K 1994-12-31 1995-03-27 text",
        "1995 10-K 1995-12-31 1996-03-25 text",
        "1998 10-K405 1998-12-31 1999-03-24 text",
        "2002 10-K 2002-12-31 2003-03-21 font",
        "2003 10-K 2003-12-31 2004-03-12 font",
        "2006 10-K 2006-12-31 2007-03-09 font",
        "2009 10-K 2009-12-31 2010-03-05 tool",
    ),
)

HARBOR_REED = Company(
    cik=9100047,
    names=((0, "HARBOR & REED BANCORP"),),
    tickers=("HRB-A", "HRB-B"),
    exchange="NYSE",
    sic="6022",
    sic_name="STATE COMMERCIAL BANKS",
    state="ME",
    ein="010847261",
    fiscal_year_end="1231",
    city="PORT ALDER",
    street="1 CUSTOM HOUSE SQUARE",
    zip_code="04199",
    phone="(207) 555-0147",
    founded=1874,
    business="commercial and savings banking for households, fishing fleets and small businesses",
    segments=("Community Banking", "Trust and Wealth"),
    products=(
        "mortgage loans",
        "vessel loans",
        "demand deposits",
        "certificates of deposit",
        "trust services",
    ),
    customers="households, boat owners and small businesses on the coast",
    materials="deposits, advances from the Federal Home Loan Bank and brokered funds",
    rivals=("Casco Mutual Savings", "Penhallow Trust Company", "First Granite Bank"),
    sites=("Port Alder, Maine", "Wexley, Maine", "Kittering, New Hampshire"),
    region="coastal Maine and New Hampshire",
    tags=frozenset({"bank", "consumer"}),
    revenue=88_400,
    base_year=1996,
    growth=0.045,
    margin=0.14,
    specs=specs(
        "1996 10-K 1996-12-31 1997-03-26 text exhibit-13",
        "1997 10-K 1997-12-31 1998-03-25 text exhibit-13",
        "1998 10-K405 1998-12-31 1999-03-24 text exhibit-13",
        "2001 10-K 2001-12-31 2002-03-22 font exhibit-13",
        "2004 10-K 2004-12-31 2005-03-11 font exhibit-13",
        "2022 10-K 2022-12-31 2023-02-28 ixbrl",
        "2023 10-K 2023-12-31 2024-02-27 ixbrl",
    ),
)

COBALT_FERRY = Company(
    cik=9100103,
    names=((0, "COBALT FERRY SEMICONDUCTOR CORP"),),
    tickers=("CBFY",),
    exchange="Nasdaq",
    sic="3674",
    sic_name="SEMICONDUCTORS & RELATED DEVICES",
    state="OR",
    ein="930641157",
    fiscal_year_end="1231",
    city="TUALAMA",
    street="2200 FERRY LANDING DRIVE",
    zip_code="97099",
    phone="(503) 555-0103",
    founded=1998,
    business="integrated circuits that manage power in servers, cars and medical devices",
    segments=("Data Center", "Automotive", "Medical and Industrial"),
    products=(
        "power management controllers",
        "gate drivers",
        "battery monitors",
        "isolated converters",
        "reference designs",
    ),
    customers="makers of servers, electric vehicles and patient monitors",
    materials="processed wafers, lead frames and substrates bought from foundries in Taiwan",
    rivals=("Tessaly Microdevices", "Norrland Power AB", "Hsin-Yu Semiconductor"),
    sites=("Tualama, Oregon", "Penang, Malaysia", "Graz, Austria"),
    region="Asia, North America and Europe",
    tags=frozenset({"technology", "foreign", "foundry", "growth"}),
    revenue=96_500,
    base_year=2010,
    growth=0.16,
    margin=0.11,
    specs=specs(
        "2010 10-K 2010-12-31 2011-03-10 tool",
        "2013 10-K 2013-12-31 2014-03-06 tool",
        "2016 10-K 2016-12-31 2017-03-02 tool",
        "2018 10-K 2018-12-31 2019-02-28 tool",
        "2019 10-K 2019-12-31 2020-02-27 ixbrl",
        "2020 10-K 2020-12-31 2021-02-25 ixbrl",
        "2021 10-K 2021-12-31 2022-02-24 ixbrl",
        "2022 10-K 2022-12-31 2023-02-23 ixbrl",
        "2023 10-K 2023-12-31 2024-02-22 ixbrl",
        "2024 10-K 2024-12-31 2025-02-20 ixbrl",
    ),
)

LARKMOOR = Company(
    cik=9100158,
    names=((0, "LARKMOOR HEALTH SERVICES INC"),),
    tickers=("LKMR",),
    exchange="NYSE",
    sic="8090",
    sic_name="SERVICES-MISC HEALTH & ALLIED SERVICES, NEC",
    state="TN",
    ein="620755318",
    fiscal_year_end="1231",
    city="ASHBRIDGE",
    street="900 LARK MEADOW PARKWAY, SUITE 400",
    zip_code="37099",
    phone="(615) 555-0158",
    founded=2004,
    business="outpatient clinics, imaging centers and a billing service for independent physicians",
    segments=("Clinics", "Imaging", "Physician Billing"),
    products=(
        "urgent care visits",
        "physical therapy",
        "magnetic resonance imaging",
        "laboratory tests",
        "claims processing",
    ),
    customers="patients, commercial insurers, Medicare and some 2,100 independent physicians",
    materials="medical supplies, contrast agents and hosted software",
    rivals=("Brightmoor Clinics", "Stonegate Imaging Partners", "Unsworth Row Physicians"),
    sites=("Ashbridge, Tennessee", "Corley, Kentucky", "Sand Mountain, Alabama"),
    region="Tennessee, Kentucky and Alabama",
    tags=frozenset({"health", "consumer", "personal-data", "cyber-incident"}),
    revenue=412_000,
    base_year=2019,
    growth=0.085,
    margin=0.05,
    specs=specs(
        "2019 10-K 2019-12-31 2020-03-05 ixbrl",
        "2020 10-K 2020-12-31 2021-03-04 ixbrl",
        "2021 10-K 2021-12-31 2022-03-03 ixbrl",
        "2022 10-K 2022-12-31 2023-03-16 ixbrl",
        "2022 10-K/A 2022-12-31 2023-04-28 ixbrl part-iii",
        "2023 10-K 2023-12-31 2024-03-07 ixbrl",
        "2024 10-K 2024-12-31 2025-03-06 ixbrl",
    ),
)

TINDALL = Company(
    cik=9100171,
    names=((0, "TINDALL PAPER MILLS INC"), (2000, "TINDALL PACKAGING GROUP INC")),
    tickers=("TNDL",),
    exchange="NYSE",
    sic="2650",
    sic_name="PAPERBOARD CONTAINERS & BOXES",
    state="WI",
    ein="390412266",
    fiscal_year_end="0930",
    city="EAST TINDALL",
    street="700 RIVER STREET",
    zip_code="54199",
    phone="(715) 555-0171",
    founded=1908,
    business="kraft paper, linerboard and folding cartons",
    segments=("Paper", "Cartons and Packaging"),
    products=(
        "kraft paper",
        "linerboard",
        "folding cartons",
        "multiwall sacks",
        "molded fiber trays",
    ),
    customers="food processors, feed mills and carton converters",
    materials="pulpwood, recycled fiber, caustic soda and natural gas",
    rivals=("Great Pine Paper", "Marquette Board Company", "Sable River Packaging"),
    sites=("East Tindall, Wisconsin", "Ironhead, Michigan", "Dunn Rapids, Minnesota"),
    region="the upper Midwest",
    tags=frozenset({"industrial", "environment", "energy-user", "debt"}),
    revenue=236_000,
    base_year=1995,
    growth=0.05,
    margin=0.045,
    renamed="In January 2000 the Company acquired Sturgeon Carton Company for $61.5 million in cash and "
    "notes and changed its name from Tindall Paper Mills, Inc. to Tindall Packaging Group, Inc.",
    specs=specs(
        "1995 10-K405 1995-09-30 1995-12-21 text",
        "1996 10-K405 1996-09-30 1996-12-20 text",
        "1999 10-K 1999-09-30 1999-12-22 text",
        "2000 10-K 2000-09-30 2000-12-20 text",
        "2004 10-K 2004-09-30 2004-12-10 font",
        "2008 10-K 2008-09-30 2008-12-12 font",
        "2011 10-K 2011-09-30 2011-12-09 tool",
    ),
)
