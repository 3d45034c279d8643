"""What a loader run needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from data_loader.edgar.agent import check_user_agent
from data_loader.edgar.errors import WrongEdgar
from data_loader.edgar.hosts import Hosts
from data_loader.edgar.limiter import DEFAULT_RATE, HIGHEST_RATE
from data_loader.selection.criteria import Criteria
from docai.filing.clock import today_at_edgar
from docai.filing.manifest import Intent


@dataclass(frozen=True, slots=True)
class Repair:
    """Filings that a check of the lake found wanting: to ``fetch``, and stored ones to ``name`` in the manifest again."""

    fetch: tuple[Intent, ...] = ()
    name: tuple[tuple[Intent, str], ...] = ()
    """Each with its path: the writer takes a filing up again whose newest line says ``stored``."""


@dataclass(frozen=True, slots=True)
class LoaderSettings:
    """What to load, and how to treat EDGAR and the lake. Times are seconds, ``rate`` requests a second.

    ``today`` is the day at EDGAR when the run starts. ``patience`` is how long to go on trying while EDGAR as a whole does
    not answer. ``edgar_url`` is one server for both of EDGAR's hosts; None means the SEC's own. ``max_filings`` ends the
    run after so many filings that were not in the lake. A filing larger than ``max_filing_mb`` (unpacked, 10^6 bytes) fails.
    ``rebuild_manifests``: first name again what stands in raw/10-k and is named by no line that can be read. ``repair``
    takes the place of what ``criteria`` select. ``answers``: so many requests of this program EDGAR has answered before. Raises
    WrongEdgar for values that EDGAR's rules forbid.
    """

    criteria: Criteria
    run_id: str
    user_agent: str
    edgar_url: str | None = None
    rate: float = DEFAULT_RATE
    workers: int = 12
    tries: int = 8
    retry_wait: float = 0.5
    timeout: float = 30.0
    block_pause: float = 600.0
    patience: float = 0.0
    max_filings: int | None = None
    max_filing_mb: float = 1000.0
    wait_for_budget: bool = True
    staging_ttl: float = 86_400.0
    part_seconds: float = 20.0
    today: date = field(default_factory=today_at_edgar)
    rebuild_manifests: bool = False
    repair: Repair | None = None
    answers: int = 0

    def __post_init__(self) -> None:
        if not self.criteria.is_empty:
            check_user_agent(self.user_agent)
        Hosts.at(self.edgar_url)
        if not 0.0 < self.rate <= HIGHEST_RATE:
            raise WrongEdgar(
                f"--rate is {self.rate:g}; the SEC allows 10 requests a second, so give at most {HIGHEST_RATE:g}"
            )

    @property
    def hosts(self) -> Hosts:
        """Return where EDGAR serves what."""
        return Hosts.at(self.edgar_url)
