"""``compile``, ``submit`` and ``schedule``: the pipeline's command line."""

from __future__ import annotations

import argparse
import difflib
import logging
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kfp import compiler

from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, positive_int, seconds
from kf_pipeline import docai_pipeline
from kf_pipeline.errors import BadPipeline
from kf_pipeline.images import REGISTRY, TAG, images, read_digests
from kf_pipeline.placement import node_labels, tolerations
from kf_pipeline.service.connection import Connection
from kf_pipeline.service.rhythm import cron
from kf_pipeline.service.service import Made, Order, Rhythm, Service
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


def main(argv: Sequence[str]) -> ExitCode:
    """Run the command that ``argv`` names; raises DocaiError."""
    command, rest = (argv[0], argv[1:]) if argv and not argv[0].startswith("-") else ("", argv)
    if not command and {"-h", "--help"} & set(rest):
        sys.stdout.write(USAGE)
        return ExitCode.DONE
    if command in ("", "compile"):
        return compile_command(rest, f"{PROGRAM} {command}".rstrip())
    if command == "submit":
        return submit_command(rest)
    if command == "schedule":
        return schedule_command(rest)
    near = difflib.get_close_matches(command, COMMANDS, n=1)
    raise BadPipeline(
        f"no such command: {command!r}; "
        + (f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}")
    )


def compile_command(argv: Sequence[str], program: str = f"{PROGRAM} compile") -> ExitCode:
    """Write the compiled pipeline; print its path."""
    parser = OptionParser(program, "Compile the pipeline.")
    parser.option("--output", type=Path, default=Path(PACKAGE), help="the file to write")
    parser.flag("--local", help="for kfp.local: no exit handler, images fixed")
    _compile_options(parser)
    given = parser.parse(argv)
    written = write(_options(given, local=given.local), given.output)
    sys.stdout.write(f"{written}\n")
    return ExitCode.DONE


def submit_command(argv: Sequence[str]) -> ExitCode:
    """Start one run; print its id, and on stderr its address."""
    parser = OptionParser(f"{PROGRAM} submit", "Start one run of the pipeline.")
    _service_options(parser)
    given = parser.parse(argv)
    with tempfile.TemporaryDirectory(prefix="docai-") as folder:
        package = write(_options(given, local=False), Path(folder) / PACKAGE)
        run = _service(given).submit(_order(given, package))
    _tell("run %s is started", run, "run")
    return ExitCode.DONE


def schedule_command(argv: Sequence[str]) -> ExitCode:
    """Make a schedule; print its id, and on stderr its address."""
    parser = OptionParser(
        f"{PROGRAM} schedule",
        "Run the pipeline regularly: no overlap, no catch-up.",
    )
    parser.option("--cron", type=cron, help="when, as '0 0 2 * * *' (second first) or '0 2 * * *'")
    parser.option("--every", type=seconds, help="how often: 24h")
    parser.flag(
        "--replace",
        help="take over from the one with the same name: that is disabled, its run under way goes on, and it is "
        "deleted once none is",
    )
    _service_options(parser)
    given = parser.parse(argv)
    if (given.cron is None) == (given.every is None):
        raise BadPipeline("say when: give either --cron '0 0 2 * * *' or --every 24h")
    if given.every is not None and given.every < 60:
        raise BadPipeline(f"--every {given.every:g} s is too often: at least 60s")
    rhythm = Rhythm(given.cron, None if given.every is None else int(given.every))
    with tempfile.TemporaryDirectory(prefix="docai-") as folder:
        package = write(_options(given, local=False), Path(folder) / PACKAGE)
        order = _order(given, package)
        made = _service(given).schedule(order, rhythm, replace=given.replace)
    _tell("schedule %s stands", made, "schedule")
    return ExitCode.DONE


def _service(given: argparse.Namespace) -> Service:
    connection = Connection(given.host, given.namespace, plain_http=given.plain_http)
    return Service(connection, given.namespace)


def _tell(text: str, made: Made, what: str) -> None:
    """Print the id alone, for scripts, and say on stderr where a person looks at it."""
    where = "" if made.address is None else f": {made.address}"
    _log.info(f"{text}%s", made.name, where, extra={what: made.name, "address": made.address})
    sys.stdout.write(f"{made.name}\n")


