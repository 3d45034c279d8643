from pathlib import Path

import pytest

from data_loader.edgar.answer import Kind
from data_loader.edgar.course import (
    BLOCKS_OF_ONE,
    CHECKS_OF_ONE,
    STEPS,
    Course,
    Failure,
    Next,
    arrows,
    next_step,
    row,
)
from data_loader.edgar.health import Health, Standing
from docai.report.state_diagram import state_diagram

TRIES = 3
HERE = Health(answers=5)
DOUBT = Health(Standing.IN_DOUBT, since=1.0, answers=5)
GONE = Health(Standing.AWAY, since=1.0, answers=5)
FIRST = Course(attempts=1, failures=1, answers=5)
LAST = Course(attempts=TRIES, failures=TRIES, answers=5)
LAST_NEEDED = Course(essential=True, attempts=TRIES, failures=TRIES, answers=5)
BLOCKED = Course(attempts=BLOCKS_OF_ONE, blocks=BLOCKS_OF_ONE, answers=5)


EXAMPLES = [
    (FIRST, Kind.REFUSED, HERE, True, Next.FAILED),
    (FIRST, Kind.TOO_LARGE, HERE, True, Next.FAILED),
    (FIRST, Kind.SERVER_TROUBLE, DOUBT, False, Next.WAIT),
    (FIRST, Kind.SERVER_TROUBLE, DOUBT, True, Next.WAIT),
    (FIRST, Kind.SERVER_TROUBLE, GONE, True, Next.PAUSE),
    (FIRST, Kind.CUT_SHORT, GONE, True, Next.WAIT),
    (FIRST, Kind.TOO_FAST, HERE, False, Next.PAUSE),
    (BLOCKED, Kind.TOO_FAST, HERE, False, Next.CHECK),
    (
        Course(attempts=7, blocks=7, answers=5, checks=CHECKS_OF_ONE - 1),
        Kind.TOO_FAST,
        HERE,
        True,
        Next.CHECK,
    ),
    (
        Course(attempts=8, blocks=8, answers=5, checks=CHECKS_OF_ONE),
        Kind.TOO_FAST,
        HERE,
        True,
        Next.FAILED,
    ),
    (
        Course(essential=True, attempts=9, blocks=9, answers=5),
        Kind.TOO_FAST,
        HERE,
        True,
        Next.PAUSE,
    ),
    # without patience tries are all there is
    (LAST, Kind.UNREACHABLE, DOUBT, False, Next.FAILED),
    (LAST_NEEDED, Kind.UNREACHABLE, DOUBT, False, Next.FAILED),
    # with it, a filing has failed when EDGAR answers others; else that is looked at
    (LAST, Kind.UNREACHABLE, DOUBT, True, Next.CHECK),
    (LAST, Kind.SERVER_TROUBLE, GONE, True, Next.CHECK),
    (LAST, Kind.SERVER_TROUBLE, Health(answers=6), True, Next.FAILED),
    (LAST_NEEDED, Kind.SERVER_TROUBLE, Health(answers=6), True, Next.AWAY),
    (LAST, Kind.CUT_SHORT, DOUBT, True, Next.FAILED),
    (LAST_NEEDED, Kind.NOT_WHAT_WAS_ASKED, HERE, True, Next.FAILED),
]


@pytest.mark.parametrize(("course", "kind", "health", "patient", "step"), EXAMPLES)
def test_what_follows_a_failure(
    course: Course, kind: Kind, health: Health, patient: bool, step: Next
) -> None:
    assert next_step(course, kind, health, tries=TRIES, patient=patient) is step


def test_each_row_is_reached_by_an_example() -> None:
    reached = {
        id(row(Failure(course, kind, health, TRIES, patient)))
        for course, kind, health, patient, _ in EXAMPLES
    }
    assert reached == {id(each) for each in STEPS}


def test_each_failure_ends_in_some_step_and_what_is_none_ends_loudly() -> None:
    answers = {Kind.CONTENT, Kind.NOT_MODIFIED, Kind.MISSING}
    for kind in Kind:
        for course in (FIRST, LAST, LAST_NEEDED, BLOCKED):
            if kind in answers:
                with pytest.raises(LookupError, match="is no failure"):
                    next_step(course, kind, HERE, tries=TRIES, patient=True)
            else:
                assert next_step(course, kind, HERE, tries=TRIES, patient=True) in Next


def test_the_picture_in_the_readme_is_drawn_from_the_table() -> None:
    readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    assert state_diagram(arrows(), start=["failure"]) in readme


def test_failures_are_counted_and_block_pages_use_up_none() -> None:
    course = Course().after(Kind.SERVER_TROUBLE, HERE).after(Kind.TOO_FAST, HERE)
    assert (course.attempts, course.failures, course.blocks) == (2, 1, 1)


def test_what_failed_while_edgar_was_away_is_forgotten_when_it_is_back() -> None:
    back = Health(answers=6, returns=1)
    course = LAST.after(Kind.SERVER_TROUBLE, back)
    assert (course.failures, course.answers, course.attempts) == (1, 6, TRIES + 1)
    assert not course.others_answered(back)
    assert course.others_answered(Health(answers=7, returns=1))


def test_only_checks_after_block_pages_are_counted_and_only_good_ones_in_a_row() -> None:
    course = Course().checked(Kind.TOO_FAST, True).checked(Kind.SERVER_TROUBLE, True)
    assert course.checked(Kind.UNREACHABLE, False).checks == 1
    assert course.checked(Kind.TOO_FAST, True).checks == 2
    assert course.checked(Kind.TOO_FAST, False).checks == 0
