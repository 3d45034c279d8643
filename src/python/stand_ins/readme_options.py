"""The table of a program's options in a README, made from its parser and held to it by a test.

A README has the table between two marks. ``python -m stand_ins.readme_options FILE MODULE[:FUNCTION]`` writes it there;
FUNCTION returns the parser (default: ``parser``).
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from pathlib import Path

from docai.runtime.options import OptionParser

BEGIN, END = "<!-- options -->", "<!-- end of options -->"
_BETWEEN = re.compile(f"{BEGIN}\n.*?{END}", re.S)
_SUFFIX = re.compile(r" \[(\w+)(?:; default (.*?))?(; required)?\]$")


def options_table(parser: OptionParser) -> str:
    """Return every option of ``parser`` as a Markdown table: name, default, meaning; groups in the order of the help."""
    lines = ["| option | default | |", "|---|---|---|"]
    first = (parser._positionals, parser._optionals)
    for group in parser._action_groups:
        if group not in first:
            lines.append(f"| *{group.title}* | | |")
        lines += filter(None, map(_row, group._group_actions))
    return "\n".join(lines)


def _row(action: argparse.Action) -> str | None:
    flag = next((flag for flag in action.option_strings if flag.startswith("--")), None)
    if flag in (None, "--help", "--version"):
        return None
    text = (action.help or "").replace("%%", "%").replace("|", "\\|")
    said = _SUFFIX.search(text)
    default = "required" if said and said[3] else (said[2] or "") if said else ""
    return f"| `{flag}` | {default} | {_SUFFIX.sub('', text)} |"


def with_table(readme: str, parser: OptionParser) -> str:
    """Return ``readme`` with the table as it is now; raises ValueError where it has no place for it."""
    if not _BETWEEN.search(readme):
        raise ValueError(f"the README lacks a line {BEGIN} and a line {END} after it")
    return _BETWEEN.sub(lambda _: f"{BEGIN}\n{options_table(parser)}\n{END}", readme)


def unknown_options(readme: str, *parsers: OptionParser) -> set[str]:
    """Return the options that ``readme`` names in code and that none of ``parsers`` has."""
    known = {
        flag for parser in parsers for action in parser._actions for flag in action.option_strings
    }
    code = re.findall(r"```.*?```|`[^`\n]+`|^    .*$", readme, re.S | re.M)
    named = {flag for part in code for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+", part)}
    return named - known


def main(argv: list[str]) -> None:
    """Write the table into the README."""
    module, _, function = argv[1].partition(":")
    path = Path(argv[0])
    parser = getattr(importlib.import_module(module), function or "parser")()
    path.write_text(with_table(path.read_text(encoding="utf-8"), parser), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
