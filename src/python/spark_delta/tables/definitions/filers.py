"""The table ``filers``: a row for each filer of a filing, with who it was at that time.

The header says names, numbers and addresses; the cover's tagged facts, since about 2009, say tickers, auditor and size.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docai.filing import layout
from docai.filing.header import Address, Filer
from docai.xbrl.tables.cover import NOTHING_SAID, Cover, covers
from spark_delta.tables.checks import AtLeast, Length, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, cut
from spark_delta.tables.table import Column, Table, Values

LONGEST = 1000
"""Characters of a text; what is longer is cut."""


def _rows(read: ReadSubmission) -> Iterator[Values]:
    said = covers(read.facts, read.header.filer.cik)
    seen: set[str] = set()
    for filer in read.header.filers:
        if filer.cik not in seen:
            seen.add(filer.cik)
            yield _row(filer, len(seen), said.get(filer.cik, NOTHING_SAID))


def _row(filer: Filer, position: int, cover: Cover) -> Values:
    former = [_text(name) or "" for name, _ in filer.former_names]
    return {
        "filer_cik": filer.cik,
        "position": position,
        "name": _text(filer.name) or "",
        "former_names": former,
        "former_names_changed": [str(day or "") for _, day in filer.former_names],
        "names": list(dict.fromkeys(filter(None, (_text(filer.name), *former)))),
        "ein": _text(filer.ein),
        "sic": _text(filer.sic),
        "state": _text(filer.state),
        "fiscal_year_end": _text(filer.fiscal_year_end),
        "file_number": _text(filer.file_number),
        "phone": _text(filer.phone),
        **_address("business", filer.business),
        **_address("mail", filer.mail),
        "tickers": list(cover.tickers),
        "classes": [_text(each.title) or "" for each in cover.securities],
        "class_tickers": [" ".join(each.tickers) for each in cover.securities],
        "exchanges": [_text(each.exchange) or "" for each in cover.securities],
        "category": _text(cover.category),
        "is_shell": cover.shell,
        "auditor": _text(cover.auditor),
        "auditor_location": _text(cover.auditor_location),
        "auditor_id": _text(cover.auditor_id),
        "shares_outstanding": _number(cover.shares),
        "public_float": _number(cover.public_float),
        "currency": _text(cover.currency),
    }


def _address(which: str, address: Address) -> dict[str, str | None]:
    return {
        f"{which}_street": _text(address.street),
        f"{which}_city": _text(address.city),
        f"{which}_state": _text(address.state),
        f"{which}_zip": _text(address.zip),
    }


def _text(value: str | None) -> str | None:
    return cut(value, LONGEST) if value else None


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _said(name: str, comment: str) -> Column:
    return Column(name, "string", comment, required=False)


def _list(name: str, comment: str) -> Column:
    return Column(name, "array<string>", comment)


FILERS = Table(
    name="filers",
    path=layout.FILERS,
    comment="Filers of the filings, as they were then: one row per accession and filer. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("filer_cik", "string", "Central Index Key of this filer, ten digits"),
        Column("position", "int", "Place among the filing's filers, from 1: the first is cik"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column("name", "string", "Name as the header has it"),
        _list("former_names", "Names it had before, as the header has them"),
        _list(
            "former_names_changed",
            "Day of a change beside each former name, as the header has it, YYYY-MM-DD; or empty",
        ),
        _list("names", "name and former_names, each once"),
        _said("ein", "Employer Identification Number of the IRS"),
        _said("sic", "Standard Industrial Classification, four digits"),
        _said("state", "State of incorporation"),
        _said("fiscal_year_end", "Last day of the fiscal year, MMDD"),
        _said("file_number", "File number of the SEC: 001-12345"),
        _said("phone", "Telephone number of the business address"),
        *(
            _said(f"{which}_{part}", f"{which.capitalize()} address: {part}")
            for which in ("business", "mail")
            for part in ("street", "city", "state", "zip")
        ),
        _list("tickers", "Tickers on the cover, each once, in capitals"),
        _list("classes", "Titles of the classes of securities on the cover"),
        _list("class_tickers", "Ticker of each of classes; empty where it has none"),
        _list("exchanges", "Exchange of each of classes, as tagged: NYSE, NASDAQ, ..."),
        _said("category", "Filer category on the cover: Large Accelerated Filer, ..."),
        Column(
            "is_shell", "boolean", "Whether it is a shell company, by the cover", required=False
        ),
        _said("auditor", "Name of the auditor (since 2021)"),
        _said("auditor_location", "Place of the auditor"),
        _said("auditor_id", "PCAOB number of the auditor"),
        Column(
            "shares_outstanding",
            "decimal(38,10)",
            "Shares outstanding on the cover, of all classes",
            required=False,
        ),
        Column(
            "public_float",
            "decimal(38,10)",
            "Value of the shares held by others, on the cover, in currency",
            required=False,
        ),
        _said("currency", "Unit of public_float: USD"),
        PARSER_VERSION,
    ),
    key=("accession", "filer_cik"),
    rules=(
        *KEY_RULES,
        rule("filer_cik_ten_digits", Length("filer_cik", 10, 10)),
        rule("position_counted", AtLeast("position", 1)),
    ),
    rows=_rows,
    optional=True,
    gathered=True,
)
"""Its key has a name of its own: ``cik`` is the first filer in every table."""
