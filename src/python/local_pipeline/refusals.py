"""What the engine refuses a question for, in words of SQL: without its own names, its advice to its makers, and its traces."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from docai.runtime.errors import DocaiError

EXPLAINED = "EXPLAIN\n"
"""What a question is planned by. It has a line of its own, so that a place in the question needs one line taken off."""

_KIND = re.compile(
    r"(?:(?:Error during planning|(?:Internal|External|Arrow|Execution|Schema|SQL|Cast|DataFusion) error"
    r"|Invalid argument error|This feature is not implemented"
    r"|Optimizer rule '\w+' failed caused by|Invalid regex caused by):? )+"
)
"""How DataFusion begins an error: by which of its parts it comes from."""

_TO_ITS_MAKERS = re.compile(r"\.? (?:This (?:issue )?was likely caused by a bug in DataFusion).*")
_SETTING = re.compile(r" Column names are case sensitive\..*? configuration\.")

_NO_TABLE = re.compile(r"table '(?:datafusion\.)?(?:public\.)?([^']+)' not found")
_QUOTED = re.compile(r"No field named \"([^\"]*)\"\.(?! Did you mean)")
_PARSER = re.compile(r"ParserError\(\"(.*?)(?: at Line: (\d+), Column: (\d+))?\"\)")
_NO_FUNCTION = re.compile(r"Invalid function '(\w+)'")
_OF_TYPES = re.compile(r"Function '(\w+)' failed to match any signature, errors: .*")
_RECEIVED = re.compile(r"Function '\w+' requires \w+, but received (\w+)")
_SINGLE = re.compile(r"The context currently only supports a single SQL statement")
_ANALYZE = re.compile(r"Unsupported logical plan: Analyze .*|Nested EXPLAINs are not supported")

_INSTEAD = {
    **{
        part: f"extract({part} FROM a_day) gives the {part}"
        for part in ("year", "quarter", "month", "day")
    },
    "datediff": "CAST(later - earlier AS INT) gives the days between two days",
}
"""Functions of other engines, and what both Spark and this engine have in their place."""


@contextmanager
def reworded(tables: Sequence[str]) -> Iterator[None]:
    """Raise what the engine fails with inside again, with the sentence of ``in_words`` for its own."""
    try:
        yield
    except DocaiError:
        raise
    except Exception as error:
        raise RuntimeError(in_words(str(error), tables)) from error


def in_words(said: str, tables: Sequence[str]) -> str:
    """Return what an engine ``said`` of a question, in words for who asked it; ``tables`` are the tables and views there are."""
    said = _TO_ITS_MAKERS.sub("", _SETTING.sub("", " ".join(said.split())))
    for pattern, words in _WORDS:
        found = pattern.search(said)
        if found:
            return words(found, tables)
    return _KIND.sub("", said)


def _no_table(found: re.Match[str], tables: Sequence[str]) -> str:
    name = found[1]
    near = difflib.get_close_matches(name.rpartition(".")[2].lower(), tables, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    return f"there is no table or view {name}; {meant}SHOW TABLES lists them"


def _quoted(found: re.Match[str], tables: Sequence[str]) -> str:
    return f"there is no column \"{found[1]}\"; a text stands in single quotes: '{found[1]}'"


def _parser(found: re.Match[str], tables: Sequence[str]) -> str:
    what = found[1].replace('\\"', '"')
    place = f" in line {max(int(found[2]) - 1, 1)}, column {found[3]}" if found[2] else ""
    return f"this is not SQL{place}: {what[:1].lower()}{what[1:]}"


def _no_function(found: re.Match[str], tables: Sequence[str]) -> str:
    instead = _INSTEAD.get(found[1].lower())
    if instead is None:
        return _KIND.sub("", found.string)
    return f"there is no function {found[1]}; {instead}"


def _of_types(found: re.Match[str], tables: Sequence[str]) -> str:
    received = _RECEIVED.search(found[0])
    of = f" of {received[1]}" if received else ""
    return f"the function {found[1]} does not take arguments{of}"


def _single(found: re.Match[str], tables: Sequence[str]) -> str:
    return "give one statement at a time"


def _analyze(found: re.Match[str], tables: Sequence[str]) -> str:
    return "EXPLAIN is not for here: ask the query itself"


_WORDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Sequence[str]], str]], ...] = (
    (_NO_TABLE, _no_table),
    (_QUOTED, _quoted),
    (_PARSER, _parser),
    (_NO_FUNCTION, _no_function),
    (_OF_TYPES, _of_types),
    (_SINGLE, _single),
    (_ANALYZE, _analyze),
)
