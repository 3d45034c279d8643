"""Which commands there are, which of them are installed, and what brings the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from docai.runtime.errors import CallerError
from docai.starting import too_little_address_space

GROUP = "docai.commands"
"""The group of entry points by which a distribution brings a command: its name, and a module with `main` and `parser`."""


@dataclass(frozen=True, slots=True)
class Known:
    """A command of docai's own distributions: what it does, in a line, and the extra that brings it; none for docai alone.

    ``megabytes`` of address space are what its libraries need; 0: no more than Python itself.
    """

    name: str
    line: str
    extra: str = ""
    megabytes: int = 0

    @property
    def install(self) -> str:
        """Return the command that brings it."""
        return f"pip install '{f'docai[{self.extra}]' if self.extra else 'docai'}'"


KNOWN = (
    Known("items", "the Items of 10-K documents, in files"),
    Known("facts", "the figures of 10-K documents, in files"),
    Known("tables", "the tables of figures of 10-K documents, in files"),
    Known("cut", "one document of a submission in the lake", "lake", megabytes=1500),
    Known(
        "run",
        "the whole pipeline on this machine; --sample needs nothing else",
        "local",
        megabytes=2500,
    ),
    Known("query", "ask the tables of a lake in SQL", "local", megabytes=2500),
    Known("search", "find passages of a lake by words, and cite them", "local", megabytes=2500),
    Known("load", "fetch 10-K filings from EDGAR into a lake", "loader", megabytes=600),
    Known("coverage", "what is missing in a lake, and its repair", "loader", megabytes=600),
    Known("write", "write a lake's filings into Delta tables, with Spark", "spark", megabytes=1000),
    Known("pipeline", "compile, submit or schedule the Kubeflow pipeline", "kubeflow"),
    Known("spark-app", "run the writer on Kubernetes as a SparkApplication", "kubeflow"),
)
"""What `docai --help` lists, in this order, installed or not."""


@dataclass(frozen=True, slots=True)
class Command:
    """An installed command."""

    name: str
    line: str
    module: ModuleType

    @property
    def program(self) -> str:
        """Return how its own texts name it: ``data_loader.download_10k_raw``."""
        return str(getattr(self.module, "PROGRAM", self.module.__name__.removesuffix(".__main__")))

    @property
    def main(self) -> Callable[[Sequence[str]], int]:
        """Return what runs it."""
        found: Callable[[Sequence[str]], int] = self.module.main
        return found

    def parsers(self) -> Mapping[str, argparse.ArgumentParser]:
        """Return its options by its own commands; by the empty name where it has none."""
        if hasattr(self.module, "parsers"):
            own: Mapping[str, argparse.ArgumentParser] = self.module.parsers()
            return own
        return {"": self.module.parser()}


def installed() -> dict[str, EntryPoint]:
    """Return the commands that the installed distributions bring, by name."""
    return {each.name: each for each in entry_points(group=GROUP)}


def names(found: Iterable[str]) -> list[str]:
    """Return the names of all commands, known or ``found``, in the order of KNOWN."""
    return list(dict.fromkeys([*(each.name for each in KNOWN), *sorted(found)]))


def listing(found: Iterable[str]) -> str:
    """Return a line for each command: first those that are ``found``, then the others below what installs them."""
    there = set(found)
    lines = [_line(name) for name in names(there) if name in there]
    lacking = [each for each in KNOWN if each.name not in there]
    for install in dict.fromkeys(each.install for each in lacking):
        lines += ["", f"not installed; {install} brings:"]
        lines += [_line(each.name) for each in lacking if each.install == install]
    return "\n".join(lines)


def _line(name: str) -> str:
    line = next((each.line for each in KNOWN if each.name == name), "")
    return f"  {name:<10} {line}".rstrip()


def load(name: str, found: Mapping[str, EntryPoint]) -> Command:
    """Return an installed command; raises CallerError, which names what has to be installed, or says that space is too little."""
    known = next((each for each in KNOWN if each.name == name), Known(name, ""))
    if name not in found:
        raise CallerError(f"docai {name} is not installed here: {known.install}")
    narrow = too_little_address_space(known.megabytes)
    if narrow:
        raise CallerError(narrow)
    try:
        module = import_module(found[name].module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name == found[name].module:
            raise
        raise CallerError(
            f"docai {name} needs {error.name}, which is not installed here: {known.install}"
        ) from error
    return Command(name, known.line, module)
