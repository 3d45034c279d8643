"""One run of the compiled pipeline on a cluster: its steps, then its exit handler, as pods."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compiled.inputs import Value
from compiled.pipeline import CompiledPipeline, State, Step, final_status
from kubectl import Kubectl
from servers import USER_AGENT, StandIns
from spark_job.application import APP_NAME_LABEL
from spark_job.identity import RUN_ID_LABEL
from step_pods import StepRun, manifest, run_pod
from telling import Told, plain

SECRET, KEY = "docai-e2e-lake", "key"
ACCOUNT = "docai-pipeline"
ROLE_LABEL = "spark-role"

SMALL: Mapping[str, Value] = {
    "executors": 1,
    "executor_cores": 2,
    "driver_memory": "1g",
    "executor_memory": "1g",
    "executor_overhead": "2g",
}
"""Sizes for one small node."""

LITTLE_CPU = {"DOCAI_DRIVER_CPU": "200m", "DOCAI_EXECUTOR_CPU": "200m"}
"""The launcher's options, as variables, that let driver and executor share two cores with everything else."""


@dataclass(frozen=True)
class Spaces:
    """The namespaces of the pipeline and of Spark, as an overlay of deploy/ makes them."""

    overlay: str
    pipeline: str
    spark: str


OVERLAYS = {
    one.overlay: one
    for one in (
        Spaces("two-namespaces", "docai", "spark-jobs"),
        Spaces("one-namespace", "docai", "docai"),
    )
}


@dataclass
class ClusterRun:
    """The pipeline ``compiled`` over the filings that ``servers`` serve; ``images`` and ``sizes`` are its parameters."""

    cluster: Kubectl
    spaces: Spaces
    compiled: CompiledPipeline
    servers: StandIns
    images: Mapping[str, str]
    sizes: Mapping[str, Value]
    told: Told
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, Value]:
        """Return the pipeline's parameters."""
        apart = self.spaces.spark != self.spaces.pipeline
        return {
            "lake": self.servers.lake,
            "user_agent": USER_AGENT,
            "edgar_url": self.servers.edgar_url,
            "ciks": ",".join(self.servers.ciks),
            "forms": "all",
            "tolerate": "0",
            "spark_namespace": self.spaces.spark if apart else "",
            "spark_identity": "key",
            "spark_account_key_secret": f"{SECRET}:{KEY}",
            **{f"{name.replace('-', '_')}_image": image for name, image in self.images.items()},
            **SMALL,
            **self.sizes,
        }

    def prepare(self, overlays: Path) -> None:
        """Apply ``deploy/``, and bring the key to the lake into both namespaces."""
        self.cluster.run("apply", "-k", str(overlays / self.spaces.overlay))
        for namespace in {self.spaces.pipeline, self.spaces.spark}:
            self.cluster.apply(
                {
                    "apiVersion": "v1",
                    "kind": "Secret",
                    "metadata": {"name": SECRET, "namespace": namespace},
                    "stringData": {KEY: self.servers.key},
                }
            )
        self.told.say(f"deploy/overlays/{self.spaces.overlay} applied")

    def steps(self) -> dict[str, StepRun]:
        """Run the steps until one fails, then the exit handler; return what came of each. Raises StepLost and Refused."""
        done: dict[str, StepRun] = {}
        state: State = "COMPLETE"
        with self._watching():
            for step in self.compiled.steps(self.parameters, self.run_id):
                done[step.name] = self._run(step)
                if done[step.name].code:
                    state = "FAILED"
                    break
        status = final_status(self.run_id, state)
        for step in self.compiled.exit_steps(self.parameters, self.run_id, status):
            done[step.name] = self._run(step)
        return done

    def left(self) -> list[str]:
        """Return the applications of the run that are still there."""
        found = self.cluster.chosen(
            "sparkapplications", self.spaces.spark, f"{RUN_ID_LABEL}={self.run_id}"
        )
        return [one["metadata"]["name"] for one in found]

    def _run(self, step: Step) -> StepRun:
        self.told.say(f"step {step.name}: {step.image}")
        name = f"docai-e2e-{step.name}-{self.run_id[:8]}"
        endpoint = {"DOCAI_ADLS_ENDPOINT": self.servers.endpoint}
        pod = manifest(step, name, self.spaces.pipeline, ACCOUNT, endpoint | LITTLE_CPU)
        done = run_pod(
            self.cluster, pod, step, lambda line: print(f"           | {plain(line)}", flush=True)
        )
        self.told.say(f"step {step.name} ended with exit code {done.code}")
        self.told.figures[f"{step.name}, s"] = f"{done.seconds:.1f}"
        self.told.same(f"the exit code of {step.name}", done.code, 0)
        return done

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Note every pod of Spark that comes up meanwhile, with the image it runs."""
        stop = threading.Event()

        def look() -> None:
            while not stop.wait(0.5):
                for pod in self.cluster.chosen("pods", self.spaces.spark, APP_NAME_LABEL):
                    self._note(pod)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            stop.set()
            watcher.join(30)

    def _note(self, pod: Mapping[str, Any]) -> None:
        labels = pod["metadata"].get("labels") or {}
        if labels.get(RUN_ID_LABEL) == self.run_id:
            self.seen[pod["metadata"]["name"]] = str(labels.get(ROLE_LABEL))
