"""SQL over the tables of a lake, answered by delta-rs's engine, DataFusion: it reads every table that delta-rs can.

Queries alone are answered: a statement is planned first, and a plan that writes is not carried out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pyarrow as pa
from deltalake import DeltaTable, Field, QueryBuilder
from deltalake.schema import ArrayType, DataType

from docai.delta.arrow import spare_pandas
from docai.delta.open import cut, open_table, told
from docai.delta.storage import storage_options
from docai.runtime.errors import CallerError
from local_pipeline.refusals import EXPLAINED, in_words, reworded
from local_pipeline.tables import NAMES
from spark_delta.tables.derived import DERIVED, view_queries
from spark_delta.tables.schema import FILINGS

_WRITES = ("CopyTo", "Dml", "DataSinkExec")
"""How a plan of DataFusion's begins when carrying it out writes."""

_UNPLANNED = "physical_plan_error"
"""What DataFusion calls a plan that it cannot make."""

_NO_QUERY = "not implemented"
"""What its error says of a statement that is no query: one that makes, drops or sets something."""

_SHOW_TABLES = re.compile(r"\s*show\s+(?:tables|views)\s*;?\s*", re.I)
_DESCRIBE = re.compile(
    r"\s*(?:(?:desc|describe)\s+(?:table\s+)?|show\s+columns\s+(?:from|in)\s+)\"?(\w+)\"?\s*;?\s*",
    re.I,
)
_SHOW_VIEW = re.compile(r"\s*show\s+create\s+(?:view|table)\s+\"?(\w+)\"?\s*;?\s*", re.I)
_SQL_TYPES = {"integer": "int", "long": "bigint", "short": "smallint", "byte": "tinyint"}
"""The types that a Delta log names otherwise than SQL."""

_ENGINE_TYPES = {
    "Utf8": "string",
    "Utf8View": "string",
    "Int64": "bigint",
    "Int32": "int",
    "Date32": "date",
    "Float64": "double",
    "List(Utf8)": "array<string>",
    "List(Utf8View)": "array<string>",
}
"""Types as DataFusion names them."""


def ask(lake: str, sql: str) -> pa.Table:
    """Return the answer of the tables to the query ``sql``. Nothing that writes, makes or drops anything is carried out.

    Besides queries: SHOW TABLES; DESCRIBE of a table or view, with the comments of the tables; SHOW CREATE VIEW, the
    statement that makes the view in another engine. There, a table's own files are called ``sections_files``.

    Raises CallerError when there are no tables, when one cannot be read, or when the SQL is wrong or no query; and LakeError.
    """
    spare_pandas()
    tables = _opened(lake)
    if _SHOW_TABLES.fullmatch(sql):
        return _listed(tables)
    fields = {
        name: {field.name: field for field in table.schema().fields}
        for name, table in tables.items()
    }
    views = view_queries(lambda table: _files(table.name), fields)
    shown = _SHOW_VIEW.fullmatch(sql)
    if shown:
        return _statement(views, shown[1].lower())
    builder = QueryBuilder()
    for name, table in tables.items():
        builder = builder.register(_files(name) if name in views else name, table)
    described = _DESCRIBE.fullmatch(sql)
    if described:
        sql = f"DESCRIBE {described[1].lower()}"
    names = tuple(dict.fromkeys((*tables, *views)))
    with told("the query cannot be answered"), reworded(names):
        for name, query in views.items():
            builder.execute(f"CREATE VIEW {name} AS {query}").read_all()
        _check_reads(pa.table(builder.execute(EXPLAINED + sql).read_all()), names)
        answer = pa.table(builder.execute(sql).read_all())
    return _described(answer, described[1].lower(), fields) if described else answer


def _opened(lake: str) -> dict[str, DeltaTable]:
    storage = storage_options(lake)
    tables: dict[str, DeltaTable] = {}
    for name, path in NAMES.items():
        table = open_table(lake, path, storage)
        if table is not None:
            tables[name] = table
        elif name == FILINGS.name:
            raise CallerError(
                f"there is no table {lake}/{path}: run the pipeline first, or give the --lake it filled"
            )
    return tables


def _files(name: str) -> str:
    """Return what the engine calls a table's files, of filings that are not committed too."""
    return f"{name}_files"


def _listed(tables: Mapping[str, DeltaTable]) -> pa.Table:
    shown = [(name, "table", table.metadata().description or "") for name, table in tables.items()]
    shown += [(view.name, "view", view.comment) for view in DERIVED if view.table.name in tables]
    return _table(("name", "kind", "comment"), shown)


def _statement(views: Mapping[str, str], name: str) -> pa.Table:
    if name not in views:
        raise CallerError(f"there is no view {name!r}: there are {', '.join(sorted(views))}")
    return _table(("statement",), [(f"CREATE VIEW {name} AS\n{views[name].strip()}",)])


def _described(answer: pa.Table, name: str, fields: Mapping[str, Mapping[str, Field]]) -> pa.Table:
    """Return what the engine says of a table's columns, with SQL's names for their types and with their comments."""
    tables = {view.name: view.table.name for view in DERIVED}
    tables |= {_files(table): table for table in fields}
    own = fields[tables.get(name, name)]
    rows = []
    for said in answer.to_pylist():
        column = said["column_name"]
        field = own.get(column) or fields[FILINGS.name].get(column.removeprefix("filing_"))
        if field is None:
            # a view's own
            kind = _ENGINE_TYPES.get(said["data_type"], said["data_type"].lower())
            rows.append((column, kind, ""))
        else:
            rows.append((column, _type(field.type), field.metadata.get("comment", "")))
    return _table(("column", "type", "comment"), rows)


def _type(kind: DataType) -> str:
    if isinstance(kind, ArrayType):
        return f"array<{_type(kind.element_type)}>"
    return _SQL_TYPES.get(kind.type, kind.type)


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.Table:
    return pa.table(
        {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)}
    )


def _check_reads(explained: pa.Table, names: Sequence[str]) -> None:
    """Raise CallerError unless DataFusion has planned a query, and nothing that writes."""
    plans = {row["plan_type"]: str(row["plan"]) for row in explained.to_pylist()}
    wrong = plans.get(_UNPLANNED, _NO_QUERY)
    if _NO_QUERY not in wrong:
        raise CallerError(f"the query cannot be answered: {cut(in_words(wrong, names))}")
    if _UNPLANNED in plans or any(plan.startswith(_WRITES) for plan in plans.values()):
        raise CallerError(
            "only a query is answered (SELECT, WITH, VALUES, DESCRIBE, SHOW TABLES, SHOW CREATE VIEW): "
            "this statement would write or change something"
        )
