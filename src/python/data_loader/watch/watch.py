"""A loader that goes on: what is selected first, then each new filing within a minute or so of its acceptance.

The feed of the latest filings costs one request for all companies together; it may be late, doubled, or away, and loses
entries. The companies' own lists, or EDGAR's indexes of the last days, are asked now and then and bring what it lost. Between
two looks the rate budget is free for others.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from data_loader.edgar.health import in_words
from data_loader.ending import Ending
from data_loader.errors import DamagedLists
from data_loader.fetch.session import Session, edgar_session
from data_loader.run import Fetched, fetch, load
from data_loader.scope import companies_of, filers_to_list, scope_of
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import Quarter, quarters
from data_loader.settings import LoaderSettings
from data_loader.store.co_registrants import CoRegistrants
from data_loader.store.inventory import Inventory
from data_loader.summary import LoadSummary
from data_loader.watch.feed import intents_of
from data_loader.watch.followed import Followed, Open
from data_loader.watch.latest import Feed
from data_loader.watch.options import Pace
from docai.filing.clock import today_at_edgar
from docai.filing.layout import run_name
from docai.filing.manifest import Intent
from docai.lake.lake import Lake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal

LISTS_OF = 50
"""Up to so many companies, their own lists are asked: these know a filing at once, an index only at night."""

INSTEAD = 2
"""After so many looks the lists are asked instead of a feed that is away."""

DAYS_BACK = 7
"""So many days the lists are looked through again."""

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Watched:
    """What a watch did: ``looks`` at the feed, filings ``stored``, ``requests`` sent, ``failures`` of looks and lists."""

    looks: int = 0
    stored: int = 0
    requests: int = 0
    failures: int = 0

    def with_run(self, summary: LoadSummary) -> Watched:
        """Return the figures with a run's."""
        return replace(
            self, stored=self.stored + summary.stored, requests=self.requests + summary.requests
        )


def watch(
    settings: LoaderSettings,
    pace: Pace,
    *,
    lake: Lake,
    stop: StopSignal,
    tell: Callable[[LoadSummary], None],
    between: Callable[[], None] = lambda: None,
    now: Callable[[], datetime] = _now,
    clock: Callable[[], float] = time.monotonic,
) -> Watched:
    """Load what ``settings`` select, then go on until ``stop`` asks for an end; return what was done.

    ``tell`` is called after each run that looked at filings, while the rate budget is free; ``between`` after each turn,
    whatever it found. ``now`` is the clock by which days and delays are counted, ``clock`` (seconds) the one by which looks
    are. An EDGAR or a lake that is away is told, and asked again. Raises what the caller must change (exit code 2) and defects.
    """
    lake.check_writable()
    one = _Watch(settings, pace, lake, stop, tell, between, now, clock)
    one.go_on()
    return one.done


