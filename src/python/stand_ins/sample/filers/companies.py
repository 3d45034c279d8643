"""The fictional filers and the stories they tell, one after another.

Hollow Creek became Northvane; Harbor & Reed has share classes and an annual report in Exhibit 13; Cobalt
Ferry's MD&A grew and grew; Larkmoor had a cyber incident and restated a year; Tindall bought its way to a new name; Osprey Bay
files together with its subsidiary; Little Juniper is a small business issuer; Pellingham's year ends on a
Sunday around New Year; Quillon answers the form's Items by a cross-reference index; Brackwater changed its
fiscal year; Vesper Lane's ends around 1 February; Kestrel Ridge has yet to sell anything.
"""

from __future__ import annotations

from stand_ins.sample.filers.households import HARBOR_REED, LARKMOOR, PELLINGHAM, VESPER_LANE
from stand_ins.sample.filers.industry import LITTLE_JUNIPER, NORTHVANE, OSPREY_BAY, QUILLON, TINDALL
from stand_ins.sample.filers.technology import BRACKWATER, COBALT_FERRY, KESTREL_RIDGE

COMPANIES = (
    NORTHVANE,
    HARBOR_REED,
    COBALT_FERRY,
    LARKMOOR,
    TINDALL,
    OSPREY_BAY,
    LITTLE_JUNIPER,
    PELLINGHAM,
    QUILLON,
    BRACKWATER,
    VESPER_LANE,
    KESTREL_RIDGE,
)
