"""Risk factors: who faces which, and from which fiscal year to which.

A risk comes and goes with the times (the credit crisis, the pandemic, artificial intelligence), so that
the section of one company differs from year to year as real ones do.
"""

from __future__ import annotations

from stand_ins.sample.words.risk import ECONOMY, INFORMATION, LAW, SHARES, Risk, tags

RISKS = (
    Risk(
        "[A few customers account for much of our revenue.|The loss of a large customer would hurt our results.]",
        "Our ten largest customers accounted for {top_ten}% of revenue in fiscal {year}. [Few of them are bound to buy from us beyond the orders on hand.|Our agreements with them seldom "
        "commit them to volumes.] If one of them were to [buy less, ask for lower prices or fail to pay|merge, change its plans or turn to a competitor], revenue would fall sooner than we could reduce costs, "
        "and our results would suffer. We have lost large customers before: in fiscal {prior} an account worth {backlog} a year went to {rival_1}.",
        tags("industrial technology government"),
    ),
    Risk(
        "[We face strong competition.|Our markets are competitive, and our competitors may be better able to bear a downturn.]",
        "We compete with {rivals} and with others. [Some of them are part of larger groups and can accept lower returns for years.|Several have lower costs or offer a wider range.] New entrants, consolidation among "
        "competitors and buying groups among customers all press on prices. In fiscal {year} we lowered prices on about a tenth of what we sell. If we cannot offset lower prices by lower cost, margins will decline.",
    ),
    Risk(
        "[The cost of what we buy can rise faster than our prices.|Higher input costs reduce our margins.]",
        "We depend on {materials}. Prices of these inputs have moved by {input_change}% or more within a year. We do not always have the right to adjust our own prices, and where we do, there is a delay of [one to two quarters|"
        "some months]. A change of 10% in these costs would have changed pretax income in fiscal {year} by about {sensitivity}.",
        tags("industrial utility restaurant retail mining"),
    ),
    Risk(
        "Higher prices and wages have raised our costs, and inflation may persist.",
        "Inflation in fiscal {year} reached levels not seen for forty years when it began in 2021. Wages at our sites rose by {turnover}% and freight by more. We raised prices [twice|in three steps], and some "
        "customers answered by buying less. Should inflation last, or fall only at the price of a recession, our margins and the demand for what we sell would both be affected.",
        since=2021,
        until=2024,
        group=ECONOMY,
    ),
    Risk(
        "[Disorder in the credit markets could affect us, our customers and our banks.|The credit crisis has reduced demand and may limit our access to money.]",
        "Since the second half of 2008 banks have lent less, and on worse terms. Customers have put off projects because they could not finance them, and two of our suppliers have sought protection from creditors. "
        "Our own credit agreement expires in {year_plus_2}. If a bank in the group of lenders failed to meet its commitment, we might be unable to borrow what we need.",
        since=2008,
        until=2011,
        group=ECONOMY,
    ),
    Risk(
        "[The COVID-19 pandemic has disrupted our operations and may do so again.|Our business has been, and may continue to be, affected by the COVID-19 pandemic.]",
        "From March 2020 public authorities closed workplaces, limited travel and restricted gatherings. [We closed sites for a time and ran others with fewer people.|Some of our sites were closed for up to seven weeks.] "
        "Demand fell by a fifth in the second quarter of 2020 before it recovered. Absence, the mandates of authorities and new variants of the virus may again reduce what we can deliver, and the way in which people work, "
        "travel and seek care may have changed for good.",
        since=2020,
        until=2022,
        group=ECONOMY,
    ),
    Risk(
        "In early 2020 an outbreak of a novel coronavirus began to affect our suppliers and our markets.",
        "In December 2019 a novel strain of coronavirus was reported in Wuhan, China. Since then it has spread to other countries, and several of our suppliers have extended the closure of their plants. "
        "We cannot yet estimate how long the disruption will last or what it will cost.",
        since=2019,
        until=2019,
        group=ECONOMY,
    ),
    Risk(
        "Shortages in the supply chain have delayed our deliveries.",
        "Lead times for components that used to be weeks became quarters in 2021. We bought ahead, paid brokers and redesigned products around what could be had. Inventory that we bought ahead may become obsolete, "
        "and customers who ordered twice may cancel once supply improves.",
        tags("technology industrial retail"),
        2021,
        2023,
        ECONOMY,
    ),
    Risk(
        "[We depend on foundries in Taiwan that we do not control.|Our wafers come from two foundries, both in Taiwan.]",
        "We own no wafer plant. Two foundries in Taiwan make all our wafers on orders that they may decline. An earthquake, a drought, a blockade or a conflict in the region would stop our supply, and to qualify another "
        "foundry takes [eighteen months or more|about two years]. In fiscal {year} wafers made up {wafer_share}% of the cost of what we sold.",
        tags("foundry"),
    ),
    Risk(
        "Tariffs and limits on exports may reduce our sales to China.",
        "Since 2018 the United States has placed tariffs on goods from China and limits on the export of certain technology to it; China has answered in kind. Customers in China took {foreign_share_prior}% of what we sold in fiscal "
        "{prior}. New rules of the Bureau of Industry and Security can come into force overnight, and customers there have begun to design with parts from domestic makers.",
        tags("foundry industrial retail"),
        2018,
        2100,
        LAW,
    ),
    Risk(
        "[Our business abroad exposes us to risks that we do not have at home.|International operations carry risks of currency, law and politics.]",
        "Sales outside the United States were {foreign_share}% of revenue in fiscal {year}. They bring with them exchange rates, changes in tariffs, export licenses, slow payment and laws on bribery that reach our agents as well as us. "
        "A rise of 10% in the dollar would have lowered revenue in fiscal {year} by about {sensitivity}.",
        tags("foreign"),
    ),
    Risk(
        "[We may fail to keep or attract the people we need.|Our success depends on people who could leave.]",
        "We depend on [engineers, nurses and managers of skill|a small number of people with long experience]. Voluntary turnover was {turnover}% in fiscal {year}. [Our executives may leave on short notice.|None of our "
        "executives is bound by an agreement that runs for longer than two years.] To replace a key employee has taken us six months on average.",
    ),
    Risk(
        "[Failures of our information systems could interrupt our business.|We rely on computer systems that may fail.]",
        "We run purchasing, invoicing and payroll on a small number of systems, one of which dates from {strike_year}. [A fire, a flood or an error in a program could stop them.|They may fail by fire, flood or error.] "
        "We copy our data to a second site each night, but a restart has never been tried under real conditions.",
        since=2005,
        until=2014,
        group=INFORMATION,
    ),
    Risk(
        "[A cyberattack or a breach of our systems could harm us.|Breaches of security could expose us to liability and harm our reputation.]",
        "Our systems, and those of vendors on whom we rely, are attacked every day by phishing, malware and the theft of credentials. [We have had incidents, none of them material to date.|Incidents so far have not been material, but "
        "that is no promise.] A successful attack could stop operations, disclose the information of customers and employees, lead to claims and fines, and cost more than our insurance of {cyber_cover} would pay.",
        since=2012,
        group=INFORMATION,
    ),
    Risk(
        "In February 2023, after the year covered by this report, we became the victim of a ransomware attack.",
        "On February 11, 2023 an intruder encrypted servers of our Physician Billing segment. Billing stood still for nineteen days. We are still finding out which files were copied; they may hold the names, dates of birth and claim records of patients. "
        "We cannot yet estimate the cost of the response, the loss of revenue, or what claims and inquiries may follow, and any of these may be material.",
        tags("cyber-incident"),
        2022,
        2022,
        INFORMATION,
    ),
    Risk(
        "In February 2023 we were the victim of a ransomware attack, the effects of which continue.",
        "On February 11, 2023 an intruder encrypted servers of our Physician Billing segment and copied files that held the names, dates of birth and claim records of about 1.9 million patients. Billing stood still for nineteen days. "
        "We spent $14.6 million on the response in fiscal 2023, of which insurance has paid $6.0 million. The Office for Civil Rights has opened an inquiry, twelve putative class actions were consolidated in the Middle District of Tennessee, "
        "and 211 physician practices have ended their agreements with us. Further costs, penalties and losses of customers may be material.",
        tags("cyber-incident"),
        2023,
        2024,
        INFORMATION,
    ),
    Risk(
        "Physicians who left our billing service after the attack may not return.",
        "Revenue of Physician Billing has fallen by more than a quarter since the attack. Practices that moved to other vendors signed agreements of three years or more. Those that stayed have asked for lower fees, for audits of our security and for the right to leave on "
        "thirty days' notice. If the segment does not recover, we shall have to write down its software and may close one of its two service centers. Our insurers have raised the premium for cyber cover threefold and have excluded regulatory penalties.",
        tags("cyber-incident"),
        2023,
        2100,
        INFORMATION,
    ),
    Risk(
        "[We hold personal data, and the rules about it grow stricter.|Laws on privacy are changing and differ from state to state.]",
        "We keep personal data of customers, patients or employees. The laws of the European Union, of California and of a growing number of states give people rights over such data and regulators the power to fine. "
        "We spent {compliance} on compliance in fiscal {year}. The rules are not consistent with one another, and we may break one while we follow another.",
        tags("personal-data"),
        2012,
        2100,
        LAW,
    ),
    Risk(
        "[The use of artificial intelligence may harm our business or our reputation.|Artificial intelligence brings new risks.]",
        "We have begun to use generative artificial intelligence in [software development and customer service|drafting, coding and the review of documents]. Its output may be wrong, may infringe the rights of others, and may disclose "
        "what we put in. Competitors may adopt it faster than we do, and attackers already use it to write messages that look like ours. The rules for it, such as the European Union's Artificial Intelligence Act, are being written now.",
        tags("technology health bank biotech"),
        2023,
        2100,
        INFORMATION,
    ),
    Risk(
        "[Changes in climate, and rules that respond to them, may raise our costs.|We are exposed to the effects of a changing climate.]",
        "Storms, heat and floods have become more frequent where we operate. Two of our sites lie in flood plains. Rules on emissions and on disclosure, among them those of California, may require us to spend more on equipment and on reporting.",
        tags("utility industrial restaurant environment bank"),
        2014,
        2100,
        LAW,
    ),
    Risk(
        "[Environmental laws may require spending that we have not planned.|We may be liable for contamination.]",
        "We use and dispose of substances that are hazardous. {environment_site_cap} has been contaminated for decades, and under federal law we may be liable for the whole cost although others were at fault as well. We have set aside {reserve}. "
        "The cost in the end may be greater.",
        tags("environment"),
        group=LAW,
    ),
    Risk(
        "[Our debt limits what we can do.|We have a large amount of debt.]",
        "At the end of fiscal {year} we owed {debt}. The credit agreement limits dividends, acquisitions and further debt, and asks us to keep a ratio of debt to earnings below {leverage}. Interest on {floating_share}% of the debt floats; a rise of one "
        "point would cost us {interest_point} a year.",
        tags("debt"),
    ),
    Risk(
        "[We may not realize what we expect from acquisitions.|Acquisitions may disappoint.]",
        "We have grown in part by buying other companies and expect to look at more. [People leave, customers reconsider, and systems do not fit.|Integration takes the time of managers and may fail.] We carry goodwill that would have to be written "
        "down if the acquired businesses earned less than planned.",
        tags("industrial technology debt"),
        2005,
        2016,
    ),
    Risk(
        "[Rates set by regulators may not cover our costs.|We can earn only what our regulators allow.]",
        "Retail rates are set by the Public Service Commission after hearings that take up to a year. Costs that the commission finds imprudent are not recovered. The order of {prior} disallowed {environment_cost} of storm costs.",
        tags("utility"),
        group=LAW,
    ),
    Risk(
        "[Changes in interest rates could reduce our net interest income.|Our earnings depend on interest rates.]",
        "Most of what we earn is the difference between what our assets yield and what our deposits cost. In fiscal {year} deposits moved to products that pay more. The failure of three regional banks in March 2023 showed how quickly deposits that exceed "
        "the limit of insurance may leave; such deposits were {uninsured_share}% of ours at year end.",
        tags("bank"),
    ),
    Risk(
        "Our allowance for credit losses may prove too small.",
        "We lend to households, to boat owners and to businesses on one stretch of coast. A poor fishing season or a fall in the prices of houses affects many borrowers at once. The allowance rests on models and on judgment, and regulators may ask us to add to it.",
        tags("bank"),
    ),
    Risk(
        "[Food safety and the cost of food affect our restaurants.|An outbreak of illness linked to food would harm us.]",
        "Reports of illness linked to eggs, beef or produce, whether or not in our restaurants, keep guests away. We buy from {suppliers} suppliers and inspect them, but we cannot rule out contamination on the way to the plate.",
        tags("restaurant"),
    ),
    Risk(
        "[A higher minimum wage and the shortage of workers raise our costs.|Labor costs may rise.]",
        "Most of our hourly employees earn little more than the minimum wage, which several states have raised. The turnover of hourly employees was above 100% in fiscal {year}. Changes in the rules for overtime and health insurance would add to our costs.",
        tags("labor"),
    ),
    Risk(
        "[We may misjudge what our customers will want to wear.|Fashion and the weather decide how much we mark down.]",
        "We order garments six to nine months before they are sold. A warm winter or a wrong color leaves us with goods that we must mark down. In fiscal {year} markdowns took {turnover}% of sales.",
        tags("retail"),
    ),
    Risk(
        "Shopping is moving to the internet and away from the towns that we serve.",
        "Visits to our stores have declined in most years since 2012. Online sellers offer a wider choice and need no stores. We have invested in a website and in delivery, at lower margins than our stores earn.",
        tags("retail"),
        2012,
    ),
    Risk(
        "Payers may reduce what they pay us or delay it.",
        "Commercial insurers paid {insurer_share}% of our revenue in fiscal {year}, and the three largest of them more than half of that. They may exclude us from networks, deny claims or shift payment to patients, who are less likely to pay.",
        tags("health"),
    ),
    Risk(
        "We have no approved product and may never have one.",
        "We have never sold a product. KRB-101 is in an early trial in a small number of patients; the results seen so far may not be confirmed in more of them. Regulators may place a trial on hold, as the Food and Drug Administration did with other "
        "gene therapies, and may ask for follow-up of fifteen years.",
        tags("biotech"),
    ),
    Risk(
        "We will need more money and may not get it.",
        "We lost {net} in fiscal {year} and expect to lose money for years. At year end we had {cash}. We believe that this will last for at least twelve months from the date of this report. Thereafter we shall have to sell shares, which dilutes those who hold "
        "them, or give up rights to our programs.",
        tags("loss"),
    ),
    Risk(
        "Serious adverse events in trials of gene therapies may delay our programs.",
        "In {prior} a patient in a trial of another company died after a high dose of a vector of the same family as ours. Regulators and review boards have become more careful, and enrolment has slowed. One of our own patients had an inflammation of the eye that was "
        "treated with steroids.",
        tags("biotech"),
        2021,
    ),
    Risk(
        "[The price of gold decides whether our property has value.|We depend on the price of gold.]",
        "Gold averaged about ${gold_price} an ounce in fiscal {year}. At prices much lower the heap leach operation would not cover its costs, and money for exploration could not be raised. We have no proven or probable reserves.",
        tags("mining"),
    ),
    Risk(
        "[Budgets of governments may be cut or delayed.|We depend on public spending.]",
        "Contracts that governments pay for made up {government_share}% of revenue in fiscal {year}. A shutdown, a continuing resolution or a change of priorities may delay or end them. They may be audited for years after the work is done.",
        tags("government"),
    ),
    Risk(
        "[We may be unable to protect our intellectual property.|Others may use our inventions or claim that we use theirs.]",
        "We hold {patents} patents and rely on trade secrets. [Patents may be challenged, and secrets may leak.|Others may design around our patents.] Litigation costs millions of dollars whoever is right. {rival_1} has asserted patents against us and "
        "against customers whom we have agreed to indemnify.",
        tags("technology biotech"),
        group=LAW,
    ),
    Risk(
        "[The price of our common stock may change sharply.|Our stock may be volatile.]",
        "The price of our shares ranged from ${low_price} to ${high_price} over the last two fiscal years. Few shares change hands on most days, [analysts may cease to follow us|and few analysts follow us], and quarterly results that miss expectations may move the price at once.",
        group=SHARES,
    ),
    Risk(
        "[Provisions of our charter may discourage a takeover.|Anti-takeover provisions may reduce what holders would be paid.]",
        "Our charter lets the board issue preferred stock without a vote of holders, divides the board into three classes, and asks for a vote of two thirds to amend certain provisions. These may keep others from making an offer that holders would like to accept.",
        group=SHARES,
    ),
    Risk(
        "If our internal control over financial reporting is not effective, investors may lose confidence in us.",
        "Section 404 of the Sarbanes-Oxley Act of 2002 requires that we assess our internal control each year. We found a deficiency in the review of manual journal entries in fiscal {prior} and have corrected it. We may find others.",
        since=2005,
        until=2012,
        group=SHARES,
    ),
)
