"""Schedules of one name at the service: which stand, and how a new one takes over without touching a run under way.

To delete a schedule is to delete every run that it started and that is under way: the runs' Workflows belong to its
ScheduledWorkflow, and Kubernetes collects them, in silence and without an exit handler. So a former schedule is disabled,
and deleted when none of its runs is under way: by the command that replaces it, or by the next one.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docai.runtime.errors import DocaiError
from kf_pipeline.errors import ServiceDown
from kf_pipeline.service.connection import Connection

PAGE = 100
ENDED = frozenset({"SUCCEEDED", "SKIPPED", "FAILED", "CANCELED"})
"""States of a run after which nothing of it runs any more (V2beta1RuntimeState of the API); any other is under way."""

ORPHAN = "ORPHAN"
"""How a schedule is deleted: a run that began in this second, and is not listed yet, goes on (KFP 2.16 and newer)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule (a recurring run, as KFP calls it) that stands at the service."""

    name: str
    enabled: bool

    @property
    def described(self) -> str:
        """Return its id, and whether it is disabled."""
        return self.name if self.enabled else f"{self.name}, disabled"


class Schedules:
    """The schedules of an experiment. Its methods raise what KFP's client raises: callers are in ``Connection.explained``."""

    def __init__(self, connection: Connection, experiment: str) -> None:
        self._connection = connection
        self._client = connection.client
        self._experiment = experiment

    def named(self, name: str) -> tuple[Schedule, ...]:
        """Return those of that name."""
        found = self._pages(self._client.list_recurring_runs, "recurring_runs")
        return tuple(
            Schedule(self._connection.identity(one.recurring_run_id), one.status != "DISABLED")
            for one in found
            if one.display_name == name
        )

    def take_over(self, new: str, former: Sequence[Schedule]) -> None:
        """Have ``new``, which is disabled, run in the place of the ``former`` ones; raises what went wrong.

        At no moment are two enabled. What goes wrong leaves the former ones as they were; when the service is away for
        that too, ServiceDown says what stands.
        """
        try:
            for one in former:
                if one.enabled:
                    self._client.disable_recurring_run(one.name)
            self._client.enable_recurring_run(new)
        except BaseException:
            if not self._enabled_after_all(new):
                self._put_back(new, former)
                raise
        _log.info("schedule %s is active", new)
        for one in former:
            self._retire(one)

    def _enabled_after_all(self, new: str) -> bool:
        """Return whether ``new`` is enabled though the answer was lost."""
        try:
            with self._connection.explained():
                return str(self._client.get_recurring_run(new).status) == "ENABLED"
        except DocaiError:
            return False

    def _put_back(self, new: str, former: Sequence[Schedule]) -> None:
        try:
            with self._connection.explained():
                # Asked for again: if this is refused, it may be enabled, and the former ones must not be.
                self._client.disable_recurring_run(new)
                for one in former:
                    if one.enabled:
                        self._client.enable_recurring_run(one.name)
                self._delete(new)
        except DocaiError as error:
            names = ", ".join(one.name for one in former if one.enabled) or "none"
            raise ServiceDown(
                f"the change of schedules stopped half way ({error}). Enabled before: {names}; new: {new}. "
                "At most one of them is enabled: run this command again, or look at them in the UI"
            ) from None

    def _retire(self, one: Schedule) -> None:
        try:
            with self._connection.explained():
                runs = self._under_way(one.name)
                if not runs:
                    self._delete(one.name)
        except DocaiError as error:
            _log.warning(
                "the former schedule %s is disabled and still there: %s; the next --replace deletes it",
                one.name,
                error,
            )
            return
        if runs:
            _log.warning(
                "the former schedule %s is disabled and stays, because deleting it would kill its run %s, which is "
                "under way; the next --replace deletes it. The new schedule does not wait for that run: both may run at once, "
                "which loses and doubles nothing",
                one.name,
                ", ".join(runs),
                extra={"schedule": one.name, "runs": runs},
            )
        else:
            _log.info("deleted the former schedule %s: it has no active run", one.name)

    def _under_way(self, name: str) -> list[str]:
        predicate = {"operation": "EQUALS", "key": "recurring_run_id", "stringValue": name}
        found = self._pages(
            self._client.list_runs,
            "runs",
            sort_by="created_at desc",
            filter=json.dumps({"predicates": [predicate]}),
        )
        return [
            self._connection.identity(one.run_id)
            for one in found
            # The filter is the service's; that the runs are this schedule's is ours to be sure of.
            if one.recurring_run_id == name and str(one.state) not in ENDED
        ]

    def _delete(self, name: str) -> None:
        self._client._recurring_run_api.recurring_run_service_delete_recurring_run(
            recurring_run_id=name, propagation_policy=ORPHAN
        )

    def _pages(self, ask: Callable[..., Any], what: str, **how: str) -> Iterator[Any]:
        token = ""
        while True:
            page = ask(experiment_id=self._experiment, page_token=token, page_size=PAGE, **how)
            yield from getattr(page, what) or ()
            token = page.next_page_token or ""
            if not token:
                return