def write(options: CompileOptions, path: Path) -> Path:
    """Compile the pipeline to ``path``; return where it stands. Raises BadPipeline."""
    if path.suffix not in (".yaml", ".yml"):
        raise BadPipeline(f"--output {path}: the compiler writes a file that ends in .yaml")
    if not path.parent.is_dir():
        raise BadPipeline(f"--output {path}: there is no folder {path.parent}")
    made = docai_pipeline.pipeline_with(options)
    defaults = {
        "data_loader_image": options.images.data_loader,
        "spark_job_image": options.images.spark_job,
        "spark_delta_image": options.images.spark_delta,
    }
    given = {name: image for name, image in defaults.items() if name in made.component_spec.inputs}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiler.Compiler().compile(made, str(path), pipeline_parameters=given)
    except OSError as error:
        raise BadPipeline(
            f"--output {path} cannot be written: {error.strerror or error}"
        ) from error
    return path.resolve()


def _compile_options(parser: OptionParser) -> None:
    parser.option("--registry", default=REGISTRY, help="where the images are")
    parser.option("--tag", default=TAG, help="which of them")
    parser.option(
        "--digest-file",
        type=Path,
        metavar="FILE",
        help='JSON that pins all three instead: {"data-loader": "sha256:...", ...}',
    )
    parser.option(
        "--loader-retries",
        type=_whole,
        default=3,
        help="how often step 1 is started again when it is evicted; 0: as often as KFP itself does",
    )
    parser.option(
        "--loader-backoff", type=seconds, default=60.0, help="wait before the first of them"
    )
    parser.option("--loader-timeout", type=seconds, help="end step 1 when it takes longer")
    parser.option("--spark-step-timeout", type=seconds, help="end step 2 when it takes longer")
    parser.option(
        "--step-identity",
        choices=("workload", "key", "none"),
        default="workload",
        help="how the steps sign in at the storage",
    )
    parser.option(
        "--step-key-secret",
        type=_secret_key,
        metavar="NAME:KEY",
        help="the secret with the account key, for --step-identity key",
    )


def _options(given: argparse.Namespace, *, local: bool) -> CompileOptions:
    if given.step_identity == "key" and given.step_key_secret is None:
        raise BadPipeline("--step-identity key needs the secret: --step-key-secret NAME:KEY")
    digests = None if given.digest_file is None else read_digests(given.digest_file)
    return CompileOptions(
        images=images(given.registry, given.tag, digests),
        local=local,
        loader_retries=given.loader_retries,
        loader_backoff=int(given.loader_backoff),
        loader_timeout=int(given.loader_timeout or 0),
        spark_timeout=int(given.spark_step_timeout or 0),
        workload_identity=given.step_identity == "workload",
        account_key_secret=given.step_key_secret if given.step_identity == "key" else None,
    )


def _service_options(parser: OptionParser) -> None:
    parser.option(
        "--host", help="address of the pipeline service; found in the cluster when absent"
    )
    parser.flag(
        "--plain-http",
        help="send the token or cookies over plain http to another machine all the same",
    )
    parser.option("--namespace", help="namespace, where the service serves several")
    parser.option("--experiment", default="docai", help="the experiment it belongs to")
    parser.option("--name", default="docai", help="what to call it")
    parser.option("--service-account", help="service account of the steps' pods")
    _compile_options(parser)
    for name, spec in docai_pipeline.docai_data_pipeline.component_spec.inputs.items():
        if name not in IMAGE_PARAMETERS:
            shown = f"; {spec.default!r} when absent" if spec.optional and spec.default else ""
            parser.option(
                _flag(name),
                type=_OF_THEIR_OWN.get(name) or _TYPES[spec.type],
                required=not spec.optional,
                help=f"{(spec.description or name).rstrip('.')}{shown}",
            )


IMAGE_PARAMETERS = ("data_loader_image", "spark_job_image", "spark_delta_image")


def _whole(text: str) -> int:
    return 0 if text.strip() == "0" else positive_int(text)


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() == "true"


_TYPES: dict[str, Any] = {"String": str, "Boolean": _boolean, "Integer": positive_int}
_OF_THEIR_OWN: dict[str, Any] = {"step_node_selector": node_labels, "step_tolerations": tolerations}


def _flag(parameter: str) -> str:
    return "--" + parameter.replace("_", "-")


def _order(given: argparse.Namespace, package: Path) -> Order:
    parameters = docai_pipeline.docai_data_pipeline.component_spec.inputs
    return Order(
        name=given.name,
        experiment=given.experiment,
        package=package,
        arguments={
            name: getattr(given, name)
            for name in parameters
            if name not in IMAGE_PARAMETERS and getattr(given, name) is not None
        },
        service_account=given.service_account,
    )


def _secret_key(text: str) -> tuple[str, str]:
    name, sign, key = text.partition(":")
    if not sign or not name or not key:
        raise ValueError(f"{text!r} names no key of a secret: write NAME:KEY")
    return name, key
