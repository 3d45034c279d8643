"""Sentences that a page break cuts, put together again.

``Pages`` takes the page number, the running head and foot away; what remains on both sides of the break is then one
paragraph in two parts. Two parts are joined only where they read like one sentence. Either the first has no sentence end
and the second goes on in lower case, or the first ends in a word that ends no sentence ("of the"). Headings, entries of
lists and rows of tables stay as they are. No letter is added or left out.
"""

from __future__ import annotations

import re

from docai.document.marks import CELL, MARKS, PAGE, ROW, ROW_END, SPAN, TABLE

SEAM = "\x07"
"""Ends a line of plain text that goes on, over a page break, with the next line."""

_BLANK = " \n"
_EDGE = MARKS + _BLANK
_REACH = 4000
"""Characters beside a page break in which a paragraph is looked for."""
_LEAST = 30
"""A shorter last line is a heading rather than a sentence, unless it begins in lower case."""
_LEAST_SENTENCE = 80
_LONG = 120
"""No heading, which may be full of names, is so long."""
_REACH_OF_CLAUSES = 1000
_LEAST_ROW_WORDS = 40
"""A cell of a table that lays out text holds at least as many characters."""

_STOPS = re.compile(rf"[\n{MARKS}]")
_ENDS_NO_SENTENCE = re.compile(
    r"(?:\b(?:a|an|and|any|are|as|at|be|been|between|by|each|for|from|had|has|have|if|in|including|into|is|its|may|not|of|on|or|our"
    r"|such|than|that|the|their|these|this|those|to|under|upon|was|were|which|will|with|would|whose)|,)$"
)
_LONGEST_OF_THEM = len("including")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]\.[A-Z]|Inc|Corp|Co|Ltd|No|Nos|vs|Mr|Ms|Mrs|Dr|St|approx|e\.g|i\.e)\.$"
)
_ENTRY = re.compile(
    r"[•●▪■◦·○\uf0b7§*†‡]|[o–—-](?:\s|$)|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{2,5})[.)](?:\s|$)|item\s{1,3}\d|part\s{1,3}[iv]|note\s{1,3}\d",
    re.I,
)
"""How an entry of a list begins, or a heading with a number."""
_BULLET_ONLY = re.compile(r"[•●▪■◦·○\uf0b7§*o–—-]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]")
_LONG_WORD = re.compile(r"[A-Za-z’'-]{4,}")
_COLUMNS = re.compile(r"\S {4,}\S|\.{4}|[-=_]{4}")
_PAPER = PAGE + _BLANK
_INSIDE = frozenset((ROW, ROW_END, CELL, SPAN))
_INTO = frozenset((ROW, CELL, SPAN))


def join_html(parts: list[str]) -> str:
    """Return the parts of marked HTML that stand on one page each as one, cut paragraphs joined."""
    done: list[str] = []
    for part in parts:
        if not done:
            done.append(part)
            continue
        if not part.strip(_EDGE):
            # a page without words: the sentence may go on behind it
            continue
        joined = _joined_html(done[-1], part)
        if joined:
            done[-1:] = joined
        else:
            done += ("\n", part)
    return "".join(done)


def join_lines(parts: list[str]) -> str:
    """Return the parts of a plain-text document that stand on one page each as one; SEAM ends the line of a cut."""
    done: list[str] = []
    for part in parts:
        if not done:
            done.append(part)
            continue
        if not part.strip(_EDGE):
            continue
        tail, head = done[-1].rstrip(_EDGE), part.lstrip(PAGE + "\n")
        if tail and _goes_on_in_lines(tail, head):
            done[-1] = tail
            done += (f"{SEAM}\n", head.lstrip(" \n"))
        else:
            done += ("\n", part)
    return "".join(done)


def goes_on_over(begun: str, goes_on: str) -> bool:
    """Return whether the line ``goes_on`` goes on with the sentence that the line ``begun`` begins."""
    return (
        bool(begun)
        and _may_go_on(begun, goes_on)
        and _is_one_sentence(begun, goes_on, listed=False)
    )


def is_cut(begun: str, goes_on: str) -> bool:
    """Return whether two paragraphs of one page are one sentence: the first is long and has no end, the second begins in lower case.

    Filers' programs cut some where a line of their draft ended. An entry of a list without bullets may begin in lower case too.
    """
    return (
        len(begun) >= _LEAST_SENTENCE
        and (begun[-1].isalnum() or begun[-1] == ",")
        and (not begun[0].islower() or _ends_no_sentence(begun))
        and goes_on_over(begun, goes_on)
    )


