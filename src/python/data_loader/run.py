"""A loader run from beginning to end; ``load`` is what other programs call."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from data_loader.coregistrants import CoRegistrants
from data_loader.ending import Ending, Stop
from data_loader.errors import TooManyFailures
from data_loader.fetch import FilingFetcher, Outcome, already_stored, not_fetched
from data_loader.inventory import FILERS_LISTED_SINGLY, Inventory
from data_loader.manifest import IntentSpool, ManifestWriter, mark_settled
from data_loader.pool import WorkerPool
from data_loader.refetch import refetch_intents
from data_loader.resume import settled_results, sweep_staging, unsettled_runs
from data_loader.selection.index_cache import IndexCache
from data_loader.selection.select import select
from data_loader.session import Session, edgar_session
from data_loader.settings import LoaderSettings
from data_loader.summary import LoadSummary, sentence
from docai.filing.layout import MANIFESTS, STAGING, run_name
from docai.filing.manifest import Intent
from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from docai.runtime.errors import Stopped
from docai.runtime.progress import Progress

FAILURES_IN_A_ROW = 25
"""So many filings that fail one after the other say that it is not the filings."""

FAILURES_SHOWN = 5
REMAINDER_SECONDS = 2.5
"""So long a stopped run goes on writing down what it did not come to."""

_log = logging.getLogger(__name__)
_EDGAR_TIME = ZoneInfo("America/New_York")


def load(settings: LoaderSettings, *, lake: Lake, stop: Stop) -> LoadSummary:
    """Load what ``settings`` select into ``lake``; return what was done, also when ``stop`` ended it early.

    Progress goes to stderr. Raises WrongSelection, WrongEdgar (the caller must change something), EdgarUnavailable,
    EdgarBlocks, LeaseHeld, BudgetLost, TooManyFailures, LakeError (after the manifest was published, as far as the
    lake allowed), and Stopped when the stop came before the first filing.
    """
    lake.check_writable()
    ending = Ending(stop)
    run = run_name(settings.run_id)
    try:
        with edgar_session(settings, lake=lake, run=run, ending=ending) as session:
            return _Run(settings, lake, run, ending, session).carry_out()
    except Stopped:
        if ending.failure is not None:
            raise ending.failure from None
        raise
    finally:
        _discard_staging(lake, run)


@dataclass(frozen=True, slots=True)
class Planned:
    """A filing that is meant, and where it stands in the lake already (None: it would be fetched)."""

    intent: Intent
    path: str | None


def plan(settings: LoaderSettings, *, lake: Lake, stop: Stop) -> Iterator[Planned]:
    """Yield what ``load`` would go through, and fetch no filing; raises as ``load`` does."""
    lake.check_writable()
    ending = Ending(stop)
    run = run_name(settings.run_id)
    with edgar_session(settings, lake=lake, run=run, ending=ending) as session:
        scope = _Run(settings, lake, run, ending, session).scope()
        for intent in scope.intents:
            again = intent.accession in scope.again
            yield Planned(intent, None if again else scope.inventory.path(intent.accession))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a run goes through: the intents, to be read once; what the lake holds of them (``listed``: of which filers)."""

    intents: Iterator[Intent]
    inventory: Inventory
    listed: frozenset[str] | None
    again: frozenset[str]


