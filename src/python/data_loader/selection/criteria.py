"""What is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from data_loader.errors import WrongSelection
from data_loader.selection.quarters import FIRST, Quarter, quarters
from docai.filing.forms import select_forms


@dataclass(frozen=True, slots=True)
class Criteria:
    """Every criterion narrows the selection; a filing is selected when it meets all that are given.

    Companies come from ``tickers``, ``ciks`` and ``companies`` (names) together. ``index`` names quarters whose index is
    read instead of the companies' own lists, ``everything`` all quarters. ``since`` and ``until`` are filing dates, both
    included. ``refetch`` names filings to fetch again. ``may_be_empty``: a run has other work, and may select nothing.
    """

    tickers: tuple[str, ...] = ()
    ciks: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    index: tuple[Quarter, ...] = ()
    everything: bool = False
    since: date | None = None
    until: date | None = None
    forms: frozenset[str] = field(default_factory=select_forms)
    refetch: tuple[str, ...] = ()
    limit: int | None = None
    may_be_empty: bool = False

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise WrongSelection(
                f"--from {self.since} comes after --to {self.until}: no filing is between them"
            )
        if self.is_empty and not self.may_be_empty:
            raise WrongSelection(
                "nothing is selected: give --tickers, --ciks or --companies, or --index 2023Q1..2024Q4, or --all"
            )

    @property
    def is_empty(self) -> bool:
        """Return whether no filing is meant."""
        return not (self.names_companies or self.by_index or self.refetch)

    @property
    def names_companies(self) -> bool:
        """Return whether certain companies are meant."""
        return bool(self.tickers or self.ciks or self.companies)

    @property
    def days(self) -> str:
        """Return the filing dates that are meant, in words; empty when all are."""
        parts = [f"from {self.since}"] if self.since else []
        return " ".join([*parts, f"to {self.until}"] if self.until else parts)

    @property
    def by_index(self) -> bool:
        """Return whether EDGAR's index is to be read."""
        return self.everything or bool(self.index)

    def wanted(self, form: str, filed: date) -> bool:
        """Return whether a filing of this form and day is meant."""
        return (
            form in self.forms
            and (self.since is None or filed >= self.since)
            and (self.until is None or filed <= self.until)
        )

    def may_hold(self, first: date, last: date) -> bool:
        """Return whether a filing between the two days can be meant."""
        return (self.since is None or last >= self.since) and (
            self.until is None or first <= self.until
        )

    def quarters(self, today: date) -> tuple[Quarter, ...]:
        """Return the quarters whose index is to be read, in order, none after that of ``today``."""
        span = self.index or tuple(quarters(FIRST, Quarter.of(today)))
        return tuple(
            each
            for each in span
            if each <= Quarter.of(today) and self.may_hold(each.first_day, each.last_day)
        )
