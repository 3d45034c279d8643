"""What a loader run set out to do, and what became of it: one JSON object per line.

``intent.jsonl`` holds an Intent for each filing that was selected, before the first is fetched; the parts hold a Result
for each that is settled. Parts are never rewritten. Where two lines name one accession, the newer one holds: later run,
later part, later line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeVar, get_args

from docai.filing.errors import NotAManifestLine
from docai.filing.identity import accession_number, cik10
from docai.filing.layout import RAW_PATH
from docai.filing.text import sound

Status = Literal["stored", "already_stored", "missing", "failed"]
"""What became of a filing: stored by this run; whole in the lake before; not there at EDGAR; not fetched after all tries."""

STATUSES: tuple[Status, ...] = get_args(Status)

SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
"""A SHA-256 as manifests have it."""

GREATEST = 1 << 53
"""No count of a manifest is greater: above it, programs that take JSON's numbers for floats lose digits."""


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


@dataclass(frozen=True, slots=True)
class PartLines:
    """What a part says: the ``results`` of its sound lines, and what is wrong with each of the others."""

    results: tuple[Result, ...]
    damage: tuple[str, ...]


def to_line(entry: Intent | Result) -> str:
    """Return ``entry`` as one line of JSON, with its line end. Whatever a text holds, the line has a form in UTF-8."""
    fields = asdict(entry)
    if "size" in fields:
        fields["bytes"] = fields.pop("size")
    line = json.dumps(fields, default=_plain, separators=(",", ":"), ensure_ascii=False)
    return sound(line) + "\n"


def to_lines(entries: Iterable[Intent | Result]) -> bytes:
    """Return a whole intent file or part."""
    return "".join(map(to_line, entries)).encode()


def read_intents(data: bytes, where: str = "intent.jsonl") -> Iterator[Intent]:
    """Yield the lines of an intent file; raises NotAManifestLine, which says ``where``."""
    for at, line in _lines(data, where):
        yield _read(line, at, lambda fields: Intent(**_common(fields)))


def read_results(data: bytes, where: str = "part") -> Iterator[Result]:
    """Yield the lines of a part; raises NotAManifestLine, which says ``where``.

    Fields that this version does not know are passed over: a newer loader may say more.
    """
    for at, line in _lines(data, where):
        yield _read(line, at, _result)


def read_part(data: bytes, where: str = "part") -> PartLines:
    """Return what can be read of a part, and what is wrong with the rest. Raises nothing, whatever ``data`` holds.

    No part is without a line: one that is was emptied.
    """
    results: list[Result] = []
    damage: list[str] = []
    for at, line in _lines(data, where):
        try:
            results.append(_read(line, at, _result))
        except NotAManifestLine as error:
            damage.append(str(error))
    if not results and not damage:
        damage.append(f"{where}: there is no line in it")
    return PartLines(tuple(results), tuple(damage))


T = TypeVar("T")


def _read(line: bytes, at: str, entry: Callable[[dict[str, Any]], T]) -> T:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise NotAManifestLine(f"{at}: not JSON: {_short(error)}") from error
    except RecursionError:
        raise NotAManifestLine(f"{at}: not a line of ours: JSON nested too deep") from None
    if not isinstance(fields, dict):
        raise NotAManifestLine(f"{at}: not a JSON object")
    try:
        return entry(fields)
    except KeyError as error:
        raise NotAManifestLine(f"{at}: lacks the field {error}") from error
    except TypeError as error:
        raise NotAManifestLine(f"{at}: has a value of a wrong type: {_short(error)}") from error
    except ValueError as error:
        raise NotAManifestLine(f"{at}: {_short(error)}") from error


def _result(fields: dict[str, Any]) -> Result:
    status, path, sha256 = fields["status"], fields["path"], fields["sha256"]
    if status not in STATUSES:
        raise ValueError(f"status {status!r} is none of {', '.join(STATUSES)}")
    if path is not None and RAW_PATH.fullmatch(_text(fields, "path")) is None:
        raise ValueError(f"path {path!r} is not that of a stored submission")
    if path is None and status in ("stored", "already_stored"):
        raise ValueError(f"status {status!r} without a path")
    if sha256 is not None and SHA256.fullmatch(_text(fields, "sha256")) is None:
        raise ValueError(f"sha256 {sha256!r} is not 64 hexadecimal digits")
    return Result(
        **_common(fields),
        path=path,
        size=None if fields["bytes"] is None else _whole(fields, "bytes"),
        sha256=sha256,
        status=status,
        error=None if fields["error"] is None else _text(fields, "error"),
        attempts=_whole(fields, "attempts"),
        fetched_at=_moment(fields),
    )


def _common(fields: dict[str, Any]) -> dict[str, Any]:
    ciks = fields["ciks"]
    if not isinstance(ciks, list):
        raise TypeError(f"ciks is {ciks!r}, not a list")
    return {
        "accession": accession_number(_text(fields, "accession")),
        "cik": cik10(_text(fields, "cik")),
        "ciks": tuple(map(cik10, ciks)),
        "company": _text(fields, "company"),
        "form": _text(fields, "form"),
        "filed": date.fromisoformat(_text(fields, "filed")),
        "period": date.fromisoformat(_text(fields, "period")) if fields["period"] else None,
        "url": _text(fields, "url"),
    }


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}, not a text")
    return sound(value)


def _whole(fields: dict[str, Any], name: str) -> int:
    value = fields[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} is {value!r}, not a whole number")
    if not 0 <= value <= GREATEST:
        raise ValueError(f"{name} is {value!r}, not a number from 0 to {GREATEST}")
    return value


def _moment(fields: dict[str, Any]) -> datetime | None:
    if not fields["fetched_at"]:
        return None
    moment = datetime.fromisoformat(_text(fields, "fetched_at"))
    if moment.tzinfo is None:
        raise ValueError(f"fetched_at is {fields['fetched_at']!r}, without its zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"fetched_at is {fields['fetched_at']!r}, no moment in UTC") from None


def _lines(data: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield f"{where}, line {number}", line


def _short(error: Exception) -> str:
    """Return what an error says; a value in it may be of any length."""
    said = str(error)
    return said if len(said) <= 300 else f"{said[:300]}..."


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a manifest holds no {type(value).__name__}")
