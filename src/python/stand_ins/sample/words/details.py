"""Small facts that only have to be plausible, and stay the same from run to run."""

from __future__ import annotations

import random

from stand_ins.sample.model import Company
from stand_ins.sample.words.figures import Year, millions, money

BETWEEN = {
    "product_1_share": (28, 44),
    "suppliers_days": (3, 21),
    "calls": (2_100, 38_000),
    "small_share": (3, 9),
    "top_ten": (22, 61),
    "one_customer": (11, 17),
    "sales_people": (8, 90),
    "suppliers": (90, 900),
    "input_change": (4, 19),
    "union_share": (8, 46),
    "patents": (19, 160),
    "turnover": (6, 17),
    "internal_share": (41, 88),
    "internal_share_fourth": (22, 31),
    "towns": (31, 44),
    "claims": (94, 210),
    "drill_feet": (6200, 19000),
    "holes": (11, 29),
    "ounces": (900, 4200),
    "opened": (2, 11),
    "closed": (1, 7),
    "insurer_share": (51, 58),
    "medicare_share": (24, 31),
    "patients": (12, 58),
    "government_share": (14, 37),
    "foreign_share": (24, 58),
    "foreign_share_prior": (22, 55),
    "utilization": (64, 93),
    "floating_share": (22, 60),
    "wafer_share": (48, 61),
    "uninsured_share": (17, 34),
    "holders": (410, 3900),
    "weeks": (7, 14),
    "cyber_team": (6, 24),
    "stores": (61, 118),
    "owned_stores": (22, 51),
    "weekly_sales": (31_000, 49_000),
    "insider_share": (3, 21),
    "bought_shares": (90_000, 480_000),
    "salary": (310_000, 890_000),
    "bonus": (90_000, 700_000),
    "small_sum": (61_000, 240_000),
    "audit_fee": (240_000, 1_900_000),
    "audit_fee_prior": (220_000, 1_800_000),
}
"""Whole numbers, each between two bounds."""

OF_REVENUE = {
    "backlog": 0.16,
    "compliance": 0.011,
    "environment_cost": 0.018,
    "reserve": 0.024,
    "claim": 0.04,
    "sensitivity": 0.009,
    "interest_point": 0.004,
    "remaining": 0.05,
    "cyber_cover": 0.05,
    "credit_line": 0.25,
    "drawn": 0.08,
    "ai_revenue": 0.31,
}
"""Amounts as shares of a year's revenue, from which chance takes or to which it adds a fifth."""

GOLD = {1997: 331, 2000: 279, 2004: 410, 2007: 695, 2008: 872, 2012: 1669}
"""Dollars an ounce, by year."""


def details(company: Company, now: Year, rng: random.Random) -> dict[str, str]:
    """Return the facts of a company's year, by the names that its words use."""
    share = now.revenue // 1000
    price = 9 + company.cik % 23 + 1.1 * max(0, now.year - company.base_year)
    return {
        **{name: money(rng.randint(*limits)) for name, limits in BETWEEN.items()},
        **{
            name: millions(int(now.revenue * part * rng.uniform(0.8, 1.2)) + 40)
            for name, part in OF_REVENUE.items()
        },
        "incident_total": "$14.6 million" if now.year <= 2023 else "$31.3 million",
        "capital_ratio": f"{rng.uniform(11.4, 14.9):.1f}",
        "allowed_return": f"{rng.uniform(9.4, 11.6):.1f}",
        "comparable": f"{rng.uniform(-2.9, 4.1):.1f}",
        "leverage": f"{rng.uniform(3.0, 4.5):.2f}",
        "ratio": f"{rng.uniform(0.91, 1.21):.2f}",
        "average_price": f"{price:.2f}",
        "low_price": f"{price * 0.71:.2f}",
        "high_price": f"{price * 1.38:.2f}",
        "gold_price": money(GOLD.get(now.year, 400 + share % 50)),
        "dividend_sentence": (
            "No dividend has been paid."
            if company.tags & {"loss", "growth", "small"}
            else f"Dividends of ${price * 0.018:.2f} a share were paid in fiscal {now.year}."
        ),
    }
