"""The form types that are 10-Ks: every variant that EDGAR has accepted since 1993."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from docai.filing.errors import UnknownForm

ORIGINAL_FORMS: tuple[str, ...] = (
    "10-K",
    "10-K405",
    "10-KSB",
    "10KSB",
    "10-KSB40",
    "10KSB40",
    "10-K40",
    "10-KT",
    "10-KT405",
    "10KT405",
)
"""Annual reports (10-K), transition reports (10-KT) and the small-business forms (10-KSB), as filed first.

Source: the form types that occur in EDGAR's full index from 1993 on."""

AMENDED_FORMS: tuple[str, ...] = tuple(f"{form}/A" for form in ORIGINAL_FORMS)
"""The amendments of the same forms. An amendment is a filing of its own and replaces nothing."""

ALL_FORMS: tuple[str, ...] = ORIGINAL_FORMS + AMENDED_FORMS

_KNOWN = frozenset(ALL_FORMS)


def is_ten_k(form: str) -> bool:
    """Return whether ``form`` is a 10-K of any kind, an amendment or not."""
    return form.strip().upper() in _KNOWN


def is_amendment(form: str) -> bool:
    """Return whether ``form`` amends an earlier filing."""
    return form.strip().upper().endswith("/A")


def is_small_business(form: str) -> bool:
    """Return whether ``form`` is a 10-KSB, whose Items are numbered in its own way (Regulation S-B)."""
    return "KSB" in form.upper()


def select_forms(names: Iterable[str] = (), *, amendments: bool = False) -> frozenset[str]:
    """Return the forms that are meant: all originals when none is named; ``amendments`` adds the /A of each.

    Raises UnknownForm with the nearest known names.
    """
    wanted = [name.strip().upper() for name in names if name.strip()]
    if any(name == "ALL" for name in wanted):
        return frozenset(ALL_FORMS)
    for name in wanted:
        if name not in _KNOWN:
            near = difflib.get_close_matches(name, ALL_FORMS, n=3, cutoff=0.4)
            raise UnknownForm(
                f"not a 10-K form: {name!r}; did you mean {', '.join(near or ORIGINAL_FORMS)}?"
            )
    chosen = set(wanted or ORIGINAL_FORMS)
    if amendments:
        chosen |= {f"{form}/A" for form in chosen if not is_amendment(form)}
    return frozenset(chosen)
