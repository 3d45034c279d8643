"""Characters as a document shows them: entities read, white space as a browser or a printer has it."""

from __future__ import annotations

import html
import re
from functools import lru_cache

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
INVISIBLE = re.compile(r"[\u200b-\u200d\u2060\ufeff\xad]")


def prose(text: str) -> str:
    """Return text as HTML shows it: entities read, any run of white space one blank."""
    if "&" in text:
        text = text.replace("&#160;", " ").replace("&nbsp;", " ")
        if "&" in text:
            text = ENTITY.sub(_entity, text)
    if "\n" in text and "\r" not in text:
        # a wrapped line, by far the commonest
        text = text.replace("\n", " ")
    if text.isprintable() and "  " not in text:
        return text
    words = " ".join(text.split())
    if words and not words.isprintable():
        text = INVISIBLE.sub("", text)
        words = _CONTROL.sub(" ", " ".join(text.split()))
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


@lru_cache(maxsize=4096)
def character(reference: str) -> str:
    return html.unescape(reference)


def _entity(match: re.Match[str]) -> str:
    return character(match[0])


def plain(text: str) -> str:
    """Return text of a plain-text document: lines kept, entities read, control characters blank."""
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "        ")
    if text.isascii():
        # by way of bytes, many times faster, as most such documents are nothing but ASCII
        return text.encode("ascii").translate(_CONTROL_BLANK).decode("ascii")
    return _CONTROL.sub(" ", text).replace("\xa0", " ")


_CONTROL_BLANK = bytes(ord(_CONTROL.sub(" ", chr(code))) for code in range(256))
