"""What the filers say about their business, properties, quarrels and shares (Items 1 to 5)."""

from __future__ import annotations

GENERAL = (
    "{name_plain} was [founded|organized] in {founded} and [has its principal offices|is based] in {city_plain}, {state}. "
    "$We [make~ and sell~|provide~|offer~] {business}. [In fiscal {year}|For the year], revenue was {revenue}, "
    "[compared with|against] {revenue_prior} in fiscal {prior}, and $we employed {employees} people at year end.",
    "$We report~ {segment_count}: {segments}. {first_segment} accounted for {first_share}% of revenue in fiscal {year} "
    "and {first_share_prior}% in fiscal {prior}. [The segments share purchasing, finance and a single management team.|"
    "Each segment has its own manager, who reports to the chief executive officer.] Financial information about the "
    "segments is given in a note to the consolidated financial statements.",
    "{region_sentence} is [where most of $our customers are|$our principal market]. Over the past five years $we "
    "[have~ added to|have~ widened] the range of {product_1} and {product_2}, and [have~ withdrawn from|have~ given up] lines "
    "that did not earn their cost of capital.",
)

TOPICS: dict[str, tuple[str, ...]] = {
    "Products and Services": (
        "$Our principal [products and services|offerings] are {products}. {product_1_cap} brought in {product_1_share}% of revenue in "
        "fiscal {year}. [Prices are set by the job|Prices follow a published list, less discounts that depend on volume], and no single "
        "[order|contract] in the year exceeded {small_share}% of revenue.",
        "During the year $we introduced [an improved line of|a second generation of|new versions of] {product_2}, which "
        "[customers have received well|is being tried by four customers|reached full production in the fourth quarter]. {product_3_cap} "
        "made up a smaller but [steady|growing] part of the business.",
    ),
    "Customers and Marketing": (
        "$We sell~ to {customers}. The ten largest customers together accounted for {top_ten}% of revenue in fiscal {year}; "
        "[none of them alone exceeded 10%|one of them accounted for {one_customer}%]. $We rely~ on a direct sales force of {sales_people} people and on "
        "[independent representatives|distributors] where $we have~ no office.",
        "[Most customers have bought from $us for more than ten years.|The average customer has been with $us for more than eight years.] "
        "Orders [can be canceled on short notice|are firm once accepted]. Backlog at the end of fiscal {year} was {backlog}, of which "
        "[substantially all|some nine tenths] is expected to be filled within twelve months.",
    ),
    "Customers": (
        "$We serve~ {customers}. [No single customer matters to the whole.|The business does not depend on a few customers.] $We advertise~ [in newspapers, on the radio and by mail|locally], "
        "and spent {compliance} on it in fiscal {year}. [Surveys in the year showed that nine of ten customers would come again.|Most customers live within twenty miles of one of $our sites.]",
    ),
    "Raw Materials and Supply": (
        "The business depends on {materials}. [There is more than one source for nearly all of what $we buy~.|$We buy~ from some {suppliers} "
        "suppliers, and no supplier accounts for more than {small_share}% of purchases.] Prices of these inputs [rose|moved] by about {input_change}% during fiscal "
        "{year}; $we [recovered most of the change through price|could not pass on the whole of it].",
    ),
    "Competition": (
        "$We compete~ with {rivals}, [some of which have greater means than $we have~|all of which are larger], and with many local firms. "
        "[Competition turns on price, reliability and service.|Customers choose by performance first, then by price and delivery.] "
        "$We believe~ that $our [reputation|knowledge of the customer's work] and the [closeness of $our sites to customers|breadth of $our line] "
        "[weigh in $our favor|give $us an advantage], but there can be no assurance that this will last.",
    ),
    "Distribution and Service": (
        "$We deliver~ from {city_plain} and from [two regional sites|a second site], as a rule within {suppliers_days} days. Service accounts for a small part of revenue but [is what customers remember|brings in orders]: in fiscal {year} $we answered some {calls} calls, and nine of ten were settled on the first. "
        "$We give~ a warranty of one year on what $we sell~, and its cost has stayed below one percent of revenue.",
    ),
    "Seasonality": (
        "[The first quarter is as a rule the weakest of the year|Demand is strongest in the second and third quarters], and [the weather|the calendar of $our "
        "customers' budgets] can move revenue from one quarter to the next. Results of a single quarter say little about the year.",
    ),
    "Employees": (
        "At the end of fiscal {year} $we had {employees} employees, of whom {union_share}% were covered by collective agreements [that run "
        "to {year_plus_2}|which are renewed every three years]. [There has been no stoppage of work since {strike_year}.|$We consider~ relations with "
        "employees to be good.]",
    ),
    "Government Regulation": (
        "$Our operations are subject to federal, state and local rules on [safety, the environment and employment|health, safety and the environment]. "
        "Compliance cost about {compliance} in fiscal {year} and is not expected to [have a material effect on|change materially] capital "
        "expenditures, earnings or competitive position.",
    ),
}

# Topics of those who sell to other companies, and of those who serve the public.
TRADE_TOPICS, PUBLIC_TOPICS = ("Customers and Marketing", "Distribution and Service"), (
    "Customers",
)
PUBLIC_TAGS = frozenset({"restaurant", "retail", "health", "bank", "utility"})

RESEARCH = (
    "$We spent {research} on research and development in fiscal {year}, {research_share}% of revenue, and {research_prior} in fiscal {prior}. "
    "[Work centers on|The largest project concerns] {product_2} and {product_4}. $We hold~ {patents} patents, which expire between "
    "{year_plus_2} and {year_plus_17}; [no single patent is essential|trade secrets matter as much as patents do]."
)