def _joined_html(tail: str, head: str) -> tuple[str, str] | None:
    """Return both sides of a page break so that put together they are one paragraph; None if they are two."""
    words, rest = tail.rstrip(_EDGE), head.lstrip(_EDGE)
    if not words or not _may_go_on(words, rest):
        return None
    closing, opening = tail[len(words) :], head[: len(head) - len(rest)]
    begun = words[_line_start(words) :].lstrip()
    end = _STOPS.search(rest)
    line_end = end.start() if end else len(rest)
    goes_on = rest[:line_end]
    # a table without words may stand between: the mark nearest to the words counts
    in_table = closing.strip(_PAPER)[:1] in _INSIDE
    into_table = opening.strip(_PAPER)[-1:] in _INTO
    if in_table and not _is_list_row(words):
        return None
    if into_table and not _is_text_row(rest[line_end:]):
        return None
    if not _is_one_sentence(begun, goes_on, listed=in_table or into_table):
        return None
    if in_table and not into_table:
        # the row ends after the words that belong in it
        return f"{words} {goes_on}", closing.replace(PAGE, "") + rest[line_end:]
    return f"{words} ", rest


def _goes_on_in_lines(tail: str, head: str) -> bool:
    rest = head.lstrip(_BLANK)
    if not rest or not _may_go_on(tail, rest):
        return False
    last, first = tail[tail.rfind("\n") + 1 :], rest.partition("\n")[0]
    if _COLUMNS.search(last.strip()) or _COLUMNS.search(first.strip()):
        return False
    begun = tail[-_REACH:].rpartition("\n\n")[2]
    goes_on = rest[:_REACH].partition("\n\n")[0]
    return _is_one_sentence(" ".join(begun.split()), " ".join(goes_on.split()), listed=False)


def _may_go_on(words: str, rest: str) -> bool:
    """Return whether the characters beside the page break allow a sentence to go over it: a quick look."""
    last = words[-1]
    if last.isalnum() or last in ",-–—)’'\"”&/%$(":
        return True
    if last == ";":
        return rest[:1].islower()
    return (
        last == "."
        and rest[:1].islower()
        and _ABBREVIATED.search(words, len(words) - 12) is not None
    )


def _line_start(words: str) -> int:
    floor = max(0, len(words) - _REACH)
    return max(words.rfind(mark, floor) for mark in ("\n", CELL, SPAN, ROW, TABLE)) + 1


def _is_one_sentence(begun: str, goes_on: str, *, listed: bool) -> bool:
    """Return whether ``goes_on``, the first words of a page, goes on with ``begun``, the last ones before it."""
    if not goes_on or _ENTRY.match(goes_on):
        return False
    if begun[-1] == ";":
        # a clause of a sentence that has others before it; an entry of a list has none
        return not listed and "; " in begun[-_REACH_OF_CLAUSES:] and goes_on[0].islower()
    if goes_on[0].islower():
        if len(begun) >= _LONG and not (begun.isupper() or begun[0].islower()):
            return True
        if (
            begun[0].islower()
            and len(begun) < _LEAST_SENTENCE
            and begun[-1] not in ",-"
            and not listed
        ):
            # entries of a list without bullets
            return _ends_no_sentence(begun)
        return _is_prose(begun) or _ends_no_sentence(begun)
    if listed or begun[-1] == ")" or len(begun) < _LEAST or not _is_prose(begun):
        return False
    if _ends_no_sentence(begun):
        return len(goes_on) >= _LEAST or not goes_on.isupper()
    return (
        len(begun) >= _LEAST_SENTENCE
        and begun[-1].isalnum()
        and len(goes_on) >= _LEAST
        and not _ENTRY.match(begun)
        and _is_prose(goes_on)
        and goes_on.rstrip()[-1:] in '.,;:”")'
    )


def _ends_no_sentence(words: str) -> bool:
    return _ENDS_NO_SENTENCE.search(words, len(words) - _LONGEST_OF_THEM) is not None


def _is_prose(words: str) -> bool:
    """Return whether words read like a sentence rather than a heading: many of the long ones in lower case."""
    long = _LONG_WORD.findall(words[-400:])
    small = len([word for word in long if word[0].islower()])
    return small > 0 and 3 * small >= len(long)


def _is_list_row(words: str) -> bool:
    """Return whether the last row in ``words``, which a table ends, is a paragraph, or a bullet and its words."""
    row = words[words.rfind(ROW) + 1 :]
    cells = [cell for cell in row.replace(SPAN, "").split(CELL) if cell.strip(_BLANK)]
    return (
        0 < len(cells) <= 2
        and len(cells[-1]) >= _LEAST_ROW_WORDS
        and (len(cells) == 1 or _BULLET_ONLY.fullmatch(cells[0].strip(_BLANK)) is not None)
    )


def _is_text_row(rest: str) -> bool:
    """Return whether the row, what follows its first words given, holds nothing else."""
    end = rest.find(ROW_END)
    return not rest[: end if end >= 0 else len(rest)].strip(_EDGE)
