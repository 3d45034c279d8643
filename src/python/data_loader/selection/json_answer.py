"""JSON that EDGAR serves: read within bounds, so that no answer takes more memory than a component has.

What JSON becomes in Python takes up to 30 times its bytes (``[],[],...``), up to 15 times when it holds few containers. The
largest real answers have 2 MB (a filer's list) and 1 MB (the list of tickers), with some 10,000 containers.
"""

from __future__ import annotations

import json
from typing import Any

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from docai.filing.text import sound

LARGEST_JSON = 12_000_000
"""Bytes of an answer, unpacked."""

MOST_CONTAINERS = 500_000
"""Objects and arrays in an answer."""

LONGEST_TEXT = 300
"""Characters of a name: EDGAR takes 150."""


def json_of(content: Content) -> Any:
    """Return what the body holds; raises Trouble when it is no JSON, or too much of it."""
    data = bytearray()
    for piece in content.pieces:
        data += piece
        if len(data) > LARGEST_JSON:
            raise Trouble(Kind.TOO_LARGE, f"this is more than {LARGEST_JSON:,} bytes of JSON")
    if data.count(b"[") + data.count(b"{") > MOST_CONTAINERS:
        raise Trouble(Kind.TOO_LARGE, f"this JSON holds more than {MOST_CONTAINERS:,} objects")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else error
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, f"this is no JSON: {reason}") from error


def text_of(value: object) -> str:
    """Return ``value`` where it is a text, as it can be written to a file: half a character becomes U+FFFD, a long text is cut."""
    if not isinstance(value, str):
        return ""
    return sound(value[:LONGEST_TEXT])
