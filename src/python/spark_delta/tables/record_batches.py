"""A filing's rows of one table as an Arrow record batch: how they cross from the reader process, and how they are written.

On the way a batch has the table's own columns alone, with dates and times as the integers, long texts as the bytes, and decimals
as the digits that a row holds. In a file it has all columns, in the table's own types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from spark_delta.tables.schema import BY_NAME
from spark_delta.tables.table import Table


class RuleBroken(ValueError):
    """A row that its table would refuse: a defect of whoever made it."""


class Batches(Mapping[str, Sequence[Sequence[Any]]]):
    """Rows by the name of their table, as ``ReadFiling.rows`` has them, kept as record batches; values are made on demand."""

    def __init__(self, batches: Mapping[str, pa.RecordBatch]) -> None:
        self._batches = batches

    def __getitem__(self, name: str) -> Sequence[Sequence[Any]]:
        columns = [column.to_pylist() for column in self.batch(name).columns]
        return (
            columns if BY_NAME[name].columnar else [list(row) for row in zip(*columns, strict=True)]
        )

    def __contains__(self, name: object) -> bool:
        return name in self._batches

    def __iter__(self) -> Iterator[str]:
        return iter(self._batches)

    def __len__(self) -> int:
        return len(self._batches)

    def batch(self, name: str) -> pa.RecordBatch:
        """Return the rows of the table called ``name``, with its own columns."""
        return self._batches[name]


def as_batches(rows: Mapping[str, Sequence[Sequence[Any]]]) -> Batches:
    """Return ``rows`` (see ``ReadFiling``) as record batches; raises RuleBroken where a value has no form in Arrow."""
    if isinstance(rows, Batches):
        return rows
    return Batches({name: _batch(BY_NAME[name], of) for name, of in rows.items()})


def _batch(table: Table, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    schema = schema_on_the_way(table)
    columns: Sequence[Sequence[Any]] = rows
    if table.columnar is None:
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        array_of(table, field.name, values, field.type)
        for field, values in zip(schema, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def array_of(table: Table, name: str, values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    """Return the ``values`` of a column as an array of ``type_``; raises RuleBroken where one has no form in it."""
    try:
        if pa.types.is_decimal(type_):
            return pa.array(values, pa.string()).cast(type_)
        return pa.array(values, type_)
    except UnicodeEncodeError as error:
        raise RuleBroken(f"{table.name}: {name} holds half a character") from error
    except (pa.ArrowInvalid, OverflowError) as error:
        raise RuleBroken(f"{table.name}: {name} holds what is no {type_}: {error}") from error


@cache
def schema_on_the_way(table: Table) -> pa.Schema:
    """Return the schema of a batch of ``table`` on its way from the reader."""
    return pa.schema([(name, _on_the_way(table, name)) for name in table.own])


def _on_the_way(table: Table, name: str) -> pa.DataType:
    type_ = table.arrow.field(name).type
    if name in table.long:
        return pa.binary()
    if pa.types.is_decimal(type_):
        return pa.string()
    if pa.types.is_date32(type_):
        return pa.int32()
    return pa.int64() if pa.types.is_timestamp(type_) else type_


def in_own_types(table: Table, batch: pa.RecordBatch) -> dict[str, pa.Array]:
    """Return the columns of ``batch`` in the table's types; raises RuleBroken where a value has no form in them."""
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    for type_, names in _casts(table):
        try:
            together = [columns[name] for name in names]
            cast = (together[0] if len(names) == 1 else pa.concat_arrays(together)).cast(type_)
        except pa.ArrowInvalid as error:
            of = " or ".join(names)
            raise RuleBroken(f"{table.name}: {of} holds what is no {type_}: {error}") from error
        for place, name in enumerate(names):
            columns[name] = cast.slice(place * batch.num_rows, batch.num_rows)
    return columns


@cache
def _casts(table: Table) -> list[tuple[pa.DataType, list[str]]]:
    """Return which columns have which other type in the table than on the way.

    Columns of short values are cast together: key figures are many columns of one row, whose casts take longer than the values.
    """
    short: dict[pa.DataType, list[str]] = {}
    long = []
    for field in schema_on_the_way(table):
        type_ = table.arrow.field(field.name).type
        if field.name in table.long:
            long.append((type_, [field.name]))
        elif type_ != field.type:
            short.setdefault(type_, []).append(field.name)
    return [*long, *short.items()]


def full_batch(
    table: Table, columns: Mapping[str, pa.Array], given: Mapping[str, Any], rows: int
) -> pa.RecordBatch:
    """Return ``columns`` as a batch of all columns of ``table``; every other one has its value of ``given`` in all ``rows``."""
    arrays = [
        (
            columns[field.name]
            if field.name in columns
            else pa.repeat(pa.scalar(given[field.name], field.type), rows)
        )
        for field in table.arrow
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=table.arrow)
