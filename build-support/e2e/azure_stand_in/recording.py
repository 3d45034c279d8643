"""What the parsers of ``az`` take, as JSON: for tests that hold our commands to them where ``az`` is not installed."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
from collections.abc import Iterable
from typing import Any

Record = dict[str, dict[str, dict[str, Any]]]
"""By command (``storage account create``), by option: whether it is required, its values, how many arguments it takes."""

GLOBAL = frozenset({"--help", "--debug", "--verbose"})


def record(commands: Iterable[str]) -> Record:
    """Return what the installed ``az`` takes for these commands; raises KeyError for one that it does not have."""
    core = importlib.import_module("azure.cli.core")
    return {
        words: _options(core.get_default_cli(), words.split()) for words in sorted(set(commands))
    }


def _options(cli: Any, words: list[str]) -> dict[str, dict[str, Any]]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        cli.invoke([*words, "--help"])
    parser = cli.invocation.parser.subparsers[tuple(words[:-1])].choices[words[-1]]
    found: dict[str, dict[str, Any]] = {}
    for action in parser._actions:
        names = [name for name in action.option_strings if name.startswith("--")]
        if not names or action.help == argparse.SUPPRESS or GLOBAL & set(names):
            continue
        kept: dict[str, Any] = {}
        if action.required:
            kept["required"] = names[0]
        if action.choices:
            kept["values"] = sorted(str(one) for one in action.choices)
        if action.nargs is not None:
            kept["arguments"] = action.nargs
        for name in names:
            found[name] = kept
    return found
