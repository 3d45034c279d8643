"""Conditional headers: whether what stands there is what the client believes it to be."""

from __future__ import annotations

import email.utils
from collections.abc import Mapping

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state.model import Node

_SOURCE = "x-ms-source-"


def check(headers: Mapping[str, str], node: Node | None, *, reading: bool = False) -> None:
    """Raise StorageError (ConditionNotMet, to a read NotModified) unless If-Match and its kin hold for ``node``."""
    failed = _failed(headers, node, "")
    if failed:
        unmodified = reading and failed in ("if-none-match", "if-modified-since")
        raise StorageError("NotModified" if unmodified else "ConditionNotMet")


def check_source(headers: Mapping[str, str], node: Node) -> None:
    """Raise StorageError (SourceConditionNotMet) unless x-ms-source-if-match and its kin hold for ``node``."""
    if _failed(headers, node, _SOURCE):
        raise StorageError("SourceConditionNotMet")


def must_be_new(headers: Mapping[str, str]) -> bool:
    """Return whether the request is for a path that does not exist yet."""
    return headers.get("if-none-match", "").strip() == "*"


def _failed(headers: Mapping[str, str], node: Node | None, prefix: str) -> str:
    etag = node.etag if node else ""
    match = headers.get(f"{prefix}if-match", "")
    if match and not (node and (match.strip() == "*" or etag in _etags(match))):
        return "if-match"
    none_match = headers.get(f"{prefix}if-none-match", "")
    if none_match and node and (none_match.strip() == "*" or etag in _etags(none_match)):
        return "if-none-match"
    since = _time(headers.get(f"{prefix}if-modified-since", ""))
    if since is not None and node and int(node.modified) <= since:
        return "if-modified-since"
    until = _time(headers.get(f"{prefix}if-unmodified-since", ""))
    if until is not None and node and int(node.modified) > until:
        return "if-unmodified-since"
    return ""


def _etags(value: str) -> set[str]:
    return {etag.strip().removeprefix("W/").strip('"') for etag in value.split(",")}


def _time(value: str) -> float | None:
    if not value:
        return None
    try:
        return email.utils.parsedate_to_datetime(value).timestamp()
    except ValueError as error:
        raise StorageError("InvalidHeaderValue", f"Date: {value}.") from error
