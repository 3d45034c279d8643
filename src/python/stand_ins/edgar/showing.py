"""What a replay serves at a moment: everything, or by its clock what has come by then."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path

from docai.filing.clock import EDGAR_TIME
from stand_ins.edgar.content.catalogue import read_catalogue
from stand_ins.edgar.content.tickers import read_tickers
from stand_ins.edgar.content.visible import Arrivals, indexed_to
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.edgar.site import Site


class Showing:
    """The filings of folder `data`, read once. Raises ReplayError when there are none. Safe to use from many threads."""

    def __init__(self, data: Path | None, settings: ReplaySettings) -> None:
        self._settings = settings
        self.catalogue = read_catalogue(data, settings.synthetic, settings.size)
        listed = data / "tickers.csv" if data else None
        self._tickers = read_tickers(listed) if listed and listed.is_file() else []
        self._arrivals = Arrivals(self.catalogue)
        self._lock = threading.Lock()
        self._shown: tuple[int, date] | None = None
        self._site = Site(
            self.catalogue, self._tickers, settings.page_size, settings.today or date.today()
        )

    @property
    def now(self) -> datetime | None:
        """The moment it is at this EDGAR; None where its clock stands."""
        return self._settings.clock() if self._settings.clock else None

    @property
    def site(self) -> Site:
        """What is there at this moment."""
        now = self.now
        if now is None:
            return self._site
        with self._lock:
            shown = (self._arrivals.count(now), indexed_to(now))
            if shown != self._shown:
                self._site = Site(
                    self._arrivals.first(shown[0]),
                    self._tickers,
                    self._settings.page_size,
                    now.astimezone(EDGAR_TIME).date(),
                    indexed_to=shown[1],
                )
                self._shown = shown
            return self._site
