"""Levels of headings, by the order in which their looks come and by how much each stands out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docai.tenk.structure.headings import Heading, Sign
from docai.tenk.structure.words import is_titled, numbered

_NOTES = re.compile(r"\W*(?:condensed |consolidated |combined )*notes to\b", re.I)
_AFTER_NOTES = re.compile(
    r"\W*(?:report of independent|reports? of (?:independent|management)|schedule [iv]+\b|management['’]s report|signatures?$|item \d|part [iv]+\b|supplement(?:al|ary) |quarterly |selected quarterly)",
    re.I,
)
_CLOSE = 0.3
_DEEPEST = 12
"""Levels below the Item's own heading."""
_FEWEST_NOTES = 3
_FEWEST_LETTERED = 5
_SENTENCE = 7
_LONG_SENTENCE = 9
"""Blanks above which even words with capitals are no title."""
_SHORT = 70
_OFTEN = 3
_MOST_SKIPPED = 2
NOTE = Sign("note")


def without_running_heads(text: str, headings: Sequence[Heading], *, titled: int) -> list[Heading]:
    """Return the headings without those that every page repeats: the company's name, "Notes to Financial Statements".

    A running head comes often, and mostly right before another heading; of those over notes the first one is kept.
    """
    words = [" ".join(text[one.start : one.end].lower().split()) for one in headings]
    often = {one for one, count in Counter(words).items() if count >= _OFTEN}
    if not often:
        return list(headings)
    stacked: Counter[str] = Counter()
    for place, one in enumerate(words):
        following = headings[place + 1].start if place + 1 < len(words) else len(text)
        if one in often and not text[headings[place].end : following].strip(" \n"):
            stacked[one] += 1
    counts = Counter(words)
    heads = {one for one in often if 2 * stacked[one] >= counts[one] or _NOTES.match(one)}
    kept: list[Heading] = []
    seen: set[str] = set()
    for place, heading in enumerate(headings):
        one = words[place]
        if place < titled or one not in heads or (one not in seen and _NOTES.match(one)):
            kept.append(heading)
        seen.add(one)
    return kept


def set_levels(text: str, headings: Sequence[Heading], *, titled: int) -> None:
    """Give each heading of an Item its level. The first ``titled`` ones are the Item's own, of level 1.

    A look that was met before comes back to its level. A new one is below the last, unless it stands out more: then it
    ends every heading that stands out less. Notes to the financial statements are siblings whatever they look like.
    """
    stack: list[Heading] = []
    for place, heading in enumerate(headings):
        if place < titled:
            heading.level = 1
            continue
        words = text[heading.start : heading.end]
        same = next((at for at, one in enumerate(stack) if one.sign == heading.sign), None)
        if same is not None:
            del stack[same:]
        elif heading.number:
            while stack and not _NOTES.match(text[stack[-1].start : stack[-1].end]):
                stack.pop()
        elif _AFTER_NOTES.match(words) or _NOTES.match(words):
            stack.clear()
        elif stack and _is_sentence(text, stack[-1]) and _is_sentence(text, heading):
            # one of several that is set a little otherwise: no sentence stands over another
            stack.pop()
        elif not _is_over(text, headings[place - 1] if place > titled else None, heading):
            while stack and not stack[-1].number and _is_less(stack[-1], heading):
                stack.pop()
        del stack[_DEEPEST:]
        stack.append(heading)
        heading.level = len(stack) + 1


def _is_sentence(text: str, heading: Heading) -> bool:
    blanks = text.count(" ", heading.start, heading.end)
    if blanks < _SENTENCE or heading.number:
        return False
    words = text[heading.start : heading.end]
    return blanks >= _LONG_SENTENCE or words[-1] == "." or not is_titled(words)


def _is_over(text: str, before: Heading | None, heading: Heading) -> bool:
    """Return whether nothing but blanks parts a heading from the one before, in whose part it then stands."""
    return (
        before is not None
        and not before.sign.run_in
        and not text[before.end : heading.start].strip(" \n")
        and len(text[before.start : before.end]) < _SHORT <= heading.end - heading.start
    )


def _is_less(one: Heading, other: Heading) -> bool:
    return one.rank < other.rank - _CLOSE and not (one.sign.numbered and not other.sign.numbered)


def number_notes(text: str, headings: Sequence[Heading]) -> None:
    """Mark the headings of notes to financial statements: a row of numbers, or of letters, of one form and one look."""
    forms: dict[tuple[str, bool], list[tuple[int, str]]] = {}
    for place, heading in enumerate(headings):
        found = numbered(text[heading.start : heading.end])
        if found:
            form, number, _ = found
            forms.setdefault((form, heading.sign.run_in), []).append((place, number))
    chains = [chain for candidates in forms.values() for chain in _chains(candidates)]
    if not chains:
        return
    notes_at = [at for at, one in enumerate(headings) if _NOTES.match(text[one.start : one.end])]
    best = max(chains, key=lambda chain: len(chain))
    taken = [best]
    form = _form_of(best, headings, text)
    # several registrants, each with its notes
    taken += [one for one in chains if one is not best and _form_of(one, headings, text) == form]
    by_name = form == "note"
    if len(best) < _FEWEST_NOTES and not by_name:
        return
    if not by_name and not notes_at and len(best) < _FEWEST_LETTERED:
        return
    for chain in taken:
        for place, number in chain:
            headings[place].number = number
            headings[place].sign = NOTE


def _form_of(chain: Sequence[tuple[int, str]], headings: Sequence[Heading], text: str) -> str:
    """Return the form of the numbers of a chain."""
    found = numbered(text[headings[chain[0][0]].start : headings[chain[0][0]].end])
    return found[0] if found else ""


def _chains(candidates: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Return the rows of numbers in ``candidates`` that begin with 1 or A and rise, few left out."""
    chains: list[list[tuple[int, str]]] = []
    for place, number in candidates:
        value = _value(number)
        last = _value(chains[-1][-1][1]) if chains else None
        if last is not None and last < value <= last + 1 + _MOST_SKIPPED:
            chains[-1].append((place, number))
        elif value == 1 and (last is None or last >= _FEWEST_NOTES):
            chains.append([(place, number)])
    return chains


def _value(number: str) -> int:
    return int(number) if number.isdigit() else ord(number) - ord("A") + 1
