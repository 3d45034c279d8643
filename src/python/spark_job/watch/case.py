"""What is known of an application that has ended: what the verdict's rows ask, and what their sentences say. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.cluster.objects import Container
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import DRIVER_CONTAINER, SUBMISSION_FAILED, Application
from spark_job.jobs.job import Codes
from spark_job.watch.loss import loss, over_its_storage
from spark_job.watch.submission import (
    NO_ACCOUNT,
    NO_PRIORITY_CLASS,
    PASSING_SUBMISSION,
    POD_SECURITY,
    SUBMIT_QUOTA,
    reason,
)
from spark_job.watch.watching import End, View

OPERATOR_SAW = re.compile(
    r"driver container failed with ExitCode: ([0-9]{1,3}), Reason: (\w{0,63})"
)
"""The operator's message when it has seen how the driver's container ended, which the kubelet may not be heard of."""

SPARK_OUT_OF_MEMORY = 52
"""Spark's own exit code for an OutOfMemoryError (org.apache.spark.util.SparkExitCode.OOM)."""

JVM_MEMORY = re.compile(
    r"java\.lang\.OutOfMemoryError|There is insufficient memory for the Java Runtime"
)
"""In the driver's log: the JVM ran out of memory without being killed."""

EXECUTOR_LOST = re.compile(
    r"ExecutorLostFailure|Lost executor [0-9]{1,9}|exited with exit code 137"
)
"""In the driver's log: an executor went away under a task."""


