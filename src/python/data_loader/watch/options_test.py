from __future__ import annotations

import pytest

from data_loader.errors import WrongSelection
from data_loader.options import parse_options
from data_loader.watch.options import OF_ONE_RUN, Pace
from docai.runtime.errors import CallerError

NEEDED = ["--lake", "lake", "--user-agent", "docai test@example.com"]


def test_a_watch_has_its_pace() -> None:
    assert parse_options([*NEEDED, "--all"], {}).watch is None
    assert parse_options([*NEEDED, "--all", "--watch"], {}).watch == Pace(60.0, 3600.0)
    given = {"DOCAI_WATCH": "true", "DOCAI_WATCH_EVERY": "90", "DOCAI_LISTS_EVERY": "30m"}
    assert parse_options([*NEEDED, "--ciks", "990001"], given).watch == Pace(90.0, 1800.0)


@pytest.mark.parametrize("name", OF_ONE_RUN)
def test_what_ends_a_run_does_not_go_with_a_watch(name: str) -> None:
    values = {
        "index": "2024Q1",
        "to": "2024-05-01",
        "limit": "3",
        "refetch": "0000990001-24-000017",
        "max_filings": "3",
    }
    option = f"--{name.replace('_', '-')}={values.get(name, 'true')}"
    with pytest.raises(WrongSelection, match="belongs to a single run"):
        parse_options([*NEEDED, "--all", "--watch", option], {})


def test_a_watch_follows_somebody() -> None:
    with pytest.raises(WrongSelection):
        parse_options([*NEEDED, "--watch"], {})


def test_a_pace_that_is_too_short_is_refused() -> None:
    with pytest.raises(CallerError, match="too short"):
        parse_options([*NEEDED, "--all", "--watch", "--watch-every", "0"], {})
