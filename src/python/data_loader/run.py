"""A loader run from beginning to end; ``load`` is what other programs call."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain

from data_loader.ending import Ending, Stop
from data_loader.errors import TooManyFailures
from data_loader.fetch.filing import FilingFetcher, Outcome
from data_loader.fetch.pool import WorkerPool
from data_loader.fetch.session import Session, edgar_session
from data_loader.fetch.tally import Tally
from data_loader.scope import Scope, scope_of
from data_loader.selection.complaints import LeftOut
from data_loader.settings import LoaderSettings, Repair
from data_loader.store.co_registrants import CoRegistrants
from data_loader.store.manifest import IntentSpool, ManifestWriter
from data_loader.store.result_lines import already_stored, found_stored, not_fetched
from data_loader.store.resume import Leftovers, discard_staging, leftovers, sweep_staging
from data_loader.store.settle import Settling
from data_loader.store.told import Told
from data_loader.summary import LoadSummary, sentence, with_unreadable
from docai.filing.layout import MANIFESTS, run_name
from docai.filing.manifest import Intent
from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from docai.runtime.progress import Progress

REMAINDER_SECONDS = 2.5
"""So long a stopped run goes on writing down what it did not come to."""

LOOK_EVERY = 1000
"""After so many filings that are stored already, results and stops are looked for."""

_log = logging.getLogger(__name__)


def load(
    settings: LoaderSettings,
    *,
    lake: Lake,
    stop: Stop,
    tell: Callable[[LoadSummary], None] = lambda _: None,
    left_out: LeftOut | None = None,
) -> LoadSummary:
    """Load what ``settings`` select into ``lake``; return what was done, also when ``stop`` ended it early.

    ``tell`` is called with what was done once filings were selected, also when the run then ends with an error. Progress goes
    to stderr. ``left_out`` takes up the filings of unknown forms, and knows which of these were told before.

    Raises WrongSelection and WrongEdgar, where the caller must change something; EdgarUnavailable, EdgarBlocks, LeaseHeld,
    BudgetLost and TooManyFailures; LakeError, after the manifest was published as far as the lake allowed; Stopped, when the
    stop came before the first filing.
    """
    lake.check_writable()
    ending = Ending(stop)
    run = run_name(settings.run_id)
    try:
        with edgar_session(settings, lake=lake, run=run, ending=ending) as session:
            return _Run(settings, lake, run, ending, session, tell, left_out).carry_out()
    finally:
        discard_staging(lake, run)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of filings that were named: the run's ``summary``, and which of them (accession numbers) are still ``open``."""

    summary: LoadSummary
    open: frozenset[str]


def fetch(
    settings: LoaderSettings,
    intents: Iterable[Intent],
    *,
    lake: Lake,
    run: str,
    ending: Ending,
    session: Session,
) -> Fetched:
    """Load ``intents`` within a session that is there already, as a run of its own; raises as ``load`` does."""
    named = replace(settings, repair=Repair(fetch=tuple(intents)))
    try:
        one = _Run(named, lake, run, ending, session)
        return Fetched(one.carry_out(), frozenset(one.open))
    finally:
        discard_staging(lake, run)