HUMAN_CAPITAL = (
    "People make the company. In fiscal {year} voluntary turnover was {turnover}%, and {internal_share}% of open positions were filled from within. "
    "The board's compensation committee reviews [pay equity, safety and training|safety, training and succession] twice a year."
)

OFFICERS = "The executive officers are listed below. They are elected by the board each year after the annual meeting [and serve at its pleasure|and hold office until their successors are chosen]. None of them is related to another, and all have worked for $us or in the same industry for more than five years."

WEBSITE = (
    "$We make~ annual, quarterly and current reports available free of charge on $our website as soon as reasonably practicable after they are filed "
    "with the Securities and Exchange Commission. The contents of the website are not part of this report."
)

BY_TAG: dict[str, tuple[str, str]] = {
    "bank": (
        "Supervision and Regulation",
        "The bank is chartered by the State of Maine and supervised by the state's bureau of banking and by the Federal Deposit Insurance Corporation. "
        "At the end of fiscal {year} its total risk-based capital ratio was {capital_ratio}%, above the 10% at which a bank is well capitalized. Dividends "
        "to $us need approval when they exceed the net profit of the year and the two years before.",
    ),
    "utility": (
        "Rates and Franchises",
        "Retail rates are set by the Public Service Commission. The order of {prior} allowed a return on common equity of {allowed_return}% and lets fuel cost pass through "
        "once a year. Franchises with {towns} towns expire between {year_plus_2} and {year_plus_17}.",
    ),
    "mining": (
        "Claims and Reserves",
        "The property consists of {claims} unpatented lode claims. No part of it holds a known body of commercial ore in the meaning of the Commission's "
        "industry guide; the work is exploratory. In fiscal {year} $we drilled {drill_feet} feet in {holes} holes and recovered {ounces} ounces of gold from the pad.",
    ),
    "restaurant": (
        "Restaurants",
        "At the end of fiscal {year} $we operated {stores} restaurants, of which {owned_stores} stand on land that $we own~. Average weekly sales were "
        "{weekly_sales} per restaurant. $We opened {opened} restaurants and closed {closed} during the year.",
    ),
    "retail": (
        "Stores",
        "At the end of fiscal {year} $we operated {stores} stores of 18,000 square feet on average, nearly all leased. $We opened {opened} stores and closed {closed}. "
        "Comparable store sales changed by {comparable}%.",
    ),
    "health": (
        "Payment for Services",
        "Commercial insurers paid {insurer_share}% of revenue in fiscal {year}, Medicare and Medicaid {medicare_share}%, and patients themselves the rest. "
        "Rates under government programs are set each year and can be lowered without notice.",
    ),
    "biotech": (
        "Clinical Programs",
        "KRB-101, for an inherited disease of the retina, [is in a Phase 1/2 trial|entered a Phase 2 trial] in which {patients} patients had been dosed by the end of fiscal {year}. "
        "KRB-204, for a form of inherited deafness, is [in preclinical study|being prepared for an application to begin trials]. No product has been approved for sale.",
    ),
    "government": (
        "Government Contracts",
        "Contracts with governments and their prime contractors accounted for {government_share}% of revenue in fiscal {year}. They can be terminated for convenience, "
        "are subject to audit, and depend on yearly appropriations.",
    ),
    "foreign": (
        "International Operations",
        "Sales outside the United States were {foreign_share}% of revenue in fiscal {year} and {foreign_share_prior}% in fiscal {prior}. They are [for the most part|mostly] "
        "invoiced in dollars and euros. Financial information by region is given in the notes.",
    ),
    "environment": (
        "Environmental Matters",
        "$We spent {environment_cost} on environmental controls in fiscal {year}. {environment_site} [is being studied|is being cleaned up] under an agreement with the "
        "state; the reserve for it stood at {reserve} at year end.",
    ),
}

PROPERTIES = (
    "The principal properties are listed below. $We believe~ that they are [well maintained|in good repair] and [adequate|sufficient] for the business as now conducted; "
    "they were used at about {utilization}% of capacity in fiscal {year}.",
    "[Some of the properties secure borrowings described in the notes.|None of the owned properties is subject to a mortgage that is material.] Leases expire at various "
    "dates through {year_plus_17}, and $we expect~ to renew or replace them [in the ordinary course|without difficulty].",
)

LEGAL = (
    "$We are~ a party to [claims and suits|proceedings] that arise in the ordinary course of business. [In the opinion of management|After consulting counsel, management believes that] "
    "their outcome will not have a material adverse effect on $our financial position or results of operations.",
)
LEGAL_BY_TAG: dict[str, str] = {
    "environment": "In {prior} a neighbor of {environment_site} brought suit in state court for {claim} in damages, alleging seepage. $We deny~ the allegations; discovery [is under way|closed in November].",
    "labor": "Former hourly employees have asked a federal court to certify a class over overtime for assistant managers between {prior} and {year}. $We have~ opposed certification.",
    "foreign": "A competitor, {rival_1}, asserts that $our use of a certain circuit infringes two of its patents. A trial is set for {year_plus_1}; $we believe~ the claims to be without merit.",
}

MARKET_WITH_PRICES = (
    '$Our common stock is traded on the {exchange_name} under the symbol "{ticker}". The table gives the high and low sales prices for each quarter of the last two fiscal years.',
    "At the end of fiscal {year} there were {holders} holders of record. {dividend_sentence}",
)
REPURCHASES = (
    "In fiscal {year} $we bought {bought_shares} shares at an average price of ${average_price} under the program that the board approved in {prior}. "
    "Up to {remaining} of shares may yet be bought."
)
SHARE_CLASSES = (
    '$We have~ two classes of common stock. Class A shares ("HRB-A") carry one vote for each share; Class B shares ("HRB-B") carry ten votes and may be turned into Class A shares '
    "at any time, share for share. Both are listed on the New York Stock Exchange."
)
