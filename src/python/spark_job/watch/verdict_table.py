"""The verdict on each end, and why: a decision table. Of the rows of an end the first that holds decides. Data only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from docai.report.state_diagram import Arrow, numbered
from docai.runtime.exit_codes import ExitCode
from spark_job.watch.case import Case
from spark_job.watch.phases import Why


@dataclass(frozen=True, slots=True)
class Row:
    """After the end ``why``, where the condition ``holds`` (``cause`` in words), the verdict.

    ``code`` is the exit code, or whose it is. ``what`` and ``advice`` are formatted with the Case as ``it``. ``log``: lines of
    the driver's log are shown. ``driver``: the verdict has the driver's exit code.
    """

    why: Why
    cause: str
    holds: Callable[[Case], bool]
    code: ExitCode | Literal["the outcome's code", "the driver's exit code"]
    what: str
    advice: str = ""
    log: bool = False
    driver: bool = False
    repeatable: bool = False


_MEMORY = "Raise --driver-memory (heap) or --driver-overhead (beside it)."

VERDICTS = (
    Row(
        "completed",
        "its outcome says otherwise",
        Case.says_otherwise,
        "the outcome's code",
        "{it.name} says of itself: {it.message}",
    ),
    Row(
        "completed",
        "no outcome says otherwise",
        Case.always,
        ExitCode.DONE,
        "{it.name} is done{it.and_message}",
        driver=True,
    ),
    Row(
        "vanished",
        "its outcome says that it is done",
        Case.says_done,
        ExitCode.DONE,
        "the job is done, and its application is gone: {it.message}",
    ),
    Row(
        "vanished",
        "no outcome says that it is done",
        Case.always,
        ExitCode.OTHER_SIDE,
        "somebody deleted the application while it ran.",
        "Start again.",
    ),
    Row(
        "not_picked_up",
        "the operator says nothing",
        Case.always,
        ExitCode.NOT_STARTED,
        "the Spark Operator has said nothing of {it.name} for {it.detail}: it does not watch {it.namespace}, is not running, "
        "or is busy with other submissions.",
        "Have the operator's namespaces include it, or give --namespace; where it is busy, raise --pickup-timeout.",
    ),
    Row(
        "cannot_start",
        "the container waits for good",
        Case.always,
        ExitCode.NOT_STARTED,
        "the driver of {it.name} cannot start: {it.detail}.",
        "Check --image and the rights to pull it, and the secrets and volumes that the manifest names.",
    ),
    Row(
        "not_started",
        "no submission succeeded in time",
        Case.not_submitted,
        ExitCode.NOT_STARTED,
        "{it.name} did not start in time: {it.detail}.",
        "Remove that reason, or raise --start-timeout: the operator tries again.",
    ),
    Row(
        "not_started",
        "the start took too long",
        Case.always,
        ExitCode.NOT_STARTED,
        "{it.name} did not start in time: {it.detail}.",
        "Ask for less (--driver-memory, --driver-cpu), let the pool grow, or raise --start-timeout.",
    ),
    Row(
        "timed_out",
        "the job took too long",
        Case.always,
        ExitCode.TIMED_OUT,
        "{it.name} ran out of time: {it.detail}; it has been deleted.",
        "Raise --timeout or give it more executors.",
    ),
    Row(
        "failed",
        "the kubelet's reason is OOMKilled",
        Case.killed_for_memory,
        ExitCode.OUT_OF_MEMORY,
        "the driver of {it.name} was killed: out of memory at its limit{it.of_limit} (exit code {it.exit_code}).",
        _MEMORY,
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "the driver's JVM ran out of memory",
        Case.jvm_out_of_memory,
        ExitCode.OUT_OF_MEMORY,
        "the JVM of {it.name}'s driver ran out of memory within a limit{it.of_limit} (exit code {it.exit_code}).",
        _MEMORY,
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "evicted for using more disk than its pod may",
        Case.over_storage,
        ExitCode.CALLER,
        "the driver of {it.name} used more disk than its pod may ({it.used}).",
        "Raise the sizeLimit of its volumes, or its ephemeral storage, with --manifest.",
        log=True,
    ),
    Row(
        "failed",
        "only its outcome tells, and says that it is done",
        Case.only_word_done,
        ExitCode.DONE,
        "{it.name} is done, as it says itself ({it.message}), though the operator says: {it.app.error}",
    ),
    Row(
        "failed",
        "only its outcome tells, and says otherwise",
        Case.only_word,
        "the outcome's code",
        "{it.name} failed: {it.message}",
    ),
    Row(
        "failed",
        "the driver went while the application is deleted",
        Case.lost_while_deleted,
        ExitCode.OTHER_SIDE,
        "{it.loss}{it.with_code}.",
        "Start again.",
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "the cluster took the driver (repeatable)",
        Case.lost,
        ExitCode.OTHER_SIDE,
        "{it.loss}{it.with_code}.",
        "Start again.",
        log=True,
        driver=True,
        repeatable=True,
    ),
    Row(
        "failed",
        "exit code 2 or 4, and the outcome says why",
        Case.explained,
        "the driver's exit code",
        "{it.name} ended with exit code {it.exit_code}: {it.meaning}.",
        "{it.executors}",
        driver=True,
    ),
    Row(
        "failed",
        "an exit code of the job's own",
        Case.known_code,
        "the driver's exit code",
        "{it.name} ended with exit code {it.exit_code}: {it.meaning}.",
        "{it.executors}",
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "another exit code, and executors were lost",
        Case.ended_and_executors_lost,
        ExitCode.DEFECT,
        "{it.name} failed with exit code {it.exit_code} ({it.reason}).",
        "{it.executors}",
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "another exit code",
        Case.ended_by_itself,
        ExitCode.DEFECT,
        "{it.name} failed with exit code {it.exit_code} ({it.reason}).",
        "The program failed: see the lines below.",
        log=True,
        driver=True,
    ),
    Row(
        "failed",
        "not submitted, there is no such service account",
        Case.no_account,
        ExitCode.CALLER,
        "{it.refusal}: create it, or give --service-account.",
    ),
    Row(
        "failed",
        "not submitted, there is no such PriorityClass",
        Case.no_priority_class,
        ExitCode.CALLER,
        "{it.refusal}: apply deploy/base/cluster, or give a --manifest that does not name it.",
    ),
    Row(
        "failed",
        "not submitted, the quota has no room",
        Case.over_quota,
        ExitCode.NOT_STARTED,
        "{it.name} could not be submitted: {it.refusal}.",
        "Ask for less, raise the quota, or wait until others are done.",
    ),
    Row(
        "failed",
        "not submitted, the namespace's Pod Security level refuses the driver",
        Case.against_pod_security,
        ExitCode.NOT_STARTED,
        "{it.name} could not be submitted: {it.refusal}.",
        "The Spark Operator's webhook writes the security context into Spark's pods: have its namespaces include "
        "{it.namespace} (deploy/operator/values.yaml), or correct the manifest.",
    ),
    Row(
        "failed",
        "not submitted, the API server or the operator failed (repeatable)",
        Case.passing,
        ExitCode.NOT_STARTED,
        "{it.name} could not be submitted: {it.refusal}",
        repeatable=True,
    ),
    Row(
        "failed",
        "not submitted for another reason",
        Case.always,
        ExitCode.NOT_STARTED,
        "{it.name} could not be submitted: {it.refusal}",
    ),
)


def arrows() -> list[Arrow]:
    """Return VERDICTS for the picture."""
    return numbered(
        Arrow(row.why, row.cause, row.code.name if isinstance(row.code, ExitCode) else row.code)
        for row in VERDICTS
    )
