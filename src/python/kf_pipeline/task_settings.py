"""What is decided when the pipeline is compiled: retries, time limits, resources, labels and secrets of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from kfp import kubernetes
from kfp.dsl import PipelineTask

from kf_pipeline.images import Images, images

WORKLOAD_IDENTITY = ("azure.workload.identity/use", "true")
KEY_VARIABLE = "AZURE_STORAGE_ACCOUNT_KEY"

NO_LIMIT = "520w"
"""Ten years, where KFP wants a limit. It becomes Argo's ``maxDuration``, counted from the start of a step's first attempt:
Argo ends a later attempt then, and starts none again after it. Left out, KFP's SDK writes an hour, and KFP's compiler would
make 0 of a missing one, which is no retry at all (kubeflow/pipelines 2.16 and 2.17, sdk/python/kfp/dsl/structures.py and
backend/src/v2/compiler/argocompiler/container.go; argo-workflows 4.0, processNodeRetries in workflow/controller/operator.go).
"""


@dataclass(frozen=True, slots=True)
class CompileOptions:
    """How to compile. Times are in seconds; 0 means no limit.

    ``local`` leaves out what kfp.local cannot do: the exit handler, and images as parameters. ``grouped`` gives the
    pipeline's parameters the names that stand with their group (``kf_pipeline.parameters``). ``account_key_secret`` is
    the secret's name and the key in it that hold the storage account's key.
    """

    images: Images = field(default_factory=images)
    local: bool = False
    grouped: bool = False
    loader_retries: int = 3
    loader_backoff: int = 60
    loader_timeout: int = 0
    spark_timeout: int = 0
    workload_identity: bool = True
    account_key_secret: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the steps' own pods run: channels of the pipeline's parameters, filled in when a run starts."""

    node_selector: Any
    tolerations: Any


DEFAULTS = CompileOptions()
_current: ContextVar[CompileOptions | None] = ContextVar("compile_options", default=None)


def current() -> CompileOptions:
    """Return the options of the pipeline that is being compiled."""
    return _current.get() or DEFAULTS


@contextmanager
def compiling(options: CompileOptions) -> Iterator[None]:
    """Compile with ``options`` inside the context."""
    token = _current.set(options)
    try:
        yield
    finally:
        _current.reset(token)


def settle_loader(task: PipelineTask, place: Placement) -> PipelineTask:
    """Give step 1 its retries, limits and credentials. It resumes where it was killed, so that a retry is cheap."""
    options = current()
    _retry(task, options.loader_retries, options.loader_backoff)
    _limit(task, options.loader_timeout)
    return _settle(task, place, cpu=("250m", "2"), memory=("256Mi", "512Mi"))


def settle_spark(task: PipelineTask, place: Placement) -> PipelineTask:
    """Give step 2 its limits and credentials. It runs once: what failed in Spark fails again, at a price."""
    _limit(task, current().spark_timeout)
    return _settle(task, place, cpu=("100m", "1"), memory=("256Mi", "512Mi"))


def settle_coverage(task: PipelineTask, place: Placement) -> PipelineTask:
    """Give step 3 its credentials. It runs once: what is missing is still missing a minute later."""
    return _settle(task, place, cpu=("100m", "1"), memory=("256Mi", "768Mi"))


def settle_cleanup(task: PipelineTask, place: Placement) -> PipelineTask:
    """Give the exit handler a second chance; deleting twice does no harm."""
    _retry(task, 2, 10)
    return _settle(task, place, cpu=("100m", "1"), memory=("256Mi", "512Mi"))


def _retry(task: PipelineTask, times: int, backoff: int) -> None:
    """Have a step that was evicted started again; ``backoff`` is the first wait, in seconds.

    kfp.local has no evictions; it would only repeat failures, and our steps do that themselves where it helps.
    """
    if times and not current().local:
        task.set_retry(
            num_retries=times,
            backoff_duration=f"{backoff}s",
            backoff_factor=2.0,
            backoff_max_duration=NO_LIMIT,
        )


def _limit(task: PipelineTask, seconds: int) -> None:
    if seconds and not current().local:
        kubernetes.set_timeout(task, seconds)


def _settle(
    task: PipelineTask, place: Placement, cpu: tuple[str, str], memory: tuple[str, str]
) -> PipelineTask:
    options = current()
    task.set_caching_options(False)
    if options.local:
        return task
    task.set_cpu_request(cpu[0]).set_cpu_limit(cpu[1])
    task.set_memory_request(memory[0]).set_memory_limit(memory[1])
    kubernetes.add_node_selector_json(task, place.node_selector)
    kubernetes.add_toleration_json(task, place.tolerations)
    # Beside it KFP itself drops all capabilities, forbids escalation and sets seccomp RuntimeDefault (2.16 and 2.17,
    # backend/src/v2/compiler/argocompiler/security_context.go). No user: an image, or a cluster, may choose its own.
    kubernetes.set_security_context(task, run_as_non_root=True)
    if options.workload_identity:
        kubernetes.add_pod_label(task, *WORKLOAD_IDENTITY)
    if options.account_key_secret is not None:
        name, key = options.account_key_secret
        kubernetes.use_secret_as_env(task, secret_name=name, secret_key_to_env={key: KEY_VARIABLE})
    return task
