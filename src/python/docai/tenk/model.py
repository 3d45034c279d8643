"""What a filing is, once read: the values that this room hands out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from docai.filing.header import SubmissionHeader
from docai.tenk.outline.state import State

Container = Literal["ixbrl", "html", "text"]
Source = Literal["primary", "exhibit-13", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Item:
    """One Item of a 10-K.

    - ``item``: its number as filed ("1", "1A" ... "16", and "1122" of Regulation AB). ``part``: "I" to "IV", or empty
    - ``text``: its words, which begin with the heading. Where the heading only points elsewhere and the words were found,
      it is those words, and ``text_as_filed`` is what stands under the heading; else that is None
    - ``source``, ``source_file``: where ``text`` is. ``start``, ``end``: its place there, in characters of the decoded
      document (see ``docai.document.submission``)
    - ``stretch``: its place in the marked text of ``source_file`` (see ``docai.document.marked_text``), in which its
      structure is found
    - ``confidence``: the chance, by our own measure, that the borders are exact
    - ``combined_with``: the other Items under the same heading ("Items 1 and 2")
    - ``registrant``: the company whose Item it is, where a document has the same Items once for each of several; else empty
    - ``state``: whether it has words (see ``docai.tenk.outline.state``). ``state_confidence``: the chance that two readers
      would agree on that
    - ``target``: what it points to, as filed, or ""
    """

    item: str
    part: str
    title: str
    text: str
    text_as_filed: str | None
    source: Source
    source_file: str
    start: int
    end: int
    confidence: float
    combined_with: tuple[str, ...] = ()
    registrant: str = ""
    state: State = "words"
    target: str = ""
    state_confidence: float = 1.0
    stretch: tuple[int, int] = field(default=(0, 0), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Filing:
    """A 10-K, read. ``header`` is absent for a bare document; ``items`` are in the order in which they stand.

    ``fiscal_year`` is the filer's own (dei:DocumentFiscalYearFocus, else as the report names it), else the year of ``period``,
    minus one if that ends before 15 February; None where the document does not say. ``omitted`` are Items without a heading that the report
    says it leaves out, each with the words that say so.
    """

    header: SubmissionHeader | None
    primary_document: str
    container: Container
    form: str
    period: date | None
    fiscal_year: int | None
    items: tuple[Item, ...]
    omitted: tuple[tuple[str, str], ...] = ()

    def item(self, number: str) -> Item | None:
        """Return the Item of that number ("7A"), of several registrants the first one's, or None."""
        return next((item for item in self.items if item.item == number.upper()), None)
