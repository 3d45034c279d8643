"""What the cover of a filing says of its filer in tagged facts: securities, category, auditor, shares, float.

The concepts are those of the SEC's DEI taxonomy (https://xbrl.sec.gov/dei/2024/dei-2024.xsd). In a joint filing a fact of one
co-registrant has it as the member of ``dei:LegalEntityAxis``, and one fact gives that member its CIK.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docai.xbrl.tables.fact_rows import FactRow, total

LEGAL_ENTITY = "LegalEntityAxis"

NO_SYMBOL = frozenset({"", "N/A", "NA", "NONE", "NOT APPLICABLE", "-", "--", "\N{EM DASH}"})
"""What filers write where they have no ticker, in capitals."""

_SERIES = r"(?:PR ?[A-Z]?|W[STI]|U[NT]?|R[T]?|CL|[A-Z]|\d{1,2}[A-Z]?)\Z"
"""What stands behind a ticker's root and names a class or series, as the exchanges write it: preferred shares (``PRA``), warrants
(``WS``), units, rights, when issued, called; a class (``B``); notes due in 2028 (``28A``)."""

SYMBOLS = re.compile(
    rf"\s*[,;&]\s*|\s*/\s*(?!{_SERIES})|\s+AND\s+|(?<=[A-Z]{{2}}) (?!{_SERIES})(?=[A-Z]{{2,5}}\Z)"
)
"""What stands between the tickers of one fact: ``ABC, ABCD``, ``ABC/ABCD``. A slash or a blank before a series does not:
``ABC/28A``, ``ABC WS``."""

SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9.\-]{0,11}(?:[ /](?:PR )?[A-Z0-9]{1,4})?", re.ASCII)
"""A ticker as exchanges write it: ``NLT``, ``BRK.B``, ``NLT-PA``, ``NLT 24A``, ``NLT/28A``."""


@dataclass(frozen=True, slots=True)
class Security:
    """A class of securities that the cover names; what it does not say is empty. ``tickers`` is mostly one."""

    title: str
    tickers: tuple[str, ...]
    exchange: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says of one filer. ``shares`` outstanding are of all classes, ``public_float`` is in ``currency``."""

    securities: tuple[Security, ...] = ()
    category: str | None = None
    shell: bool | None = None
    auditor: str | None = None
    auditor_location: str | None = None
    auditor_id: str | None = None
    shares: Decimal | None = None
    public_float: Decimal | None = None
    currency: str | None = None

    @property
    def tickers(self) -> tuple[str, ...]:
        """Return the tickers of all classes, each once."""
        return tuple(dict.fromkeys(one for each in self.securities for one in each.tickers))


NOTHING_SAID = Cover()


@dataclass(frozen=True, slots=True)
class _Said:
    """A cover fact without its legal entity: the concept's bare name, the other dimensions, text, number, unit."""

    concept: str
    dims: str
    value: str
    number: Decimal | None
    unit: str | None


def covers(facts: Iterable[FactRow], first: str) -> Mapping[str, Cover]:
    """Return by CIK (ten digits) what the cover says of each filer; ``first`` is the one that facts without an entity are of.

    A co-registrant whose CIK no fact says is left out.
    """
    by_entity: dict[str, list[_Said]] = {}
    for fact in facts:
        if fact.concept.startswith("dei:") and not fact.nil and fact.value is not None:
            entity, dims = _entity(fact.dimensions)
            said = _Said(
                fact.concept[4:], dims, " ".join(fact.value.split()), fact.number, fact.unit
            )
            by_entity.setdefault(entity, []).append(said)
    found: dict[str, Cover] = {}
    for entity, of_entity in by_entity.items():
        cik = first if not entity else _cik(of_entity)
        if cik is not None and (not entity or cik not in found):
            found[cik] = _cover(of_entity)
    return found


def _entity(dimensions: str) -> tuple[str, str]:
    """Return the legal entity of a fact, "" for the filing's own, and its other dimensions."""
    entity, others = "", []
    for each in dimensions.split("; ") if dimensions else ():
        axis, _, member = each.partition("=")
        if axis.rpartition(":")[2] == LEGAL_ENTITY:
            entity = member
        else:
            others.append(each)
    return entity, "; ".join(others)


def _cik(said: Iterable[_Said]) -> str | None:
    for each in said:
        if (
            each.concept == "EntityCentralIndexKey"
            and each.value.isdigit()
            and each.value.isascii()
        ):
            return each.value.zfill(10) if len(each.value) <= 10 else None
    return None


def _cover(said: list[_Said]) -> Cover:
    texts: dict[str, str] = {}
    for each in said:
        if each.value:
            texts.setdefault(each.concept, each.value)
    public_float = next((each for each in said if each.concept == "EntityPublicFloat"), None)
    return Cover(
        securities=_securities(said),
        category=texts.get("EntityFilerCategory"),
        shell=_flag(texts.get("EntityShellCompany")),
        auditor=texts.get("AuditorName"),
        auditor_location=texts.get("AuditorLocation"),
        auditor_id=texts.get("AuditorFirmId"),
        shares=_shares(said),
        public_float=None if public_float is None else public_float.number,
        currency=None if public_float is None else public_float.unit,
    )


def _securities(said: Iterable[_Said]) -> tuple[Security, ...]:
    classes: dict[str, dict[str, str]] = {}
    names = ("Security12bTitle", "Security12gTitle", "TradingSymbol", "SecurityExchangeName")
    for each in said:
        if each.concept in names:
            classes.setdefault(each.dims, {}).setdefault(each.concept, each.value)
    found = (
        Security(
            title=one.get("Security12bTitle") or one.get("Security12gTitle", ""),
            tickers=_tickers(one.get("TradingSymbol", "")),
            exchange=_unless_none(one.get("SecurityExchangeName", "")),
        )
        for one in classes.values()
    )
    return tuple(each for each in found if each.title or each.tickers or each.exchange)


def _unless_none(text: str) -> str:
    return "" if text.upper() in NO_SYMBOL else text


def _tickers(text: str) -> tuple[str, ...]:
    if text.upper() in NO_SYMBOL:
        return ()
    parts = (re.sub(r"\s*/\s*", "/", part.strip("()'\" ")) for part in SYMBOLS.split(text.upper()))
    return tuple(
        dict.fromkeys(one for one in parts if one not in NO_SYMBOL and SYMBOL.fullmatch(one))
    )


def _shares(said: Iterable[_Said]) -> Decimal | None:
    """Return the shares of all classes: the number without a class, else the sum of those of classes."""
    counts = {
        each.dims: each.number
        for each in said
        if each.concept == "EntityCommonStockSharesOutstanding" and each.number is not None
    }
    if not counts:
        return None
    return counts[""] if "" in counts else total(counts.values())


def _flag(text: str | None) -> bool | None:
    if text is None:
        return None
    return {"true": True, "false": False, "yes": True, "no": False}.get(text.lower())
