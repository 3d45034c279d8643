"""What stands around the statements: reports, notes, controls, and Part III."""

from __future__ import annotations

AUDITOR = (
    "We have audited the accompanying consolidated balance sheets of {name_plain} and subsidiaries as of the end of fiscal {year} and {prior}, and the related consolidated statements of income, stockholders' equity and cash flows for each of the three years then ended. These financial statements are the "
    "responsibility of the Company's management. Our responsibility is to express an opinion on these financial statements based on our audits.",
    "In our opinion, the financial statements referred to above present fairly, in all material respects, the financial position of {name_plain} and subsidiaries at the end of fiscal {year} and {prior}, and the results of their operations and their cash flows for each of the three years then ended, in "
    "conformity with generally accepted accounting principles.",
)
AUDITOR_NAME = "Fennimore, Ashdown & Lyle {auditor_suffix}"

RESTATEMENT = (
    1993,
    2100,
    "Restatement",
    (
        "After the report for fiscal {prior} was filed, management found that the allowance for amounts due from commercial insurers had been too low at the end of that year. Amounts that could not be collected stood among receivables. The statements of fiscal {prior} are restated in this report.",
        "Receivables at the end of fiscal {prior} are {receivables_prior} rather than {receivables_first}. Net income of fiscal {prior} is {net_prior} rather than {net_first}; selling, general and administrative expenses are higher by what was written off, and income taxes lower. Revenue and cash are as they were.",
    ),
)
NOTES: tuple[tuple[int, int, str, tuple[str, ...]], ...] = (
    (
        1993,
        2100,
        "Summary of Significant Accounting Policies",
        (
            "Principles of consolidation. The consolidated financial statements include the accounts of {name_plain} and its majority-owned subsidiaries. Balances and transactions between them have been eliminated.",
            "Use of estimates. The preparation of financial statements requires estimates and assumptions that affect the amounts reported. Actual results could differ from them.",
            "Cash equivalents. All highly liquid investments with a maturity of three months or less when bought are treated as cash equivalents; they are stated at cost, which is close to market.",
            "Revenue recognition. Revenue is recognized when [title passes to the customer|goods are shipped or services rendered], the price is fixed and collection is reasonably assured. Allowances for returns are recorded at the same time.",
            "Property, plant and equipment is stated at cost and depreciated on the straight-line method over useful lives of three to forty years. Depreciation was {depreciation} in fiscal {year} and {depreciation_prior} in fiscal {prior}.",
        ),
    ),
    (
        1993,
        2100,
        "Receivables",
        (
            "Receivables of {receivables} at the end of fiscal {year} are net of an allowance of {interest_point}. [Write-offs were small in both years.|Amounts written off, net of recoveries, came to less than one percent of revenue in each year.]",
        ),
    ),
    (
        1993,
        2100,
        "Debt",
        (
            "Debt consists of borrowings under the revolving credit agreement, [senior notes due {year_plus_17}|term notes] and other obligations, in all {debt} at the end of fiscal {year} and {debt_prior} a year before. Maturities over the next five years are spread about evenly. The fair value of debt is close to its "
            "carrying amount.",
        ),
    ),
    (
        1993,
        2100,
        "Income Taxes",
        (
            "The provision for income taxes was {tax} in fiscal {year}, of which about {internal_share}% is current. It differs from the federal statutory rate chiefly because of state taxes [and credits for research|and items that are not deductible].",
        ),
    ),
    (
        1993,
        2100,
        "Commitments and Contingencies",
        (
            "Rent expense under operating leases was {compliance} in fiscal {year}. The Company is a party to claims that arise in the ordinary course of business; management does not expect their resolution to have a material effect on the statements.",
        ),
    ),
    (
        1993,
        2100,
        "Property, Plant and Equipment",
        (
            "Land, buildings and equipment are carried at cost less depreciation. Additions in fiscal {year} were {capital_spending}, compared with {capital_spending_prior} in fiscal {prior}; they went [into capacity and replacements|chiefly into replacements] in about equal parts. Equipment that no longer serves its purpose is written "
            "down to what it would fetch. Interest of {interest_point} was capitalized on assets under construction. Estimated useful lives are twenty to forty years for buildings, five to twelve years for machinery, and three to five years for computers and vehicles.",
        ),
    ),
    (
        1993,
        2100,
        "Retirement Plans",
        (
            "The Company has a savings plan for [substantially all employees|employees with a year of service], to which it adds half of what an employee puts in, up to six percent of pay. Its contributions were {compliance} in fiscal {year}. [A defined benefit plan was closed to new employees in {strike_year}; its assets exceed its obligations.|There "
            "is no defined benefit plan.] Health benefits for retired employees are not material.",
        ),
    ),
    (
        1997,
        2100,
        "Earnings per Share",
        (
            "Basic earnings per share are net income divided by the weighted average of shares outstanding. Diluted earnings per share add the shares that would be issued if options whose exercise price is below the average market price were exercised. Options for {bought_shares} shares were left out in fiscal {year} because they would have raised the "
            "result per share.",
        ),
    ),
    (
        1993,
        2100,
        "Concentrations of Risk",
        (
            "Cash is kept with [three|four] banks, in amounts that exceed the limits of insurance. Receivables are spread over {customers}, and the Company asks for no collateral. It reviews the standing of its larger debtors each quarter. Losses on receivables have stayed within what was expected.",
        ),
    ),
    (
        1996,
        2100,
        "Stock-Based Compensation",
        (
            "Options for {bought_shares} shares were granted in fiscal {year} at an average exercise price of ${average_price}, equal to the market price on the day of the grant. They vest over four years and expire after ten.",
        ),
    ),
    (
        1998,
        2100,
        "Segment Information",
        (
            "The Company reports {segment_count}: {segments}. Segments are managed apart because they sell to different customers. {segment_table_words}",
        ),
    ),
    (
        2002,
        2100,
        "Goodwill and Intangible Assets",
        (
            "Goodwill is tested for impairment in the fourth quarter of each year, and more often if events call for it. No impairment was found in fiscal {year}. Other intangible assets are amortized over five to fifteen years.",
        ),
    ),
    (
        2018,
        2100,
        "Revenue from Contracts with Customers",
        (
            "Revenue is recognized when control of goods or services passes to the customer, in the amount that the Company expects to be entitled to. Contract liabilities were {interest_point} at the end of fiscal {year}; nearly all of the balance of the year before has been recognized.",
        ),
    ),
    (
        2019,
        2100,
        "Leases",
        (
            "The Company leases offices, sites and vehicles. Lease cost was {compliance} in fiscal {year}, the remaining term {turnover} years on average, and the discount rate {ratio} times the Company's own rate of borrowing.",
        ),
    ),
    (
        1993,
        2100,
        "Quarterly Information (Unaudited)",
        (
            "Revenue by quarter was about even in fiscal {year}, apart from the pattern of the seasons described elsewhere; the fourth quarter brought in {internal_share_fourth}% of the year. In the opinion of management all adjustments needed for a fair statement are included.",
        ),
    ),
)

