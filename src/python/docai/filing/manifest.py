"""What a loader run set out to do, and what became of it: one JSON object per line.

``intent.jsonl`` holds an Intent for each filing that was selected, before the first is fetched; the parts hold a Result
for each that is settled. Parts are never rewritten. Where two lines name one accession, the newer one holds: later run,
later part, later line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from docai.filing.errors import FilingError, NotAManifestLine
from docai.filing.identity import accession_number, cik10
from docai.filing.layout import RAW_PATH

Status = Literal["stored", "already_stored", "missing", "failed"]
"""What became of a filing: stored by this run; whole in the lake before; not there at EDGAR; not fetched after all tries."""

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Intent:
    """A filing that was selected. ``cik`` is the filer under whom it was found; ``ciks`` all that are known by then."""

    accession: str
    cik: str
    ciks: tuple[str, ...]
    company: str
    form: str
    filed: date
    period: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a filing.

    ``cik`` is the first filer of its header once it was read, and names the folder in ``path`` (relative to the lake; None
    when nothing is stored). ``size`` (in the file: ``bytes``) and ``sha256`` are those of the submission as EDGAR served
    it, None when this run did not fetch it. ``attempts`` counts requests for the filing; ``fetched_at`` has its zone.
    """

    accession: str
    cik: str
    ciks: tuple[str, ...]
    company: str
    form: str
    filed: date
    period: date | None
    url: str
    path: str | None
    size: int | None
    sha256: str | None
    status: Status
    error: str | None
    attempts: int
    fetched_at: datetime | None


def to_line(entry: Intent | Result) -> str:
    """Return ``entry`` as one line of JSON, with its line end."""
    fields = asdict(entry)
    if "size" in fields:
        fields["bytes"] = fields.pop("size")
    return json.dumps(fields, default=_plain, separators=(",", ":"), ensure_ascii=False) + "\n"


def to_lines(entries: Iterable[Intent | Result]) -> bytes:
    """Return a whole intent file or part."""
    return "".join(map(to_line, entries)).encode()


def read_intents(data: bytes, where: str = "intent.jsonl") -> Iterator[Intent]:
    """Yield the lines of an intent file; raises NotAManifestLine, which says ``where``."""
    for at, fields in _objects(data, where):
        try:
            yield Intent(**_common(fields))
        except (KeyError, TypeError, ValueError) as error:
            raise NotAManifestLine(f"{at}: {_reason(error)}") from error


def read_results(data: bytes, where: str = "part") -> Iterator[Result]:
    """Yield the lines of a part; raises NotAManifestLine, which says ``where``.

    Fields that this version does not know are passed over: a newer loader may say more.
    """
    for at, fields in _objects(data, where):
        try:
            yield _result(fields)
        except (KeyError, TypeError, ValueError) as error:
            raise NotAManifestLine(f"{at}: {_reason(error)}") from error


def _result(fields: dict[str, Any]) -> Result:
    status, path = fields["status"], fields["path"]
    if status not in STATUSES:
        raise ValueError(f"status {status!r} is none of {', '.join(STATUSES)}")
    if path is not None and RAW_PATH.fullmatch(path) is None:
        raise ValueError(f"path {path!r} is not that of a stored submission")
    if path is None and status in ("stored", "already_stored"):
        raise ValueError(f"status {status!r} without a path")
    fetched = fields["fetched_at"]
    return Result(
        **_common(fields),
        path=path,
        size=None if fields["bytes"] is None else int(fields["bytes"]),
        sha256=fields["sha256"],
        status=status,
        error=fields["error"],
        attempts=int(fields["attempts"]),
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
    )


def _common(fields: dict[str, Any]) -> dict[str, Any]:
    period = fields["period"]
    return {
        "accession": accession_number(fields["accession"]),
        "cik": cik10(fields["cik"]),
        "ciks": tuple(cik10(cik) for cik in fields["ciks"]),
        "company": str(fields["company"]),
        "form": str(fields["form"]),
        "filed": date.fromisoformat(fields["filed"]),
        "period": date.fromisoformat(period) if period else None,
        "url": str(fields["url"]),
    }


def _objects(data: bytes, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        at = f"{where}, line {number}"
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise NotAManifestLine(f"{at}: not JSON: {error}") from error
        if not isinstance(fields, dict):
            raise NotAManifestLine(f"{at}: not a JSON object")
        yield at, fields


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"lacks the field {error}"
    return (
        str(error)
        if isinstance(error, FilingError | ValueError)
        else f"has a value of a wrong type: {error}"
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a manifest holds no {type(value).__name__}")
