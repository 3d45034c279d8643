"""What stands between EDGAR's tags <TABLE> and </TABLE>."""

from __future__ import annotations

from docai.document.marked_text import MarkedText

_TAGS = frozenset(("table", "/table", "caption"))


def tagged(text: MarkedText) -> list[tuple[int, int, bool]]:
    """Return from and to of what stands between <TABLE> and </TABLE>; a table that is not closed ends where the next begins.

    True for one that ends where the next tag <CAPTION> begins another: what stands right above that is said of the other.
    """
    found: list[tuple[int, int, bool]] = []
    open_at: int | None = None
    captions = 0
    for name, at in text.tags(_TAGS):
        captions = captions + 1 if name == "caption" else 0
        if captions == 1:
            continue
        if open_at is not None:
            found.append((open_at, at, captions > 1))
            open_at = None
        if name != "/table":
            open_at = at
    return [one for one in found if one[1] > one[0]]
