"""Text from outside that has to fit into UTF-8: JSON may name half of a character, which no file can hold."""

from __future__ import annotations

import re

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character beyond U+FFFF, as JSON's ``\\ud800`` without its partner gives it (RFC 8259, section 8.2)."""


def sound(text: str) -> str:
    """Return ``text`` with U+FFFD, the replacement character, in place of each lone surrogate."""
    return LONE_SURROGATE.sub("\ufffd", text)
