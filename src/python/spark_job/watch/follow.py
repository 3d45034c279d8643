"""One application, followed to its end: its states, its pods, and the log of its driver."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docai.cluster.answers import shortened
from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError
from docai.cluster.log_cursor import Place
from docai.runtime.outcome import Outcome
from docai.runtime.stop import StopSignal
from spark_job.application import LOG_PLACE, SPARK_APPLICATIONS, Application, application
from spark_job.errors import LostTrack, StopHeard
from spark_job.jobs.job import Codes
from spark_job.outcomes import Outcomes
from spark_job.watch.busy import busy
from spark_job.watch.driver_log import DriverLog
from spark_job.watch.removal import remove
from spark_job.watch.seen import Seen
from spark_job.watch.verdict import Verdict, judge
from spark_job.watch.watching import End, Limits, Progress, View, step

TICK = 0.1
AWAY = 300.0
DRAIN = 20.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an application ended. ``app`` is how it was seen last, ``watched`` for how many seconds it was watched."""

    verdict: Verdict
    app: Application
    outcome: Outcome | None
    watched: float


@dataclass
class Watch:
    """Follows ``app``; its time limit counts from the beginning of its series of attempts."""

    cluster: Cluster
    app: Application
    selector: str
    outcomes: Outcomes
    limits: Limits
    stop: StopSignal
    emit: Callable[[str], None]
    codes: Codes
    resync: float = 30.0
    driver_log: DriverLog | None = field(default=None, init=False)
    _logged: str = field(default="", init=False)

    def run(self) -> Ended:
        """Return how it ended. Raises StopHeard, LostTrack and ClusterError."""
        app = self.app
        assert app.thing is not None
        start = time.monotonic()
        seen = Seen(self.cluster, app.namespace, app.name, app.uid, self.selector, self.resync)
        seen.start(app.thing)
        progress, end = Progress(since=start, age=self._age()), None
        try:
            while end is None:
                if self.stop.requested:
                    raise StopHeard(app)
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
                if end is not None and end.why == "not_picked_up" and self._busy():
                    _log.info(
                        "the Spark Operator is busy with others in %s; waiting on", app.namespace
                    )
                    progress, end = replace(progress, busy=True), None
                if end is None:
                    seen.wait(TICK)
        finally:
            seen.close()
        return self._finish(seen.view, end, time.monotonic() - start)

    def _age(self) -> float:
        """Return how many seconds ago the series began, by the API server's clock."""
        began = self.app.series.began
        return 0.0 if began is None else max(0.0, (self.cluster.now() - began).total_seconds())

    def _follow_log(self, view: View) -> None:
        app = view.app
        if app is None or not app.driver_pod or self._logged == app.submission:
            return
        if self.driver_log is not None:
            self.driver_log.finish(DRAIN)
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
        self.driver_log = DriverLog(
            self.cluster,
            app.namespace,
            app.driver_pod,
            place=Place.parse(place) if kept == submission else None,
            emit=self.emit,
            keep=keep,
        )
        self.driver_log.start()

    def _finish(self, last: View, end: End, watched: float) -> Ended:
        app = self.app
        if end.why == "not_started":
            end = replace(end, detail=end.detail + self._warning(last, end.detail))
        if end.delete:
            remove(self.cluster, app, patience=30.0)
        if self.driver_log is None and end.why in ("failed", "completed"):
            self._follow_log(last)
        tail: list[str] = []
        if self.driver_log is not None:
            self.driver_log.finish(DRAIN)
            if end.why == "failed":
                self.driver_log.read_tail()
            tail = list(self.driver_log.tail)
        outcome = self.outcomes.of(app.name)
        verdict = judge(end, last, tail, outcome, app.namespace, self.codes)
        return Ended(verdict, last.app or app, outcome, watched)

    def _busy(self) -> bool:
        """Return whether the operator has others to submit first, as far as the API server can tell."""
        try:
            others = [
                application(one)
                for one in self.cluster.list(SPARK_APPLICATIONS, self.app.namespace)
            ]
        except ClusterError as error:
            _log.debug("the other applications are not known: %s", error)
            return False
        return busy(self.app, others)

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
