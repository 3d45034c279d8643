"""The Kubeflow Pipelines service: starting a run, and keeping exactly one schedule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kf_pipeline.errors import ServiceRefused
from kf_pipeline.service.address import RUN, SCHEDULE, page
from kf_pipeline.service.connection import Connection
from kf_pipeline.service.schedules import Schedules


@dataclass(frozen=True, slots=True)
class Order:
    """What to run: ``arguments`` are the pipeline's parameters, ``service_account`` that of the steps' pods."""

    name: str
    experiment: str
    package: Path
    arguments: Mapping[str, Any]
    service_account: str | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When to run: by ``cron`` (six fields, the first the second) or every ``seconds``."""

    cron: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A run or a schedule: its id, and the address of its page (None when nobody knows where the UI is)."""

    name: str
    address: str | None


class Service:
    """A pipeline service; ``namespace`` is where its runs belong, if it serves several."""

    def __init__(self, connection: Connection, namespace: str | None) -> None:
        self._connection = connection
        self._namespace = namespace

    def submit(self, order: Order) -> Made:
        """Start one run. Raises ServiceRefused and ServiceDown."""
        client = self._connection.client
        with self._connection.explained():
            run = client.run_pipeline(
                experiment_id=self._experiment(order.experiment),
                job_name=order.name,
                pipeline_package_path=str(order.package),
                params=dict(order.arguments),
                enable_caching=False,
                service_account=order.service_account,
            )
        return self._made(RUN, run.run_id)

    def schedule(self, order: Order, rhythm: Rhythm, *, replace: bool) -> Made:
        """Make the schedule ``order.name``: no overlap, no catch-up.

        One of that name that stands already is kept and ServiceRefused raised; with ``replace`` the new one takes over
        from it, and its run under way goes on (``Schedules.take_over``). Raises ServiceRefused and ServiceDown.
        """
        with self._connection.explained():
            experiment = self._experiment(order.experiment)
            schedules = Schedules(self._connection, experiment)
            former = schedules.named(order.name)
            if former and not replace:
                stand = ", ".join(one.described for one in former)
                raise ServiceRefused(
                    f"a schedule {order.name!r} stands already ({stand}); "
                    "give --replace to put the new one in its place, or another --name"
                )
            # Beside another one it begins disabled: two that are enabled could both start a run.
            made = self._connection.client.create_recurring_run(
                experiment_id=experiment,
                job_name=order.name,
                cron_expression=rhythm.cron,
                interval_second=rhythm.seconds,
                max_concurrency=1,
                no_catchup=True,
                enabled=not former,
                pipeline_package_path=str(order.package),
                params=dict(order.arguments),
                enable_caching=False,
                service_account=order.service_account,
            )
            name = self._connection.identity(made.recurring_run_id)
            if former:
                schedules.take_over(name, former)
        return self._made(SCHEDULE, name)

    def _made(self, kind: str, name: object) -> Made:
        known = self._connection.identity(name)
        return Made(known, page(self._connection.ui, kind, known))

    def _experiment(self, name: str) -> str:
        made = self._connection.client.create_experiment(name, namespace=self._namespace)
        return self._connection.identity(made.experiment_id)
