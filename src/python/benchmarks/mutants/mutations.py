"""One-line changes to the rules of a room, each applied to the loaded modules."""

from __future__ import annotations

import ast
import dis
import functools
import gc
import importlib
import inspect
import pkgutil
import re
import sys
import types
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

OURS = ("docai", "data_loader", "spark_delta", "spark_job", "kf_pipeline", "local_pipeline")
_NOT_RULES = frozenset(("model", "__main__", "reader", "report"))
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_THRESHOLD = re.compile(r"_?[A-Z][A-Z0-9_]+")


Line = tuple[str, int]
"""A line of a file, from 1."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: ``name`` is what is changed in ``module``, ``apply`` makes it in the running process.

    ``lines`` returns those of functions where what is changed stands, or is named.
    """

    module: str
    name: str
    change: str
    apply: Callable[[], None]
    lines: Callable[[], Collection[Line]]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}: {self.change}"


def mutants_of(room: str) -> list[Mutant]:
    """Return every mutant of every module with rules of the package ``room``, in order."""
    package = importlib.import_module(room)
    return [
        mutant
        for found in pkgutil.walk_packages(package.__path__, f"{room}.")
        if not found.ispkg and not _is_left_out(found.name.rpartition(".")[2])
        for mutant in _of_module(importlib.import_module(found.name))
    ]


def _is_left_out(name: str) -> bool:
    return name in _NOT_RULES or name.endswith("_test")


def _of_module(module: types.ModuleType) -> Iterator[Mutant]:
    for name, value in list(vars(module).items()):
        for change, other in _others(module, name, value):
            yield Mutant(
                module.__name__,
                name,
                change,
                functools.partial(_put_everywhere, value, other),
                functools.partial(_naming, value),
            )
    yield from _of_conditions(module)


def _others(module: types.ModuleType, name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield the values that a rule of ``module`` may be changed to, each with what the change is."""
    source = inspect.getsource(module)
    if not _THRESHOLD.fullmatch(name) or not re.search(rf"^{name}\b", source, re.M):
        return
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        for dropped, pattern in _without_an_alternative(value.pattern):
            try:
                yield f"without {dropped!r}", re.compile(pattern, value.flags & ~re.U)
            except re.error:
                continue
    elif isinstance(value, frozenset):
        for member in sorted(value, key=str):
            yield f"without {member!r}", value - {member}
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value} doubled", value * 2
        yield f"{value} halved", type(value)(value / 2)


def _without_an_alternative(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield each alternative of ``pattern`` with the pattern that lacks it."""
    groups: list[list[int]] = [[0]]
    in_class = False
    at = 0
    while at <= len(pattern):
        char = pattern[at : at + 1]
        if char == "\\":
            at += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            # a bracket right behind the opening one is a member
            member = _MEMBER.match(pattern, at + 1)
            at += len(member[0]) if member else 0
        elif char == "(":
            groups.append([_after_opening(pattern, at)])
        elif char == "|":
            groups[-1].append(at + 1)
        elif char in (")", ""):
            starts = groups.pop()
            if len(starts) > 1:
                ends = [*(start - 1 for start in starts[1:]), at]
                for start, end in zip(starts, ends, strict=True):
                    whole = (start, end + 1) if start == starts[0] else (start - 1, end)
                    yield pattern[start:end], pattern[: whole[0]] + pattern[whole[1] :]
            if char == "":
                return
        at += 1


_MEMBER = re.compile(r"\^?\]")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|<[=!]|[=!:>]|[a-z]+:))?")


def _after_opening(pattern: str, at: int) -> int:
    opening = _OPENING.match(pattern, at)
    assert opening is not None
    return opening.end()


def _put_everywhere(value: object, other: object) -> None:
    """Put ``other`` in the place of ``value`` in every loaded module of ours, and in the dictionaries there."""
    for module, key, held in _holders(value):
        if held is value:
            setattr(module, key, other)
        elif isinstance(held, dict):
            held.update({one: other for one, kept in held.items() if kept is value})


