"""The report of a whole run as HTML: what the exit handler shows in Kubeflow. Pure."""

from __future__ import annotations

from docai.report.elements import (
    NOTHING,
    Html,
    Mood,
    code,
    facts,
    figures,
    header,
    heading,
    joined,
    log_lines,
    none,
    paragraph,
    section,
    text,
)
from docai.report.figures import duration_text, moment_text
from docai.report.inline import content_of
from docai.report.page import page
from spark_job.run_report.cases import StepState
from spark_job.run_report.explaining import edgar_away
from spark_job.run_report.figures import shown
from spark_job.run_report.story import RunStory, RunVerdict, StepStory

_MOODS: dict[RunVerdict, Mood] = {
    RunVerdict.DONE: "good",
    RunVerdict.FAILED: "bad",
    RunVerdict.CANCELLED: "warn",
    RunVerdict.BROKEN_OFF: "bad",
    RunVerdict.UNDER_WAY: "warn",
    RunVerdict.UNKNOWN: "warn",
}
_STEP_MOODS: dict[StepState, Mood] = {
    StepState.DONE: "good",
    StepState.FAILED: "bad",
    StepState.KILLED: "bad",
    StepState.STOPPED: "warn",
    StepState.UNDER_WAY: "warn",
    StepState.UNKNOWN: "warn",
    StepState.NOT_STARTED: "",
}


def run_page(story: RunStory) -> str:
    """Return the page: the sentence and what to do first, then each step, then the writer's own report."""
    mood = _MOODS[story.verdict]
    state = (
        "how it ended is not known" if story.verdict is RunVerdict.UNKNOWN else story.verdict.value
    )
    title = f"Run {story.run_id}"
    return page(
        f"{title}: {state}",
        (
            header(title, _when(story), state=state, mood=mood),
            _summary(story, mood),
            *(_step(one, first=one is story.culprit) for one in story.steps),
            _places(story),
            _clean_up(story),
            _writer(story),
        ),
    )


def _when(story: RunStory) -> str:
    began = [one.began for one in story.steps if one.began is not None]
    ended = [one.ended for one in story.steps if one.ended is not None]
    if not began:
        return "Filings from EDGAR to Delta tables"
    if not ended:
        return f"began {moment_text(min(began))}"
    seconds = (max(ended) - min(began)).total_seconds()
    return f"{moment_text(min(began))}, took {duration_text(seconds)}"


def _summary(story: RunStory, mood: Mood) -> Html:
    sentence = story.sentence[0].upper() + story.sentence[1:]
    todo = facts([("What to do", text(story.advice))]) if story.advice else NOTHING
    remarks = joined(map(paragraph, story.remarks))
    return section("", paragraph(sentence, "lead"), todo, remarks, wash=mood)


def _step(step: StepStory, *, first: bool) -> Html:
    state = step.state.value
    if step.state is StepState.FAILED and step.code is not None:
        state = f"failed, exit code {step.code:d}"
    away = edgar_away(step.figures)
    known = [("Step", code(step.task))]
    if step.state is StepState.FAILED and step.code is not None:
        known.append((f"Exit code {step.code:d}", text(step.code.meaning)))
    if step.began is not None:
        lasted = f", took {duration_text(step.seconds)}" if step.seconds is not None else ""
        known.append(("Began", text(f"{moment_text(step.began)}{lasted}")))
    if step.attempts > 1:
        known.append(("Attempts", text(str(step.attempts))))
    return section(
        f"{step.number}  {step.title}",
        facts(known),
        joined(map(paragraph, step.message.splitlines())),
        paragraph(f"{away}; the step went on trying." if away else ""),
        log_lines(step.lines),
        figures(pair for pair in shown(step.figures, step.name) if pair[0] != "attempts"),
        # what to do about the first one stands at the top of the page
        paragraph(f"What to do: {step.advice}" if step.advice and not first else ""),
        state=state,
        mood=_STEP_MOODS[step.state],
    )


def _places(story: RunStory) -> Html:
    reports = [path for step in story.steps for path in step.reports]
    if not reports:
        return NOTHING
    return section(
        "In the lake",
        none(f"Below {story.lake}"),
        facts((step.title, _paths(step.reports)) for step in story.steps if step.reports),
    )


def _paths(paths: tuple[str, ...]) -> Html:
    return joined(Html(f"<div>{code(path)}</div>") for path in paths)


def _clean_up(story: RunStory) -> Html:
    cluster = story.cluster
    if cluster.problem:
        return NOTHING  # among the remarks
    names = joined(Html(f"<div>{code(name)}</div>") for name in cluster.deleted)
    if not cluster.deleted:
        names = none("No application of the run was left in the cluster.")
    elif len(cluster.deleted) == 1:
        names = joined((none("This application was deleted:"), names))
    else:
        names = joined((none("These applications were deleted:"), names))
    return section("Clean-up", names)


def _writer(story: RunStory) -> Html:
    content = content_of(story.report.page) if story.report is not None else NOTHING
    if not content:
        return NOTHING
    return joined((heading("What the writer did", kind="part"), content))
