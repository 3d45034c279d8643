"""The README says what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from docai_azure.__main__ import command_line
from docai_azure.costs import Amounts, Prices, report
from docai_azure.resources.alerts import ALERTS
from docai_azure.settings import Settings
from docai_azure.stages.software import OPERATOR_VERSION

README = (Path(__file__).resolve().parents[1] / "README.md").read_text()

COMMAND = re.compile(r"`deploy/azure/azure ([^`]+)`")
"""A command in running text or in a table: `deploy/azure/azure up`."""

COMMANDS = sorted(set(COMMAND.findall(README)))


def test_every_command_of_the_program_is_shown() -> None:
    shown = {line.split()[0] for line in COMMANDS}
    assert shown == {"up", "status", "install", "images", "schedule", "backfill", "costs", "down"}


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_is_shown_is_one_that_the_program_takes(line: str) -> None:
    assert command_line().parse_args(shlex.split(line)).command == line.split()[0]


def test_a_command_that_is_none_is_refused() -> None:
    for line in (
        "up --tag v1",
        "images",
        "backfill --tag v1 --years 1992",
        "backfill --tag v1 --years 2024-2020",
        "costs --price-gold 1",
    ):
        with pytest.raises(SystemExit):
            command_line().parse_args(shlex.split(line))


def test_the_alerts_are_those_of_the_program() -> None:
    part = README.split("## Who is woken")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [alert.name for alert in ALERTS]


def test_versions_are_those_that_are_installed() -> None:
    assert f"Spark Operator\nis {OPERATOR_VERSION}" in README


def test_the_costs_are_those_that_the_program_prints() -> None:
    shown = README.split("<!-- costs -->\n")[1].split("<!-- end of costs -->")[0]
    printed = "\n".join(line.rstrip() for line in report(Amounts(), Prices(), Settings()))
    assert shown == f"```\n{printed}\n```\n"
