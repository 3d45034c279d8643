"""Which filings of the feed are to be fetched, and when again: pure, without a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from data_loader.selection.complaints import LeftOut
from data_loader.selection.criteria import Criteria
from docai.filing.forms import begins_as_ten_k, is_ten_k
from docai.filing.manifest import Intent

LONGEST_PAUSE = 600.0
"""Seconds between two tries for a filing that EDGAR named and did not give."""

MOST_TRIES = 200
"""After so many (more than a day) a filing is left to the lists, which bring it as soon as it is there."""

KEPT_FOR = timedelta(days=1)
"""So long a filing that was fetched is known, though the feed does not name it."""


@dataclass(frozen=True, slots=True)
class Open:
    """A filing that is not in the lake yet: ``tries`` so far, the next one at ``due`` (seconds of a monotonic clock)."""

    intent: Intent
    accepted: datetime
    tries: int = 0
    due: float = 0.0


@dataclass(slots=True)
class Followed:
    """Takes in what the feed says, and knows what is still to be fetched. ``pause`` is the first wait after a try, in seconds.

    ``ciks``: the companies that are followed, ten digits each; None for all. ``left_out``: their filings whose form docai does
    not know.
    """

    criteria: Criteria
    pause: float
    ciks: frozenset[str] | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    _open: dict[str, Open] = field(default_factory=dict)
    _done: dict[str, datetime] = field(default_factory=dict)

    def take(self, intents: Iterable[Intent], accepted: Mapping[str, datetime]) -> None:
        """Take in filings of the feed; ``accepted`` says of each when EDGAR accepted it."""
        for each in intents:
            known = each.accession in self._done or each.accession in self._open
            if known or not self._is_followed(each):
                continue
            if self.criteria.wanted(each.form, each.filed):
                self._open[each.accession] = Open(each, accepted[each.accession])
            elif begins_as_ten_k(each.form) and not is_ten_k(each.form):
                self.left_out.add(each.form, each.accession)
        self._forget_old(accepted)

    def due(self, now: float) -> tuple[Open, ...]:
        """Return what is to be fetched now."""
        return tuple(each for each in self._open.values() if each.due <= now)

    def settle(
        self, tried: Iterable[Open], still_open: frozenset[str], now: float
    ) -> tuple[Open, ...]:
        """Note what became of ``tried``; return those that are in the lake now."""
        stored = []
        for each in tried:
            accession = each.intent.accession
            if accession not in still_open or each.tries + 1 >= MOST_TRIES:
                del self._open[accession]
                self._done[accession] = each.accepted
                if accession not in still_open:
                    stored.append(each)
                continue
            wait = min(self.pause * 2.0 ** min(each.tries, 30), LONGEST_PAUSE)
            self._open[accession] = replace(each, tries=each.tries + 1, due=now + wait)
        return tuple(stored)

    def _is_followed(self, intent: Intent) -> bool:
        return self.criteria.may_hold(intent.filed, intent.filed) and (
            self.ciks is None or not self.ciks.isdisjoint(intent.ciks)
        )

    def _forget_old(self, named: Mapping[str, datetime]) -> None:
        """Drop what the feed no longer names, unless it is so young that the feed may name it once more."""
        newest = max((*named.values(), *self._done.values()), default=None)
        if newest is not None:
            self._done = {
                key: moment
                for key, moment in self._done.items()
                if key in named or moment >= newest - KEPT_FOR
            }