class _Watch:
    def __init__(
        self,
        settings: LoaderSettings,
        pace: Pace,
        lake: Lake,
        stop: StopSignal,
        tell: Callable[[LoadSummary], None],
        between: Callable[[], None],
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._settings, self._pace, self._lake = settings, pace, lake
        self._stop, self._now, self._clock = stop, now, clock
        self._tell, self._between = tell, between
        self._feed = Feed()
        self._followed = Followed(settings.criteria, pace.every)
        self._lists_due = float("-inf")
        self._begun = False
        self._away: dict[str, float] = {}
        self.done = Watched()

    def go_on(self) -> None:
        while not self._stop.requested:
            if self._clock() >= self._lists_due and self._attempt("lists", self._lists):
                self._lists_due = self._clock() + self._pace.lists_every
            if self._begun and not self._stop.requested:
                read = self._attempt("feed", lambda: self._session(self._look))
                if not read and self._few:
                    soon = self._clock() + INSTEAD * self._pace.every
                    self._lists_due = min(self._lists_due, soon)
            if not self._stop.requested:
                self._between()
            self._stop.wait(self._pace.every)

    def _attempt(self, what: str, do: Callable[[], None]) -> bool:
        """Do it; return whether it came to its end. What time may heal is told, and left to the next time."""
        try:
            do()
        except DamagedLists as error:
            _log.warning("%s", error)
        except DocaiError as error:
            if self._stop.requested:
                return False
            if error.exit_code is not ExitCode.OTHER_SIDE:
                raise
            self._failed(what, error)
            return False
        if self._away.pop(what, None) is not None:
            _log.info("EDGAR's %s could be read again", what)
        return True

    def _failed(self, what: str, error: DocaiError) -> None:
        self.done = replace(self.done, failures=self.done.failures + 1)
        moment = self._clock()
        since = in_words(moment - self._away.setdefault(what, moment))
        _log.warning(
            "EDGAR's %s could not be read (for %s now): %s; again in %s",
            what, since, error, in_words(self._pace.every),
            extra={"seconds_away": round(moment - self._away[what], 3)},
        )  # fmt: skip

    def _lists(self) -> None:
        """Load what lists and indexes name: at first all that is selected, later what is new of the last days."""
        if self._begun:
            self._session(self._recent)
            return
        try:
            left_out = self._followed.left_out
            self._took(load(self._dated(), lake=self._lake, stop=self._stop, left_out=left_out))
        except DamagedLists:
            self._start()
            raise
        self._start()

    def _start(self) -> None:
        self._begun = True
        self._settings = replace(self._settings, answers=1)
        self._followed.ciks = companies_of(self._settings.criteria, self._lake)

    def _session(self, work: Callable[[Session, Ending, str], Fetched | None]) -> None:
        """Do ``work`` under the rate budget, then tell what it fetched."""
        ending, run = Ending(self._stop), run_name(self._settings.run_id)
        with edgar_session(self._dated(), lake=self._lake, run=run, ending=ending) as session:
            fetched = work(session, ending, run)
            if fetched is None:
                sent = self.done.requests + session.client.requests
                self.done = replace(self.done, requests=sent)
        if fetched is not None:
            self._took(fetched.summary)

    def _recent(self, session: Session, ending: Ending, run: str) -> Fetched | None:
        """Fetch what lists and indexes of the last days name and the lake does not hold."""
        settings = self._dated()
        settings = replace(settings, criteria=self._last_days(settings.criteria, settings.today))
        scope = scope_of(
            settings,
            client=session.client,
            lake=self._lake,
            coregistrants=CoRegistrants(self._lake),
            whole=False,
            today=settings.today,
        )
        lost = [each for each in scope.intents if scope.stored_at(each) is None]
        self._followed.left_out.add_all(scope.complaints.left_out)
        self._followed.left_out.tell()
        return self._fetch(lost, session, ending, run)

    def _last_days(self, criteria: Criteria, today: date) -> Criteria:
        since = today - timedelta(days=DAYS_BACK)
        if criteria.since is not None:
            since = max(since, criteria.since)
        span = (
            () if self._few else tuple(quarters(Quarter.of(min(since, today)), Quarter.of(today)))
        )
        return replace(criteria, since=since, index=span, everything=False)

    def _look(self, session: Session, ending: Ending, run: str) -> Fetched | None:
        """Read the feed, and fetch what is new in it."""
        hosts = self._settings.hosts
        entries, self._feed = self._feed.read(session.client, hosts, now=self._now())
        self.done = replace(self.done, looks=self.done.looks + 1)
        accepted = {each.accession: each.accepted for each in reversed(entries)}
        self._followed.take(intents_of(entries, hosts), accepted)
        self._followed.left_out.tell()
        tried = self._not_in_lake(self._followed.due(self._clock()))
        fetched = self._fetch([each.intent for each in tried], session, ending, run)
        if fetched is not None and not fetched.summary.stopped:
            self._say(self._followed.settle(tried, fetched.open, self._clock()))
        return fetched

    def _not_in_lake(self, due: tuple[Open, ...]) -> tuple[Open, ...]:
        """Return those of ``due`` that the lake does not hold; the others are settled."""
        if not due:
            return ()
        ciks = frozenset(cik for each in due for cik in each.intent.ciks)
        held = Inventory.of(self._lake, filers_to_list(ciks, CoRegistrants(self._lake)))
        there = [each for each in due if held.path(each.intent.accession) is not None]
        self._followed.settle(there, frozenset(), self._clock())
        return tuple(each for each in due if each not in there)

    @property
    def _few(self) -> bool:
        """Return whether the companies' own lists are asked."""
        ciks = self._followed.ciks
        return ciks is not None and len(ciks) <= LISTS_OF

    def _fetch(
        self, intents: Sequence[Intent], session: Session, ending: Ending, run: str
    ) -> Fetched | None:
        if not intents:
            return None
        settings = self._dated()
        return fetch(settings, intents, lake=self._lake, run=run, ending=ending, session=session)

    def _took(self, summary: LoadSummary) -> None:
        self.done = self.done.with_run(summary)
        if not summary.stopped:
            self._tell(summary)

    def _say(self, stored: tuple[Open, ...]) -> None:
        for each in stored:
            late = max(0.0, (self._now() - each.accepted).total_seconds())
            _log.info(
                "%s of %s (%s) is in the lake, %s after its acceptance",
                each.intent.form, each.intent.company, each.intent.accession, in_words(late),
                extra={"accession": each.intent.accession, "seconds_after_acceptance": round(late, 3)},
            )  # fmt: skip

    def _dated(self) -> LoaderSettings:
        return replace(self._settings, today=today_at_edgar(self._now()))
