"""The lines of a manifest that say what became of a filing."""

from __future__ import annotations

from dataclasses import replace

from docai.filing.layout import RAW_PATH
from docai.filing.manifest import Intent, Result, Status


def already_stored(intent: Intent, path: str) -> Result:
    """Return the line of a filing that the lake held before, and that some line names ``stored``."""
    return _in_lake(intent, "already_stored", path)


def found_stored(intent: Intent, path: str) -> Result:
    """Return the line of a filing that an earlier run stored at ``path`` without saying so."""
    return _in_lake(intent, "stored", path)


def _in_lake(intent: Intent, status: Status, path: str) -> Result:
    match = RAW_PATH.fullmatch(path)
    assert match is not None
    return replace(
        result_line(intent, status, 0, path=path),
        cik=match[1],
        ciks=tuple(dict.fromkeys((match[1], *intent.ciks))),
    )


def not_fetched(intent: Intent, reason: str) -> Result:
    """Return the line of a filing that the run did not come to."""
    return result_line(intent, "failed", 0, error=f"not fetched: {reason}")


def result_line(
    intent: Intent,
    status: Status,
    attempts: int,
    *,
    path: str | None = None,
    error: str | None = None,
) -> Result:
    """Return the line of a filing of which no bytes were fetched, with what its intent says."""
    return Result(
        accession=intent.accession,
        cik=intent.cik,
        ciks=intent.ciks,
        company=intent.company,
        form=intent.form,
        filed=intent.filed,
        period=intent.period,
        url=intent.url,
        path=path,
        size=None,
        sha256=None,
        status=status,
        error=error,
        attempts=attempts,
        fetched_at=None,
    )
