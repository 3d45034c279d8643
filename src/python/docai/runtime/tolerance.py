"""How many filings may fail before a run counts as done in part only."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOLERANCE = re.compile(r"(\d{1,9})|(\d{1,3}(?:\.\d{1,4})?)%", re.ASCII)
"""A number of filings or a share of them: ``0``, ``25``, ``1%``, ``0.5%``."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Either ``filings``, a number, or ``share`` of those that were tried (0 to 1)."""

    filings: int = 0
    share: float | None = None

    @classmethod
    def parse(cls, text: str) -> Tolerance:
        """Return what ``5`` or ``1%`` means; raises ValueError."""
        match = TOLERANCE.fullmatch(text.strip())
        if match is None or (match[2] and float(match[2]) > 100):
            raise ValueError(f"{text!r} is neither a number of filings nor a share: write 5 or 1%")
        return cls(int(match[1])) if match[1] else cls(0, float(match[2]) / 100)

    def allows(self, bad: int, of: int) -> bool:
        """Return whether ``bad`` out of ``of`` filings may fail."""
        return bad <= (self.filings if self.share is None else self.share * of)

    def __str__(self) -> str:
        return str(self.filings) if self.share is None else f"{self.share * 100:g}%"
