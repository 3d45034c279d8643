"""A writer who knows one filing's facts: gives the blocks of each Item's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from stand_ins.sample.model import Block, Company, FilingSpec, Heading, Paragraph, Table
from stand_ins.sample.words import prose_business as business
from stand_ins.sample.words import prose_mdna as mdna
from stand_ins.sample.words import prose_notes as notes
from stand_ins.sample.words import tables
from stand_ins.sample.words.expand import expand, seeded
from stand_ins.sample.words.facts import facts_of
from stand_ins.sample.words.prose_risks import RISKS

FIRST_YEAR_OF_WE = 2001  # plain English: filers began to say "we"


class Writer:
    """The blocks of every Item of one filing. The same company and spec give the same words."""

    def __init__(self, company: Company, spec: FilingSpec) -> None:
        self.company, self.spec = company, spec
        self.year = spec.fiscal_year
        self.facts = facts_of(company, spec)
        self.we = self.year >= FIRST_YEAR_OF_WE

    def say(self, template: str) -> str:
        """The template in words. Wordings stay for some years, as filers copy from last year's."""
        seed = f"{self.company.cik}|{template[:60]}|{self.year // 3}"
        return expand(template, self.facts, seeded(seed), self.we)

    def paragraphs(self, templates: Iterable[str]) -> list[Block]:
        return [Paragraph(self.say(template)) for template in templates]

    def business(self) -> tuple[Block, ...]:
        blocks: list[Block] = [Heading("General"), *self.paragraphs(business.GENERAL)]
        if self.company.renamed and self.year >= self.company.names[1][0] - 1:
            blocks.append(Paragraph(self.company.renamed))
        public = bool(self.company.tags & business.PUBLIC_TAGS)
        left_out = business.TRADE_TOPICS if public else business.PUBLIC_TOPICS
        for title, templates in business.TOPICS.items():
            if title in left_out:
                continue
            blocks += [Heading(title), *self.paragraphs(templates)]
            if title.startswith("Products") and len(self.company.segments) > 1:
                blocks.append(tables.segment_table(self.company, self.year))
        if self.company.tags & {"technology", "biotech"}:
            blocks += [Heading("Research and Development"), *self.paragraphs((business.RESEARCH,))]
        for tag, (title, template) in business.BY_TAG.items():
            if tag in self.company.tags:
                blocks += [Heading(title), *self.paragraphs((template,))]
        if self.year >= 2020:
            blocks += [Heading("Human Capital"), *self.paragraphs((business.HUMAN_CAPITAL,))]
        if not self.spec.form.startswith(("10-KSB", "10KSB")):
            people = tuple(self.facts[f"officer_{n}"] for n in (1, 2, 3, 4))
            blocks += [
                Heading("Executive Officers of the Registrant"),
                *self.paragraphs((business.OFFICERS,)),
                tables.officers(self.company, self.year, people),
            ]
        if self.year >= 2003:
            blocks += [Heading("Available Information"), *self.paragraphs((business.WEBSITE,))]
        return tuple(blocks)

    def risk_factors(self) -> tuple[Block, ...]:
        blocks: list[Block] = [
            Paragraph(
                self.say(
                    "The risks below could [materially and adversely affect|harm] our business, financial condition and results. "
                    "They are not the only ones that we face."
                )
            )
        ]
        group = ""
        known = [
            risk
            for risk in RISKS
            if risk.since <= self.year <= risk.until
            and (not risk.tags or risk.tags & self.company.tags)
        ]
        groups = list(dict.fromkeys(risk.group for risk in known))
        for risk in sorted(known, key=lambda each: groups.index(each.group)):
            if risk.group != group:
                group = risk.group
                blocks.append(Heading(group))
            blocks += [Heading(self.say(risk.title), 3), Paragraph(self.say(risk.text))]
        return tuple(blocks)

    def cybersecurity(self) -> tuple[Block, ...]:
        last: list[str] = [notes.CYBER_NO_INCIDENT]
        if "cyber-incident" in self.company.tags:
            last = [notes.CYBER_INCIDENT]
            if self.year >= 2024:
                last.append(notes.CYBER_SETTLEMENT)
        return tuple(self.paragraphs((*notes.CYBER, *last)))

    def properties(self) -> tuple[Block, ...]:
        first, *others = self.paragraphs(business.PROPERTIES)
        return (first, tables.properties(self.company, self.year), *others)

    def legal(self) -> tuple[Block, ...]:
        blocks = self.paragraphs(business.LEGAL)
        blocks += [
            Paragraph(self.say(template))
            for tag, template in business.LEGAL_BY_TAG.items()
            if tag in self.company.tags and (self.company.cik + self.year // 3) % 2
        ]
        if "cyber-incident" in self.company.tags and self.year >= 2023:
            blocks.append(Paragraph(notes.INCIDENT_LAWSUIT))
            if self.year >= 2024:
                blocks.append(Paragraph(notes.CYBER_SETTLEMENT))
        return tuple(blocks)

    def market(self) -> tuple[Block, ...]:
        if not self.company.tickers:
            return (Paragraph("All common stock of the registrant is held by its parent."),)
        first, second = self.paragraphs(business.MARKET_WITH_PRICES)
        blocks: list[Block] = [first, tables.share_prices(self.company, self.year), second]
        if len(self.company.tickers) > 1:
            blocks.insert(0, Paragraph(self.say(business.SHARE_CLASSES)))
        if self.year >= 2004 and not self.company.tags & {"loss", "small"}:
            blocks += self.paragraphs((business.REPURCHASES,))
        return tuple(blocks)

    def selected_data(self) -> tuple[Block, ...]:
        return (
            Paragraph(
                self.say(
                    "The data below are taken from [the audited|$our consolidated] statements."
                )
            ),
            tables.selected_data(self.company, self.year),
        )

    def mdna(self) -> tuple[Block, ...]:
        blocks: list[Block] = [Heading("Overview"), *self.paragraphs(mdna.OVERVIEW)]
        if "small" in self.company.tags and self.company.margin > -1:
            blocks += self.paragraphs((notes.PLAN_OF_OPERATION,))
        blocks.append(Heading("Results of Operations"))
        blocks.append(self._changes())
        for title, templates in mdna.RESULTS:
            blocks += [Heading(title, 3), *self.paragraphs(templates)]
        blocks += self._year_before()
        blocks += [Heading("Liquidity and Capital Resources"), *self.paragraphs(mdna.LIQUIDITY)]
        growing = "growth" in self.company.tags
        for since, title, template in mdna.FURTHER:
            if self.year >= since and (growing or since <= 2003):
                blocks += [Heading(title), *self.paragraphs((template,))]
        if growing and self.year >= 2018:
            blocks += self._segment_by_segment()
        if 1998 <= self.year <= 1999:
            blocks += [Heading("Year 2000"), *self.paragraphs((mdna.YEAR_2000,))]
        return tuple(blocks)

    def _year_before(self) -> list[Block]:
        """The comparison of the two years before this one; since 2019 filers may refer to last year's report."""
        title = self.say(mdna.YEAR_BEFORE)
        if "growth" in self.company.tags and self.year < 2013:
            return []
        if self.year >= 2019 and "growth" not in self.company.tags:
            return [Heading(title), *self.paragraphs((mdna.SEE_LAST_YEAR,))]
        before = Writer(self.company, replace(self.spec, fiscal_year=self.year - 1))
        templates = (each for _, templates in mdna.RESULTS for each in templates)
        return [Heading(title), *before.paragraphs(templates)]

    def _segment_by_segment(self) -> list[Block]:
        blocks: list[Block] = []
        for n, segment in enumerate(self.company.segments, 1):
            text = (
                f"{segment} {{rev_verb}} its shipments of {{product_{n}}} in fiscal {{year}}. [Prices held|Prices declined by "
                "some {small_share}%], and lead times came down to {weeks} weeks. $We expect~ the mix of the segment to move "
                f"toward {{product_{n + 1}}} in fiscal {{year_plus_1}}, at a gross margin [close to|somewhat above] the "
                "average of the company, and $we plan~ to add {holes} engineers to it."
            )
            blocks += [
                Heading(f"Discussion of {segment}", 3),
                Paragraph(self.say(text.replace("{rev_verb}", "changed"))),
            ]
        return [*blocks, tables.segment_table(self.company, self.year)]

    def _changes(self) -> Table:
        statement = tables.income_statement(self.company, self.year)
        keep = ("Revenue", "Gross profit", "Operating income (loss)", "Net income (loss)")
        rows = tuple(row for row in statement.rows if row[0] in keep)
        return Table(statement.columns, rows, "Results in thousands of dollars")

    def market_risk(self) -> tuple[Block, ...]:
        return tuple(self.paragraphs(mdna.MARKET_RISK))

    def statements(self) -> tuple[Block, ...]:
        """The auditor's report, the statements and the notes."""
        blocks: list[Block] = [
            Heading("Report of Independent Auditors"),
            *self.paragraphs(notes.AUDITOR),
            Paragraph(self.say(notes.AUDITOR_NAME)),
            tables.balance_sheet(self.company, self.year),
            tables.income_statement(self.company, self.year),
            tables.cash_flows(self.company, self.year),
            Heading("Notes to Consolidated Financial Statements"),
        ]
        number = 0
        restated = (notes.RESTATEMENT,) if self.company.restated == self.year - 1 else ()
        for since, until, title, templates in (*restated, *notes.NOTES):
            if since <= self.year <= until:
                number += 1
                blocks += [Heading(f"Note {number}. {title}", 3), *self.paragraphs(templates)]
        return tuple(blocks)

    def controls(self) -> tuple[Block, ...]:
        if self.year == 2002:
            return tuple(self.paragraphs(notes.CONTROLS_2002))
        report = (notes.MANAGEMENT_REPORT,) if self.year >= 2007 else ()
        return tuple(self.paragraphs((*report, *notes.CONTROLS)))

    def part_iii(self, subject: str, proxy_heading: str = "") -> tuple[Block, ...]:
        """In full in an amendment and in a small issuer's report, else by reference to the proxy statement."""
        if self.spec.shape == "part-iii" or "KSB" in self.spec.form:
            return tuple(self.paragraphs(dict(notes.PART_III)[subject]))
        self.facts["proxy_heading"] = proxy_heading
        return tuple(self.paragraphs((notes.PROXY_POINTER,)))

    def exhibits(self) -> tuple[Block, ...]:
        reports = () if self.year >= 2004 else (notes.REPORTS_8K,)
        return tuple(self.paragraphs((*notes.EXHIBITS, *reports)))

    def only(self, template: str) -> tuple[Block, ...]:
        return tuple(self.paragraphs((template,)))
