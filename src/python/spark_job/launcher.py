"""The launcher at work: creates or finds the application, follows it, starts the next attempt, and brings back how it ended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docai.backoff import Backoff
from docai.cluster.answers import shortened
from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError
from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell
from spark_job.application import LOST, SPARK_APPLICATIONS, Application, Series, application
from spark_job.attempts.creating import create
from spark_job.attempts.plan import Adopt, Attach, Create, Past, Plan, earlier, plan
from spark_job.errors import StopHeard
from spark_job.identity import attempt_of
from spark_job.jobs.job import Codes
from spark_job.outcomes import Outcomes
from spark_job.results import Result
from spark_job.spark_app import Owner, SparkApp
from spark_job.watch.follow import Ended, Watch
from spark_job.watch.removal import driver_is_gone, remove
from spark_job.watch.verdict import Verdict
from spark_job.watch.watching import Limits

STOP_PATIENCE = 5.0
FORMER_DRIVER = 60.0
"""Seconds to wait for the driver of a lost attempt to be gone."""

BETWEEN = Backoff(5.0, 30.0)
"""Waits between two attempts: a node that went takes its pods along one after the other."""

_log = logging.getLogger(__name__)


def to_stdout(line: str) -> None:
    """Print a line of the driver's log; the job goes on where stdout takes no more."""
    tell(line)


