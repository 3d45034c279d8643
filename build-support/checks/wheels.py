"""What wheels say of themselves."""

from __future__ import annotations

import ast
import configparser
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from functools import cached_property
from pathlib import Path

GROUP = "docai.commands"
NAME = re.compile(r"[A-Za-z0-9._-]+")
"""The name that begins a requirement: ``azure-core>=1.32; extra == "azure"``."""


class Failed(Exception):
    """A check that did not hold; the text says what was seen."""


@dataclass(frozen=True)
class Wheel:
    """A wheel, by its file."""

    path: Path

    @cached_property
    def metadata(self) -> Message:
        return Parser().parsestr(self._read("METADATA"))

    @property
    def name(self) -> str:
        return str(self.metadata["Name"])

    @property
    def version(self) -> str:
        return str(self.metadata["Version"])

    @cached_property
    def files(self) -> list[str]:
        """The files that it puts into an environment, but its metadata."""
        with zipfile.ZipFile(self.path) as archive:
            return [name for name in archive.namelist() if ".dist-info/" not in name]

    def imports(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each import with its file: the names that may be its module, the longest first."""
        with zipfile.ZipFile(self.path) as archive:
            for file in self.files:
                if not file.endswith(".py"):
                    continue
                for node in ast.walk(ast.parse(archive.read(file))):
                    if isinstance(node, ast.Import):
                        yield from ((file, (each.name,)) for each in node.names)
                    elif isinstance(node, ast.ImportFrom) and node.module:
                        for each in node.names:
                            yield file, (f"{node.module}.{each.name}", node.module)

    def lines(self) -> list[str]:
        """Return its requirements as they stand."""
        return list(self.metadata.get_all("Requires-Dist") or [])

    def requires(self, extra: str = "") -> set[str]:
        """Return the names of what it requires, always or with an extra."""
        of_it = f'extra == "{extra}"'
        chosen = (
            line for line in self.lines() if (of_it in line if extra else "extra" not in line)
        )
        return {found[0] for line in chosen if (found := NAME.match(line))}

    @cached_property
    def commands(self) -> Mapping[str, str]:
        """The commands that it brings, with their modules."""
        read = configparser.ConfigParser()
        read.read_string(self._read("entry_points.txt"))
        return dict(read[GROUP]) if GROUP in read else {}

    def known_commands(self) -> dict[str, str]:
        """Return docai's list of commands, with the extra that brings each: KNOWN of docai/command/commands.py."""
        with zipfile.ZipFile(self.path) as archive:
            tree = ast.parse(archive.read("docai/command/commands.py"))
        calls = [
            [str(ast.literal_eval(each)) for each in node.args]
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Known"
            if all(isinstance(each, ast.Constant) for each in node.args)
        ]
        return {name: "".join(rest[1:]) for name, *rest in calls}

    def _read(self, name: str) -> str:
        with zipfile.ZipFile(self.path) as archive:
            found = [each for each in archive.namelist() if each.endswith(f".dist-info/{name}")]
            return archive.read(found[0]).decode() if found else ""


def read_wheels(folder: Path) -> list[Wheel]:
    """Return the wheels of the newest build in a folder. Raises Failed when docai's is not there."""
    own = max(folder.glob("docai-*.whl"), key=lambda path: path.stat().st_mtime, default=None)
    if own is None:
        raise Failed(f"{folder} holds no wheel of docai: ./pants package ::")
    ending = own.name.removeprefix("docai")
    return [Wheel(path) for path in sorted(folder.glob(f"*{ending}"))]
