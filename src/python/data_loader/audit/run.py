"""A check from beginning to end, and its repair; ``audit`` is what other programs call."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import replace

from data_loader.audit.check import Held, check
from data_loader.audit.expected import held_of, listed_filings
from data_loader.audit.model import Coverage, Lack
from data_loader.audit.named import read_manifests
from data_loader.audit.options import AuditSettings
from data_loader.audit.outputs import json_of, sentence
from data_loader.audit.page import page
from data_loader.audit.table import write_coverage
from data_loader.audit.written import read_tables
from data_loader.ending import Ending, Stop
from data_loader.fetch.session import edgar_session
from data_loader.run import load
from data_loader.scope import companies_of
from data_loader.selection.by_index import filings_by_index
from data_loader.selection.complaints import Complaints
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.kept_index import KeptIndex
from data_loader.selection.quarters import Quarter
from data_loader.settings import LoaderSettings, Repair
from data_loader.store.inventory import Inventory
from data_loader.store.resume import leftovers
from data_loader.store.stored_file import intent_of
from docai.filing.layout import run_name
from docai.filing.manifest import Intent
from docai.lake.lake import Lake
from docai.runtime.errors import PartialError
from docai.runtime.tolerance import Tolerance

REPORTS = "delta/_reports"

SHOWN = 20
"""More companies are counted, not named."""

NAMED = 5
"""So many missing filings are named in the sentence that a run ends with."""

_log = logging.getLogger(__name__)


def audit(settings: AuditSettings, *, lake: Lake, stop: Stop) -> Coverage:
    """Return what a check finds; EDGAR is asked for nothing, and the lake is not changed.

    Raises WrongSelection, CallerError for a table that cannot be read, LakeError and Stopped.
    """
    began, ending, criteria = time.monotonic(), Ending(stop), settings.criteria
    ciks = companies_of(criteria, lake)
    named = read_manifests(lake, ending, None if criteria.by_index else ciks)
    held = Held(Inventory.of(lake), named, read_tables(lake.uri), settings.limited)

    def header_of(path: str) -> Intent:
        return intent_of(lake, path, settings.hosts)

    there: Iterable[Intent] = ()
    if ciks is not None and not criteria.by_index:
        there = held_of(ciks, held.written, held.inventory, settings.hosts, header_of)
    listed = listed_filings(
        criteria,
        KeptIndex(lake),
        settings.hosts,
        today=settings.today,
        ciks=ciks,
        selected=named.selected.values(),
        there=there,
    )
    empty = Coverage(settings.today, settings.run_id, scope_text(settings), ())
    found = check(listed, held, criteria, empty, header_of)
    gaps = tuple(f"a part of the manifest {run} is gone" for run in leftovers(lake).gaps)
    notes = [*found.notes, *gaps]
    if settings.limited and found.lost:
        notes.append(f"limited runs have not come to the index of {found.lost_spans}")
        found = replace(found, lost=())
    found = replace(found, notes=tuple(notes), seconds=time.monotonic() - began)
    _log.info("%s", sentence(found), extra=found.figures())
    return found


def scope_text(settings: AuditSettings) -> str:
    """Return what is checked, in words."""
    criteria = settings.criteria
    named = (*criteria.tickers, *criteria.ciks, *criteria.companies)
    parts = (
        [f"{len(named):,} companies" if len(named) > SHOWN else ", ".join(named)] if named else []
    )
    if criteria.everything:
        parts.append("all quarters")
    elif criteria.index:
        first, last = criteria.index[0], criteria.index[-1]
        parts.append(str(first) if first == last else f"{first}..{last}")
    if criteria.days:
        parts.append(f"filed {criteria.days}")
    return "; ".join(parts)


def publish(lake: Lake, found: Coverage) -> str:
    """Put page, JSON and the table's rows into the lake; return where the page stands. Raises LakeError, CallerError."""
    place = f"{REPORTS}/coverage-{found.run_id}"
    lake.replace(f"{place}.json", json_of(found))
    lake.replace(f"{place}.html", page(found))
    write_coverage(lake.uri, found)
    return f"{place}.html"


def refresh_index(
    settings: AuditSettings, loader: LoaderSettings, *, lake: Lake, stop: Stop
) -> None:
    """Bring the lake's copy of EDGAR's index up to date, as far as it changed; raises as ``load`` does."""
    ending = Ending(stop)
    with edgar_session(loader, lake=lake, run=run_name(loader.run_id), ending=ending) as session:
        cache = IndexCache(session.client, settings.hosts, lake)
        complaints = Complaints(alone=False)
        for _ in filings_by_index(
            cache,
            settings.hosts,
            settings.criteria,
            today=settings.today,
            ciks=companies_of(settings.criteria, lake),
            complaints=complaints,
        ):
            pass


def repair(
    settings: AuditSettings, loader: LoaderSettings, found: Coverage, *, lake: Lake, stop: Stop
) -> Coverage:
    """Fetch what is missing by the loader's own way, name what no manifest names, and hand the writer what it has not written.

    Returns what a new check finds; what the writer has only to write counts as ``waiting`` there, not as missing. Raises as
    ``load`` does.
    """
    unnamed = any(gap.lacks is Lack.MANIFEST for gap in found.gaps) or leftovers(lake).gaps
    work = Repair(
        fetch=tuple(gap.intent for gap in found.gaps if gap.lacks is Lack.RAW),
        name=tuple(
            (gap.intent, gap.path)
            for gap in found.gaps
            if gap.lacks is Lack.ROW and gap.path is not None
        ),
    )
    load(
        replace(loader, repair=work, rebuild_manifests=bool(unnamed), max_filings=None),
        lake=lake,
        stop=stop,
    )
    after = audit(settings, lake=lake, stop=stop)
    waiting = [gap for gap in after.gaps if gap.lacks is Lack.ROW]
    lines = {(line.quarter, line.form): line for line in after.lines}
    for gap in waiting:
        group = (str(Quarter.of(gap.intent.filed)), gap.intent.form)
        lines[group] = replace(lines[group], missing=lines[group].missing - 1)
    return replace(
        after,
        lines=tuple(lines.values()),
        gaps=tuple(gap for gap in after.gaps if gap.lacks is not Lack.ROW),
        waiting=len(waiting),
    )


def raise_if_missing(found: Coverage, tolerate: Tolerance, *, repaired: bool = False) -> None:
    """Raise PartialError when more is missing than is tolerated, or the index of a quarter is not kept.

    Its message says what helps, unless that was just ``repaired``.
    """
    if found.lost:
        raise PartialError(
            f"the lake keeps no index of {found.lost_spans}, so nobody knows what they should hold: --refresh-index asks "
            "EDGAR for it"
        )
    expected = found.total("expected")
    if not tolerate.allows(found.amiss, expected):
        named = "; ".join(f"{gap.intent.accession}: {gap.reason}" for gap in found.gaps[:NAMED])
        if found.doubled:
            named = "; ".join(filter(None, (named, f"twice in filings: {found.doubled[0]}")))
        advice = "" if repaired or not found.gaps else f" ({_advice(found)})"
        raise PartialError(
            f"{found.amiss} of {expected} filings are missing, and --tolerate allows {tolerate}: {named}{advice}"
        )


def _advice(found: Coverage) -> str:
    if all(gap.lacks is Lack.ROW for gap in found.gaps):
        return "run the writer; if they are still missing then, --repair hands them to it again"
    return "--repair fetches what is not stored, and hands the writer what it has not written"
