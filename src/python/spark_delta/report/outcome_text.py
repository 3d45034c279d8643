"""A run's outcome as lines for a person."""

from __future__ import annotations

from spark_delta.report.summary import WriteSummary


def lines_of(summary: WriteSummary) -> list[str]:
    """Return what the run came to, one fact a line."""
    if not summary.tried:
        lines = [f"nothing new, {summary.seconds:.1f} s"]
    else:
        lines = [
            f"{summary.filings:,} filings with {summary.items:,} Items written, {summary.quarantined:,} to quarantine, "
            f"{summary.bytes_read / 1e6:,.1f} MB in {summary.seconds:.1f} s"
        ]
    if summary.replaced:
        lines.append(f"{summary.replaced:,} of them in place of older rows")
    if summary.already_present or summary.given_up:
        lines.append(
            f"{summary.already_present:,} were there already, {summary.given_up:,} stay in quarantine"
        )
    lines += [
        f"{name:<10} version {state.version:>4}  {state.location}"
        for name, state in summary.tables.items()
        if state.version >= 0
    ]
    if summary.report:
        lines.append(f"report     {summary.report}")
    return lines
