"""``compile``, ``submit`` and ``schedule``: the pipeline's command line."""

from __future__ import annotations

import argparse
import difflib
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kfp import compiler

from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, seconds
from docai.runtime.program import as_called
from docai.runtime.streams import tell
from kf_pipeline.command_options import (
    IMAGE_PARAMETERS,
    compile_options,
    options,
    order,
    service_options,
)
from kf_pipeline.errors import BadPipeline
from kf_pipeline.parameters import grouped_name, known_flags
from kf_pipeline.service.connection import Connection
from kf_pipeline.service.rhythm import cron
from kf_pipeline.service.service import Made, Rhythm, Service
from kf_pipeline.task_settings import CompileOptions

PACKAGE = "docai_data_pipeline.yaml"
PROGRAM = "kf_pipeline.docai_pipeline"
COMMANDS = ("compile", "submit", "schedule")
USAGE = """\
usage: kf_pipeline.docai_pipeline [compile | submit | schedule] [options]

  (nothing)  write docai_data_pipeline.yaml to the current folder
  compile    the same, with other images, retries or limits, or for kfp.local
  submit     start one run at a pipeline service
  schedule   have it run regularly: no overlap, no catch-up

Each has its own --help.
"""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Commands:
    """The commands over one pipeline: as KFP's SDK has it, and as it is to be compiled with these options."""

    pipeline: Any
    compiled_as: Callable[[CompileOptions], Any]

    def main(self, argv: Sequence[str]) -> ExitCode:
        """Run the command that ``argv`` names; raises DocaiError."""
        command, rest = (argv[0], argv[1:]) if argv and not argv[0].startswith("-") else ("", argv)
        if not command and {"-h", "--help"} & set(rest):
            sys.stdout.write(as_called(USAGE))
            return ExitCode.DONE
        if command in ("", "compile"):
            return self.compile(rest, f"{PROGRAM} {command}".rstrip())
        if command == "submit":
            return self.submit(rest)
        if command == "schedule":
            return self.schedule(rest)
        near = difflib.get_close_matches(command, COMMANDS, n=1)
        raise BadPipeline(
            f"no such command: {command!r}; "
            + (f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}")
        )

    def compile(self, argv: Sequence[str], program: str = f"{PROGRAM} compile") -> ExitCode:
        """Write the compiled pipeline; print its path."""
        given = _compile_parser(program).parse(argv)
        written = self.write(options(given, local=given.local), given.output)
        tell(str(written))
        return ExitCode.DONE

    def submit(self, argv: Sequence[str]) -> ExitCode:
        """Start one run; print its id, and on stderr its address."""
        given = self._submit_parser().parse(known_flags(argv))
        with tempfile.TemporaryDirectory(prefix="docai-") as folder:
            package = self.write(options(given, local=False), Path(folder) / PACKAGE)
            run = _service(given).submit(order(given, package, self.pipeline.component_spec.inputs))
        _tell("run %s is started", run, "run")
        return ExitCode.DONE

    def schedule(self, argv: Sequence[str]) -> ExitCode:
        """Make a schedule; print its id, and on stderr its address."""
        given = self._schedule_parser().parse(known_flags(argv))
        if (given.cron is None) == (given.every is None):
            raise BadPipeline("say when: give either --cron '0 0 2 * * *' or --every 24h")
        if given.every is not None and given.every < 60:
            raise BadPipeline(f"--every {given.every:g} s is too often: at least 60s")
        rhythm = Rhythm(given.cron, None if given.every is None else int(given.every))
        with tempfile.TemporaryDirectory(prefix="docai-") as folder:
            package = self.write(options(given, local=False), Path(folder) / PACKAGE)
            made = _service(given).schedule(
                order(given, package, self.pipeline.component_spec.inputs),
                rhythm,
                replace=given.replace,
            )
        _tell("schedule %s stands", made, "schedule")
        return ExitCode.DONE

    def parsers(self) -> dict[str, OptionParser]:
        """Return the options of each command."""
        return {
            "compile": _compile_parser(f"{PROGRAM} compile"),
            "submit": self._submit_parser(),
            "schedule": self._schedule_parser(),
        }

    def _submit_parser(self) -> OptionParser:
        parser = OptionParser(f"{PROGRAM} submit", "Start one run of the pipeline.")
        service_options(parser, self.pipeline.component_spec.inputs)
        return parser

    def _schedule_parser(self) -> OptionParser:
        parser = OptionParser(
            f"{PROGRAM} schedule",
            "Run the pipeline regularly: no overlap, no catch-up.",
        )
        parser.option(
            "--cron",
            type=cron,
            help="cron expression: '0 2 * * *', or with seconds first '0 0 2 * * *'",
        )
        parser.option("--every", type=seconds, help="interval: 24h")
        parser.flag(
            "--replace",
            help="replace the schedule of the same name; its current run is not stopped",
        )
        service_options(parser, self.pipeline.component_spec.inputs)
        return parser

    def write(self, how: CompileOptions, path: Path) -> Path:
        """Compile the pipeline to ``path``; return where it stands. Raises BadPipeline."""
        if path.suffix not in (".yaml", ".yml"):
            raise BadPipeline(f"--output {path}: the compiler writes a file that ends in .yaml")
        if not path.parent.is_dir():
            raise BadPipeline(f"--output {path}: there is no folder {path.parent}")
        made = self.compiled_as(how)
        defaults = {
            (grouped_name(name) if how.grouped else name): image
            for name, image in zip(IMAGE_PARAMETERS, how.images.named, strict=True)
        }
        given = {
            name: image for name, image in defaults.items() if name in made.component_spec.inputs
        }
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compiler.Compiler().compile(made, str(path), pipeline_parameters=given)
        except OSError as error:
            raise BadPipeline(
                f"--output {path} cannot be written: {error.strerror or error}"
            ) from error
        return path.resolve()


def _compile_parser(program: str) -> OptionParser:
    parser = OptionParser(program, "Compile the pipeline.")
    parser.option("--output", type=Path, default=Path(PACKAGE), help="file to write")
    parser.flag("--local", help="compile for kfp.local: no exit handler, fixed images")
    compile_options(parser)
    return parser


def _service(given: argparse.Namespace) -> Service:
    connection = Connection(given.host, given.namespace, plain_http=given.plain_http)
    return Service(connection, given.namespace)


def _tell(text: str, made: Made, what: str) -> None:
    """Print the id alone, for scripts, and say on stderr where a person looks at it."""
    where = "" if made.address is None else f": {made.address}"
    _log.info(f"{text}%s", made.name, where, extra={what: made.name, "address": made.address})
    tell(made.name)