CONTROLS_2002 = (
    "Within the 90 days before the date of this report, $our chief executive officer and chief financial officer evaluated the design and operation of $our disclosure controls and procedures and concluded that they are effective. There were no significant changes in internal controls after the date of that evaluation.",
)
CONTROLS = (
    "$Our chief executive officer and chief financial officer evaluated $our disclosure controls and procedures (as defined in Rule 13a-15(e) under the Securities Exchange Act of 1934) as of the end of fiscal {year} and concluded that they were effective.",
    "There was no change in internal control over financial reporting during the fourth quarter of fiscal {year} that has materially affected, or is reasonably likely to materially affect, $our internal control over financial reporting.",
)
MANAGEMENT_REPORT = "Management is responsible for establishing and maintaining adequate internal control over financial reporting. It assessed the effectiveness of that control as of the end of fiscal {year} on the criteria set by the Committee of Sponsoring Organizations of the Treadway Commission, and believes that the control was effective."

CYBER = (
    "Risk management and strategy. We identify and assess material risks from cybersecurity threats as part of the enterprise risk program that the audit committee oversees. We use the framework of the National Institute of Standards and Technology as a guide, which does not mean that we meet any particular standard. "
    "An outside firm tests our defenses [once|twice] a year, employees are trained every [quarter|six months], and vendors that hold our data answer a questionnaire before they are engaged and every year thereafter.",
    "Governance. The audit committee receives a report from the chief information security officer each quarter and at once if an incident may be material. The officer has {holes} years of experience in the field and leads a team of {cyber_team}, who watch our systems around the clock with the help of a contractor.",
)
CYBER_NO_INCIDENT = "We are not aware of a cybersecurity incident in fiscal {year} that has materially affected, or is reasonably likely to materially affect, us, our business strategy, results of operations or financial condition. See Item 1A for the risks."
CYBER_INCIDENT = (
    "Material incident. On February 11, 2023 we found that an intruder had encrypted servers of our Physician Billing segment. We shut down the affected network, called in federal law enforcement and outside experts, and restored service from backups by March 2, 2023. Files on about 1.9 million patients were copied. We have since "
    "replaced remote access with a system that asks for two factors, split the network by segment, and moved backups out of reach of the accounts that run it. Before insurance the incident has cost {incident_total} to date; it has materially affected the revenue of Physician Billing."
)
CYBER_SETTLEMENT = "In November 2024 we agreed to settle the consolidated class actions for $9.8 million, subject to approval by the court, and in December 2024 we resolved the inquiry of the Office for Civil Rights by a payment of $1.2 million and a corrective action plan of two years."
INCIDENT_LAWSUIT = "Twelve putative class actions over the ransomware attack of February 2023 were consolidated in the United States District Court for the Middle District of Tennessee under the caption In re Larkmoor Health Services Data Security Litigation. The complaint seeks damages and an injunction on behalf of about 1.9 million patients."