class _Run:
    def __init__(
        self, settings: LoaderSettings, lake: Lake, run: str, ending: Ending, session: Session
    ) -> None:
        self._settings = settings
        self._lake = lake
        self._run = run
        self._ending = ending
        self._session = session
        self._began = time.monotonic()
        self._coregistrants = CoRegistrants(lake)
        self._unsettled = unsettled_runs(lake)
        self._settled: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._failures: list[str] = []
        self._in_a_row = 0

    def scope(self) -> _Scope:
        """Look up the companies and what the lake holds; the filings are looked up while they are read."""
        criteria = self._settings.criteria
        selection = select(
            criteria,
            client=self._session.client,
            hosts=self._settings.hosts,
            cache=IndexCache(self._session.client, self._settings.hosts, self._lake),
            today=_today(),
        )
        listed = selection.ciks
        few = listed is not None and len(listed) <= FILERS_LISTED_SINGLY
        if not few or self._unsettled or criteria.refetch:
            listed = None
        elif listed is not None:
            firsts = (cik for each in listed for cik in self._coregistrants.of(each).values())
            listed = listed.union(firsts)
        inventory = Inventory.of(self._lake, listed)
        again = frozenset(criteria.refetch)
        named = (
            refetch_intents(self._lake, inventory, criteria.refetch, self._settings.hosts)
            if again
            else ()
        )
        intents = chain(named, (each for each in selection.filings if each.accession not in again))
        return _Scope(self._cut(intents, inventory), inventory, listed, again)

    def carry_out(self) -> LoadSummary:
        """Do everything, under the lease."""
        for folder in sweep_staging(self._lake, self._settings.staging_ttl):
            _log.info("deleted the leftovers of a run that ended long ago: %s", folder)
        scope = self.scope()
        spool = IntentSpool()
        try:
            spool.publish(self._lake, self._run, scope.intents)
            asked = self._session.client.requests
            manifest = ManifestWriter(
                self._lake,
                self._run,
                every=self._settings.part_seconds,
                before=self._coregistrants.save,
            )
            self._settle(scope.inventory, manifest)
            self._fetch_all(scope, spool, manifest)
            return self._close(spool, manifest, asked)
        finally:
            spool.close()

    def _cut(self, intents: Iterable[Intent], inventory: Inventory) -> Iterator[Intent]:
        """Yield intents until ``--max-filings`` that are not in the lake have come."""
        left = self._settings.max_filings
        again = self._settings.criteria.refetch
        for intent in intents:
            if left is not None and (
                intent.accession in again or inventory.path(intent.accession) is None
            ):
                if left == 0:
                    _log.info(
                        "cut after %d new filings, as --max-filings says",
                        self._settings.max_filings,
                    )
                    return
                left -= 1
            yield intent

    def _settle(self, inventory: Inventory, manifest: ManifestWriter) -> None:
        for run in self._unsettled:
            for result in settled_results(self._lake, run, inventory):
                self._settled.add(result.accession)
                manifest.add(result)
        # the lines first, then the marks: whoever is killed between says the lines again
        manifest.publish()
        for run in self._unsettled:
            mark_settled(self._lake, run.name, {"settled_by": self._run}, staging_run=self._run)
        if self._unsettled:
            _log.info(
                "settled %d runs that were killed: %d filings of theirs are named now",
                len(self._unsettled),
                len(self._settled),
            )

    def _fetch_all(self, scope: _Scope, spool: IntentSpool, manifest: ManifestWriter) -> None:
        fetcher = FilingFetcher(
            self._session.client,
            self._lake,
            self._run,
            scope.inventory,
            self._ending,
            listed=scope.listed,
            again=scope.again,
        )
        pool = WorkerPool(fetcher.fetch, workers=self._settings.workers, ending=self._ending)
        with Progress("loading", total=spool.count) as progress:
            try:
                for outcome in pool.run(self._to_fetch(scope, spool, manifest, progress)):
                    if outcome is not None:
                        self._take(outcome, manifest, progress)
                    manifest.publish_when_due()
                    progress.describe(self._rate())
            finally:
                self._counts["not back"] = 0 if pool.settled else 1
        if self._ending.requested:
            self._write_down_remainder(chain(pool.put_back, spool), scope, manifest)

    def _to_fetch(
        self, scope: _Scope, spool: IntentSpool, manifest: ManifestWriter, progress: Progress
    ) -> Iterator[Intent | None]:
        for intent in spool:
            path = (
                None if intent.accession in scope.again else scope.inventory.path(intent.accession)
            )
            if path is None:
                yield intent
                continue
            self._already(intent, path, manifest)
            progress.advance()
            if self._counts["already_stored"] % 1000 == 0:
                manifest.publish_when_due()
                yield None

    def _already(self, intent: Intent, path: str, manifest: ManifestWriter) -> None:
        self._counts["already_stored"] += 1
        # a filing that was settled has its line, which says `stored`, and no newer one may hide it
        if intent.accession not in self._settled:
            manifest.add(already_stored(intent, path))

    def _take(self, outcome: Outcome, manifest: ManifestWriter, progress: Progress) -> None:
        result = outcome.result
        manifest.add(result)
        self._counts[result.status] += 1
        self._counts["bytes_lake"] += outcome.lake_bytes
        if result.status == "stored":
            self._counts["bytes_served"] += result.size or 0
        if result.path is not None and len(result.ciks) > 1:
            self._coregistrants.note(result.accession, result.ciks)
        progress.advance(size=result.size or 0)
        self._watch_failures(result.status == "failed", f"{result.accession}: {result.error}")

    def _watch_failures(self, failed: bool, what: str) -> None:
        if not failed:
            self._in_a_row = 0
            return
        _log.warning("failed: %s", what)
        self._in_a_row += 1
        if len(self._failures) < FAILURES_SHOWN:
            self._failures.append(what)
        if self._in_a_row >= FAILURES_IN_A_ROW:
            self._ending.fail(
                TooManyFailures(f"{self._in_a_row} filings in a row failed, the last one {what}")
            )

    def _write_down_remainder(
        self, rest: Iterable[Intent], scope: _Scope, manifest: ManifestWriter
    ) -> None:
        """Say of every filing that was selected what became of it, as far as the time for stopping allows."""
        reason = str(self._ending.failure or "the run was stopped")
        until = time.monotonic() + REMAINDER_SECONDS
        for intent in rest:
            path = scope.inventory.path(intent.accession)
            if path is not None and intent.accession not in scope.again:
                self._already(intent, path, manifest)
            else:
                self._counts["not reached"] += 1
                manifest.add(not_fetched(intent, reason))
            if time.monotonic() > until:
                return

    def _close(self, spool: IntentSpool, manifest: ManifestWriter, asked: int) -> LoadSummary:
        summary = self._summary(spool, asked)
        try:
            if self._counts["not back"]:
                # a worker may still publish: the next run looks whether it did
                manifest.publish()
            else:
                manifest.close(summary.fields())
        except LakeError:
            if self._ending.failure is None:
                raise
            _log.exception("the manifest's last part could not be published")
        if self._ending.failure is not None:
            raise self._ending.failure
        _log.info("%s", sentence(summary), extra=summary.fields())
        return summary

    def _summary(self, spool: IntentSpool, asked: int) -> LoadSummary:
        counts, client = self._counts, self._session.client
        done = sum(counts[each] for each in ("stored", "already_stored", "missing", "failed"))
        return LoadSummary(
            run=self._run,
            manifest=f"{MANIFESTS}/{self._run}",
            selected=spool.count,
            stored=counts["stored"],
            already_stored=counts["already_stored"],
            missing=counts["missing"],
            failed=counts["failed"],
            not_reached=spool.count - done,
            settled=len(self._settled),
            requests_selection=asked,
            requests_filing=client.requests - asked,
            pauses=self._session.gate.pauses,
            bytes_wire=client.wire_bytes,
            bytes_served=counts["bytes_served"],
            bytes_lake=counts["bytes_lake"],
            seconds=time.monotonic() - self._began,
            stopped=self._ending.requested,
            failures=tuple(self._failures),
        )

    def _rate(self) -> str:
        seconds = max(time.monotonic() - self._began, 1e-3)
        return f"{self._session.client.requests / seconds:.1f} requests/s"


def _today() -> date:
    return datetime.now(_EDGAR_TIME).date()


def _discard_staging(lake: Lake, run: str) -> None:
    try:
        lake.delete(f"{STAGING}/{run}", recursive=True)
    except LakeError as error:
        _log.warning("%s is left to a later run: %s", f"{STAGING}/{run}", error)
