"""What the cluster tells of an application and its pods, gathered from two watches into one view."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field

from docai.cluster.changes import Change, Changed, Interrupted, Listed, Removed
from docai.cluster.client import Cluster
from docai.cluster.errors import ClusterError
from docai.cluster.objects import PODS, Kind, Pod, Thing, pod
from spark_job.application import APP_NAME_LABEL, ROLE_LABEL, SPARK_APPLICATIONS, application
from spark_job.watch.watching import View

_log = logging.getLogger(__name__)


@dataclass
class Seen:
    """Follows one application (by its UID: another one of that name is not it) and its pods until it is closed."""

    cluster: Cluster
    namespace: str
    name: str
    uid: str
    selector: str
    resync: float = 30.0
    away: float = 0.0
    _queue: queue.Queue[tuple[Kind, Change | ClusterError]] = field(default_factory=queue.Queue)
    _closed: threading.Event = field(default_factory=threading.Event)
    _app: Thing | None = None
    _gone: bool = False
    _pods: dict[str, Pod] = field(default_factory=dict)

    def start(self, first: Thing) -> None:
        """Begin to follow; ``first`` is the application as it was served last."""
        self._app = first
        for kind, labels in (
            (SPARK_APPLICATIONS, self.selector),
            (PODS, f"{APP_NAME_LABEL}={self.name}"),
        ):
            threading.Thread(
                target=self._follow, args=(kind, labels), name=f"watch {kind.plural}", daemon=True
            ).start()

    def close(self) -> None:
        """Stop following."""
        self._closed.set()

    def wait(self, seconds: float) -> None:
        """Take in what has been told, waiting for at most ``seconds`` for the first; raises ClusterError."""
        try:
            told = self._queue.get(timeout=seconds)
            while True:
                self._take(*told)
                told = self._queue.get_nowait()
        except queue.Empty:
            return

    @property
    def view(self) -> View:
        """What is seen now."""
        if self._gone or self._app is None:
            return View(None, self._driver, self._executors)
        return View(application(self._app), self._driver, self._executors)

    @property
    def _driver(self) -> Pod | None:
        name = application(self._app).driver_pod if self._app is not None else ""
        # A later try has a pod of the same name: the newest stands last.
        return next((one for one in reversed(self._pods.values()) if one.name == name), None)

    @property
    def _executors(self) -> tuple[Pod, ...]:
        return tuple(one for one in self._pods.values() if one.labels.get(ROLE_LABEL) == "executor")

    def _follow(self, kind: Kind, labels: str) -> None:
        try:
            for change in self.cluster.follow(
                kind,
                self.namespace,
                labels=labels,
                resync=self.resync,
                stopped=self._closed.is_set,
                sleep=self._closed.wait,
            ):
                self._queue.put((kind, change))
                if self._closed.is_set():
                    return
        except ClusterError as error:
            self._queue.put((kind, error))

    def _take(self, kind: Kind, told: Change | ClusterError) -> None:
        if isinstance(told, ClusterError):
            if kind is SPARK_APPLICATIONS:
                raise told
            _log.warning(
                "the pods cannot be watched, so that less can be said about them: %s", told
            )
        elif isinstance(told, Interrupted):
            if kind is SPARK_APPLICATIONS:
                if not self.away:
                    _log.warning("the API server does not answer; asking on: %s", told.error)
                self.away = max(told.seconds, 0.001)
        elif kind is SPARK_APPLICATIONS:
            self._take_app(told)
        else:
            self._take_pod(told)

    def _take_app(self, told: Listed | Changed | Removed) -> None:
        if self.away:
            _log.info("the API server answers again")
            self.away = 0.0
        if isinstance(told, Listed):
            ours = [one for one in told.things if one.uid == self.uid]
            self._gone = not ours
            self._app = ours[0] if ours else self._app
        elif told.thing.uid == self.uid:
            self._app = told.thing
            self._gone = isinstance(told, Removed)

    def _take_pod(self, told: Listed | Changed | Removed) -> None:
        if isinstance(told, Listed):
            now = {one.uid: pod(one.body) for one in told.things}
            # A pod that went keeps its last word: an executor that was killed for memory explains a failure.
            self._pods.update(now)
        else:
            self._pods[told.thing.uid] = pod(told.thing.body)