@dataclass
class Launcher:
    """Runs one job to its end, in a series of at most ``attempts`` applications.

    Another application follows only one that the cluster ended, not the job. The series is noted on the applications, so that
    count and time limit go on when a launcher is started again in the middle of one.
    """

    cluster: Cluster
    app: SparkApp
    outcomes: Outcomes
    limits: Limits
    stop: StopSignal
    delete_on_stop: bool = True
    owner: Owner | None = None
    emit: Callable[[str], None] = to_stdout
    resync: float = 30.0
    attempts: int = 1
    codes: Codes = field(default_factory=dict)
    between: Backoff = BETWEEN
    watch: Watch | None = field(default=None, init=False)
    _past: dict[str, Past] = field(default_factory=dict, init=False)
    _tried: int = field(default=0, init=False)
    _series: Series | None = field(default=None, init=False)
    _undeleted: Application | None = field(default=None, init=False)

    def run(self) -> Result:
        """Return how the job ended, whoever started it. Raises Stopped, LostTrack, OtherSpec and ClusterError."""
        waits = self.between.waits()
        while True:
            self.stop.raise_if_requested()
            todo = self._plan()
            if isinstance(todo, Adopt):
                return self._adopt(todo)
            app = self._attach(todo) if isinstance(todo, Attach) else self._create(todo)
            if app is None:
                continue
            ended, wait = self._follow(app), next(waits)
            if not self._goes_on(app, ended, wait):
                return self._ended(app, ended)
            self._lost(app, ended.verdict.what)
            self._make_room(app, wait)

    def finish_stop(self) -> None:
        """After a Stopped: delete on, when the application could not be deleted at once."""
        if self._undeleted is not None and remove(
            self.cluster, self._undeleted, patience=STOP_PATIENCE
        ):
            self._undeleted = None

    def _plan(self) -> Plan:
        found = [
            application(one)
            for one in self.cluster.list(
                SPARK_APPLICATIONS, self.app.namespace, labels=self.app.identity.selector
            )
        ]
        outcomes = self.outcomes.all()
        todo = plan(self.app.identity, found, outcomes, self._tried)
        match todo:
            case Create():
                attempt = todo.attempt
            case Attach():
                attempt = todo.app.attempt
            case Adopt():
                attempt = attempt_of(todo.name)
        for one in earlier(self.app.identity, found, outcomes, attempt):
            self._past.setdefault(one.name, one)
        return todo

    def _attach(self, todo: Attach) -> Application:
        _log.info("attaching to %s, which is %s", todo.app.name, todo.app.state or "new")
        return todo.app

    def _create(self, todo: Create) -> Application | None:
        manifest = self.app.manifest(todo.attempt, self.owner, self._series or todo.series)
        return create(self.cluster, manifest, self.stop)

    def _follow(self, app: Application) -> Ended:
        self.watch = Watch(
            cluster=self.cluster,
            app=app,
            selector=self.app.identity.selector,
            outcomes=self.outcomes,
            limits=self.limits,
            stop=self.stop,
            emit=self.emit,
            codes=self.codes,
            resync=self.resync,
        )
        try:
            return self.watch.run()
        except StopHeard as heard:
            raise self._stopped(heard.app) from None

    def _goes_on(self, app: Application, ended: Ended, wait: float) -> bool:
        """Return whether another attempt follows, ``wait`` seconds later."""
        if not ended.verdict.repeatable or self._number(app) >= self.attempts:
            return False
        limit, began = self.limits.timeout, app.series.began
        if limit is None or began is None:
            return True
        if (self.cluster.now() - began).total_seconds() + wait < limit:
            return True
        _log.warning("no other attempt: no time is left of the job's %g s (--timeout)", limit)
        return False

    @staticmethod
    def _number(app: Application) -> int:
        """Return which attempt of its series ``app`` is, from 1."""
        return app.attempt - app.series.first + 1

    def _lost(self, app: Application, why: str) -> None:
        """Note that the cluster ended ``app``, here and, for a launcher that is started again, in the cluster."""
        self._past[app.name] = Past(app.name, why)
        self._tried, self._series = app.attempt, app.series
        assert app.thing is not None
        try:
            self.cluster.annotate(SPARK_APPLICATIONS, app.thing, {LOST: shortened(why, 500)})
        except ClusterError as error:
            _log.debug("the loss of %s could not be noted: %s", app.name, error)

    def _make_room(self, app: Application, wait: float) -> None:
        """Wait until the next attempt may begin; raises Stopped."""
        _log.warning(
            "%s. Attempt %d of %d follows",
            self._past[app.name].why.rstrip("."),
            self._number(app) + 1,
            self.attempts,
            extra={"app": app.name},
        )
        if not driver_is_gone(self.cluster, app, patience=FORMER_DRIVER, wait=self.stop.wait):
            _log.warning("the driver of %s is still there; going on without waiting", app.name)
        if self.stop.wait(wait):
            raise Stopped(f"stopped on request after {app.name} had ended; nothing is under way")

    def _ended(self, app: Application, ended: Ended) -> Result:
        outcome = ended.outcome
        if ended.verdict.code is ExitCode.DONE and outcome is None:
            outcome = self._record(ended.app, ended.verdict, ended.watched)
        return self._result(app.name, ended.verdict, outcome, ended.app, ended.watched)

    def _adopt(self, todo: Adopt) -> Result:
        _log.info("%s is done already; taking its result", todo.name)
        state = todo.app.state if todo.app is not None else "COMPLETED"
        verdict = Verdict(
            ExitCode.DONE, "COMPLETED", f"{todo.name} is done ({state.lower()} before this start)"
        )
        outcome = todo.outcome
        if outcome is None and todo.app is not None:
            outcome = self._record(todo.app, verdict, 0.0)
        return self._result(todo.name, verdict, outcome, todo.app, 0.0, adopted=True)

    def _result(
        self,
        name: str,
        verdict: Verdict,
        outcome: Outcome | None,
        app: Application | None,
        watched: float,
        *,
        adopted: bool = False,
    ) -> Result:
        seconds = app.seconds if app is not None else None
        if outcome is not None:
            seconds = outcome.seconds
        figures: Mapping[str, float] = outcome.figures if outcome is not None else {}
        return Result(
            run_id=self.app.identity.run_id,
            app_name=name,
            verdict=verdict,
            attempts=max(1, attempt_of(name)),
            past=tuple(
                one for _, one in sorted(self._past.items(), key=lambda of: attempt_of(of[0]))
            ),
            seconds=watched if seconds is None else seconds,
            figures=figures,
            tables=() if outcome is None else outcome.tables,
            reports=() if outcome is None or not outcome.report else (outcome.report,),
            adopted=adopted,
        )

    def _record(self, app: Application, verdict: Verdict, watched: float) -> Outcome:
        """Write down the good end of a job that says nothing of itself, for a start after its application has gone."""
        ended = app.ended_at or datetime.now(UTC)
        began = app.submitted_at or datetime.fromtimestamp(ended.timestamp() - watched, UTC)
        outcome = Outcome(self.app.identity.run_id, ExitCode.DONE, verdict.what, began, ended)
        self.outcomes.record(app.name, outcome)
        return outcome

    def _stopped(self, app: Application) -> Stopped:
        """Put the work down: one DELETE at once, since a pipeline's step has less than a second left for all that it has to do."""
        if not self.delete_on_stop:
            return Stopped(
                f"stopped on request; {app.name} runs on, and the next start attaches to it"
            )
        if remove(self.cluster, app, patience=0.0):
            return Stopped(f"stopped on request; {app.name} has been deleted")
        self._undeleted = app
        return Stopped(
            f"stopped on request; {app.name} could NOT be deleted at once: --cleanup deletes it"
        )
