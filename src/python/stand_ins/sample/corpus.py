"""The sample: every filing of every fictional filer, as bytes, and the truth about each.

Nothing is drawn that does not follow from the filer and the year: two runs give the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from stand_ins.sample.assemble import OWN_HEADINGS, item_head
from stand_ins.sample.filers.companies import COMPANIES
from stand_ins.sample.items import sections_of
from stand_ins.sample.model import (
    Block,
    Company,
    Filing,
    FilingSpec,
    Heading,
    Paragraph,
    Section,
)
from stand_ins.sample.submission import documents_of, submission_of
from stand_ins.sample.words.facts import facts_of

WORDS_QUOTED = 8


@dataclass(frozen=True)
class TrueItem:
    """What an extractor should find: the words begin with `first_words` and end with `last_words`.

    The words follow the Item's heading and exclude it. Compare letters and digits only: quotes are typeset
    in HTML. `words` counts them at white space; a page number or a repeated "Table of Contents" may come
    on top. `as_filed_first_words` opens what stands under the heading when the words stand elsewhere.
    """

    item: str
    part: str
    title: str
    source: str
    combined_with: str
    words: int
    first_words: str
    last_words: str
    as_filed_first_words: str


@dataclass(frozen=True)
class SampleFiling:
    """One submission of the sample with the truth about it."""

    accession: str
    cik: str
    ciks: tuple[str, ...]
    company: str
    form: str
    filed: str
    period: str
    fiscal_year: int
    container: str
    primary_document: str
    shape: str
    items: tuple[TrueItem, ...]
    body: bytes


def sample_filings() -> Iterator[SampleFiling]:
    """All filings, by filer and then by date."""
    for company in COMPANIES:
        for index in range(len(company.specs)):
            yield _sample_filing(company, index)


def write_sample(out: Path, compress: bool = False) -> list[SampleFiling]:
    """Writes <accession>.txt (.gz if `compress`), tickers.csv and truth.json into `out`; returns what it wrote."""
    out.mkdir(parents=True, exist_ok=True)
    filings = list(sample_filings())
    truth = {}
    for filing in filings:
        if compress:
            (out / f"{filing.accession}.txt.gz").write_bytes(gzip.compress(filing.body, 6, mtime=0))
        else:
            (out / f"{filing.accession}.txt").write_bytes(filing.body)
        entry = asdict(filing)
        entry["bytes"] = len(entry.pop("body"))
        truth[filing.accession] = entry
    (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="ascii")
    (out / "tickers.csv").write_text(tickers_csv(), encoding="ascii")
    return filings


def tickers_csv() -> str:
    """cik,ticker,title,exchange: one line for each share class."""
    lines = ["cik,ticker,title,exchange"]
    for company in COMPANIES:
        title = company.names[-1][1]
        lines += [f"{company.cik},{each},{title},{company.exchange}" for each in company.tickers]
    return "\n".join(lines) + "\n"


def _sample_filing(company: Company, index: int) -> SampleFiling:
    spec = company.specs[index]
    filing = Filing(
        company,
        spec,
        _accession(company, index),
        tuple(_placed(spec, section) for section in sections_of(company, spec)),
        facts_of(company, spec),
    )
    filers = [company, *filter(None, (company.co_registrant,))]
    named = spec.filed.year > 2000  # EDGAR's <FILENAME> line came in 2001
    return SampleFiling(
        accession=filing.accession,
        cik=f"{company.cik:010d}",
        ciks=tuple(f"{each.cik:010d}" for each in filers),
        company=filing.name,
        form=spec.form,
        filed=spec.filed.isoformat(),
        period=spec.period.isoformat(),
        fiscal_year=spec.fiscal_year,
        container={"text": "text", "ixbrl": "ixbrl"}.get(spec.style, "html"),
        primary_document=documents_of(filing)[0].filename if named else "",
        shape=spec.shape,
        items=tuple(true for section in filing.sections for true in _true_items(section)),
        body=submission_of(filing),
    )


def _accession(company: Company, index: int) -> str:
    """The number an agent would give: counted within the year of filing."""
    year = company.specs[index].filed.year
    earlier = sum(each.filed.year == year for each in company.specs[: index + 1])
    return f"{company.cik:010d}-{year % 100:02d}-{earlier * 3 + company.cik % 41:06d}"


def _placed(spec: FilingSpec, section: Section) -> Section:
    """For a filer that answers by a cross-reference index, the words stand under headings of its own."""
    if spec.shape != "cross-reference" or section.item not in OWN_HEADINGS or not section.blocks:
        return section
    return replace(section, blocks=(), elsewhere=section.blocks, source="elsewhere")


def _true_items(section: Section) -> Iterator[TrueItem]:
    words = _words(section.elsewhere or section.blocks)
    as_filed = _words(section.blocks) if section.elsewhere else []
    numbers = [section.item, *filter(None, (section.combined_with,))]
    for number in numbers:
        yield TrueItem(
            item=number,
            part=section.part,
            title=item_head(section).title,
            source=section.source,
            combined_with="".join(other for other in numbers if other != number),
            words=len(words),
            first_words=" ".join(words[:WORDS_QUOTED]),
            last_words=" ".join(words[-WORDS_QUOTED:]),
            as_filed_first_words=" ".join(as_filed[:WORDS_QUOTED]),
        )


def _words(blocks: tuple[Block, ...]) -> list[str]:
    words: list[str] = []
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text):
                words += text.split()
            case _:
                cells = [
                    block.caption,
                    *block.columns,
                    *(cell for row in block.rows for cell in row),
                ]
                words += " ".join(cells).split()
    return words
