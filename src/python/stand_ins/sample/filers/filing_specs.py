"""The filings of a filer, written one a line."""

from __future__ import annotations

from datetime import date
from typing import cast

from stand_ins.sample.model import FilingSpec, Shape, Style


def specs(*lines: str) -> tuple[FilingSpec, ...]:
    """One filing a line: fiscal year, form, period, filed, style and, unless plain, shape."""
    return tuple(_spec(*line.split()) for line in lines)


def _spec(
    year: str, form: str, period: str, filed: str, style: str, shape: str = "plain"
) -> FilingSpec:
    return FilingSpec(
        int(year),
        form,
        date.fromisoformat(period),
        date.fromisoformat(filed),
        cast(Style, style),
        cast(Shape, shape),
    )