def _naming(value: object) -> set[Line]:
    """Return the lines that name a variable that is ``value``, or a dictionary that holds it."""
    found: set[Line] = set()
    for module, key, _ in _holders(value):
        found |= _by_name(module).get(key, set())
    return found


def _holders(value: object) -> list[tuple[types.ModuleType, str, object]]:
    """Return the variables of the loaded modules of ours that are ``value`` or a dictionary that holds it."""
    return [
        (module, key, held)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in OURS
        for key, held in list(vars(module).items())
        if held is value
        or (
            isinstance(held, dict)
            and not key.startswith("__")
            and any(kept is value for kept in held.values())
        )
    ]


@functools.cache
def _by_name(module: types.ModuleType) -> dict[str, set[Line]]:
    """Return, for each global name that the functions of ``module`` use, the lines where they do."""
    file = module.__file__ or ""
    found: dict[str, set[Line]] = {}
    for code in _codes(compile(inspect.getsource(module), file, "exec")):
        for step in dis.get_instructions(code):
            if step.opname == "LOAD_GLOBAL" and step.positions and step.positions.lineno:
                found.setdefault(step.argval, set()).add((file, step.positions.lineno))
    return found


def _of_conditions(module: types.ModuleType) -> Iterator[Mutant]:
    """Yield a mutant for each comparison and condition in the functions of ``module``."""
    source = inspect.getsource(module)
    _functions_of(module.__file__ or "")
    sites = len(_sites(ast.parse(source)))
    for site in range(sites):
        tree = ast.parse(source)
        node, turn = _sites(tree)[site]
        before = ast.unparse(node)
        line = getattr(node, "lineno", 0)
        function = _function_at(tree, line)
        if function is None:
            continue
        turn()
        after = ast.unparse(node)
        change = f"line {line}: {before!r} is {after if after != before else 'negated'!r}"
        code = compile(ast.fix_missing_locations(tree), module.__file__ or "", "exec")
        here = [(module.__file__ or "", line)]
        yield Mutant(
            module.__name__,
            function,
            change,
            functools.partial(_put_code, module, function, code),
            functools.partial(list, here),
        )


def _sites(tree: ast.AST) -> list[tuple[ast.AST, Callable[[], None]]]:
    """Return the places of a module that can be turned round, in order, each with what does it."""
    sites: list[tuple[ast.AST, Callable[[], None]]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
            turned = _TURNED[type(node.ops[0])]()
            sites.append((node, functools.partial(node.ops.__setitem__, 0, turned)))
        elif isinstance(node, ast.BoolOp):
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            sites.append((node, functools.partial(setattr, node, "op", other)))
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            negated = ast.UnaryOp(ast.Not(), node.test)
            sites.append((node.test, functools.partial(setattr, node, "test", negated)))
    return sites


def _function_at(tree: ast.Module, line: int) -> str | None:
    """Return the qualified name of the function or method that holds a line."""
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for member in members:
            if isinstance(member, ast.FunctionDef) and member.lineno <= line <= (
                member.end_lineno or 0
            ):
                return f"{node.name}.{member.name}" if isinstance(node, ast.ClassDef) else member.name  # fmt: skip
    return None


@functools.cache
def _functions_of(file: str) -> list[types.FunctionType]:
    """Return the functions made of ``file`` so far, also those that a decorator wraps or that a call has made."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, types.FunctionType) and one.__code__.co_filename == file
    ]


def _put_code(module: types.ModuleType, function: str, code: types.CodeType) -> None:
    """Give a function, and those made in it, the code that they have in the compiled module ``code``."""
    changed = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    held = [
        one
        for one in _functions_of(module.__file__ or "")
        if f"{one.__code__.co_qualname}.".startswith(f"{function}.")
    ]
    if not held:
        raise LookupError(function)
    for one in held:
        one.__code__ = changed[one.__code__.co_qualname, one.__code__.co_firstlineno]


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield const
            yield from _codes(const)
