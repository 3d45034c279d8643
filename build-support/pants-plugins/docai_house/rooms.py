"""The linter `rooms`: is the house still one that a newcomer can walk through?

- A folder holds at most 15 modules, a module at most 300 lines. Tests count by their lines only.
- Modules import one another without a circle.
- Of the rooms of one folder, each imports the others in one direction only. Where `CORRIDORS` gives the order in which data
  goes through them, a room imports only those before it.
- A module that is run (`python -m`) answers Ctrl-C before its slow imports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from pants.core.goals.lint import LintFilesRequest, LintResult
from pants.core.util_rules.partitions import Partitions
from pants.engine.fs import DigestContents, PathGlobs
from pants.engine.rules import Get, collect_rules, rule
from pants.option.option_types import SkipOption
from pants.option.subsystem import Subsystem

MOST_MODULES = 15
MOST_LINES = 300
ROOTS = (
    "src/python",
    "build-support/checks",
    "build-support/e2e",
    "build-support/release",
    "deploy/azure",
)
CORRIDORS = {
    "docai": (
        "report",
        "runtime",
        "filing",
        "lake",
        "delta",
        "cluster",
        "document",
        "tenk",
        "xbrl",
        "exhibits",
        "command",
    ),
    "docai.tenk": ("headings", "pointers", "outline", "structure"),
    "docai.xbrl": ("formats", "inline", "tables", "show"),
    "data_loader": ("edgar", "store", "selection", "fetch", "record", "audit", "watch"),
    "spark_delta": (
        "tables",
        "delta_access",
        "plan",
        "spark",
        "read",
        "commit",
        "report",
        "edition",
        "testing",
    ),
    "spark_job": ("jobs", "options", "watch", "attempts", "record", "run_report"),
}
_IMPORT = re.compile(r"^[ ]*(?:from ([\w.]+) import (\([^)]*\)|.+)|import ([\w.]+))", re.M)
_NAME = re.compile(r"(\w+)(?: as \w+)?")
_IS_RUN = re.compile(r"^    run(?:_program)?\(.*\)\n\Z", re.M)
_QUICK_IMPORT = re.compile(
    r"from (?:__future__|collections|contextlib|importlib|pathlib|typing)\b|import (?:sys|logging|os)$"
)


@dataclass(frozen=True)
class Module:
    """A module by its dotted name, with the modules of the tree that it imports."""

    name: str
    path: str
    lines: int
    imports: frozenset[str]

    @property
    def is_test(self) -> bool:
        return self.path.endswith(("_test.py", "conftest.py"))

    @property
    def is_package(self) -> bool:
        return self.path.endswith("/__init__.py")

    @property
    def room(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]


def modules(sources: Mapping[str, str]) -> list[Module]:
    """Return the modules of these files, by path, with what they import of one another."""
    names = {name: path for path in sources for name in [_name(path)] if name}
    return [
        Module(name, path, sources[path].count("\n"), frozenset(_imports(sources[path], names)))
        for name, path in sorted(names.items())
    ]


def _name(path: str) -> str:
    for root in ROOTS:
        if path.startswith(root + "/"):
            dotted = path[len(root) + 1 : -len(".py")].replace("/", ".")
            return re.sub(r"\.__init__$", "", dotted)
    return ""


def _imports(source: str, names: Mapping[str, str]) -> Iterable[str]:
    for module, imported, plain in _IMPORT.findall(source):
        for name in _NAME.findall(imported.partition("#")[0]) if module else ():
            whole = f"{module}.{name}"
            if whole in names or module in names:
                yield whole if whole in names else module
        if plain in names:
            yield plain


def faults(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each rule that the files, given by path, break."""
    every = modules(sources)
    shipped = [each for each in every if not each.is_test]
    return [
        *_too_large(every, shipped),
        *_circles(shipped),
        *_upwards(shipped),
        *_slow_to_answer(sources),
    ]


def _slow_to_answer(sources: Mapping[str, str]) -> Iterable[str]:
    """Tell the programs of src/python that show a traceback when Ctrl-C is pressed while they import."""
    for path, source in sorted(sources.items()):
        if not path.startswith("src/python/") or "/benchmarks/" in path:
            continue
        if not _IS_RUN.search(source):
            continue
        before, answers, _ = source.partition("    answer_stops()\n")
        slow = [
            line
            for line in before.splitlines()
            if line.startswith(("from ", "import ")) and not _QUICK_IMPORT.match(line)
        ]
        if slow or not answers:
            yield f"{path} is run: call docai.starting.answer_stops before its imports, as the other entries do"


def _too_large(every: list[Module], shipped: list[Module]) -> Iterable[str]:
    for each in every:
        if each.lines > MOST_LINES:
            yield f"{each.path} has {each.lines} lines: split it by concern, {MOST_LINES} at most"
    folders = defaultdict(int)
    for each in shipped:
        folders[str(PurePath(each.path).parent)] += not each.is_package
    for folder, count in sorted(folders.items()):
        if count > MOST_MODULES:
            yield f"{folder} holds {count} modules: make rooms, {MOST_MODULES} at most"


def _circles(shipped: list[Module]) -> Iterable[str]:
    left = {each.name: set(each.imports) - {each.name} for each in shipped}
    while True:
        # What imports nothing that is left is in no circle; nor is what nothing left imports.
        imported = set().union(*left.values()) if left else set()
        free = {name for name, imports in left.items() if not imports & left.keys()}
        free |= left.keys() - imported
        if not free:
            break
        for name in free:
            del left[name]
    if left:
        yield f"modules import one another in a circle: {', '.join(sorted(left))}"


def _upwards(shipped: list[Module]) -> Iterable[str]:
    seen = defaultdict(list)
    for each in shipped:
        for other in each.imports:
            mine, theirs = each.name.split("."), other.split(".")
            depth, shorter = 0, min(len(mine), len(theirs))
            while depth < shorter and mine[depth] == theirs[depth]:
                depth += 1
            if not depth or depth + 1 >= len(theirs) or depth >= len(mine):
                continue  # of another component, or a module of a folder above
            parent = ".".join(mine[:depth])
            if each.room != parent:
                seen[parent, mine[depth], theirs[depth]].append(f"{each.name} imports {other}")
    for (parent, room, other), how in sorted(seen.items()):
        order = CORRIDORS.get(parent, ())
        if room in order and other in order:
            wrong = order.index(room) < order.index(other)
        else:
            wrong = (parent, other, room) in seen
        if wrong:
            yield f"{parent}: {room} may not import {other}: {'; '.join(sorted(how))}"


class Rooms(Subsystem):
    options_scope = "rooms"
    name = "rooms"
    help = "Sizes of folders and modules, and the direction of imports."
    skip = SkipOption("lint")


class RoomsRequest(LintFilesRequest):
    tool_subsystem = Rooms


@rule
async def partition(request: RoomsRequest.PartitionRequest, rooms: Rooms) -> Partitions[str, None]:
    python = sorted(path for path in request.files if path.endswith(".py"))
    # One of them stands for all: what is checked is the house, whichever file was asked for.
    return Partitions() if rooms.skip or not python else Partitions.single_partition(python[:1])


@rule(desc="Check the rooms")
async def check_rooms(request: RoomsRequest.Batch) -> LintResult:
    globs = PathGlobs([f"{root}/**/*.py" for root in ROOTS])
    contents = await Get(DigestContents, PathGlobs, globs)
    found = faults({each.path: each.content.decode() for each in contents})
    return LintResult(int(bool(found)), "\n".join(found), "", linter_name="rooms")


def rules() -> list[object]:
    return [*collect_rules(), *RoomsRequest.rules()]
