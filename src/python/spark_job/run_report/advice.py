"""What to do next, in terms of the pipeline: its parameters, and starting the run again. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.cases import StepState
from spark_job.run_report.evidence import COVERAGE, LOADER, SPARK

RESUME = "Start the run again: it resumes, and what is stored or committed stays."
DEFECT = (
    "This is a defect of docai: report it with the lines shown here. A second try may do no better."
)

UNSEEN = (
    "In the run page, open the step that is marked as failed: its log, and the log of its driver pod. What the steps below did "
    "stays. Then start the run again: it resumes."
)
"""For a run in which every step that is known is done."""

PARAMETERS = {
    "--user-agent": "user_agent",
    "--all": "all_filers",
    "--from": "filed_from",
    "--to": "filed_to",
    "--patience": "loader_patience",
    "--image": "spark_delta_image",
    "--namespace": "spark_namespace",
    "--service-account": "spark_service_account",
    "--identity": "spark_identity",
    "--account-key-secret": "spark_account_key_secret",
    "--timeout": "spark_timeout",
    "--attempts": "spark_attempts",
    "--pickup-timeout": "spark_pickup_timeout",
    "--on-stop": "spark_on_stop",
    **{
        f"--{name.replace('_', '-')}": name
        for name in (
            "lake",
            "tickers",
            "ciks",
            "companies",
            "index",
            "forms",
            "amendments",
            "limit",
            "max_filings",
            "tolerate",
            "edgar_url",
            "driver_memory",
            "executors",
            "max_executors",
            "executor_cores",
            "executor_memory",
            "executor_overhead",
            "node_selector",
            "tolerations",
            "writer_arguments",
        )
    },
}
"""The pipeline's parameter behind an option of a step (kf_pipeline/docai_pipeline.py)."""

OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+){0,3}(?![\w-])", re.ASCII)
"""An option of a program in a sentence: ``--driver-memory``."""


NO_PARAMETER = "What begins with -- has no parameter: add it to the arguments of the step's component (kf_pipeline)."
"""For a step's own advice that names an option which the pipeline does not pass."""

GOES_ON = re.compile(r"again|stays|next run", re.IGNORECASE)
"""In a step's own advice: it says already that nothing is lost, and how it goes on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Advice for a step that ended in ``state`` with ``code`` (None: any) and whose message ``says`` this."""

    step: str | None
    state: StepState
    code: ExitCode | None
    says: re.Pattern[str] | None
    advice: str


def _rule(step: str | None, code: ExitCode, says: str | None, advice: str) -> Rule:
    pattern = re.compile(says, re.IGNORECASE) if says else None
    return Rule(step, StepState.FAILED, code, pattern, advice)