PROXY_POINTER = 'The information required by this Item is incorporated by reference to the definitive proxy statement for the {year_plus_1} annual meeting of stockholders, which will be filed within 120 days after the end of fiscal {year}, under the heading "{proxy_heading}".'
PART_III: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "directors",
        (
            "The directors are {director_1}, chair, who has led {name_plain} since {strike_year}; {director_2}, a retired partner of an accounting firm, who chairs the audit committee and is its financial expert; {director_3}, who runs a family company in the same state; and {director_4}, a professor of engineering.",
            "The board has adopted a code of ethics for the chief executive officer and the senior financial officers. All reports under Section 16(a) were filed in time in fiscal {year}, [with one exception|without exception].",
        ),
    ),
    (
        "compensation",
        (
            "In fiscal {year} the chief executive officer received a salary of ${salary} and a bonus of ${bonus}. The committee set the bonus by growth in revenue and by return on capital; {internal_share}% of the target was earned. No officer has an agreement that calls for payment on a change of control of more than two years' salary.",
        ),
    ),
    (
        "ownership",
        (
            "Directors and officers as a group own {insider_share}% of the common stock. Two institutions have reported holdings above five percent. Shares to be issued under equity plans approved by holders numbered {bought_shares} at the end of fiscal {year}.",
        ),
    ),
    (
        "transactions",
        (
            "A company owned by the brother of {director_3} sold $us supplies for ${small_sum} in fiscal {year} on the terms given to others. The audit committee reviewed the purchases and approved them. {director_2} and {director_4} are independent under the listing rules.",
        ),
    ),
    (
        "accountant",
        (
            "Fees of the principal accountant were ${audit_fee} for audit services in fiscal {year} and ${audit_fee_prior} in fiscal {prior}; ${small_sum} was paid for tax advice in each year. The audit committee approves all services in advance.",
        ),
    ),
)
EXHIBITS = (
    "(a) The following documents are filed as part of this report: (1) the consolidated financial statements listed in the index to {item_8_name}; (2) schedules, which are omitted because they do not apply or because the information is in the notes; and (3) the exhibits in the list below.",
    "(b) Exhibits. 3.1 Articles of incorporation, as amended. 3.2 By-laws. 10.1 Credit agreement. 10.2 Stock incentive plan. 21 Subsidiaries of the registrant. 23 Consent of {auditor}. {certifications}",
)
REPORTS_8K = "(c) Reports on Form 8-K. [No report on Form 8-K was filed in the last quarter of fiscal {year}.|One report on Form 8-K was filed in the last quarter of fiscal {year}, to announce quarterly results.]"
NO_VOTE = "No matter was submitted to a vote of security holders during the fourth quarter of fiscal {year}."
NO_DISAGREEMENT = "[None.|There were none.|There were no changes in accountants and no disagreements with them in fiscal {year} or {prior}.]"
PLAN_OF_OPERATION = "Over the next twelve months $we plan~ to drill {holes} more holes on the Juniper Ridge claims, at a cost of {compliance}, and to keep the heap leach pad in operation as long as the price of gold allows. The cash on hand will last for [about nine months|most of the year]; after that $we shall need to sell shares."
