"""The script with which a shell completes `docai`: made once by shtab from the parsers, so that TAB starts no Python."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

import shtab

from docai.command.commands import Command
from docai.runtime.program import called_as

SHELLS = ("bash", "zsh", "fish")


def script(shell: str, commands: Iterable[Command]) -> str:
    """Return the script of ``shell`` for these commands, with their options and what they choose from."""
    whole = argparse.ArgumentParser(prog="docai")
    whole.add_argument("--version", action="store_true", help="show the version")
    names = whole.add_subparsers()
    for each in commands:
        with called_as(each.program, f"docai {each.name}"):
            parsers = each.parsers()
        if set(parsers) == {""}:
            _add(names, each.name, each.line, parsers[""])
        else:
            inner = names.add_parser(each.name, help=each.line).add_subparsers()
            for name, parser in parsers.items():
                _add(inner, name, parser.description or "", parser)
    chosen = names.add_parser("completion", help="print the completion script of a shell")
    chosen.add_argument("shell", choices=SHELLS)
    return shtab.complete(whole, shell=shell)


def _add(
    names: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    line: str,
    parser: argparse.ArgumentParser,
) -> None:
    names.add_parser(name, help=line, parents=[parser], add_help=False)
