"""Templates to prose: choices, facts and the company's voice.

`[a|b]` is a choice, `{revenue}` a fact, `$We`/`$we`/`$Our`/`$our`/`$us` the filer, and `believe~` a verb
that agrees with it ("we believe", "the Company believes").
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping

CHOICE = re.compile(r"\[([^\[\]]{0,4000})\]")
FACT = re.compile(r"\{([a-z_0-9]{1,40})\}")
VERB = re.compile(r"\b([A-Za-z]{1,30})~")
FILER = re.compile(r"\$(We|we|Our|our|us)\b")
ARTICLE = re.compile(r"\ba (?!one|One|eu|Eu)(?=[aeioAEIO])")
DOUBLED_STOP = re.compile(r"\b(Inc|Corp|Co)\.\.")
IRREGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "go": "goes"}
COMPANY_VOICE = {
    "We": "The Company",
    "we": "the Company",
    "Our": "The Company's",
    "our": "the Company's",
    "us": "the Company",
}


def seeded(key: str | int) -> random.Random:
    """The same stream of choices for the same key, on every machine."""
    return random.Random(key)  # noqa: S311  (prose, not secrets)


def third_person(verb: str) -> str:
    """The verb as it goes with "the Company": believe -> believes, are -> is."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def expand(template: str, facts: Mapping[str, str], rng: random.Random, we: bool) -> str:
    """`template` in words. Raises KeyError when it asks for a fact that is not there."""
    while CHOICE.search(template):
        template = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    while FACT.search(template):
        template = FACT.sub(lambda match: facts[match[1]], template)
    template = FILER.sub(lambda match: match[1] if we else COMPANY_VOICE[match[1]], template)
    template = VERB.sub(lambda match: match[1] if we else third_person(match[1]), template)
    template = ARTICLE.sub("an ", template)
    return DOUBLED_STOP.sub(r"\1.", template)


def series(things: Iterable[str]) -> str:
    """a, b and c."""
    *most, last = things
    return f"{', '.join(most)} and {last}" if most else last
