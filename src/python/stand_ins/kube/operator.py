"""The Spark Operator and the kubelet, as far as a launcher sees them.

The order of states, what stands in a status at which moment, and what the kubelet says of a driver are as they were seen on
a Spark Operator v2.5.2: no status at all until spark-submit has returned, the driver's pod a moment before SUBMITTED,
FAILED a moment before the kubelet's last word.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from stand_ins.kube.store import Object

APPS = "sparkapplications"
CONTAINER = "spark-kubernetes-driver"


class Holds(Protocol):
    """Something that holds objects: the double's Store, or a real API server."""

    def put(self, plural: str, namespace: str, body: Mapping[str, Any]) -> Any:
        """Create or replace an object."""

    def change(self, plural: str, namespace: str, name: str, edit: Callable[[Object], None]) -> Any:
        """Edit an object; None when it is not there."""

    def drop(self, plural: str, namespace: str, name: str) -> Any:
        """Delete an object."""

    def get(self, plural: str, namespace: str, name: str) -> Any:
        """Return the object, or None."""

    def all(self, plural: str, namespace: str) -> list[Object]:
        """Return the objects of a kind."""

    def write_log(self, namespace: str, name: str, *lines: str) -> None:
        """Append lines to a pod's log."""

    def end_log(self, namespace: str, name: str) -> None:
        """Say that a pod's log is complete."""