class _Run:
    """One run, under the lease."""

    def __init__(
        self,
        settings: LoaderSettings,
        lake: Lake,
        run: str,
        ending: Ending,
        session: Session,
        tell: Callable[[LoadSummary], None] = lambda _: None,
        left_out: LeftOut | None = None,
    ) -> None:
        self._settings = settings
        self._lake = lake
        self._run = run
        self._ending = ending
        self._session = session
        self._tell = tell
        self._left_out = left_out or LeftOut()
        self._began = time.monotonic()
        self._coregistrants = CoRegistrants(lake)
        self._manifest = ManifestWriter(
            lake, run, every=settings.part_seconds, before=self._coregistrants.save
        )
        self._tally = Tally()
        self._spool = IntentSpool()
        self._settling = Settling(
            lake, run, settings.hosts, ending, self._manifest, self._coregistrants
        )
        self._all_back = True
        self.open: list[str] = []
        """Filings that were asked for and are not in the lake now."""

    def carry_out(self) -> LoadSummary:
        for folder in sweep_staging(self._lake, self._settings.staging_ttl):
            _log.info("deleted abandoned uploads: %s", folder)
        days = self._settings.criteria.days
        if days:
            _log.info("filings filed %s", days)
        left = leftovers(self._lake)
        reason = "--rebuild-manifests" if self._settings.rebuild_manifests else left.rebuild
        if reason is not None:
            self._settling.rebuild(left, reason)
            left = Leftovers()
        scope = scope_of(
            self._settings,
            client=self._session.client,
            lake=self._lake,
            coregistrants=self._coregistrants,
            # what a killed run stored may stand under any filer
            whole=bool(left.unsettled),
            today=self._settings.today,
        )
        try:
            self._spool.publish(self._lake, self._run, scope.intents)
            self._left_out.add_all(scope.complaints.left_out)
            self._left_out.tell()
            asked = self._session.client.requests
            self._settling.settle(left, scope.inventory)
            if self._settings.repair is not None:
                self._name_again(self._settings.repair)
            elif not self._spool.count and not self._settings.criteria.is_empty:
                _log.warning("no filing was selected%s", f" {days}" if days else "")
            self._fetch_all(scope)
            told = Told(self._lake)
            unreadable = scope.complaints.unreadable
            new = told.new_of(chain.from_iterable(each.fingerprints for each in unreadable))
            summary = self._close(with_unreadable(self._summary(asked), unreadable, new))
            if not summary.stopped:
                scope.complaints.raise_any()
                told.add(new)
            return summary
        finally:
            self._spool.close()

    def _fetch_all(self, scope: Scope) -> None:
        fetcher = FilingFetcher(
            self._session.client,
            self._lake,
            self._run,
            scope.inventory,
            self._ending,
            listed=scope.listed,
            again=scope.again,
            largest=int(self._settings.max_filing_mb * 1e6),
        )
        pool = WorkerPool(fetcher.fetch, workers=self._settings.workers, ending=self._ending)
        with (
            Progress("loading", total=self._spool.count) as progress,
            closing(pool.run(self._to_fetch(scope, progress))) as outcomes,
        ):
            try:
                for outcome in outcomes:
                    if outcome is not None:
                        self._take(outcome)
                        progress.advance(size=outcome.result.size or 0)
                    self._manifest.publish_when_due()
                    progress.describe(self._session.waiting or self._rate())
            except BaseException as error:
                # the workers' requests are cut off: none may go out when the budget is given back
                self._ending.fail(error)
                raise
        self._all_back = pool.settled
        if self._ending.requested:
            self._write_down_rest(chain(pool.put_back, self._spool), scope)

    def _to_fetch(self, scope: Scope, progress: Progress) -> Iterator[Intent | None]:
        """Yield what is to be fetched; what is stored already is settled on the way."""
        for intent in self._spool:
            path = scope.stored_at(intent)
            if path is None:
                yield intent
                continue
            self._already_stored(intent, path)
            progress.advance()
            if self._tally["already_stored"] % LOOK_EVERY == 0:
                yield None

    def _name_again(self, repair: Repair) -> None:
        for intent, path in repair.name:
            if intent.accession not in self._settling.named:
                self._manifest.add(found_stored(intent, path))

    def _already_stored(self, intent: Intent, path: str) -> None:
        self._tally.already_stored()
        # a filing that was settled has its line, which says `stored`, and no newer one may hide it
        if intent.accession not in self._settling.named:
            self._manifest.add(already_stored(intent, path))

    def _take(self, outcome: Outcome) -> None:
        result = outcome.result
        self._manifest.add(result)
        if result.path is None:
            self.open.append(result.accession)
        if result.path is not None and len(result.ciks) > 1:
            self._coregistrants.note(result.accession, result.ciks)
        hopeless = self._tally.take(outcome)
        if hopeless is not None:
            self._ending.fail(TooManyFailures(hopeless))

    def _write_down_rest(self, rest: Iterable[Intent], scope: Scope) -> None:
        """Say of every filing that was selected what became of it, as far as the time for stopping allows."""
        reason = str(self._ending.failure or "the run was stopped")
        until = time.monotonic() + REMAINDER_SECONDS
        for intent in rest:
            path = scope.stored_at(intent)
            if path is not None:
                self._already_stored(intent, path)
            else:
                self._manifest.add(not_fetched(intent, reason))
            if time.monotonic() > until:
                return

    def _close(self, summary: LoadSummary) -> LoadSummary:
        self._tell(summary)
        try:
            if self._all_back:
                self._manifest.close(summary.fields())
            else:
                # a worker may still publish: without the mark, the next run looks whether it did
                self._manifest.publish()
        except LakeError as error:
            if self._ending.failure is None:
                raise
            _log.error("could not publish the last part of the manifest: %s", error)
        if self._ending.failure is not None:
            raise self._ending.failure
        _log.info("%s", sentence(summary), extra=summary.fields())
        return summary

    def _summary(self, asked: int) -> LoadSummary:
        tally, client = self._tally, self._session.client
        return LoadSummary(
            run=self._run,
            manifest=f"{MANIFESTS}/{self._run}",
            filed_from=self._settings.criteria.since,
            filed_to=self._settings.criteria.until,
            selected=self._spool.count,
            stored=tally["stored"],
            already_stored=tally["already_stored"],
            missing=tally["missing"],
            failed=tally["failed"],
            not_reached=self._spool.count - tally.settled,
            settled=len(self._settling.named),
            requests_selection=asked,
            requests_filing=client.requests - asked,
            pauses=self._session.gate.pauses,
            bytes_wire=client.wire_bytes,
            bytes_served=tally.bytes_served,
            bytes_lake=tally.bytes_lake,
            seconds=time.monotonic() - self._began,
            stopped=self._ending.requested,
            seconds_away=self._session.patience.away_seconds,
            failures=tuple(tally.failures),
        )

    def _rate(self) -> str:
        seconds = max(time.monotonic() - self._began, 1e-3)
        return f"{self._session.client.requests / seconds:.1f} requests/s"
