"""Run a command of docai by its name: ``docai items FILE``; ``docai --help`` lists them."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import difflib
import sys
from collections.abc import Sequence
from contextlib import suppress

from docai.command.commands import installed, listing, load, names
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import called_as, run_program
from docai.version import VERSION

_USAGE = """\
usage: docai COMMAND [options]

{commands}

docai COMMAND --help lists a command's options, docai --version the version.
Completion: docai completion bash | zsh | fish prints a script, as in
  eval "$(docai completion bash)"
"""


def main(argv: Sequence[str]) -> ExitCode:
    """Run the command that ``argv`` names; raises DocaiError."""
    name, rest = (argv[0], argv[1:]) if argv else ("--help", ())
    if name in ("-h", "--help", "help"):
        sys.stdout.write(usage())
        return ExitCode.DONE
    if name == "--version":
        sys.stdout.write(f"docai {VERSION}\n")
        return ExitCode.DONE
    if name == "completion":
        return _complete(rest)
    found = installed()
    known = names(found)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise CallerError(f"docai has no command {name!r}; {meant} (see docai --help)")
    command = load(name, found)
    with called_as(command.program, f"docai {name}"):
        return ExitCode(command.main(rest))


def usage() -> str:
    """Return the list of commands, a line each."""
    return _USAGE.format(commands=listing(installed()))


def _complete(argv: Sequence[str]) -> ExitCode:
    # Here alone: it costs a tenth of a second, and every command would wait for it.
    from docai.command.completion import SHELLS, script

    if len(argv) != 1 or argv[0] not in SHELLS:
        raise CallerError(f"docai completion takes the name of a shell: {', '.join(SHELLS)}")
    found = installed()
    loaded = []
    for name in names(found):
        with suppress(
            CallerError
        ):  # what is not there, or lacks a library, says so when it is called
            loaded.append(load(name, found))
    sys.stdout.write(script(argv[0], loaded))
    return ExitCode.DONE


def run() -> None:
    """Run the program with the command line's arguments, and end with its exit code."""
    run_program(main)


if __name__ == "__main__":
    run()
