"""Options of a program: in kebab-case on the command line, each also an environment variable ``DOCAI_...``."""

from __future__ import annotations

import argparse
import difflib
import itertools
import os
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NoReturn

from docai.run_id import check_run_id, made_up_run_id
from docai.runtime.errors import CallerError
from docai.runtime.program import as_called
from docai.version import VERSION

DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s?(s|m|h|d)?", re.ASCII)
"""A stretch of time: ``90``, ``90s``, ``1.5h``, ``10m``, ``2d``."""

DAYS_BEFORE = re.compile(r"(\d{1,5})d", re.ASCII)
"""A number of days before today: ``0d`` is today, ``7d`` a week ago."""

_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Fits running text to the terminal; indented lines, such as commands to copy, stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled: list[str] = []
        for indented, lines in itertools.groupby(
            text.splitlines(), lambda line: not line or line[0].isspace()
        ):
            if indented:
                filled += lines
            else:
                filled += self._split_lines(" ".join(lines), width)
        return "\n".join(filled)

    def _split_lines(self, text: str, width: int) -> list[str]:
        # Options and image names have hyphens: they stay whole, to be copied.
        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


class OptionParser(argparse.ArgumentParser):
    """An argument parser whose options can also come from the environment.

    The command line wins over the environment, the environment over the default. ``--run-id``, ``--version`` and
    ``--help`` are built in.
    """

    def __init__(self, program: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=as_called(program),
            description=as_called(description),
            epilog=as_called(epilog),
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        self._required: list[tuple[argparse.Action, str]] = []
        self._from_environment: dict[str, argparse.Action] = {}
        self._group: argparse._ActionsContainer = self
        self.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
        self.option(
            "--run-id",
            type=check_run_id,
            help="name of this run in manifests, tables, labels and logs; default: a new one",
        )

    def group(self, title: str) -> None:
        """Begin a group of options: the help shows those that are added from here on below ``title``."""
        self._group = self.add_argument_group(title)

    def option(
        self,
        flag: str,
        *,
        help: str,  # noqa: A002 - the word argparse uses
        type: Callable[[str], Any] = str,  # noqa: A002
        default: Any = None,
        required: bool = False,
        metavar: str | None = None,
        choices: Iterable[str] | None = None,
    ) -> None:
        """Add an option with a value. ``type`` turns its text into the value and raises ValueError with a sentence.

        An empty value means that the option is not given: a pipeline's step passes all its options every time.
        """
        shown = "" if default in (None, "", (), {}) else f"; default {_shown(default)}"
        words = tuple(choices or ())
        action = self._group.add_argument(
            flag,
            type=_explained(type, default, words),
            default=default,
            metavar=metavar or "|".join(words) or flag.strip("-").replace("-", "_").upper(),
            help=f"{_escaped(help)} [{variable(flag)}{_escaped(shown)}{'; required' if required else ''}]",
        )
        self._from_environment[variable(flag)] = action
        if required:
            self._required.append((action, help))

    def flag(self, flag: str, *, help: str) -> None:  # noqa: A002
        """Add a switch: off unless given, alone or with true; in the environment 1, true, yes or on."""
        action = self._group.add_argument(
            flag,
            nargs="?",
            type=_explained(_switch, False),
            const=True,
            default=False,
            metavar="true|false",
            help=f"{_escaped(help)} [{variable(flag)}]",
        )
        self._from_environment[variable(flag)] = action

    def parse(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        complete: bool = True,
    ) -> argparse.Namespace:
        """Return the values by name; raises CallerError with what is wrong, what was given and what would be right.

        With ``complete`` False what is required may be absent, and is None.
        """
        environment = os.environ if environment is None else environment
        for name, action in self._from_environment.items():
            if name in environment:
                self.set_defaults(
                    **{action.dest: self._environment_value(name, action, environment[name])}
                )
        values, unknown = self.parse_known_args(list(argv))
        if unknown:
            self.error(self._unknown(unknown[0]))
        for action, meaning in self._required if complete else ():
            if getattr(values, action.dest) in (None, "", ()):
                flag = action.option_strings[0]
                self.error(f"{flag} is missing: {meaning}; give {flag} or set {variable(flag)}")
        if values.run_id is None:
            values.run_id = made_up_run_id()
        return values

    def format_help(self) -> str:
        """Return the help. Its usage names what has to be given; all else is told below it, an option at a time."""
        needed = [f"{action.option_strings[0]} {action.metavar}" for action, _ in self._required]
        values = [f"[{action.dest}]" for action in self._actions if not action.option_strings]
        self.usage = _escaped(" ".join([self.prog, *needed, "[options]", *values]))
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise CallerError."""
        text = re.sub(r"^argument (--[a-z-]+): ", r"\1: ", message)
        raise CallerError(f"{text} (see {self.prog} --help)")

    def _environment_value(self, name: str, action: argparse.Action, text: str) -> Any:
        try:
            return action.type(text) if callable(action.type) else text
        except argparse.ArgumentTypeError as error:
            self.error(f"{name}: {error}")

    def _unknown(self, given: str) -> str:
        if not given.startswith("-"):
            return f"nothing is expected at {given!r}: every value belongs to an option, and one with blanks stands in quotes"
        # Without the hyphens, which all have in common.
        known = [flag.strip("-") for action in self._actions for flag in action.option_strings]
        near = difflib.get_close_matches(given.strip("-").split("=", 1)[0], known, n=3, cutoff=0.6)
        meant = " or ".join(f"--{name}" for name in near)
        return f"no such option: {given}" + (f"; did you mean {meant}?" if near else "")


def given(flag: str, argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the text that is given for an option, whatever is wrong with the others; empty when there is none."""
    text = environment.get(variable(flag), "")
    for name, value in itertools.zip_longest(argv, argv[1:], fillvalue=""):
        if name == flag and not value.startswith("--"):
            text = value or text
        elif name.startswith(f"{flag}="):
            text = name.partition("=")[2] or text
    return text.strip()


def variable(flag: str) -> str:
    """Return the environment variable of an option: ``--user-agent`` -> ``DOCAI_USER_AGENT``."""
    return "DOCAI_" + flag.strip("-").replace("-", "_").upper()


def comma_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list separated by commas or line ends, without blanks around them, each once, in order."""
    parts = (part.strip() for line in text.splitlines() for part in line.split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


GREATEST = 10**12
"""No number of an option is greater: above it lies what a system's own limits refuse later, in worse words."""


def positive_int(text: str) -> int:
    """Return a whole number above 0, and at most GREATEST."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 0 < value <= GREATEST:
        raise ValueError(f"{text[:40]!r} is not a whole number above 0 and at most {GREATEST:,}")
    return value


def positive_float(text: str) -> float:
    """Return a number above 0, and at most GREATEST."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= GREATEST:
        raise ValueError(f"{text[:40]!r} is not a number above 0 and at most {GREATEST:,}")
    return value


@dataclass(frozen=True, slots=True)
class Day:
    """A day as an option gives it: a date, or a number of days before the day on which the program runs."""

    given: date | int

    def on(self, today: date) -> date:
        """Return the date that is meant when the program runs on ``today``."""
        if isinstance(self.given, date):
            return self.given
        return today - timedelta(days=self.given)

    def __str__(self) -> str:
        return self.given.isoformat() if isinstance(self.given, date) else f"{self.given}d"


def day(text: str) -> Day:
    """Return a day written as YYYY-MM-DD, or as ``7d``: seven days before today. Which day today is, the caller says."""
    before = DAYS_BEFORE.fullmatch(text.strip())
    if before is not None:
        return Day(int(before[1]))
    try:
        return Day(date.fromisoformat(text.strip()))
    except ValueError:
        raise ValueError(
            f"{text!r} is not a day: write 2024-03-01, or 7d for the day seven days before today"
        ) from None


def seconds(text: str) -> float:
    """Return a stretch of time in seconds: ``90``, ``90s``, ``10m``, ``1.5h``, ``2d``."""
    match = DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a stretch of time: write 90s, 10m, 1.5h or 2d")
    return float(match[1]) * _SECONDS[match[2] or ""]


def _switch(text: str) -> bool:
    if text.strip().lower() not in _TRUE | _FALSE:
        raise ValueError(f"{text!r} is neither on nor off; it is a switch: true or false")
    return text.strip().lower() in _TRUE


def _explained(
    convert: Callable[[str], Any], default: Any, choices: tuple[str, ...] = ()
) -> Callable[[str], Any]:
    def converted(text: str) -> Any:
        if not text.strip():
            return default
        try:
            value = convert(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error
        if choices and value not in choices:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(choices)}")
        return value

    return converted


def _shown(default: object) -> str:
    if isinstance(default, tuple | frozenset | list):
        return ",".join(map(str, default))
    return f"{default:g}" if isinstance(default, float) else str(default)


def _escaped(text: str) -> str:
    return text.replace("%", "%%")
