"""The linter `docai-house`: is each thing said in every place that must know of it, and if not, which command helps?

- A component has a README, and its line in `known-first-party` of pyproject.toml.
- What requirements.txt asks for, the lock answers; what a module imports, requirements.txt asks for.
- The file LICENSE and its name in build-support/macros/license.py are there together.
- A module that a README names is there.
- A test that has text nested deep parsed holds the collector (`stand_ins.collector` says why).

Pants stops at the second too, but in the words of its parts; this linter needs no lock, and runs where they fail.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath

from pants.backend.python.dependency_inference.default_module_mapping import DEFAULT_MODULE_MAPPING
from pants.core.goals.lint import LintFilesRequest, LintResult
from pants.core.util_rules.partitions import Partitions
from pants.engine.fs import DigestContents, PathGlobs
from pants.engine.rules import Get, collect_rules, rule
from pants.option.option_types import SkipOption
from pants.option.subsystem import Subsystem

from docai_house.rooms import ROOTS

REQUIREMENTS = "3rdparty/python/requirements.txt"
LOCK = "3rdparty/python/requirements.lock"
RENEW = "./pants run 3rdparty/python:lock"
LICENSE_NAME = "build-support/macros/license.py"
PLACES = (
    "LICENSE",
    LICENSE_NAME,
    "pants.toml",
    "pyproject.toml",
    REQUIREMENTS,
    LOCK,
    "3rdparty/python/BUILD",
    "src/python/*/BUILD",
    *(f"{root}/**/README.md" for root in ROOTS),
    *(f"{root}/**/*.py" for root in ROOTS),
)
_NAMED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.M)
"""A line that asks for a library, or answers: ``kfp==2.17.3``."""
_IMPORT = re.compile(r"^[ ]*(?:from|import) (\w+)", re.M)
_MODULES = re.compile(r'"([\w.-]+)": \[([^\]]*)\]')
"""A line of module_mapping in 3rdparty/python/BUILD."""
_FILE = re.compile(r"`([\w/]+\.py)`")
"""A file that a README names: `commit/committer.py`."""
_RUN = re.compile(r"`?python -m ([a-z_]+(?:\.\w+)+)")
"""A module that a README runs."""
_TEXT = re.compile(r'"([\w.]+)"')
_NESTED = re.compile(r"""(?:\[|\{"\w+":)['"] \* [\d_]{4,}""")
"""Text nested deep: b"[" * 100_000, '{"a":' * 100_000."""
_SINCE = frozenset({"tomllib"})
"""Modules of Python 3.11 that the Python of Pants may lack."""


def faults(files: Mapping[str, str]) -> list[str]:
    """Return a sentence for each thing that is not said where it must be; ``files`` are those of PLACES, by path."""
    return [
        *_components(files),
        *_unlocked(files),
        *_unowned(files),
        *_license(files),
        *_gone(files),
        *_collected(files),
    ]


def _components(files: Mapping[str, str]) -> Iterable[str]:
    listed = _TEXT.findall(_between(files["pyproject.toml"], "known-first-party = [", "]"))
    for path, text in sorted(files.items()):
        if PurePath(path).name != "BUILD" or "\ncomponent(" not in "\n" + text:
            continue
        folder = PurePath(path).parent
        if not files.get(f"{folder}/README.md", "").strip():
            yield f"{folder} has no README.md: say in a few lines what belongs there and how it is run"
        if folder.name not in listed:
            yield f"{folder} is not in known-first-party of pyproject.toml: add {folder.name!r} there"


def _unlocked(files: Mapping[str, str]) -> Iterable[str]:
    locked = {_normal(name) for name in _NAMED.findall(files[LOCK])}
    for name in _NAMED.findall(files[REQUIREMENTS]):
        if _normal(name) not in locked:
            yield f"{REQUIREMENTS} asks for {name}, which the lock does not name: {RENEW}"


def _unowned(files: Mapping[str, str]) -> Iterable[str]:
    known = _standard_modules() | set(_libraries(files)) | _own(files)
    known |= set(_TEXT.findall(_between(files["pants.toml"], "ignored_unowned_imports = [", "\n]")))
    for path, text in sorted(files.items()):
        if path.endswith(".py") and path.startswith(tuple(f"{root}/" for root in ROOTS)):
            for module in dict.fromkeys(_IMPORT.findall(_code(text))):
                if module not in known:
                    yield (
                        f"{path} imports {module}, which no line of {REQUIREMENTS} brings: add its library there, with the "
                        f"reason, and run {RENEW}; where the library has another name, 3rdparty/python/BUILD says so"
                    )


def _libraries(files: Mapping[str, str]) -> Iterable[str]:
    """Yield the modules, at their top level, of what requirements.txt asks for."""
    said = {
        _normal(name): _TEXT.findall(modules)
        for name, modules in _MODULES.findall(files["3rdparty/python/BUILD"])
    }
    for name in _NAMED.findall(files[REQUIREMENTS]):
        normal = _normal(name)
        modules = said.get(normal) or DEFAULT_MODULE_MAPPING.get(normal) or (normal,)
        if callable(modules):
            modules = (normal,)
        for module in modules:
            yield module.partition(".")[0].replace("-", "_")


def _own(files: Mapping[str, str]) -> set[str]:
    return {
        path[len(root) + 1 :].partition("/")[0].removesuffix(".py")
        for root in ROOTS
        for path in files
        if path.startswith(root + "/")
    }


def _license(files: Mapping[str, str]) -> Iterable[str]:
    named = bool(re.search(r'return "[^"]', files[LICENSE_NAME]))
    there = "LICENSE" in files
    if there and not named:
        yield f"LICENSE is there: write its SPDX expression into {LICENSE_NAME}, and wheels carry both"
    if named and not there:
        yield f"{LICENSE_NAME} names a licence: put its text into LICENSE beside README.md"


def _gone(files: Mapping[str, str]) -> Iterable[str]:
    """Yield what READMEs say of modules of ours that are not there."""
    code = ["/" + path for path in files if path.endswith(".py")]
    own = _own(files)
    for path, text in sorted(files.items()):
        if PurePath(path).name != "README.md":
            continue
        named = [f"/{name}" for name in _FILE.findall(text)]
        run = [module for module in _RUN.findall(text) if module.partition(".")[0] in own]
        for module in run:
            inside = "/" + module.replace(".", "/")
            if not any(each.endswith((f"{inside}.py", f"{inside}/__main__.py")) for each in code):
                yield f"{path} runs {module}, which is not there"
        for name in named:
            if not any(each.endswith(name) for each in code):
                yield f"{path} names {name[1:]}, which is not there"


def _collected(files: Mapping[str, str]) -> Iterable[str]:
    """Yield tests in which the collector can run deep in a parser."""
    for path, text in sorted(files.items()):
        if path.endswith("_test.py") and _NESTED.search(text) and "collector_held()" not in text:
            yield f"{path} has text nested deep parsed: mark the test with stand_ins.collector.collector_held()"


def _between(text: str, begin: str, end: str) -> str:
    return text.partition(begin)[2].partition(end)[0]


def _code(text: str) -> str:
    """Return Python without its longer strings, whose lines may begin like an import."""
    return re.sub(r'""".*?"""|\'\'\'.*?\'\'\'', '""', text, flags=re.S)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _standard_modules() -> Collection[str]:
    names = getattr(sys, "stdlib_module_names", None)  # from Python 3.10 on
    if names is None:
        folder = sysconfig.get_paths()["stdlib"]
        below = [each for _, _, found in os.walk(folder + "/lib-dynload") for each in found]
        names = {each.partition(".")[0] for each in (*os.listdir(folder), *below)}
        names |= set(sys.builtin_module_names)
    return set(names) | _SINCE


class House(Subsystem):
    options_scope = "docai-house"
    name = "docai-house"
    help = "Whether each thing is said in every place that must know of it."
    skip = SkipOption("lint")


class HouseRequest(LintFilesRequest):
    tool_subsystem = House


@rule
async def partition(request: HouseRequest.PartitionRequest, house: House) -> Partitions[str, None]:
    # One file stands for all: what is checked is the house, whichever was asked for.
    every = sorted(request.files)[:1]
    return Partitions() if house.skip or not every else Partitions.single_partition(every)


@rule(desc="Check the house")
async def check_house(request: HouseRequest.Batch) -> LintResult:
    contents = await Get(DigestContents, PathGlobs, PathGlobs(PLACES))
    found = faults({each.path: each.content.decode() for each in contents})
    return LintResult(int(bool(found)), "\n".join(found), "", linter_name="docai-house")


def rules() -> list[object]:
    return [*collect_rules(), *HouseRequest.rules()]
