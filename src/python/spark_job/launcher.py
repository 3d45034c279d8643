"""The launcher at work: creates or finds the application, watches it, and brings back how it ended."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from docai.cluster.answers import shortened
from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError, Conflict, Forbidden, NotFound, Taken, Unavailable
from docai.cluster.log_cursor import Place
from docai.cluster.retry import Backoff
from docai.runtime.errors import NotStarted, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from docai.runtime.stop import StopSignal
from spark_job.application import LOG_PLACE, SPARK_APPLICATIONS, Application, application
from spark_job.busy import busy
from spark_job.driver_log import DriverLog
from spark_job.errors import BadManifest, LostTrack
from spark_job.identity import attempt_of
from spark_job.outcomes import Outcomes
from spark_job.plan import Adopt, Attach, Create, Plan, plan
from spark_job.results import Result
from spark_job.seen import Seen
from spark_job.spark_app import Owner, SparkApp
from spark_job.verdict import Verdict, judge
from spark_job.watching import End, Limits, Progress, View, step

TICK = 0.1
AWAY = 300.0
STOP_PATIENCE = 5.0
DRAIN = 20.0
_log = logging.getLogger(__name__)


def to_stdout(line: str) -> None:
    """Print a line of the driver's log."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Launcher:
    """Runs one job to its end."""

    cluster: Cluster
    app: SparkApp
    outcomes: Outcomes
    limits: Limits
    stop: StopSignal
    delete_on_stop: bool = True
    owner: Owner | None = None
    emit: Callable[[str], None] = to_stdout
    resync: float = 30.0
    _driver_log: DriverLog | None = field(default=None, init=False)
    _logged: str = field(default="", init=False)

    def run(self) -> Result:
        """Return how the job ended, whoever started it. Raises Stopped, LostTrack, OtherSpec and ClusterError."""
        while True:
            self.stop.raise_if_requested()
            todo = self._plan()
            if isinstance(todo, Adopt):
                return self._adopt(todo)
            if isinstance(todo, Attach):
                _log.info("attaching to %s, which is %s", todo.app.name, todo.app.state or "new")
                return self._watch(todo.app)
            found = self._create(todo)
            if found is not None:
                return self._watch(found)

    def _plan(self) -> Plan:
        found = self.cluster.list(
            SPARK_APPLICATIONS, self.app.namespace, labels=self.app.identity.selector
        )
        return plan(self.app.identity, map(application, found), self.outcomes.all())

    def _create(self, todo: Create) -> Application | None:
        """Create the application; None when another launcher was quicker, so that everything has to be looked at again."""
        manifest = self.app.manifest(todo.attempt, self.owner)
        name = str(manifest["metadata"]["name"])
        for wait in Backoff(0.3, 3.0).waits():
            try:
                made = self.cluster.create(SPARK_APPLICATIONS, self.app.namespace, manifest)
            except Taken:
                return self._taken(name)
            except NotFound as error:
                raise _nowhere(error, self.app.namespace) from error
            except Unavailable as error:
                # It may have been created all the same. The list is patient, and says so or gives up.
                _log.warning("asking again whether %s was created: %s", name, error)
                if self.cluster.get(SPARK_APPLICATIONS, self.app.namespace, name) is not None:
                    return self._taken(name)
                if self.stop.wait(wait):
                    raise Stopped("stopped on request; nothing was created") from error
            else:
                _log.info("created %s in %s", name, self.app.namespace, extra={"app": name})
                return application(made)
        raise AssertionError("the waits have no end")

    def _taken(self, name: str) -> Application | None:
        """Return the application of that name when it is this very job and still to be watched."""
        found = self.cluster.get(SPARK_APPLICATIONS, self.app.namespace, name)
        if found is None:
            return None
        held = application(found)
        if held.spec_hash != self.app.identity.spec_hash:
            raise BadManifest(
                f"the name {name} is taken in {self.app.namespace} by an application that is not this job; delete it"
            )
        if held.being_deleted or held.terminal:
            self.stop.wait(0.5)
            return None
        _log.info("%s was there already; watching it", name)
        return held

    def _watch(self, app: Application) -> Result:
        assert app.thing is not None
        began = time.monotonic()
        seen = Seen(
            self.cluster, app.namespace, app.name, app.uid, self.app.identity.selector, self.resync
        )
        seen.start(app.thing)
        progress, end = Progress(since=began, age=self._age(app)), None
        try:
            while end is None:
                if self.stop.requested:
                    self._stopped(app)
                if seen.away:
                    # What was seen last may be long past: no limit is judged by it, least of all one that deletes.
                    if seen.away > AWAY:
                        raise LostTrack(
                            f"the API server has not answered for {AWAY:g} s; {app.name} is left as it is: start again to attach"
                        )
                    seen.wait(TICK)
                    continue
                now = step(progress, seen.view, time.monotonic(), self.limits)
                progress = now.progress
                for text in now.says:
                    _log.info("%s", text, extra={"app": app.name})
                if now.follow:
                    self._follow_log(seen.view)
                end = now.end
                if end is not None and end.why == "not_picked_up" and self._busy(app):
                    _log.info(
                        "the Spark Operator is busy with others in %s; waiting on", app.namespace
                    )
                    progress, end = replace(progress, picked_up=time.monotonic()), None
                if end is None:
                    seen.wait(TICK)
        finally:
            seen.close()
        return self._finish(app, seen.view, end, time.monotonic() - began)

    def _age(self, app: Application) -> float:
        """Return how many seconds ago ``app`` was created, by the API server's clock."""
        created = None if app.thing is None else app.thing.created_at
        return 0.0 if created is None else max(0.0, (self.cluster.now() - created).total_seconds())

    def _follow_log(self, view: View) -> None:
        app = view.app
        if app is None or not app.driver_pod or self._logged == app.submission:
            return
        if self._driver_log is not None:
            self._driver_log.finish(DRAIN)
        submission, thing = app.submission, app.thing
        assert thing is not None

        def keep(place: Place) -> None:
            try:
                self.cluster.annotate(
                    SPARK_APPLICATIONS, thing, {LOG_PLACE: f"{submission} {place}"}
                )
            except ClusterError as error:
                _log.debug("the place in the log could not be kept: %s", error)

        kept, _, place = app.log_place.partition(" ")
        self._logged = submission
        self._driver_log = DriverLog(
            self.cluster,
            app.namespace,
            app.driver_pod,
            place=Place.parse(place) if kept == submission else None,
            emit=self.emit,
            keep=keep,
        )
        self._driver_log.start()

    def _finish(self, app: Application, last: View, end: End, watched: float) -> Result:
        if end.why == "not_started":
            end = replace(end, detail=end.detail + self._warning(last, end.detail))
        if end.delete:
            self._delete(app, patience=30.0)
        if self._driver_log is None and end.why in ("failed", "completed"):
            self._follow_log(last)
        tail: list[str] = []
        if self._driver_log is not None:
            self._driver_log.finish(DRAIN)
            if end.why == "failed":
                self._driver_log.read_tail()
            tail = list(self._driver_log.tail)
        outcome = self.outcomes.of(app.name)
        verdict = judge(end, last, tail, outcome, app.namespace)
        ended = last.app or app
        if verdict.code is ExitCode.DONE and outcome is None:
            outcome = self._record(ended, verdict, watched)
        return self._result(app.name, verdict, outcome, ended, watched)

    def _busy(self, app: Application) -> bool:
        """Say whether the operator has others to submit first, as far as the API server can tell."""
        try:
            others = [
                application(one) for one in self.cluster.list(SPARK_APPLICATIONS, app.namespace)
            ]
        except ClusterError as error:
            _log.debug("the other applications are not known: %s", error)
            return False
        return busy(app, others)

    def _warning(self, last: View, known: str) -> str:
        """Return the last warning about the driver's pod, unless it is ``known``: a volume that cannot be mounted stands nowhere else."""
        if last.driver is None:
            return ""
        try:
            said = self.cluster.events(self.app.namespace, last.driver.name)
        except ClusterError as error:
            _log.debug("no events: %s", error)
            return ""
        warnings = [one for one in said if one.warning]
        if not warnings or shortened(warnings[-1].message, 300) in known:
            return ""
        return f"; {warnings[-1].reason}: {shortened(warnings[-1].message, 300)}"

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
            state=verdict.state,
            code=verdict.code,
            text=verdict.text,
            attempts=max(1, attempt_of(name)),
            seconds=watched if seconds is None else seconds,
            figures=figures,
            adopted=adopted,
        )

    def _record(self, app: Application, verdict: Verdict, watched: float) -> Outcome:
        """Write down the good end of a job that says nothing of itself, for a start after its application has gone."""
        ended = app.ended_at or datetime.now(UTC)
        began = app.submitted_at or datetime.fromtimestamp(ended.timestamp() - watched, UTC)
        outcome = Outcome(self.app.identity.run_id, ExitCode.DONE, verdict.what, began, ended)
        self.outcomes.record(app.name, outcome)
        return outcome

    def _stopped(self, app: Application) -> None:
        """Put the work down: the DELETE comes first, since a pipeline's step has less than a second left."""
        if not self.delete_on_stop:
            raise Stopped(
                f"stopped on request; {app.name} runs on, and the next start attaches to it"
            )
        gone = self._delete(app, patience=STOP_PATIENCE)
        raise Stopped(
            f"stopped on request; {app.name} "
            + ("has been deleted" if gone else "could NOT be deleted: run --cleanup")
        )

    def _delete(self, app: Application, *, patience: float) -> bool:
        try:
            self.cluster.delete(
                SPARK_APPLICATIONS, app.namespace, app.name, uid=app.uid, patience=patience
            )
        except Conflict:
            return True
        except (Unavailable, Forbidden) as error:
            _log.error("%s could not be deleted: %s", app.name, error)
            return False
        _log.info("deleted %s", app.name)
        return True


def _nowhere(error: NotFound, namespace: str) -> Exception:
    if "no such kind" in str(error):
        return NotStarted(
            f"no Spark Operator is installed in this cluster: it does not know SparkApplications ({error})"
        )
    return BadManifest(
        f"there is no namespace {namespace!r}; create it, or give another --namespace"
    )
