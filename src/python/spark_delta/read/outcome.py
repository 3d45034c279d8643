"""What became of reading one submission, and how it crosses from the reader process to its parent.

A frame is a length, a JSON object and the texts behind it as UTF-8: nothing that a hostile document could turn into code
in the parent.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

_LENGTHS = struct.Struct("<QQ")
FRAME_HEAD = _LENGTHS.size


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a submission could not be read; ``sha256`` (of the unpacked bytes) when it got that far."""

    stage: str
    error: str
    message: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One Item, ready for the table ``sections``; texts are UTF-8, ``chars`` counts characters."""

    item: str
    part: str
    title: str
    text: bytes
    text_as_filed: bytes | None
    chars: int
    words: int
    source: str
    source_file: str
    start: int
    end: int
    confidence: float
    combined_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A filing, ready for the table ``filings`` but for what the manifest and the run say.

    ``filed`` and ``period`` are days since 1970, ``accepted_at`` microseconds since then; ``size`` counts unpacked bytes.
    """

    accession: str
    cik: str
    ciks: tuple[str, ...]
    company: str
    form: str
    is_amendment: bool
    filed: int
    period: int | None
    accepted_at: int | None
    fiscal_year: int | None
    sic: str | None
    state: str | None
    primary_document: str
    sha256: str
    size: int
    container: str
    parser_version: str
    sections: tuple[SectionRow, ...]


Outcome = FilingRow | Failure


def encode(outcome: Outcome) -> bytes:
    """Return ``outcome`` as a frame."""
    if isinstance(outcome, Failure):
        return _frame({"failure": asdict(outcome)}, ())
    texts: list[bytes] = []
    sections: list[dict[str, Any]] = []
    for section in outcome.sections:
        fields = {name: getattr(section, name) for name in _PLAIN_SECTION}
        fields["text"] = len(section.text)
        texts.append(section.text)
        if section.text_as_filed is not None:
            fields["text_as_filed"] = len(section.text_as_filed)
            texts.append(section.text_as_filed)
        sections.append(fields)
    filing = {name: getattr(outcome, name) for name in _PLAIN_FILING}
    return _frame({"filing": filing, "sections": sections}, texts)


def frame_lengths(head: bytes) -> tuple[int, int]:
    """Return how many bytes of JSON and of texts follow the ``FRAME_HEAD`` first bytes."""
    said, texts = _LENGTHS.unpack(head)
    return said, texts


def decode(said: bytes, texts: bytes) -> Outcome:
    """Return the outcome of a frame's two parts; raises ValueError, KeyError or TypeError when they are none."""
    fields = json.loads(said)
    if "failure" in fields:
        return Failure(**fields["failure"])
    at = 0
    sections: list[SectionRow] = []
    for section in fields["sections"]:
        text = texts[at : at + section.pop("text")]
        at += len(text)
        filed_length = section.pop("text_as_filed", None)
        as_filed = None if filed_length is None else texts[at : at + filed_length]
        at += len(as_filed or b"")
        combined = tuple(section.pop("combined_with"))
        sections.append(
            SectionRow(text=text, text_as_filed=as_filed, combined_with=combined, **section)
        )
    filing = fields["filing"]
    ciks = tuple(filing.pop("ciks"))
    return FilingRow(ciks=ciks, sections=tuple(sections), **filing)


_PLAIN_SECTION = tuple(
    name for name in SectionRow.__dataclass_fields__ if name not in ("text", "text_as_filed")
)
_PLAIN_FILING = tuple(name for name in FilingRow.__dataclass_fields__ if name != "sections")


def _frame(said: dict[str, Any], texts: Sequence[bytes]) -> bytes:
    head = json.dumps(said, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(head), sum(map(len, texts))), head, *texts))