@dataclass
class Stage:
    """One application on its way; each method is one thing that the operator or the kubelet does."""

    store: Holds
    namespace: str
    name: str
    tries: int = 0

    @property
    def driver(self) -> str:
        """The name of the driver's pod."""
        return f"{self.name}-driver"

    @property
    def there(self) -> bool:
        """Return whether the application still is."""
        return self.store.get(APPS, self.namespace, self.name) is not None

    def submitted(self, *, pod: bool = True) -> None:
        """The driver's pod appears, then the first status."""
        self.tries += 1
        if pod:
            self._pod(self.driver, "driver", {"phase": "Pending"})
        self._state(
            "SUBMITTED",
            submissionID=str(uuid.uuid4()),
            executionAttempts=self.tries,
            submissionAttempts=self.tries,
            lastSubmissionAttemptTime=_now(),
            driverInfo={"podName": self.driver},
            terminationTime=None,
        )

    def unschedulable(self, message: str) -> None:
        """The scheduler finds no node for the driver."""
        condition = {
            "type": "PodScheduled",
            "status": "False",
            "reason": "Unschedulable",
            "message": message,
        }
        self._pod(self.driver, "driver", {"phase": "Pending", "conditions": [condition]})

    def waiting(self, reason: str, message: str = "") -> None:
        """The kubelet cannot start the driver's container yet."""
        self._pod(
            self.driver,
            "driver",
            {
                "phase": "Pending",
                "containerStatuses": [_status({"waiting": {"reason": reason, "message": message}})],
            },
        )

    def running(self) -> None:
        """The driver runs."""
        self._pod(
            self.driver,
            "driver",
            {
                "phase": "Running",
                "containerStatuses": [_status({"running": {"startedAt": _now()}})],
            },
        )
        self._state("RUNNING")

    def executor(self, number: int, status: Object) -> None:
        """An executor's pod has this status."""
        self._pod(f"{self.name}-exec-{number}", "executor", status)

    def log(self, *lines: str) -> None:
        """The driver writes lines."""
        self.store.write_log(self.namespace, self.driver, *lines)

    def ended(self, code: int, reason: str = "Error") -> None:
        """The driver's container has ended."""
        self.store.end_log(self.namespace, self.driver)
        ended = {
            "exitCode": code,
            "reason": "Completed" if code == 0 else reason,
            "finishedAt": _now(),
        }
        self._pod(
            self.driver,
            "driver",
            {
                "phase": "Succeeded" if code == 0 else "Failed",
                "containerStatuses": [_status({"terminated": ended})],
            },
        )

    def suspended(self) -> None:
        """Somebody holds the application back: the operator has its driver deleted, if there is one."""
        self._suspend(True)
        self._state("SUSPENDING")
        self.store.drop("pods", self.namespace, self.driver)
        self._state("SUSPENDED", submissionID="", terminationTime=None)

    def resumed(self) -> None:
        """It may start."""
        self._suspend(False)
        self._state("RESUMING")

    def _suspend(self, held: bool) -> None:
        def edit(one: Object) -> None:
            one["spec"]["suspend"] = held

        self.store.change(APPS, self.namespace, self.name, edit)

    def completed(self) -> None:
        """The application is done."""
        self.ended(0)
        self._state("SUCCEEDING", terminationTime=_now())
        self._state("COMPLETED")

    def failed(self, code: int, reason: str = "Error", *, late: float = 0.0) -> None:
        """The application failed; the kubelet's last word comes ``late`` seconds after the operator's."""
        message = f"driver container failed with ExitCode: {code}, Reason: {reason}"
        if not late:
            self.ended(code, reason)
        self._state("FAILING", error=message, terminationTime=_now())
        self._state("FAILED", error=message)
        if late:
            time.sleep(late)
            self.ended(code, reason)

    def submission_failed(self, message: str, *, retries: int = 2, interval: float = 0.1) -> None:
        """spark-submit failed, and so do ``retries`` more submissions, each with an id of its own."""
        for attempt in range(1, retries + 2):
            self._state(
                "SUBMISSION_FAILED",
                error=message,
                submissionID=str(uuid.uuid4()),
                submissionAttempts=attempt,
                executionAttempts=0,
                lastSubmissionAttemptTime=_now(),
                terminationTime=None,
            )
            if attempt <= retries:
                time.sleep(interval)
        self._state("FAILED", error=message)

    def driver_lost(self) -> None:
        """The driver's pod was deleted under the operator."""
        self.store.drop("pods", self.namespace, self.driver)
        self.lost_from_sight()

    def lost_from_sight(self) -> None:
        """The operator no longer finds the driver's pod, though it may be there (spark-operator issue 2755)."""
        self._state("FAILING", error="driver pod not found", terminationTime=_now())
        self._state("FAILED", error="driver pod not found")

    def gone(self) -> None:
        """The application is deleted, with all that it owns."""
        self.store.drop(APPS, self.namespace, self.name)

    def _state(self, state: str, *, error: str = "", **fields: Any) -> None:
        def edit(one: Object) -> None:
            held = one.setdefault("status", {})
            held["applicationState"] = {
                "state": state,
                **({"errorMessage": error} if error else {}),
            }
            held.update(fields)

        self.store.change(APPS, self.namespace, self.name, edit)

    def _pod(self, name: str, role: str, status: Object) -> None:
        app = self.store.get(APPS, self.namespace, self.name)
        if app is None:
            return
        self.store.put(
            "pods",
            self.namespace,
            {
                "metadata": {
                    "name": name,
                    "labels": {"sparkoperator.k8s.io/app-name": self.name, "spark-role": role},
                    "ownerReferences": [
                        {"kind": "SparkApplication", "uid": app["metadata"]["uid"]}
                    ],
                },
                "spec": {
                    "containers": [{"name": CONTAINER, "resources": {"limits": {"memory": "3Gi"}}}]
                },
                "status": status,
            },
        )


Script = Callable[[Stage], None]


@dataclass
class Operator:
    """Plays ``script`` for every new application of a namespace, each in a thread of its own.

    An application that is deleted ends its script quietly. What else goes wrong in a script is raised at the operator's end.
    """

    store: Holds
    namespace: str
    script: Script
    stages: list[Stage] = field(default_factory=list)
    _errors: list[Exception] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Operator:
        threading.Thread(target=self._run, daemon=True).start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._stopped.set()
        if kind is None and self._errors:
            raise self._errors[0]

    def _run(self) -> None:
        known: set[str] = set()
        while not self._stopped.wait(0.05):
            try:
                found = self.store.all(APPS, self.namespace)
            except OSError:
                continue  # the API server is away: so is what it would have told
            for one in found:
                if one["metadata"]["uid"] in known or one.get("status"):
                    continue
                known.add(one["metadata"]["uid"])
                stage = Stage(self.store, self.namespace, one["metadata"]["name"])
                self.stages.append(stage)
                threading.Thread(target=self._play, args=(stage,), daemon=True).start()

    def _play(self, stage: Stage) -> None:
        try:
            self.script(stage)
        except Exception as error:
            if self._stopped.is_set():
                raise  # nobody would hear of it
            self._errors.append(error)


def _status(state: Object) -> Object:
    return {"name": CONTAINER, "state": state}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
