"""The report of the Spark step as HTML: how the application ended, with the writer's own report inside. Pure."""

from __future__ import annotations

from collections.abc import Callable

from docai.report.elements import (
    Mood,
    code,
    facts,
    figures,
    header,
    heading,
    joined,
    log_lines,
    paragraph,
    section,
    text,
)
from docai.report.figures import duration_text
from docai.report.inline import content_of
from docai.report.page import page
from docai.runtime.exit_codes import ExitCode
from spark_job.results import Result
from spark_job.run_report.figures import shown

_STATES = {"COMPLETED": "completed", "FAILED": "failed", "GONE": "gone", "NEW": "not taken up"}
"""The operator's words that a person may meet here, in plain ones."""


def step_page(result: Result, writers: str, redact: Callable[[str], str]) -> str:
    """Return the page. ``writers`` is the writer's own page, empty when there is none."""
    done = result.code is ExitCode.DONE
    mood: Mood = "good" if done else "bad"
    content = content_of(redact(writers))
    known = [
        ("Application", code(result.app_name)),
        ("State", text(_state(result))),
        ("Took", text(duration_text(result.seconds))),
    ]
    if not done:
        known.append((f"Exit code {result.code:d}", text(result.code.meaning)))
    if result.verdict.advice:
        known.append(("What to do", text(redact(result.verdict.advice))))
    if result.attempts > 1:
        known.append(("Attempts", text(str(result.attempts))))
    return page(
        f"{result.app_name}: {'done' if done else 'failed'}",
        (
            header(
                "Spark job",
                f"run {result.run_id}",
                state="done" if done else f"failed, exit code {result.code:d}",
                mood=mood,
            ),
            section(
                "",
                paragraph(redact(result.verdict.what), "lead"),
                log_lines([redact(line) for line in result.verdict.lines]),
                facts(known),
                joined(paragraph(redact(one)) for one in result.earlier),
                wash=mood,
            ),
            # the writer's report begins with the same figures
            (
                joined((heading("What the writer did", kind="part"), content))
                if content
                else figures(shown(result.figures))
            ),
        ),
    )


def _state(result: Result) -> str:
    state = _STATES.get(result.state, result.state.lower().replace("_", " "))
    return f"{state}, taken over from an earlier start" if result.adopted else state
