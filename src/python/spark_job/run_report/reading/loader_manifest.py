"""Reads what a start of the loader left in its manifest: its summary, or the parts of one that was killed."""

from __future__ import annotations

import json
import logging
import math
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from docai.filing.errors import NotAManifestLine
from docai.filing.layout import MANIFESTS, PART_PATH, summary_path
from docai.filing.manifest import read_results
from docai.lake.lake import Lake
from spark_job.run_report.evidence import LoaderManifest

Text = Callable[[Lake, str], str | None]
"""Reads a file as text; None when it has gone or is none of ours."""

MOST_PART_BYTES = 64_000_000
"""So much of the parts of a killed run is counted: some 120,000 filings."""

_log = logging.getLogger(__name__)


def read_manifest(
    lake: Lake, run: str, began: datetime, text: Text, damaged: list[str]
) -> LoaderManifest:
    """Return what the folder of ``run`` tells; files that tell nothing are added to ``damaged``. Raises LakeError."""
    folder = f"{MANIFESTS}/{run}"
    summary = text(lake, summary_path(run))
    if summary is None:
        return LoaderManifest(
            folder, "open", figures=_counted(lake, folder, text, damaged), began=began
        )
    try:
        fields = json.loads(summary)
        if "settled_by" in fields:
            figures = _counted(lake, folder, text, damaged)
            return LoaderManifest(folder, "settled", figures=figures, began=began)
        return LoaderManifest(
            folder=folder,
            end="closed",
            stopped=fields["stopped"] is True,
            figures={
                name: float(value)
                for name, value in fields.items()
                if isinstance(value, int | float)
                and not isinstance(value, bool)
                and math.isfinite(value)
            },
            failures=tuple(map(str, fields["failures"])),
            began=began,
        )
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        _log.warning("%s says nothing: %r", summary_path(run), error)
        damaged.append(summary_path(run))
        return LoaderManifest(folder, "closed", began=began)


def _counted(lake: Lake, folder: str, text: Text, damaged: list[str]) -> dict[str, float]:
    """Return how many filings the parts name, by status."""
    counts: Counter[str] = Counter()
    left = MOST_PART_BYTES
    for entry in lake.list(folder):
        if PART_PATH.fullmatch(entry.path) is None or entry.size > left:
            continue
        left -= entry.size
        lines = text(lake, entry.path)
        try:
            counts.update(one.status for one in read_results((lines or "").encode(), entry.path))
        except NotAManifestLine as error:
            _log.warning("%s", error)
            damaged.append(entry.path)
    return {status: float(count) for status, count in counts.items()}
