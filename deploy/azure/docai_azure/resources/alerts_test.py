"""The queries behind the alerts ask for log lines that the steps really write."""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import logging
import re
from datetime import date
from pathlib import Path

import pytest

from data_loader.audit import run as audit_run
from data_loader.audit.model import Coverage, Lag
from docai.runtime.logs import set_up
from docai_azure.commands import USUAL
from docai_azure.resources.alerts import ALERTS, QUERIES, query

LOGGER = re.compile(r'tostring\(line\.logger\) == "([\w.]+)"')
"""The logger whose lines a query reads: ``where tostring(line.logger) == "spark_job.cleaning"``."""

FIELD = re.compile(r"\bline(?:\.|\[\")(\w+)")
"""A field of a line: ``tolong(line.doubled)``, ``tolong(line["missing"])``: ``missing`` is a word of the language's own."""


def fields(name: str) -> set[str]:
    return set(FIELD.findall((QUERIES / f"{name}.kql").read_text()))


def loggers(name: str) -> list[str]:
    return LOGGER.findall((QUERIES / f"{name}.kql").read_text())


def names_in_log_calls(module: str) -> set[str]:
    """The keys that a module's log calls add to their lines, read from its source; a dictionary may be named first."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text())
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    keys = [key.value for one in dicts for key in one.keys if isinstance(key, ast.Constant)]
    return {key for key in keys if isinstance(key, str)}


def test_every_query_file_is_an_alert_and_reads_the_lines_of_one_logger() -> None:
    assert {path.stem for path in QUERIES.glob("*.kql")} == {alert.name for alert in ALERTS}
    for alert in ALERTS:
        assert len(loggers(alert.name)) == 1


@pytest.mark.parametrize("name", ["missing", "lag", "silent"])
def test_the_line_of_a_coverage_check_has_what_the_query_reads(name: str) -> None:
    lag = Lag(1, 1.0, 2.0, 3.0)
    found = Coverage(date(2024, 5, 1), "run", "all quarters", (), lag=lag, recent=lag)
    stream = io.StringIO()
    set_up(stream=stream, environment={"DOCAI_LOG": "json"})
    try:
        logging.getLogger(audit_run.__name__).info("said", extra=found.figures())
    finally:
        logging.basicConfig(force=True)
    line = json.loads(stream.getvalue())
    assert loggers(name) == [line["logger"]]
    assert fields(name) <= set(line)


@pytest.mark.parametrize(
    ("name", "module"), [("quarantined", "spark_delta.spark_run"), ("failed", "spark_job.cleaning")]
)
def test_the_lines_of_writer_and_exit_handler_have_what_the_query_reads(
    name: str, module: str
) -> None:
    assert loggers(name) == [module]
    always = {"time", "level", "logger", "message"}
    assert fields(name) - always <= names_in_log_calls(module)


def test_parameters_are_set_from_the_settings() -> None:
    by_name = {alert.name: query(alert, USUAL) for alert in ALERTS}
    assert by_name["lag"].startswith("let lag_hours = 48;\n")
    assert by_name["silent"].startswith("let silent_hours = 26;\n")
    assert all(
        "let " not in text for name, text in by_name.items() if name not in ("lag", "silent")
    )