RULES = (
    _rule(
        LOADER,
        ExitCode.CALLER,
        r"user.agent",
        "Give the parameter user_agent a name and an e-mail address, as the SEC requires, and start the run again.",
    ),
    _rule(
        None,
        ExitCode.CALLER,
        r"credential|not authori[sz]ed|permission|forbidden|\bno right\b|access (?:is |was )?(?:denied|refused)",
        "Give the step's identity the credential or the right that is missing (deploy/README.md), and start the run again.",
    ),
    _rule(
        LOADER,
        ExitCode.CALLER,
        None,
        "Change the parameter that the message names (lake, companies, dates or forms), and start the run again. "
        "Without a change it fails in the same way.",
    ),
    _rule(
        SPARK,
        ExitCode.CALLER,
        None,
        "Change what the message names, and start the run again: the filings are loaded and stay. "
        "Without a change it fails in the same way.",
    ),
    _rule(
        LOADER,
        ExitCode.OTHER_SIDE,
        r"EDGAR|sec\.gov",
        "Start the run again when EDGAR answers: it resumes, and what is stored stays. "
        "With a larger parameter loader_patience the step itself goes on trying for longer.",
    ),
    _rule(None, ExitCode.OTHER_SIDE, None, RESUME),
    _rule(
        LOADER,
        ExitCode.PARTIAL,
        None,
        "Start the run again: only the filings that failed are fetched. "
        "Raise the parameter tolerate if a run may go on without them.",
    ),
    _rule(
        COVERAGE,
        ExitCode.PARTIAL,
        r"filings are missing",
        "Everything else is in the tables. The coverage report names each missing filing and why. "
        "The same check by hand, with --repair, fetches them or names them again; then start the run again. "
        "Raise the parameter tolerate if a run may go on without them.",
    ),
    _rule(
        COVERAGE,
        ExitCode.PARTIAL,
        r"keeps no index",
        "Make the same check by hand once, with --refresh-index: it asks EDGAR for the index of those quarters.",
    ),
    _rule(
        SPARK,
        ExitCode.PARTIAL,
        None,
        "All other filings are committed. Look at the reasons below. Start the run again, or let the schedule do it: "
        "filings that are in quarantine already do not count again. Raise the parameter tolerate if more may fail.",
    ),
    _rule(
        LOADER,
        ExitCode.OUT_OF_MEMORY,
        None,
        "Its memory is set when the pipeline is compiled (kf_pipeline/task_settings.py), and should suffice: "
        "report it. " + RESUME,
    ),
    _rule(
        SPARK,
        ExitCode.OUT_OF_MEMORY,
        None,
        "Raise the parameter driver_memory, or executor_memory and executor_overhead where an executor ran out. "
        + RESUME,
    ),
    _rule(
        SPARK,
        ExitCode.TIMED_OUT,
        None,
        "Raise the parameter spark_timeout or executors. " + RESUME,
    ),
    _rule(None, ExitCode.TIMED_OUT, None, RESUME),
    _rule(
        SPARK,
        ExitCode.NOT_STARTED,
        r"image|pull",
        "Check the parameter spark_delta_image and the right of the cluster to pull it, and start the run again.",
    ),
    _rule(
        SPARK,
        ExitCode.NOT_STARTED,
        r"quota",
        "Ask for less (driver_memory, executors, executor_memory, executor_overhead) or raise the quota, "
        "and start the run again.",
    ),
    _rule(
        SPARK,
        ExitCode.NOT_STARTED,
        r"operator",
        "Have a Spark Operator watch the namespace (parameter spark_namespace; deploy/README.md), or raise "
        "spark_pickup_timeout where it is busy, and start the run again.",
    ),
    _rule(
        SPARK,
        ExitCode.NOT_STARTED,
        r"Spark did not start|Spark's JVM",
        "Where the message names a setting of Spark, change the parameter behind it. Then start the run again: the filings are "
        "loaded and stay.",
    ),
    _rule(
        SPARK,
        ExitCode.NOT_STARTED,
        None,
        "Ask for less (driver_memory, executors) or let the node pool grow, and start the run again.",
    ),
    _rule(None, ExitCode.NOT_STARTED, None, RESUME),
    _rule(None, ExitCode.DEFECT, None, DEFECT),
    Rule(None, StepState.STOPPED, None, None, RESUME),
    Rule(LOADER, StepState.KILLED, None, None, RESUME),
    Rule(
        SPARK,
        StepState.KILLED,
        None,
        re.compile("work itself is done"),
        "Nothing has to be done: the tables are complete, and the next run goes on from here.",
    ),
    Rule(
        SPARK,
        StepState.KILLED,
        None,
        None,
        "Start the run again: it goes on from what is committed.",
    ),
    Rule(
        None,
        StepState.NOT_STARTED,
        None,
        None,
        "In the run page, look at the log of the step's driver pod and at the step itself: the service account, the quota of "
        "the namespace and the image are the usual reasons. Then start the run again: what is stored stays.",
    ),
    Rule(
        None,
        StepState.UNKNOWN,
        None,
        re.compile("lake cannot be read"),
        "Check the parameter lake, and whether the steps' identity may read and write there (deploy/README.md). "
        "What each step did stands in its log in the run page.",
    ),
    Rule(
        None,
        StepState.UNKNOWN,
        None,
        None,
        "Look at the step's log in the run page. Starting the run again does no harm: it resumes.",
    ),
)
"""Of those that fit, one about the message holds before one for any message, and the first before others."""


def advice_for(
    step: str, state: StepState, code: ExitCode | None, message: str, own: str = ""
) -> str:
    """Return what to do about a step that ended so.

    A rule about this very message comes first, then the step's ``own`` advice, then what holds for any such end.
    """
    fitting = [
        rule
        for rule in RULES
        if rule.step in (None, step)
        and rule.state is state
        and rule.code in (None, code)
        and (rule.says is None or rule.says.search(message) is not None)
    ]
    about_it = [rule for rule in fitting if rule.says is not None]
    if own and not about_it:
        own = in_parameters(own)
        said = [own, *([NO_PARAMETER] if OPTION.search(own) else [])]
        return " ".join(said if GOES_ON.search(own) else [*said, RESUME])
    return next((rule.advice for rule in (*about_it, *fitting)), "")


def in_parameters(text: str) -> str:
    """Return ``text`` with the pipeline's parameters where it names options of a step."""
    return OPTION.sub(lambda match: PARAMETERS.get(match[0], match[0]), text)
