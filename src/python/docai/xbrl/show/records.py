"""Figures as records of JSON and CSV: one for each fact, line of a statement, or figure of a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docai.xbrl.model import Fact, Figures

Record = Mapping[str, object]


def fact_records(figures: Figures) -> Iterator[Record]:
    """Yield a record for each fact, numbered as they stand."""
    for number, fact in enumerate(figures.facts, start=1):
        yield {
            "n": number,
            "concept": fact.concept,
            "value": fact.value,
            "unit": fact.unit,
            "decimals": fact.decimals,
            "period": _period(fact),
            "dims": [str(dimension) for dimension in fact.dims],
            "nil": fact.nil,
            "numeric": fact.numeric,
            "id": fact.id,
            "source_file": fact.source_file,
            "start_at": fact.start_at,
            "end_at": fact.end_at,
        }


def _period(fact: Fact) -> dict[str, object]:
    if fact.context.forever:
        return {"forever": True}
    if fact.instant is not None:
        return {"instant": fact.instant}
    return {"start": fact.start, "end": fact.end}


def line_records(figures: Figures) -> Iterator[Record]:
    """Yield a record for each line of the statements and notes."""
    for line in figures.lines:
        yield {
            "role": line.role.uri,
            "definition": line.role.definition,
            "number": line.role.number,
            "kind": line.role.kind,
            "title": line.role.title,
            "position": line.position,
            "depth": line.depth,
            "concept": line.concept,
            "parent": line.parent,
            "preferred_label": line.preferred_label,
            "label": line.label,
            "label_role_found": line.label_role_found,
        }


def schedule_records(figures: Figures) -> Iterator[Record]:
    """Yield a record for each figure of the financial data schedules."""
    for schedule in figures.schedules:
        for column in schedule.columns:
            for figure in column.figures:
                yield {
                    "schedule": schedule.number,
                    "type": schedule.type,
                    "article": schedule.article,
                    "column": column.column,
                    "tag": figure.tag,
                    "raw": figure.raw,
                    "value": figure.value,
                    "multiplier": None if schedule.multiplier is None else str(schedule.multiplier),
                    "currency": column.currency,
                    "exchange_rate": column.exchange_rate,
                    "period_type": column.period_type,
                    "fiscal_year_end": column.fiscal_year_end,
                    "period_start": column.period_start,
                    "period_end": column.period_end,
                    "footnotes": list(figure.footnotes),
                }
