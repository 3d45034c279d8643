"""The options of ``compile``, ``submit`` and ``schedule``: how to compile, where to run, and the pipeline's own parameters."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docai.runtime.options import OptionParser, positive_int, seconds
from kf_pipeline.errors import BadPipeline
from kf_pipeline.images import REGISTRY, TAG, images, read_digests
from kf_pipeline.parameters import grouped_name
from kf_pipeline.placement import node_labels, tolerations
from kf_pipeline.service.service import Order
from kf_pipeline.task_settings import CompileOptions

IMAGE_PARAMETERS = ("data_loader_image", "spark_job_image", "spark_delta_image")
"""Parameters that are no options of their own here: ``--registry``, ``--tag`` and ``--digest-file`` decide them."""


def compile_options(parser: OptionParser) -> None:
    """Add what decides how the pipeline is compiled."""
    parser.group("how it is compiled")
    parser.option("--registry", default=REGISTRY, help="registry of the images")
    parser.option("--tag", default=TAG, help="tag of the images")
    parser.option(
        "--digest-file",
        type=Path,
        metavar="FILE",
        help='JSON file that pins the images instead: {"data-loader": "sha256:...", ...}',
    )
    parser.option(
        "--loader-retries",
        type=_whole,
        default=3,
        help="restarts of step 1 after an eviction; 0: KFP's default",
    )
    parser.option(
        "--loader-backoff", type=seconds, default=60.0, help="seconds before the first restart"
    )
    parser.option("--loader-timeout", type=seconds, help="time limit of step 1, in seconds")
    parser.option("--spark-step-timeout", type=seconds, help="time limit of step 2, in seconds")
    parser.option(
        "--parameter-names",
        choices=("known", "grouped"),
        default="known",
        help="names of the pipeline's parameters: the known ones, or with the group's name in front, so that KFP's form sorts "
        "them by group",
    )
    parser.option(
        "--step-identity",
        choices=("workload", "key", "none"),
        default="workload",
        help="how the steps authenticate to the storage",
    )
    parser.option(
        "--step-key-secret",
        type=_secret_key,
        metavar="NAME:KEY",
        help="secret with the account key, for --step-identity key",
    )


def options(given: argparse.Namespace, *, local: bool) -> CompileOptions:
    """Return how to compile; raises BadPipeline."""
    if given.step_identity == "key" and given.step_key_secret is None:
        raise BadPipeline("--step-identity key needs the secret: --step-key-secret NAME:KEY")
    digests = None if given.digest_file is None else read_digests(given.digest_file)
    return CompileOptions(
        images=images(given.registry, given.tag, digests),
        local=local,
        grouped=given.parameter_names == "grouped",
        loader_retries=given.loader_retries,
        loader_backoff=int(given.loader_backoff),
        loader_timeout=int(given.loader_timeout or 0),
        spark_timeout=int(given.spark_step_timeout or 0),
        workload_identity=given.step_identity == "workload",
        account_key_secret=given.step_key_secret if given.step_identity == "key" else None,
    )


def service_options(parser: OptionParser, inputs: Mapping[str, Any]) -> None:
    """Add where it runs, how it is compiled, and the pipeline's parameters: ``inputs``, KFP's specifications by name."""
    parser.group("the service")
    parser.option("--host", help="URL of the pipeline service; default: found in the cluster")
    parser.flag(
        "--plain-http",
        help="allow sending the token or cookies over plain http",
    )
    parser.option("--namespace", help="namespace, for a multi-user service")
    parser.option("--experiment", default="docai", help="experiment")
    parser.option("--name", default="docai", help="name of the run or schedule")
    parser.option("--service-account", help="service account of the steps")
    compile_options(parser)
    parser.group("parameters of the pipeline")
    for name, spec in inputs.items():
        if name not in IMAGE_PARAMETERS:
            shown = f"; {spec.default!r} when absent" if spec.optional and spec.default else ""
            parser.option(
                _flag(name),
                type=_OF_THEIR_OWN.get(name) or _TYPES[spec.type],
                required=not spec.optional,
                help=f"{(spec.description or name).rstrip('.')}{shown}",
            )


def _whole(text: str) -> int:
    if text.strip() == "0":
        return 0
    try:
        return positive_int(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a whole number from 0 on") from None


def _boolean(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() == "true"


def _flag(parameter: str) -> str:
    return "--" + parameter.replace("_", "-")


def order(given: argparse.Namespace, package: Path, inputs: Mapping[str, Any]) -> Order:
    """Return what to run; ``inputs`` are the pipeline's parameters."""
    grouped = given.parameter_names == "grouped"
    return Order(
        name=given.name,
        experiment=given.experiment,
        package=package,
        arguments={
            grouped_name(name) if grouped else name: getattr(given, name)
            for name in inputs
            if name not in IMAGE_PARAMETERS and getattr(given, name) is not None
        },
        service_account=given.service_account,
    )


def _secret_key(text: str) -> tuple[str, str]:
    name, sign, key = text.partition(":")
    if not sign or not name or not key:
        raise ValueError(f"{text!r} names no key of a secret: write NAME:KEY")
    return name, key


_TYPES: dict[str, Any] = {"String": str, "Boolean": _boolean, "Integer": positive_int}
_OF_THEIR_OWN: dict[str, Any] = {"step_node_selector": node_labels, "step_tolerations": tolerations}
