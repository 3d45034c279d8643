"""What a line's words alone say: a bullet, a number, capitals, a title, a caption that is no heading."""

from __future__ import annotations

import re

FEWEST_LETTERS = 3
_FEWEST_LONG = 4
_FEWEST_BLANKS = 7
_LONGEST_NOTE = 120
_LONGEST_ACRONYM = 5
"""With the full stop behind it: "OEM." is in capitals wherever it stands."""

BULLETS = "•●▪■◦·○"
BULLET = re.compile(
    r"[•●▪■◦·○♦➢►\uf0b7\uf0a7§]|[*†‡o–—-] |\((?:[0-9]{1,2}|[a-z]|[ivx]{2,4})\) |[0-9]{1,2}\) |[a-z][.)] |[ivx]{2,4}[.)] "
)
"""How an entry of a list, or a footnote, begins."""
_NO_HEADING = re.compile(
    r"\(?(?:dollars |u\.?s\.? dollars |tabular |all |\$ )?(?:amounts )?(?:are )?(?:expressed |stated |shown |presented )?in (?:thousands|millions|billions|whole|u\.s\.)"
    r"|\(?unaudited\)?$|\(?(?:continued|concluded)\)?\.?$|/s/|by:|date[:d]|see (?:the )?(?:accompanying )?notes|(?:the )?accompanying notes|page \d|n/?m\b\W|chart:|\[[a-z0-9]{1,2}\]|\(?as (?:restated|adjusted)\)?$|table of contents$|index$|\d{2,3}\.(?:ins|sch|cal|lab|pre|def)\b"
    r"|total\b.{0,60}$|the following (?:is|are|discussion|table|risk|section|information|should)s?\b.{40}|(?:for the )?(?:fiscal )?(?:years?|quarters?|three years|(?:three|six|nine|twelve) months) ended\b|(?:(?:as (?:of|at)|at|on) )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:,|$)",
    re.I,
)
CAPTION = re.compile(
    r"(?:current |total |other )?assets:?$|(?:current )?liabilities:?$|liabilities (?:and|&) .{0,30}(?:equity|deficit|deficiency)[^a-z]*$|cash flows (?:from|used|provided).{0,60}$|(?:revenues?|expenses?|stockholders|shareholders)['’:]*$|none\.?$",
    re.I,
)
"""A line of a typed table."""
_CONTINUED = re.compile(r"(?:\(|[-–—] ?)(?:continued|cont['’.]d|concluded)\.?\)?[.:]?$", re.I)
SUMMARY_OF_RISKS = re.compile(
    r"(?:risk factors?|summary)\b.{0,20}\b(?:summary|risk factors?|risks)\b[:.]?", re.I
)
"""A heading over a summary of the risk factors: Regulation S-K, Item 105(b)."""
ITEM = re.compile(r"(?:part\s{1,3}[iv]{1,3}|items?\s{1,3}\d{1,2}[a-d]?\b)", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_LETTERS = re.compile(r"[\W\d_]{0,20}(?:[^\W\d_][\W\d_]{0,9}){3}")
_YEARS = re.compile(r"(?:19|20)\d\d (?:vs?\.?|to|and|[-–—]) (?:19|20)\d\d")
"""What a part of the results compares: "2023 vs. 2022"."""
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{3,}")
NUMBERED = re.compile(
    r"(?i:(?P<note>notes?)\s{1,3}(?:no\.\s?)?)?\(?(?P<number>\d{1,2}|[A-Z])(?!\w)(?:\s(?=[.:]))?(?P<sign>[.:)]?)[\s.:;,|–—-]*(?=\S|$)"
)
_ROMAN = re.compile(r"[IVX]{1,5}[.)] ")
ABBREVIATED = re.compile(
    r"(?:^|[\W_])(?:[A-Z]|(?i:Inc|Corp|Co|Cos|Ltd|L\.?L\.?C|L\.?P|P\.?L\.?C|N\.?A|S\.?A|Mr|Mrs|Ms|Dr|Messrs|Jr|Sr|St|No|Nos|vs?|approx|e\.g|i\.e|Bros|Assn|U\.S|etc|Fed|Reg|Sec|Art|Vol|Dept|Rev|Gen|Sen|Gov|Hon|Prof|Capt|Lt|Col))$"
)
"""How words end whose full stop ends neither a sentence nor a title: a name, an initial."""
LONGEST_ABBREVIATION = 8
"""Characters, with the one before it."""
_STOPS = '.:;?!–—-”"’)'
_RUN_IN_ENDS = re.compile(r"[.:?!—–](?:[”\"’)])?$|-{1,2}$")


def ink_of(words: str) -> int:
    """Return how many characters of ``words`` are no blanks."""
    return len(words) - words.count(" ") - words.count("\n")


def numbered(words: str) -> tuple[str, str, str] | None:
    """Return the form, the number and the title of a numbered heading: ("note", "1", "Business"); None if it has none."""
    match = NUMBERED.match(words)
    if match is None:
        return None
    title = words[match.end() :]
    if match["note"]:
        return "note", match["number"], title
    if not title or not (match["sign"] or words[match.end("number") :].lstrip()[:1] in "–—-|"):
        lettered = title[:1].isupper() and match["number"].isalpha()
        return ("A", match["number"], title) if lettered else None
    return (
        f"0{match['sign']}" if match["number"].isdigit() else f"A{match['sign']}",
        match["number"],
        title,
    )


def is_note_title(words: str) -> bool:
    """Return whether words are the title of a note, whatever they look like: "Note 2. Wool and Looms"."""
    if (
        len(words) > _LONGEST_NOTE
        or words[0] not in "Nn"
        or words[:4].lower() != "note"
        or words[-1] in ".,;:"
    ):
        return False
    found = numbered(words)
    return found is not None and found[0] == "note" and is_titled(found[2])


def is_sentence(words: str) -> bool:
    """Return whether words are at least one whole sentence."""
    return words[-1] in ".?!" and words.count(" ") >= _FEWEST_BLANKS


def numbering(words: str) -> str:
    if _ROMAN.match(words):
        return "I"
    found = numbered(words)
    return found[0] if found else ""


def begins_small(words: str) -> bool:
    """Return whether words begin as no heading does: in lower case; a name such as "iPhone" is none."""
    return words[0].islower() and not (words[1:2].isupper() and words[-1] != ".")


def cannot_be(words: str) -> bool:
    return (
        not words
        or _is_bracketed(words)
        or _NO_HEADING.match(words) is not None
        or _CONTINUED.search(words, max(0, len(words) - 20)) is not None
        or (_LETTERS.match(words) is None and _YEARS.fullmatch(words) is None)
    )


def _is_bracketed(words: str) -> bool:
    """Return whether all words stand in brackets: "(unaudited)", not "(8) Income (Expense)"."""
    if words[0] != "(" or words[-1] != ")":
        return False
    outside = _BRACKETS.sub("", _BRACKETS.sub("", words))
    return not outside.strip()


def is_capitals(words: str) -> bool:
    return len(words) > _LONGEST_ACRONYM and words.isupper() and _LETTERS.match(words) is not None


def is_titled(words: str) -> bool:
    long = _LONG_WORD.findall(words)
    return (
        bool(long)
        and (words[0].isupper() or words[0].isdigit())
        and sum(word[0].isupper() for word in long) >= 0.6 * len(long)
    )


def is_all_titled(words: str) -> bool:
    """Return whether each of several long words begins with a capital."""
    long = _LONG_WORD.findall(words)
    return len(long) > 1 and all(word[0].isupper() for word in long)


def is_short_title(words: str) -> bool:
    """Return whether each word of a title, small ones aside, begins with a capital: "Net Sales"."""
    return is_titled(words) and not any(
        word[0].islower() and len(word) >= _FEWEST_LONG for word in words.split()
    )


def end_of_run_in(words: str, letters: int) -> int | None:
    """Return where the first ``letters`` of ``words``, blanks left out, end, if a heading can end there; else None."""
    at = done = 0
    for part in words.split(" "):
        if done + len(part) > letters:
            core = part.rstrip(_STOPS)
            if core and core != part and done + len(core) <= letters:
                # the full stop behind it is set as the words that follow
                done += len(part)
                at += len(part) + 1
            break
        done += len(part)
        at += len(part) + 1
    if letters - done > 2:
        return None
    at -= 1
    lead = words[:at]
    if not lead or at >= len(words):
        return None
    rest = words[at:].lstrip()
    if _RUN_IN_ENDS.search(lead) or rest[:1] in "—–-":
        return at
    if (
        rest[:1].isupper()
        and " " in lead
        and (numbering(lead) or is_capitals(lead) or is_all_titled(lead))
    ):
        return at
    return None
