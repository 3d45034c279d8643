"""Levels of headings, by the order in which their looks come and by how much each stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docai.tenk.structure.headings import Heading, Sign, is_joined
from docai.tenk.structure.notes.numbers import AFTER_NOTES, NOTES, STATEMENT
from docai.tenk.structure.words import SUMMARY_OF_RISKS, is_short_title, is_titled, numbered

_CLOSE = 0.3
_DEEPEST = 12
"""A heading stands below so many others at most, besides the Item's own: the deepest level is 14."""
_SENTENCE = 7
_LONG_SENTENCE = 9
"""Blanks above which even words with capitals are no title."""
_SHORT = 70
_OFTEN = 3
_FEWEST_SENTENCES = 4
_LONGEST_NUMBER = 12
_FEW = 3
"""Headings without a blank line below are those of others if there are so many times as many."""
_BEGIN = 3
"""Words with which headings begin that belong together: "Risks Related to"."""
_FEWEST = 2


def without_running_heads(text: str, headings: Sequence[Heading], *, titled: int) -> list[Heading]:
    """Return the headings without those that every page repeats: the company's name, "Notes to Financial Statements".

    A running head comes often, and mostly right before another heading; of those over notes the first one is kept.
    """
    words = [" ".join(text[one.start : one.end].lower().split()) for one in headings]
    often = {one for one, count in Counter(words).items() if count >= _OFTEN}
    if not often:
        return list(headings)
    stacked: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for place, one in enumerate(words):
        following = headings[place + 1].start if place + 1 < len(words) else len(text)
        if one in often and not text[headings[place].end : following].strip(" \n"):
            stacked[one] += 1
            if place + 1 < len(words) and not _words(text, headings[place]).isupper():
                pairs[one, words[place + 1]] += 1
    for (one, _), count in pairs.items():
        # over the same heading again and again: the parts of each segment
        stacked[one] -= count if count >= _OFTEN else 0
    counts = Counter(words)
    heads = {one for one in often if 2 * stacked[one] >= counts[one] or NOTES.match(one)}
    kept: list[Heading] = []
    seen: set[str] = set()
    for place, heading in enumerate(headings):
        one = words[place]
        if place < titled or one not in heads or (one not in seen and NOTES.match(one)):
            kept.append(heading)
        seen.add(one)
    return kept


def part_titles(text: str, headings: Sequence[Heading], *, titled: int) -> None:
    """Tell titles from sentences of the same look, where the titles stand right over the sentences: groups of risk factors."""
    looks: dict[Sign, list[int]] = {}
    for place in range(titled, len(headings)):
        if not headings[place].number:
            looks.setdefault(headings[place].sign, []).append(place)
    for sign, places in looks.items():
        titles = [at for at in places if not _ends_sentence(text, headings[at])]
        sentences = len(places) - len(titles)
        if not titles or sentences < _FEWEST_SENTENCES or 2 * len(titles) > sentences:
            continue
        over = sum(
            at + 1 < len(headings)
            and headings[at + 1].sign == sign
            and is_joined(text, headings[at], headings[at + 1])
            for at in titles
        )
        if 2 * over > len(titles) and all(is_titled(_words(text, headings[at])) for at in titles):
            for at in set(places).difference(titles):
                headings[at].sign = sign._replace(sentence=True)
                headings[at].rank -= 2 * _CLOSE


def _ends_sentence(text: str, heading: Heading) -> bool:
    return text[heading.end - 1] in ".?!" or text[heading.end - 2 : heading.end] == ".”"


def _words(text: str, heading: Heading) -> str:
    return text[heading.start : heading.end]


def set_alike(text: str, headings: Sequence[Heading], *, titled: int, typed: bool) -> None:
    """Give headings that differ from others by a slip the look of those.

    - In plain text, a few that lack the blank line below
    - One that begins as at least two others do, and differs from these in one thing: its slant, its capitals
    """
    own = [one for one in headings[titled:] if not one.number]
    if typed:
        _take_blank_lines(text, own)
    counts = Counter(one.sign for one in own)
    single = [one for one in own if counts[one.sign] == 1 and not one.sign.run_in]
    if not single:
        return
    begins: dict[tuple[str, ...], list[Heading]] = {}
    for one in own:
        words = text[one.start : one.end].lower().split(None, _BEGIN)[:_BEGIN]
        if len(words) == _BEGIN:
            begins.setdefault(tuple(words), []).append(one)
    for group in begins.values():
        signs = Counter(one.sign for one in group)
        sign, count = signs.most_common(1)[0]
        if count < _FEWEST or len(signs) == 1:
            continue
        like = next(one for one in group if one.sign == sign)
        for one in group:
            if one in single and _differences(one.sign, sign) == 1:
                one.sign, one.rank = sign, like.rank


