"""The form types that are 10-Ks: every variant that EDGAR has accepted since 1993."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

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

NOT_TEN_KS: Mapping[str, str] = {
    "NT 10-K": "a notice that a 10-K will be late",
    "NT 10-K/A": "a correction of a notice that a 10-K will be late",
    "NTN 10K": "a notice that a 10-K will be late, itself filed late",
}
"""Forms that are named after the 10-K and are no report: what each is. Such a filing holds no Item and no figure.

Source: Form 12b-25 and the list of submission types at https://www.sec.gov/submit-filings/forms-index and in the EDGAR Filer
Manual, volume II."""

_KNOWN = frozenset(ALL_FORMS)

_BEGINNINGS = ("10-K", "10K")


def is_ten_k(form: str) -> bool:
    """Return whether ``form`` is a 10-K of any kind, an amendment or not."""
    return form.strip().upper() in _KNOWN


def begins_as_ten_k(form: str) -> bool:
    """Return whether ``form`` begins as the 10-Ks do: it is one, or one that docai does not know."""
    return form.strip().upper().startswith(_BEGINNINGS)


def is_amendment(form: str) -> bool:
    """Return whether ``form`` amends an earlier filing."""
    return form.strip().upper().endswith("/A")


def is_small_business(form: str) -> bool:
    """Return whether ``form`` is a 10-KSB, whose Items are numbered in its own way (Regulation S-B)."""
    return "KSB" in form.upper()


def select_forms(names: Iterable[str] = (), *, amendments: bool = False) -> frozenset[str]:
    """Return the forms that are meant: all originals when none is named; ``amendments`` adds the /A of each.

    Raises UnknownForm with what the form is, or the nearest known names.
    """
    wanted = [name.strip().upper() for name in names if name.strip()]
    if any(name == "ALL" for name in wanted):
        return frozenset(ALL_FORMS)
    for name in wanted:
        if name in NOT_TEN_KS:
            raise UnknownForm(f"{name} is {NOT_TEN_KS[name]}, and no 10-K: docai does not load it")
        if name not in _KNOWN:
            near = difflib.get_close_matches(name, ALL_FORMS, n=3, cutoff=0.4)
            raise UnknownForm(
                f"not a 10-K form: {name!r}; did you mean {', '.join(near or ORIGINAL_FORMS)}?"
            )
    chosen = set(wanted or ORIGINAL_FORMS)
    if amendments:
        chosen |= {f"{form}/A" for form in chosen if not is_amendment(form)}
    return frozenset(chosen)
