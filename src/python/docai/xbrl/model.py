"""What the figures of a submission are: values that cross the room's border."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Source = Literal["instance", "extracted", "inline", "ex-27"]
"""An XBRL instance as filed, EDGAR's extraction of one, an inline document, or a financial data schedule."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of a fact and the member on it; a typed member is its text."""

    axis: str
    member: str
    typed: bool = False

    def __str__(self) -> str:
        return f"{self.axis}={self.member}"


class Context(NamedTuple):
    """When a fact holds, and of what: ``instant``, or ``start`` and ``end`` (its last day), or all time (``forever``).

    Dates are ISO 8601 text, as filed: a date that is none stays as it is. ``dims`` are sorted by axis and member. A named tuple, as
    facts are: a filing has hundreds.
    """

    id: str
    instant: str | None = None
    start: str | None = None
    end: str | None = None
    dims: tuple[Dimension, ...] = ()
    forever: bool = False
    entity: str = ""


class Fact(NamedTuple):
    """One fact as filed. A named tuple, as a filing has thousands and a frozen dataclass takes five times as long to make.

    ``concept`` has the usual prefix of a standard namespace (``us-gaap:Assets``), and the filer's own one elsewhere.
    ``value`` is the text of the instance; of an inline document the text that an instance would have (None where nil).
    ``unit`` is made of local names: ``USD``, ``USD/shares``; ``decimals`` a whole number or ``INF``, as filed.
    ``start_at`` and ``end_at`` count characters of the decoded document ``source_file``, around the element of an inline
    fact; None elsewhere. ``well_formed`` is False where the text does not fit its format: ``value`` is then the text as shown.
    """

    concept: str
    value: str | None
    unit: str | None
    decimals: str | None
    context: Context
    nil: bool
    numeric: bool
    id: str | None
    source_file: str = ""
    start_at: int | None = None
    end_at: int | None = None
    well_formed: bool = True

    @property
    def instant(self) -> str | None:
        return self.context.instant

    @property
    def start(self) -> str | None:
        return self.context.start

    @property
    def end(self) -> str | None:
        return self.context.end

    @property
    def dims(self) -> tuple[Dimension, ...]:
        return self.context.dims


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text and the ids of the facts that it belongs to."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document, or some of its facts, could not be read. ``reason`` is a short stable name (see ``errors``)."""

    source_file: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Role:
    """A statement or note: the role of its presentation, and its definition split in number, kind and title.

    ``kind`` is Document, Statement, Disclosure or another word as filed; None where the schema defines no such role.
    """

    uri: str
    definition: str | None = None
    number: str | None = None
    kind: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement. ``position`` counts from 1 down the tree; ``preferred_label`` is the role of the label.

    ``label_role_found`` is False where the label is the standard one because the preferred one is not there.
    """

    role: Role
    position: int
    depth: int
    concept: str
    parent: str | None
    preferred_label: str | None
    label: str | None
    label_role_found: bool = True


@dataclass(frozen=True, slots=True)
class ScheduleFigure:
    """One value of a column of an EX-27.

    ``raw`` is the text as filed and ``value`` the number in it, not multiplied: None where there is none.
    ``footnotes`` are the texts of its marks.
    """

    tag: str
    raw: str
    value: str | None
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleColumn:
    """One column of an EX-27: a period and its figures. Dates are ISO 8601, None where not said or not a date."""

    column: int
    period_type: str | None
    fiscal_year_end: str | None
    period_start: str | None
    period_end: str | None
    currency: str | None
    exchange_rate: str | None
    figures: tuple[ScheduleFigure, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A financial data schedule (EX-27). ``multiplier`` is None where the schedule says none: nothing is guessed."""

    number: int
    type: str
    source_file: str
    article: str | None
    multiplier: int | None
    columns: tuple[ScheduleColumn, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a submission, in the order of its documents, and what could not be read of them."""

    source: Source | None
    facts: tuple[Fact, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(default=(), repr=False)
    labels: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    schedules: tuple[Schedule, ...] = field(default=(), repr=False)
    footnotes: tuple[Footnote, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
