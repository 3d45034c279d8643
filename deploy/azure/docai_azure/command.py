"""A command of ``az`` as a value: arguments, some of which name what earlier commands answered."""

from __future__ import annotations

import itertools
import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLACE = re.compile(r"\{([\w-]+):([\w.-]+)\}")
"""A place in an argument: ``{cluster:oidcIssuerProfile.issuerUrl}`` is that value of the answer about ``cluster``."""

Answers = Mapping[str, Any]
"""What Azure answered about each resource, by the resource's key; absent ones are not in it."""


class Unknown(Exception):
    """A command names a value that is not known yet: the resource is not there."""


@dataclass(frozen=True)
class JsonFile:
    """An argument that names a file with this content. ``at``: as ``@FILE``, as some options want it."""

    content: Any
    at: bool = False


Argument = str | JsonFile


@dataclass(frozen=True)
class Command:
    """Arguments of ``az``, without what every call has."""

    arguments: tuple[Argument, ...]

    def filled(self, answers: Answers) -> Command:
        """Return the command with every place filled; raises Unknown."""
        return Command(tuple(fill(one, answers) for one in self.arguments))

    @property
    def words(self) -> tuple[str, ...]:
        """What names the command, before its first option: ``storage account show``."""
        texts = (one for one in self.arguments if isinstance(one, str))
        return tuple(itertools.takewhile(lambda one: not one.startswith("-"), texts))

    def written(self, folder: Path) -> list[str]:
        """Return the arguments with each file written into ``folder``."""
        arguments = []
        for number, one in enumerate(self.arguments):
            if isinstance(one, JsonFile):
                path = folder / f"{number}.json"
                path.write_text(json.dumps(one.content))
                arguments.append("@" * one.at + str(path))
            else:
                arguments.append(one)
        return arguments

    def __str__(self) -> str:
        """The command for a person; a file stands there as its content."""
        return shlex.join(
            ["az"]
            + [
                one if isinstance(one, str) else "@" * one.at + json.dumps(one.content)
                for one in self.arguments
            ]
        )


def az(*arguments: Argument | int) -> Command:
    """Return the command of these arguments."""
    return Command(tuple(str(one) if isinstance(one, int) else one for one in arguments))


def fill(value: Any, answers: Answers) -> Any:
    """Return ``value`` with every place in its texts filled; raises Unknown."""
    if isinstance(value, str):
        return PLACE.sub(lambda place: str(_known(answers, place[1], place[2])), value)
    if isinstance(value, JsonFile):
        return JsonFile(fill(value.content, answers), value.at)
    if isinstance(value, Mapping):
        return {name: fill(one, answers) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(fill(one, answers) for one in value)
    return value


def value_at(answer: Any, path: str) -> Any:
    """Return the value at a dotted path of an answer, None where there is none; a number counts in a list."""
    for part in path.split("."):
        if isinstance(answer, list) and part.isdecimal() and int(part) < len(answer):
            answer = answer[int(part)]
        elif isinstance(answer, Mapping):
            answer = answer.get(part)
        else:
            return None
    return answer


def _known(answers: Answers, key: str, path: str) -> Any:
    value = value_at(answers.get(key), path)
    if value is None:
        raise Unknown(f"{key}:{path}")
    return value
