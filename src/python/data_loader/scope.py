"""What a run goes through: the filings that are meant, and what the lake holds of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from data_loader.edgar.client import EdgarClient
from data_loader.errors import WrongSelection
from data_loader.selection.complaints import Complaints
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.select import select
from data_loader.settings import LoaderSettings
from data_loader.store.co_registrants import CoRegistrants
from data_loader.store.inventory import FILERS_LISTED_SINGLY, Inventory
from data_loader.store.lookups import Lookups
from data_loader.store.refetch import refetch_intents
from docai.filing.identity import cik10
from docai.filing.manifest import Intent
from docai.lake.lake import Lake

_log = logging.getLogger(__name__)

SHOWN = 5
"""Names that no run has looked up which a message gives."""


@dataclass(frozen=True, slots=True)
class Scope:
    """``intents`` are to be read once. ``inventory`` is of the whole lake, or of the filers in ``listed``.

    ``again`` are accession numbers to fetch although they are stored. ``complaints`` are known when the intents were read.
    """

    intents: Iterator[Intent]
    inventory: Inventory
    listed: frozenset[str] | None
    again: frozenset[str]
    complaints: Complaints

    def stored_at(self, intent: Intent) -> str | None:
        """Return where the filing stands, or None when it is to be fetched."""
        return None if intent.accession in self.again else self.inventory.path(intent.accession)


def scope_of(
    settings: LoaderSettings,
    *,
    client: EdgarClient,
    lake: Lake,
    coregistrants: CoRegistrants,
    whole: bool,
    today: date,
) -> Scope:
    """Look up the companies and what the lake holds; the filings are looked up while they are read.

    With ``whole`` all of the lake is listed, however few companies are meant. Raises WrongSelection, EdgarUnavailable,
    LakeError, Stopped.
    """
    criteria, hosts = settings.criteria, settings.hosts
    if settings.repair is not None:
        fetch = settings.repair.fetch
        filers = frozenset(cik for each in fetch for cik in each.ciks)
        # what is only to be named again may stand under any filer
        few = None if whole or settings.repair.name else filers_to_list(filers, coregistrants)
        return Scope(iter(fetch), Inventory.of(lake, few), few, frozenset(), Complaints())
    cache, lookups = IndexCache(client, hosts, lake), Lookups(lake)
    selection = select(
        criteria, client=client, hosts=hosts, cache=cache, today=today, note=lookups.note
    )
    lookups.save()
    again = frozenset(criteria.refetch)
    listed = None if whole or again else filers_to_list(selection.ciks, coregistrants)
    inventory = Inventory.of(lake, listed)
    named = refetch_intents(lake, inventory, criteria.refetch, hosts) if again else ()
    intents = chain(named, (each for each in selection.filings if each.accession not in again))
    scope = Scope(intents, inventory, listed, again, selection.complaints)
    if settings.max_filings is None:
        return scope
    return replace(scope, intents=_cut(scope, settings.max_filings))


def filers_to_list(
    ciks: frozenset[str] | None, coregistrants: CoRegistrants
) -> frozenset[str] | None:
    """Return the filers whose folders to list, with those under whom their joint filings stand; None for all."""
    if ciks is None or len(ciks) > FILERS_LISTED_SINGLY:
        return None
    firsts = {first for cik in ciks for first in coregistrants.of(cik).values()}
    filers = ciks | firsts
    return filers if len(filers) <= FILERS_LISTED_SINGLY else None


def _cut(scope: Scope, most: int) -> Iterator[Intent]:
    """Yield intents until so many that are not in the lake have come."""
    left = most
    for intent in scope.intents:
        if scope.stored_at(intent) is None:
            if left == 0:
                _log.info("stopping after %d new filings (--max-filings)", most)
                return
            left -= 1
        yield intent


def companies_of(criteria: Criteria, lake: Lake) -> frozenset[str] | None:
    """Return the CIKs that are meant, None for all; tickers and names as the loader has looked them up before.

    Raises WrongSelection for one that no run on this lake has looked up, and LakeError.
    """
    if not criteria.names_companies:
        return None
    lookups, found = Lookups(lake), set(map(cik10, criteria.ciks))
    unknown = []
    for given in (*criteria.tickers, *criteria.companies):
        ciks = lookups.of(given)
        if ciks is None:
            unknown.append(given)
        found.update(ciks or ())
    if unknown:
        named = ", ".join(map(repr, unknown[:SHOWN]))
        raise WrongSelection(
            f"no run of the loader on this lake has looked up {named}, and a check asks EDGAR for nothing: give --ciks"
        )
    return frozenset(found)
