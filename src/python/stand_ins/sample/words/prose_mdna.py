"""Management's discussion and analysis: the more topics, the longer (a filer may add some every year)."""

from __future__ import annotations

OVERVIEW = (
    "[This discussion should be read together with|The following should be read in conjunction with] the consolidated financial statements and the notes to them. Amounts are for fiscal years "
    "unless otherwise said; percentages may not agree with the rounded amounts.",
    "[Fiscal {year} was a year of {mood}.|The year was one of {mood}.] Revenue {rev_verb} by {rev_change}% to {revenue}, and {net_phrase}. [{story}|{story}]",
)

RESULTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Revenue",
        (
            "Revenue {rev_verb} by {rev_amount}, or {rev_change}%, from {revenue_prior} in fiscal {prior} to {revenue} in fiscal {year}. [Volume accounted for about two thirds of the {rev_noun} and price for the rest.|"
            "The {rev_noun} [came for the most part from volume|was due mainly to {product_1}].] {segment_changes}",
        ),
    ),
    (
        "Cost and Gross Margin",
        (
            "Gross margin was {gross_share}% of revenue in fiscal {year}, compared with {gross_share_prior}% in fiscal {prior}. [The change reflects the cost of {materials}|Prices of {materials} moved by {input_change}% in the year], "
            "partly offset by [higher output from the same sites|savings in purchasing of some {compliance}].",
        ),
    ),
    (
        "Selling, General and Administrative Expenses",
        (
            "Selling, general and administrative expenses were {selling} in fiscal {year} and {selling_prior} in fiscal {prior}, or {selling_share}% and {selling_share_prior}% of revenue. [Wages and insurance rose; travel fell.|Higher "
            "wages, insurance and professional fees account for the change.]",
        ),
    ),
    (
        "Interest and Taxes",
        (
            "Interest expense was {interest} in fiscal {year}, compared with {interest_prior} the year before, as [average borrowings changed|borrowings and rates moved]. The effective tax rate was {tax_rate}% compared with {tax_rate_prior}%.",
        ),
    ),
    (
        "Net Income (Loss)",
        (
            "{net_sentence} On a per share basis the result was ${per_share}, compared with ${per_share_prior}.",
        ),
    ),
)

YEAR_BEFORE = "Fiscal {prior} Compared with Fiscal {prior_2}"
SEE_LAST_YEAR = "A discussion of fiscal {prior} compared with fiscal {prior_2} is found in Item 7 of $our annual report on Form 10-K for fiscal {prior} and is left out here, as the rules of the Commission allow."

LIQUIDITY = (
    "$We had cash of {cash} and debt of {debt} at the end of fiscal {year}, compared with {cash_prior} and {debt_prior} a year earlier. Operations {operations_phrase} in fiscal {year} and {operations_phrase_prior} in fiscal {prior}. "
    "Capital expenditures were {capital_spending}, compared with {capital_spending_prior}, and are expected to be about {capital_next} in fiscal {year_plus_1}.",
    "$We have~ a revolving credit agreement for {credit_line} that expires in {year_plus_2}; {drawn} was drawn at year end. [$We were in compliance with all of its covenants.|All covenants were met.] $We believe~ that cash, the credit agreement and cash from operations "
    "[will meet $our needs for at least the next twelve months|are sufficient for the coming year].",
)

