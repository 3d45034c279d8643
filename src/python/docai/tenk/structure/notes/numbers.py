"""The headings of notes to the financial statements: by their numbers or letters, else by their look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docai.tenk.structure.headings import Heading, Sign, is_joined
from docai.tenk.structure.notes.names import parts_among
from docai.tenk.structure.words import is_titled, numbered

NOTES = re.compile(r"\W*(?:condensed |consolidated |combined )*notes to\b", re.I)
AFTER_NOTES = re.compile(
    r"\W*(?:reports? of (?:management|(?:[^\n]{0,60}\W)?independent)|independent auditors?['’]?s? report|schedule [iv]+\b|management['’]s report|signatures?$|item \d|part [iv]+\b|supplement(?:al|ary) |quarterly |selected quarterly|[^\n]{0,60}\bL\.?L\.?P\b\.?\W*$)",
    re.I,
)
STATEMENT = re.compile(
    r"\W*(?:condensed |consolidated |combined )*(?:balance sheets?|statements? of (?:consolidated |combined )?(?:income|operations|earnings|cash flows?|financial (?:condition|position)|(?:changes in )?(?:common |total )?(?:stock|share)holders|comprehensive|changes in|partners|members))\b",
    re.I,
)
"""The title of a statement: Regulation S-X, Rules 3-01 to 3-04."""
_FEWEST_NOTES = 3
_FEWEST_LETTERED = 5
_MOST_SKIPPED = 2
_LONGEST_TITLE = 120
_FEWEST_NAMED = 5
_NEXT = 3
"""Headings below "Notes to Financial Statements" among which the first note is."""
NOTE = Sign("note")


def number_notes(text: str, headings: Sequence[Heading]) -> None:
    """Mark the headings of notes to financial statements: a row of numbers, or of letters, of one form and one look.

    Where no row of numbers is found, the headings of one look below "Notes to Financial Statements" are notes: their
    titles take the numbers' place.
    """
    forms: dict[tuple[str, bool], list[tuple[int, str]]] = {}
    for place, heading in enumerate(headings):
        found = numbered(text[heading.start : heading.end])
        if found:
            form, number, _ = found
            # "Note 3" is one, also where its words go on behind it
            run_in = heading.sign.run_in and form != "note"
            forms.setdefault((form, run_in), []).append((place, number))
    notes_at = [at for at, one in enumerate(headings) if NOTES.match(text[one.start : one.end])]
    chains = [chain for candidates in forms.values() for chain in _chains(candidates, notes_at)]
    best = max(chains, key=lambda chain: len(chain), default=[])
    form = _form_of(best, headings, text) if best else ""
    by_name = form == "note"
    below = bool(best) and bool(notes_at) and notes_at[0] < best[0][0] <= notes_at[0] + _NEXT
    if not by_name and (
        (len(best) < _FEWEST_NOTES and not (below and len(best) > 1))
        or (not notes_at and len(best) < _FEWEST_LETTERED)
    ):
        _name_notes(text, headings, notes_at)
        return
    # several registrants, each with its notes
    taken = [best]
    taken += [one for one in chains if one is not best and _form_of(one, headings, text) == form]
    for chain in taken:
        place, number = chain[0]
        if number in ("2", "B"):
            # the first one has lost its number
            first = next(at for at in notes_at if at < place) + 1
            if first < place and is_titled(_words(text, headings[first])):
                chain.insert(0, (first, "1" if number == "2" else "A"))
        for place, number in chain:
            headings[place].number = number
            headings[place].sign = NOTE


def _name_notes(text: str, headings: Sequence[Heading], notes_at: Sequence[int]) -> None:
    """Mark the headings below "Notes to Financial Statements" that look as the first one does, by their titles."""
    # the last one may go on with the notes, the first may be a line of an index
    below = (_alike_below(text, headings, at + 1) for at in reversed(notes_at))
    found = next((one for one in below if len(one) >= _FEWEST_NAMED), [])
    if not found or headings[found[0]].sign.run_in:
        return
    titles = [_words(text, headings[place]) for place in found]
    over = [
        after == before + 1 and is_joined(text, headings[before], headings[after])
        for before, after in pairwise(found)
    ]
    parts = parts_among(titles, [*over, False])
    if parts is None or len(found) - len(parts) < _FEWEST_NAMED:
        return
    for at, place in enumerate(found):
        if at not in parts:
            headings[place].number = " ".join(titles[at].split())
            headings[place].sign = NOTE


def _alike_below(text: str, headings: Sequence[Heading], first: int) -> list[int]:
    """Return which headings from ``first`` to the end of the notes look as the first one does."""
    found: list[int] = []
    for place in range(first, len(headings)):
        words = _words(text, headings[place])
        if AFTER_NOTES.match(words):
            break
        alike = headings[place].sign == headings[first].sign and len(words) < _LONGEST_TITLE
        if alike and not NOTES.match(words):
            found.append(place)
    return found


def _form_of(chain: Sequence[tuple[int, str]], headings: Sequence[Heading], text: str) -> str:
    """Return the form of the numbers of a chain."""
    found = numbered(text[headings[chain[0][0]].start : headings[chain[0][0]].end])
    return found[0] if found else ""


def _chains(
    candidates: Sequence[tuple[int, str]], notes_at: Sequence[int]
) -> list[list[tuple[int, str]]]:
    """Return the rows of numbers in ``candidates`` that begin with 1 or A and rise, few left out; with 2 below ``notes_at``."""
    chains: list[list[tuple[int, str]]] = []
    for place, number in candidates:
        value = _value(number)
        last = _value(chains[-1][-1][1]) if chains else None
        if last is not None and last < value <= last + 1 + _MOST_SKIPPED:
            chains[-1].append((place, number))
        elif (value == 1 or (value == 2 and any(at < place for at in notes_at))) and (
            last is None or last >= _FEWEST_NOTES
        ):
            chains.append([(place, number)])
    return chains


def _value(number: str) -> int:
    return int(number) if number.isdigit() else ord(number) - ord("A") + 1


def _words(text: str, heading: Heading) -> str:
    return text[heading.start : heading.end]
