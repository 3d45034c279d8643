"""Is the operator away, or has it others to submit first? It says nothing of an application before spark-submit has returned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from spark_job.application import NEW, Application

REMEMBERED = timedelta(hours=1)
"""How long it counts that the operator took up an application of the namespace: so it watches the namespace."""


def busy(app: Application, others: Iterable[Application]) -> bool:
    """Return whether it is worth waiting on for an operator that has not taken up ``app`` in time.

    ``others`` are the applications of the namespace. So it is when the operator has written another one's status since
    ``app`` was created; or when it did so not long before, and others wait for it as well: on a loaded machine a dozen
    submissions at once can take minutes, the first one too.
    """
    created = None if app.thing is None else app.thing.created_at
    if created is None:
        return False
    others = [one for one in others if one.uid != app.uid]
    written = max((one.status_at for one in others if one.status_at is not None), default=None)
    if written is None:
        return False
    if written > created:
        return True
    crowded = any(
        one.state == NEW and one.status_at is None and not one.being_deleted for one in others
    )
    return crowded and created - written < REMEMBERED
