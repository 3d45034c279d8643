"""The folders of staged rows: one per run, gone when the run ends, or a day after it was killed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from spark_delta.lake_paths import STAGING

KEPT = timedelta(days=1)
"""No run takes longer than this: older folders belong to runs that were killed."""

_log = logging.getLogger(__name__)


@contextmanager
def staging_folder(lake: Lake, run: str) -> Iterator[str]:
    """Give the folder for the run called ``run`` and delete it in the end; delete those of runs long dead first.

    A folder that cannot be deleted in the end is left to a later run, and changes nothing of how this one ends: what a
    stopped run left behind may still be writing into it.
    """
    now = datetime.now(UTC)
    for folder in list(lake.folders(STAGING)):
        began = _began(folder.rsplit("/", 1)[-1])
        if began is not None and now - began > KEPT:
            lake.delete(folder, recursive=True)
    folder = f"{STAGING}/{run}"
    try:
        yield folder
    finally:
        try:
            lake.delete(folder, recursive=True)
        except LakeError as error:
            _log.warning("could not delete %s; a later run will: %s", folder, error)


def _began(name: str) -> datetime | None:
    try:
        return datetime.strptime(name.split("-", 1)[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
