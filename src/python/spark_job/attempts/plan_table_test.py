"""Every rule of the plan by an example, and the picture of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from docai.report.state_diagram import state_diagram
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import Application, Series
from spark_job.attempts.plan import RULES, Adopt, Attach, Create, Known, arrows, known, plan, rule
from spark_job.errors import OtherSpec
from spark_job.identity import Identity

OURS = Identity("run-1", "spark-delta", "aa")
OTHER = Identity("run-1", "spark-delta", "bb")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERIES = Series(1, NOW)


def app(attempt: int, state: str, identity: Identity = OURS, lost: str = "") -> Application:
    name = identity.name(attempt)
    return Application(name, "ns", "u", identity.spec_hash, state, series=SERIES, lost=lost)


DONE = Outcome("run-1", ExitCode.DONE, "said", NOW, NOW)
COMPLETED, RUNNING, FAILED = app(1, "COMPLETED"), app(2, "RUNNING"), app(2, "FAILED")
EXAMPLES = [
    (known(OURS, [COMPLETED, RUNNING], {}), Adopt(COMPLETED.name, COMPLETED, None)),
    (known(OURS, [RUNNING], {OURS.name(1): DONE}), Attach(RUNNING)),
    (known(OURS, [FAILED], {FAILED.name: DONE}), Adopt(FAILED.name, FAILED, DONE)),
    (known(OURS, [app(1, "RUNNING", OTHER)], {}), None),
    (known(OURS, [app(2, "FAILED", lost="evicted")], {}), Create(3, SERIES)),
    # Somebody tried on after the loss: a series of its own.
    (known(OURS, [app(2, "FAILED", lost="evicted")], {}, tried=3), Create(4)),
    (known(OURS, [FAILED], {}), Create(3)),
    (known(OURS, [], {}), Create(1)),
]


@pytest.mark.parametrize(("start", "todo"), EXAMPLES)
def test_what_a_start_does(start: Known, todo: object) -> None:
    chosen = rule(start)
    if todo is None:
        assert chosen.name == "OtherSpec"
        with pytest.raises(OtherSpec, match="with other options"):
            chosen.todo(start)
    else:
        assert chosen.todo(start) == todo
        assert chosen.name.split()[0] == type(todo).__name__


def test_each_rule_is_reached_by_an_example() -> None:
    assert {id(rule(start)) for start, _ in EXAMPLES} == {id(each) for each in RULES}


def test_every_start_has_a_rule() -> None:
    assert rule(known(OURS, [], {})) is RULES[-1]
    assert plan(OURS, [], {}, tried=7) == Create(8)


def test_the_picture_in_the_readme_is_drawn_from_the_table() -> None:
    readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    assert state_diagram(arrows(), start=["start"]) in readme
