"""Is EDGAR away, or does only one request fail? What all workers know of it together, as one value without I/O.

NEXT is the table that is followed; README.md shows it as a picture.

An answer is any that comes from EDGAR itself: also "there is no such file", never 5xx and never a block page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from docai.report.state_diagram import Arrow


class Standing(Enum):
    """What is known of EDGAR at present."""

    ANSWERS = "answers"
    IN_DOUBT = "in doubt"
    AWAY = "away"


class News(Enum):
    """What became of a request. The value is what the picture says."""

    ANSWER = "EDGAR answers a request, whatever it says"
    FAILURE = "a request fails"
    TRIES_USED_UP = "a request has used up its tries"
    BLOCK = "EDGAR answers with its block page"


NEXT: Mapping[tuple[Standing, News], Standing] = {
    (Standing.ANSWERS, News.ANSWER): Standing.ANSWERS,
    (Standing.ANSWERS, News.FAILURE): Standing.IN_DOUBT,
    (Standing.ANSWERS, News.TRIES_USED_UP): Standing.AWAY,
    (Standing.ANSWERS, News.BLOCK): Standing.AWAY,
    (Standing.IN_DOUBT, News.ANSWER): Standing.ANSWERS,
    (Standing.IN_DOUBT, News.FAILURE): Standing.IN_DOUBT,
    (Standing.IN_DOUBT, News.TRIES_USED_UP): Standing.AWAY,
    (Standing.IN_DOUBT, News.BLOCK): Standing.AWAY,
    (Standing.AWAY, News.ANSWER): Standing.ANSWERS,
    (Standing.AWAY, News.FAILURE): Standing.AWAY,
    (Standing.AWAY, News.TRIES_USED_UP): Standing.AWAY,
    (Standing.AWAY, News.BLOCK): Standing.AWAY,
}


def arrows() -> list[Arrow]:
    """Return NEXT for the picture, without the news that changes nothing."""
    return [
        Arrow(standing.name, news.value, becomes.name)
        for (standing, news), becomes in NEXT.items()
        if becomes is not standing
    ]


@dataclass(frozen=True, slots=True)
class Health:
    """``since`` is the moment of the first failure after the last answer, on the caller's clock, None while EDGAR answers.

    ``answers`` counts answers, ``returns`` how often EDGAR was away and came back, ``away_before`` for how many seconds in
    all until it came back last. ``why`` is the last failure in words.
    """

    standing: Standing = Standing.ANSWERS
    since: float | None = None
    answers: int = 0
    returns: int = 0
    away_before: float = 0.0
    why: str = ""

    def after(self, news: News, now: float, why: str = "") -> Health:
        """Return what is known after ``news`` that came at ``now``."""
        standing = NEXT[self.standing, news]
        if news is News.ANSWER:
            came_back = self.standing is Standing.AWAY
            return Health(
                standing, None, self.answers + 1, self.returns + came_back, self.away_for(now)
            )
        since = now if self.since is None else self.since
        return replace(self, standing=standing, since=since, why=why or self.why)

    @property
    def away(self) -> bool:
        """Return whether EDGAR as a whole does not answer."""
        return self.standing is Standing.AWAY

    def silent_for(self, now: float) -> float:
        """Return for how many seconds EDGAR has not answered."""
        return 0.0 if self.since is None else max(0.0, now - self.since)

    def away_for(self, now: float) -> float:
        """Return for how many seconds in all EDGAR has been away; a request that failed among others that did not is none."""
        return self.away_before + (self.silent_for(now) if self.away else 0.0)


def waiting_sentence(health: Health, now: float, *, patience: float, again_in: float) -> str:
    """Return how long EDGAR has been away, when it is asked again and until when, for the log."""
    silent = health.silent_for(now)
    left = max(0.0, patience - silent)
    if again_in >= left:
        again = f"giving up in {in_words(left)}"
    else:
        again = f"trying again in {in_words(again_in)}, until {in_words(left)} from now"
    return f"EDGAR has not answered for {in_words(silent)} ({health.why}); {again}"


def spent_sentence(health: Health, now: float, *, patience: float) -> str:
    """Return why the run ends, and what to do."""
    return (
        f"EDGAR has not answered for {in_words(health.silent_for(now))} ({health.why}), as long as --patience "
        f"({in_words(patience)}) allows; run it again later: what is stored stays, and only the rest is fetched"
    )


def in_words(seconds: float) -> str:
    """Return a stretch of time as a person says it: ``45 s``, ``3 min``, ``1 h 20 min``."""
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
