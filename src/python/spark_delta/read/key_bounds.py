"""Between what keys and days some rows lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and greatest accession, cik, and day of filing (days since 1970) of some rows."""

    accession_from: str
    accession_to: str
    cik_from: str
    cik_to: str
    filed_from: int
    filed_to: int

    def joined(self, other: Bounds) -> Bounds:
        """Return bounds around both."""
        return Bounds(
            min(self.accession_from, other.accession_from),
            max(self.accession_to, other.accession_to),
            min(self.cik_from, other.cik_from),
            max(self.cik_to, other.cik_to),
            min(self.filed_from, other.filed_from),
            max(self.filed_to, other.filed_to),
        )


def joined(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    """Return bounds around those of the two that there are."""
    if one is None or other is None:
        return one or other
    return one.joined(other)