# In the order in which a growing discussion takes them up, with the first fiscal year they make sense in.
FURTHER: tuple[tuple[int, str, str], ...] = (
    (
        2001,
        "Critical Accounting Policies",
        "The preparation of statements requires estimates. Those that matter most concern revenue, the collection of receivables, inventories and long-lived assets. $We base~ them on experience and on what is known at the time; actual results may differ. A change of one "
        "point in the estimate of uncollectible accounts would have changed pretax income in fiscal {year} by {interest_point}.",
    ),
    (
        2003,
        "Contractual Obligations",
        "At the end of fiscal {year} obligations under debt, leases and purchase commitments were {obligations}, of which {obligations_soon} falls due within one year. Purchase commitments can as a rule be canceled against payment of the work done.",
    ),
    (
        2003,
        "Off-Balance Sheet Arrangements",
        "$We have~ no arrangement with an entity outside the consolidated statements that is reasonably likely to have a material effect on $our financial condition or liquidity.",
    ),
    (
        2003,
        "Recently Issued Accounting Standards",
        "[Standards issued during the year|New standards] are described in a note to the statements. $We do~ not expect any of them to have a material effect on results, apart from the further disclosures that they call for.",
    ),
    (
        2009,
        "Results by Segment",
        "{segment_table_words} Operating income of {first_segment} was {first_segment_income} in fiscal {year}. The smaller segments bore a larger share of common costs after the method of allocation was changed at the beginning of fiscal {prior}.",
    ),
    (
        2013,
        "Key Performance Indicators",
        "$We watch~ three measures beyond those of the statements: design wins, the share of revenue from products less than three years old, and the book-to-bill ratio. In fiscal {year} there were {patients} design wins, against {holes} in fiscal {prior}; new products brought in "
        "{internal_share}% of revenue; and the ratio was {ratio}. None of these is a measure under generally accepted accounting principles, and other companies may compute them in other ways.",
    ),
    (
        2016,
        "Trends and Uncertainties",
        "[Demand for power management in data centers has grown with the size of the machines that train models.|Customers in data centers ask for higher currents at lower voltages each year.] Each new generation raises the content that $we can sell in a server, and each also opens the "
        "design to competitors. Inventory at distributors stood at {weeks} weeks at the end of fiscal {year}; the range that $we regard~ as normal is eight to ten. An excess would reduce orders in the first half of fiscal {year_plus_1}.",
    ),
    (
        2018,
        "Tariffs and Trade",
        "Tariffs on parts assembled in China cost $us {compliance} in fiscal {year}. $We have~ moved the final test of {product_2} to Penang, at a cost of {environment_cost} to date. Licenses under the export rules cover about {small_share}% of revenue. Should they not be renewed, "
        "$we would lose this revenue within a quarter, as the parts concerned have no other buyer.",
    ),
    (
        2019,
        "Leases",
        "$We adopted the new standard on leases at the beginning of fiscal 2019. Rights of use of {environment_cost} and liabilities of about the same amount are recognized in the balance sheet at the end of fiscal {year}. The weighted average term is {turnover} years.",
    ),
    (
        2020,
        "Effects of the Pandemic",
        "Sites in Malaysia were closed for six weeks in the spring of 2020 and for three in 2021. Premiums for freight, protective equipment and idle capacity cost {compliance} in fiscal {year}. Demand from makers of cars stopped in the second quarter of 2020 and came back in the fourth, faster "
        "than foundries could add wafers; demand from data centers never paused.",
    ),
    (
        2021,
        "Supply Commitments",
        "To secure wafers $we have~ signed agreements for capacity through {year_plus_2} that oblige $us to buy {obligations_soon} a year or to pay for what $we do~ not take. Prepayments to foundries stood at {environment_cost} at the end of fiscal {year}. If demand falls short, $we would have "
        "to write down inventory or pay for wafers that are never made. $We review~ the commitments each quarter against the orders on hand, and $we recorded a charge of {interest_point} in fiscal {year}.",
    ),
    (
        2022,
        "Government Incentives",
        "The CHIPS and Science Act of 2022 provides a credit of 25% of the cost of qualified plant. $We have~ applied for {environment_cost} toward a laboratory for packaging in Tualama and have recognized none of it so far. The credit carries limits on investment in certain countries for ten years.",
    ),
    (
        2023,
        "Demand from Artificial Intelligence",
        "Revenue from boards that carry accelerators for artificial intelligence was {ai_revenue} in fiscal {year}. Four customers account for nearly all of it. Their purchases come in waves that follow the release of new processors, and a delay of one of those by a quarter would move {backlog} of revenue. "
        "$We have~ added engineers and test capacity ahead of orders, which reduces margin until the volume comes.",
    ),
    (
        2024,
        "Capital Allocation",
        "The board reviews the use of cash each quarter in this order: capacity for which there are orders, research, acquisitions of teams and of technology, and the return of the rest to holders. In fiscal {year} {internal_share}% of cash from operations went into capacity and research. $We paid no dividend "
        "and do~ not intend to pay one.",
    ),
)

MARKET_RISK = (
    "$We are~ exposed to changes in interest rates, in the prices of {materials} and, to a lesser degree, in exchange rates. A change of one point in interest rates would change interest expense by about {interest_point} a year. A change of 10% in the dollar against all other currencies would have "
    "changed pretax income in fiscal {year} by about {sensitivity}. $We do~ not hold derivatives for trading.",
)
YEAR_2000 = (
    "Many computer programs use two digits for the year and may fail on January 1, 2000. $We began to review $our systems in 1997. Of the {holes} systems found to be affected, most have been corrected and tested; the rest are to be finished by September 1999. The cost is estimated at {compliance}, of which "
    "about half has been spent. $We have~ asked suppliers and customers about their own readiness, and not all of them have answered. In the worst case $we would have to schedule work by hand for some weeks."
)
