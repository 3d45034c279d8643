"""A SparkApplication as a value: what the operator says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from docai.cluster.objects import Kind, Thing, moment
from spark_job.identity import SPEC_LABEL, attempt_of

SPARK_APPLICATIONS = Kind("sparkoperator.k8s.io", "v1beta2", "sparkapplications")
APP_NAME_LABEL = "sparkoperator.k8s.io/app-name"
"""On every pod of an application, whatever the script calls itself (appName() renames the executors)."""

ROLE_LABEL = "spark-role"
DRIVER_CONTAINER = "spark-kubernetes-driver"
LOG_PLACE = "docai/log-place"
"""Annotation: the submission and the place up to which a launcher has printed the driver's log."""

QUEUE_LABEL = "kueue.x-k8s.io/queue-name"
"""The queue of an application that Kueue lets start (https://kueue.sigs.k8s.io): suspended until there is room for it."""

JOB = "docai/job"
"""Annotation: the kind of job, ``writer`` or ``any``."""

SERIES = "docai/series"
"""Annotation of an attempt that follows a lost one: the number of the series' first attempt, and when that was created."""

LOST = "docai/lost"
"""Annotation of an attempt that the cluster ended, not the job: how. The next attempt belongs to the same series."""

NEW = ""
COMPLETED = "COMPLETED"
FAILED = "FAILED"
SUBMISSION_FAILED = "SUBMISSION_FAILED"
TERMINAL = frozenset({COMPLETED, FAILED})
STARTING = frozenset(
    {
        "SUBMITTED",
        SUBMISSION_FAILED,
        "PENDING_RERUN",
        "INVALIDATING",
        "RESUMING",
        "PENDING_SUBMISSION",
    }
)
STARTED = frozenset({"RUNNING", "SUCCEEDING", "COMPLETED"})
HELD = frozenset({"SUSPENDING", "SUSPENDED"})


@dataclass(frozen=True, slots=True)
class Series:
    """Attempts of which each follows the loss of the one before: the number of the ``first``, and when that was created.

    The time limit and the number of attempts count over a series. ``began`` is by the API server's clock.
    """

    first: int
    began: datetime | None

    def __str__(self) -> str:
        began = "" if self.began is None else f"{self.began.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return f"{self.first} {began}".rstrip()


@dataclass(frozen=True, slots=True)
class Application:
    """What is known of an application.

    - ``state``: the operator's word; empty while it has not taken it up
    - ``status_at``: when the operator wrote last, by the API server's clock
    - ``lost``: how the cluster ended it, if it did
    - ``ttl``: seconds that it stays after its end
    - ``suspended``: somebody (Kueue, a person) holds it back. ``queue``: the Kueue queue that it is in
    - ``job``: the kind of job that it runs, if it says so
    """

    name: str
    namespace: str
    uid: str
    spec_hash: str
    state: str = NEW
    error: str = ""
    submission: str = ""
    executions: int = 0
    driver_pod: str = ""
    executors: Mapping[str, str] | None = None
    submitted_at: datetime | None = None
    ended_at: datetime | None = None
    status_at: datetime | None = None
    being_deleted: bool = False
    log_place: str = ""
    series: Series = Series(1, None)
    lost: str = ""
    ttl: float | None = None
    suspended: bool = False
    queue: str = ""
    job: str = ""
    thing: Thing | None = None

    @property
    def terminal(self) -> bool:
        """Return whether it has ended; FAILING and SUBMISSION_FAILED can still be followed by a new try."""
        return self.state in TERMINAL

    @property
    def attempt(self) -> int:
        """The number in its name; 0 when it is none of ours."""
        return attempt_of(self.name)

    @property
    def seconds(self) -> float | None:
        """How long it ran, from its last submission to its end."""
        if self.submitted_at is None or self.ended_at is None:
            return None
        return max(0.0, (self.ended_at - self.submitted_at).total_seconds())


def application(thing: Thing) -> Application:
    """Return the application that ``thing`` is."""
    spec, status = thing.body.get("spec") or {}, thing.body.get("status") or {}
    state = status.get("applicationState") or {}
    return Application(
        name=thing.name,
        namespace=thing.namespace,
        uid=thing.uid,
        spec_hash=thing.labels.get(SPEC_LABEL, ""),
        state=state.get("state") or NEW,
        error=state.get("errorMessage") or "",
        submission=status.get("submissionID") or "",
        executions=int(status.get("executionAttempts") or 0),
        driver_pod=(status.get("driverInfo") or {}).get("podName") or f"{thing.name}-driver",
        executors=dict(status.get("executorState") or {}),
        submitted_at=moment(status.get("lastSubmissionAttemptTime")),
        ended_at=moment(status.get("terminationTime")),
        status_at=_status_at(thing),
        being_deleted=thing.being_deleted,
        log_place=thing.annotations.get(LOG_PLACE, ""),
        series=_series(thing),
        lost=thing.annotations.get(LOST, ""),
        ttl=spec.get("timeToLiveSeconds"),
        suspended=bool(spec.get("suspend")) or state.get("state") in HELD,
        queue=thing.labels.get(QUEUE_LABEL, ""),
        job=thing.annotations.get(JOB, ""),
        thing=thing,
    )


def _status_at(thing: Thing) -> datetime | None:
    """Return when the status was written last. No time in the status itself tells: that of a submission is its beginning."""
    written = (
        moment(one.get("time"))
        for one in (thing.body.get("metadata") or {}).get("managedFields") or ()
        if one.get("subresource") == "status"
    )
    return max((at for at in written if at is not None), default=None)


def _series(thing: Thing) -> Series:
    """Return the series; an annotation that somebody made unreadable counts for nothing."""
    number = attempt_of(thing.name)
    first, _, began = thing.annotations.get(SERIES, "").partition(" ")
    try:
        noted = Series(int(first), moment(began))
    except ValueError:
        return Series(number, thing.created_at)
    good = 0 < noted.first <= number and (noted.began is None or noted.began.tzinfo is not None)
    return noted if good else Series(number, thing.created_at)