@dataclass(frozen=True, slots=True)
class Case:
    """One end. ``tail`` are the last lines of the driver's log, ``outcome`` what the job says of itself."""

    end: End
    view: View
    tail: Sequence[str]
    outcome: Outcome | None
    namespace: str
    codes: Codes

    @property
    def app(self) -> Application:
        """The application, which was seen."""
        assert self.view.app is not None
        return self.view.app

    @property
    def ended(self) -> Container | None:
        """The driver's container as it ended: the kubelet's word, else what the operator saw of it."""
        container = self.view.container
        if container is not None and container.state == "terminated":
            return container
        said = OPERATOR_SAW.search(self.app.error)
        if said is None:
            return None
        return Container(DRIVER_CONTAINER, "terminated", said[2], exit_code=int(said[1]))

    @property
    def exit_code(self) -> int:
        """The driver's exit code; 0 also where it is not known."""
        return (self.ended.exit_code or 0) if self.ended is not None else 0

    @property
    def driver_exit_code(self) -> int | None:
        """The driver's exit code as it is reported, None where it is not known."""
        if self.end.why == "completed":
            return 0
        return None if self.ended is None else self.ended.exit_code

    # What the rows ask.

    def always(self) -> bool:
        """Whatever is known."""
        return True

    def says_done(self) -> bool:
        """Whether the job says of itself that it is done."""
        return self.outcome is not None and self.outcome.exit_code is ExitCode.DONE

    def says_otherwise(self) -> bool:
        """Whether the job says of itself that it is not done."""
        return self.outcome is not None and not self.says_done()

    def killed_for_memory(self) -> bool:
        """Whether the kernel killed the driver at its memory limit."""
        return self.ended is not None and self.ended.reason == "OOMKilled"

    def jvm_out_of_memory(self) -> bool:
        """Whether the driver's JVM says that it ran out of memory."""
        if self.ended is None:
            return False
        logged = any(JVM_MEMORY.search(line) for line in self.tail)
        return self.exit_code == SPARK_OUT_OF_MEMORY or logged

    def over_storage(self) -> bool:
        """Whether the pod was evicted for using more disk than it may."""
        return bool(self.used)

    def lost(self) -> bool:
        """Whether the cluster took the driver away."""
        return bool(self.loss)

    def lost_while_deleted(self) -> bool:
        """Whether the driver went because somebody deletes the application."""
        return self.lost() and self.app.being_deleted

    def only_word(self) -> bool:
        """Whether nothing but the job's own word tells how it ended."""
        if self.outcome is None:
            return False
        return not self._told_to_stop if self.lost() else self.ended is None

    def only_word_done(self) -> bool:
        """Whether nothing but the job's own word tells how it ended, and that is that it is done."""
        return self.only_word() and self.says_done()

    def explained(self) -> bool:
        """Whether the job says itself why it ended with CALLER or PARTIAL: the log adds nothing."""
        return self._own_word and self.exit_code in (ExitCode.CALLER, ExitCode.PARTIAL)

    def known_code(self) -> bool:
        """Whether the exit code is one of the job's own."""
        return self.ended is not None and (self.exit_code in self.codes or self._own_word)

    def ended_and_executors_lost(self) -> bool:
        """Whether the driver ended by itself after executors were lost."""
        return self.ended is not None and bool(self.executors)

    def ended_by_itself(self) -> bool:
        """Whether the driver is known to have ended."""
        return self.ended is not None

    def not_submitted(self) -> bool:
        """Whether the operator's last word is that the submission failed."""
        return self.app.state == SUBMISSION_FAILED

    def no_account(self) -> bool:
        """Whether the service account was missing at the submission."""
        return NO_ACCOUNT.search(self.app.error) is not None

    def no_priority_class(self) -> bool:
        """Whether the PriorityClass was missing at the submission."""
        return NO_PRIORITY_CLASS.search(self.app.error) is not None

    def over_quota(self) -> bool:
        """Whether the namespace's quota left no room at the submission."""
        return SUBMIT_QUOTA.search(self.app.error) is not None

    def against_pod_security(self) -> bool:
        """Whether the namespace's Pod Security level refused the driver at the submission."""
        return POD_SECURITY.search(self.app.error) is not None

    def passing(self) -> bool:
        """Whether the API server or the operator's own pod failed the submission."""
        return PASSING_SUBMISSION.search(self.app.error) is not None

    @property
    def _own_word(self) -> bool:
        """Whether the job names the exit code itself, and it is no defect."""
        if self.ended is None or self.outcome is None:
            return False
        return self.outcome.exit_code == self.exit_code != ExitCode.DEFECT

    @property
    def _told_to_stop(self) -> bool:
        return self.outcome is not None and self.outcome.exit_code is ExitCode.STOPPED

    # What the sentences say.

    @property
    def name(self) -> str:
        """The application's name."""
        return "the application" if self.view.app is None else self.view.app.name

    @property
    def detail(self) -> str:
        """The end in more words, without a full stop."""
        return self.end.detail.rstrip(".")

    @property
    def message(self) -> str:
        """What the job says of itself."""
        return "" if self.outcome is None else self.outcome.message

    @property
    def meaning(self) -> str:
        """What the exit code means: the job's word for it, else the kind of job's, without a full stop."""
        said = self.codes[ExitCode(self.exit_code)] if self.outcome is None else self.message
        return said.rstrip(".")

    @property
    def and_message(self) -> str:
        """What the job says of itself, after a colon; nothing when it says nothing."""
        return f": {self.message}" if self.message else ""

    @property
    def of_limit(self) -> str:
        """The driver's memory limit, as ``of 812Mi``."""
        limit = "" if self.ended is None else self.ended.memory_limit
        return f" of {limit}" if limit else ""

    @property
    def reason(self) -> str:
        """The kubelet's reason."""
        return (self.ended.reason if self.ended is not None else "") or "no reason given"

    @property
    def used(self) -> str:
        """The kubelet's sentence about too much disk, without a full stop."""
        return over_its_storage(self.view.driver).rstrip(".")

    @property
    def loss(self) -> str:
        """How the cluster took the driver."""
        return loss(self.view, self.ended, stopped=self._told_to_stop)

    @property
    def with_code(self) -> str:
        """The exit code in brackets, if there is one."""
        known = self.ended is not None and self.ended.exit_code is not None
        return f" (exit code {self.exit_code})" if known else ""

    @property
    def refusal(self) -> str:
        """Why it was not submitted."""
        return reason(self.app.error)

    @property
    def executors(self) -> str:
        """What became of executors, and what to do; nothing when none was lost."""
        killed = [
            executor.name
            for executor in self.view.executors
            for one in executor.containers
            if one.reason == "OOMKilled"
        ]
        if killed:
            return f"Executors were killed for memory ({', '.join(killed[:3])}): raise --executor-overhead."
        if any(EXECUTOR_LOST.search(line) for line in self.tail):
            return "Executors were lost on the way: raise --executor-overhead if they ran out of memory."
        return ""