def _take_blank_lines(text: str, headings: Sequence[Heading]) -> None:
    alone = Counter(one.sign for one in headings if not one.sign.run_in)
    over = [one for one in headings if one.sign.run_in and text[one.end : one.end + 1] == "\n"]
    few = Counter(one.sign for one in over)
    for one in over:
        sign = one.sign._replace(run_in=False)
        if alone[sign] >= _FEW * few[one.sign]:
            one.rank = next(other.rank for other in headings if other.sign == sign)
            one.sign = sign


def _differences(one: Sign, other: Sign) -> int:
    return sum(mine != its for mine, its in zip(one, other, strict=True))


def set_levels(text: str, headings: Sequence[Heading], *, titled: int) -> None:
    """Give each heading of an Item its level. The first ``titled`` ones are the Item's own, of level 1.

    A look that was met before comes back to its level. A new one is below the last, unless it stands out more: then it
    ends every heading that stands out less. Notes to the financial statements are siblings whatever they look like.
    A summary of the risk factors has below it no more than the names of groups that come again. Statements and the
    auditor's report before them are siblings too.
    """
    stack: list[Heading] = []
    behind_summary = _behind_summary(text, headings)
    below: set[tuple[Sign, Sign]] = set()
    for place, heading in enumerate(headings):
        if place < titled:
            heading.level = 1
            continue
        words = text[heading.start : heading.end]
        before = headings[place - 1] if place > titled else None
        same = next((at for at, one in enumerate(stack) if one.sign == heading.sign), None)
        if before and _is_bare_number(text, before) and is_joined(text, before, heading):
            del stack[stack.index(before) + 1 :]
        elif place == behind_summary or (
            STATEMENT.match(words) and stack and _is_beside_statements(_words(text, stack[0]))
        ):
            stack.clear()
        elif same is not None:
            del stack[same:]
        elif heading.number:
            while stack and not NOTES.match(text[stack[-1].start : stack[-1].end]):
                stack.pop()
        elif AFTER_NOTES.match(words) or NOTES.match(words):
            stack.clear()
        elif stack and (stack[-1].sign, heading.sign) in below:
            pass  # as before
        elif (
            stack
            and _is_sentence(text, stack[-1])
            and _is_sentence(text, heading)
            and not (before and is_joined(text, before, heading) and heading.sign.run_in)
        ):
            # one of several that is set a little otherwise: no sentence stands over another
            stack.pop()
        elif not _is_over(text, before, heading):
            while stack and not stack[-1].number and _is_less(stack[-1], heading):
                stack.pop()
        del stack[_DEEPEST:]
        if stack:
            below.add((stack[-1].sign, heading.sign))
        stack.append(heading)
        heading.level = len(stack) + 1


def _is_beside_statements(words: str) -> bool:
    """Return whether a heading is an auditor's report or a statement: the next statement is not below it."""
    return (AFTER_NOTES.match(words) or STATEMENT.match(words)) is not None


def _behind_summary(text: str, headings: Sequence[Heading]) -> int:
    """Return the first heading behind a summary of the risk factors, one past the last where there is none."""
    words = [_words(text, one).lower() for one in headings]
    summary = next(
        (at for at, one in enumerate(words) if SUMMARY_OF_RISKS.fullmatch(one)), len(words)
    )
    first = summary + 1
    for at in range(first, len(words)):
        if words[at] in words[first:at]:
            return at
        if _is_sentence(text, headings[at]):
            break
    return first


def _is_sentence(text: str, heading: Heading) -> bool:
    blanks = text.count(" ", heading.start, heading.end)
    if blanks < _SENTENCE or heading.number:
        return False
    words = text[heading.start : heading.end]
    if blanks == _LONG_SENTENCE and words[-1] != "." and is_short_title(words):
        return False
    return blanks >= _LONG_SENTENCE or words[-1] == "." or not is_titled(words)


def _is_bare_number(text: str, heading: Heading) -> bool:
    """Return whether a note's heading is its number alone, its title the next heading."""
    if not heading.number or heading.end - heading.start > _LONGEST_NUMBER:
        return False
    found = numbered(text[heading.start : heading.end])
    return found is not None and not found[2]


def _is_over(text: str, before: Heading | None, heading: Heading) -> bool:
    """Return whether nothing but blanks parts a heading from the one before, in whose part it then stands."""
    return (
        before is not None
        and not before.sign.run_in
        and is_joined(text, before, heading)
        and len(text[before.start : before.end]) < _SHORT <= heading.end - heading.start
    )


def _is_less(one: Heading, other: Heading) -> bool:
    return one.rank < other.rank - _CLOSE and not (one.sign.numbered and not other.sign.numbered)
