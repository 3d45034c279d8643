from __future__ import annotations

import pytest

from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.advice import OPTION, PARAMETERS, advice_for, in_parameters
from spark_job.run_report.cases import StepState
from spark_job.run_report.evidence import LOADER, SPARK


@pytest.mark.parametrize("step", [LOADER, SPARK])
@pytest.mark.parametrize("code", [one for one in ExitCode if one not in (0, 143)])
def test_every_failure_has_advice(step: str, code: ExitCode) -> None:
    assert advice_for(step, StepState.FAILED, code, "")


def test_a_message_leads_to_the_parameter_that_it_is_about() -> None:
    failed = StepState.FAILED
    quota = advice_for(SPARK, failed, ExitCode.NOT_STARTED, "the quota 'x' leaves no room")
    assert "raise the quota" in quota
    credential = advice_for(LOADER, failed, ExitCode.CALLER, "403: not authorized")
    assert "identity" in credential
    agent = advice_for(LOADER, failed, ExitCode.CALLER, "the user agent has no contact")
    assert "user_agent" in agent


@pytest.mark.parametrize(
    "message",
    [
        "docai-a1 ended with exit code 7: Spark did not start: IllegalArgumentException: Executor memory 268435456 must be at "
        "least 471859200",
        "docai-a1 ended with exit code 7: Spark's JVM was killed while it started",
    ],
)
def test_a_spark_that_did_not_start_may_lack_more_than_room(message: str) -> None:
    advice = advice_for(SPARK, StepState.FAILED, ExitCode.NOT_STARTED, message)
    assert "names a setting of Spark" in advice
    assert "Ask for less" not in advice


def test_a_rule_about_the_message_comes_before_a_steps_own_advice() -> None:
    own = "Change what the message says. Run again unchanged, it ends the same way."
    message = "the user agent names no contact"
    assert "user_agent" in advice_for(LOADER, StepState.FAILED, ExitCode.CALLER, message, own)
    wrong = "ciks: '0000320193-24-000123' is an accession number, no CIK"
    assert advice_for(LOADER, StepState.FAILED, ExitCode.CALLER, wrong, own) == own


def test_a_steps_own_advice_comes_first_and_names_the_pipelines_parameters() -> None:
    own = "Raise --executor-overhead if they ran out of memory."
    advice = advice_for(SPARK, StepState.FAILED, ExitCode.DEFECT, "", own)
    assert advice.startswith("Raise executor_overhead if they ran out of memory. Start the run")
    assert advice_for(SPARK, StepState.FAILED, ExitCode.OTHER_SIDE, "", "Start again.") == (
        "Start again."
    )


def test_an_option_that_the_pipeline_does_not_pass_is_said_to_be_one() -> None:
    own = (
        "Ask for less (--driver-memory, --driver-cpu), let the pool grow, or raise --start-timeout."
    )
    advice = advice_for(SPARK, StepState.FAILED, ExitCode.NOT_STARTED, "", own)
    assert advice == (
        "Ask for less (driver_memory, --driver-cpu), let the pool grow, or raise --start-timeout. What begins with -- has no "
        "parameter: add it to the arguments of the step's component (kf_pipeline). Start the run again: it resumes, and what "
        "is stored or committed stays."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("raise --driver-memory (heap)", ["--driver-memory"]),
        ("--timeout, or --tolerate", ["--timeout", "--tolerate"]),
        ("a--b and x --", []),
        ("---------- x", []),
        ("--writer-arguments='--optimize'", ["--writer-arguments", "--optimize"]),
    ],
)
def test_option_pattern(text: str, found: list[str]) -> None:
    assert OPTION.findall(text) == found


def test_an_option_without_a_parameter_stays_as_it_is() -> None:
    assert in_parameters("--driver-overhead or --image") == "--driver-overhead or spark_delta_image"
    assert all(OPTION.fullmatch(option) for option in PARAMETERS)
