"""The Kubeflow Pipelines service: starting a run, and keeping exactly one schedule."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kfp
import kfp_server_api
import urllib3

from kf_pipeline.errors import ServiceDown, ServiceRefused

TOKEN_VARIABLE = "DOCAI_KFP_TOKEN"  # noqa: S105 - the variable's name
COOKIES_VARIABLE = "DOCAI_KFP_COOKIES"
_log = logging.getLogger(__name__)


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


class _Client(kfp.Client):  # type: ignore[misc]
    """KFP's client, which would ask five times and log five tracebacks before it says that nobody answers."""

    def get_kfp_healthz(self, sleep_duration: int = 0) -> kfp_server_api.V2beta1GetHealthzResponse:
        return self._healthz_api.healthz_service_get_healthz()


class Service:
    """A pipeline service at ``host``; the credential comes from the environment or the cluster."""

    def __init__(self, host: str | None, namespace: str | None) -> None:
        self._host = host
        self._namespace = namespace
        with self._explained(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._client = _Client(
                host=host,
                namespace=namespace or "kubeflow",
                existing_token=os.environ.get(TOKEN_VARIABLE) or None,
                cookies=os.environ.get(COOKIES_VARIABLE) or None,
            )

    def submit(self, order: Order) -> str:
        """Start one run; return its id. Raises ServiceRefused and ServiceDown."""
        with self._explained():
            experiment = self._experiment(order.experiment)
            run = self._client.run_pipeline(
                experiment_id=experiment,
                job_name=order.name,
                pipeline_package_path=str(order.package),
                params=dict(order.arguments),
                enable_caching=False,
                service_account=order.service_account,
            )
            return str(run.run_id)

    def schedule(self, order: Order, rhythm: Rhythm, *, replace: bool) -> str:
        """Make the schedule ``order.name``: one run at a time, none made up for. Return its id.

        One of that name that stands already is kept and ServiceRefused raised, or with ``replace`` goes once the new
        one stands. Raises ServiceRefused and ServiceDown.
        """
        with self._explained():
            experiment = self._experiment(order.experiment)
            former = list(self._schedules(experiment, order.name))
            if former and not replace:
                raise ServiceRefused(
                    f"a schedule {order.name!r} stands already ({', '.join(former)}); "
                    "give --replace to put the new one in its place, or another --name"
                )
            # The old one goes first: were the new one made first, both could start a run in between.
            for one in former:
                self._client.disable_recurring_run(one)
            try:
                made = self._client.create_recurring_run(
                    experiment_id=experiment,
                    job_name=order.name,
                    cron_expression=rhythm.cron,
                    interval_second=rhythm.seconds,
                    max_concurrency=1,
                    no_catchup=True,
                    enabled=True,
                    pipeline_package_path=str(order.package),
                    params=dict(order.arguments),
                    enable_caching=False,
                    service_account=order.service_account,
                )
            except BaseException:
                for one in former:
                    self._client.enable_recurring_run(one)
                raise
            for one in former:
                self._client.delete_recurring_run(one)
            return str(made.recurring_run_id)

    def _experiment(self, name: str) -> str:
        made = self._client.create_experiment(name, namespace=self._namespace)
        return str(made.experiment_id)

    def _schedules(self, experiment: str, name: str) -> Iterator[str]:
        token = ""
        while True:
            page = self._client.list_recurring_runs(
                experiment_id=experiment, page_token=token, page_size=100
            )
            for one in page.recurring_runs or ():
                if one.display_name == name:
                    yield str(one.recurring_run_id)
            token = page.next_page_token or ""
            if not token:
                return

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        where = self._host or "the pipeline service"
        try:
            # The client prints links to stdout, which is for our own results.
            with contextlib.redirect_stdout(sys.stderr):
                yield
        except kfp_server_api.ApiException as error:
            said = _said(error)
            if error.status in (401, 403):
                raise ServiceRefused(
                    f"{where} refuses the credential (HTTP {error.status}: {said}); "
                    f"set {TOKEN_VARIABLE} or {COOKIES_VARIABLE}, or ask for the right"
                ) from error
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                raise ServiceRefused(f"{where} refuses it (HTTP {error.status}): {said}") from error
            raise ServiceDown(f"{where} failed (HTTP {error.status or 'none'}): {said}") from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise ServiceDown(f"{where} cannot be reached: {error}") from error


def _said(error: kfp_server_api.ApiException) -> str:
    try:
        fields = json.loads(error.body)
        return str(fields.get("error_message") or fields.get("message") or fields)[:500]
    except (TypeError, ValueError, AttributeError):
        return str(error.body or error.reason or error)[:500]
