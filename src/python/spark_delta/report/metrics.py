"""A run in numbers, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from spark_delta.report.summary import WriteSummary


def metrics_json(summary: WriteSummary) -> bytes:
    """Return ``summary`` as one JSON object, indented, with its line end."""
    fields = asdict(summary)
    del fields["read"]["staged"]
    return (json.dumps(fields, indent=2, ensure_ascii=False) + "\n").encode()
