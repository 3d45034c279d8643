"""From what is known of a run to its story. Pure: ``Evidence`` in, ``RunStory`` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath

from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import StepRecord, record_path
from spark_job.identity import attempt_of
from spark_job.run_report.advice import UNSEEN, advice_for
from spark_job.run_report.cases import Facts, StepState, case_of
from spark_job.run_report.evidence import COVERAGE, LOADER, SPARK, Evidence, Hint
from spark_job.run_report.explaining import explained
from spark_job.run_report.sentence import sentence_of
from spark_job.run_report.story import RunStory, RunVerdict, StepStory
from spark_job.run_report.traces import Trace, loader_trace, spark_trace, step_of

_TITLES = {LOADER: "Load filings", SPARK: "Write the tables", COVERAGE: "Check what is missing"}

_VERDICTS = {
    StepState.FAILED: RunVerdict.FAILED,
    StepState.KILLED: RunVerdict.BROKEN_OFF,
    StepState.NOT_STARTED: RunVerdict.FAILED,
    StepState.STOPPED: RunVerdict.CANCELLED,
    StepState.UNDER_WAY: RunVerdict.UNDER_WAY,
    StepState.UNKNOWN: RunVerdict.UNKNOWN,
}
"""What the first step that is not done makes of the run."""

_WITHOUT_CULPRIT = {
    Hint.FAILED: RunVerdict.FAILED,
    Hint.UNCLEAR: RunVerdict.FAILED,
    Hint.CANCELLED: RunVerdict.CANCELLED,
}
"""What Kubeflow's word makes of a run whose steps all say that they are done; any other word: done."""


def story_of(evidence: Evidence) -> RunStory:
    """Return what happened in the run."""
    steps: list[StepStory] = []
    for name in _names(evidence):
        before = steps[-1].state if name == SPARK and steps else None
        steps.append(_step(evidence, len(steps) + 1, name, before))
    culprit = _culprit(evidence, steps)
    return RunStory(
        run_id=evidence.run_id,
        lake=evidence.lake.address,
        verdict=_verdict(culprit, evidence.hint),
        steps=tuple(steps),
        culprit=culprit,
        sentence=sentence_of(evidence.run_id, steps, culprit, evidence.hint),
        advice=_advice(culprit, evidence.hint),
        remarks=_remarks(evidence, steps),
        report=evidence.lake.report,
        cluster=evidence.cluster,
    )


def _names(evidence: Evidence) -> tuple[str, ...]:
    """Return the steps: docai's own two, unless another pipeline has none of them; then what else left a record."""
    records = evidence.lake.records
    others = sorted(records.keys() - {LOADER, SPARK}, key=lambda name: records[name].started_at)
    own = any(name in records or _trace(evidence, name) is not None for name in (LOADER, SPARK))
    return (LOADER, SPARK, *others) if own or not others else tuple(others)


def _trace(evidence: Evidence, name: str) -> Trace | None:
    return loader_trace(evidence.lake) if name == LOADER else spark_trace(evidence, name)


def _step(evidence: Evidence, number: int, name: str, before: StepState | None) -> StepStory:
    lake, record, trace = evidence.lake, evidence.lake.records.get(name), _trace(evidence, name)
    spark_began = SPARK in lake.records or _trace(evidence, SPARK) is not None
    facts = Facts(
        record=record,
        trace=trace,
        hint=evidence.hint,
        before=before,
        unread=bool(lake.problem),
        damaged=record_path(evidence.run_id, name) in lake.damaged,
        later=name == LOADER and spark_began and evidence.hint.over,
    )
    case = case_of(facts)
    state = case.state
    code = _code(facts, state)
    message = explained(facts, state, lake.problem)
    own = (record.advice if record is not None else "") or (trace.advice if trace else "")
    silent = state is StepState.DONE or (
        state in (StepState.NOT_STARTED, StepState.UNKNOWN)
        # what to do is said at the step before it; and what nobody started needs no advice
        and (before not in (None, StepState.DONE) or not evidence.hint.over)
    )
    advice = "" if silent else advice_for(name, state, code, message, own)
    figures = _figures(facts)
    return StepStory(
        number=number,
        name=name,
        title=_TITLES.get(name, name),
        case=case.name,
        state=state,
        code=code,
        message=message,
        advice=advice,
        lines=() if state is StepState.DONE else _lines(record, trace),
        figures=figures,
        attempts=_attempts(evidence, name, figures),
        began=record.started_at if record is not None else None,
        ended=record.ended_at if record is not None else None,
        reports=_reports(evidence, name),
    )


def _lines(record: StepRecord | None, trace: Trace | None) -> tuple[str, ...]:
    own = record.lines if record is not None else ()
    return own or (trace.lines if trace is not None else ())


def _code(facts: Facts, state: StepState) -> ExitCode | None:
    if state not in (StepState.DONE, StepState.FAILED, StepState.STOPPED):
        return None
    if facts.recorded_code is not None:
        return facts.recorded_code
    return ExitCode.DONE if state is StepState.DONE else facts.traced_code


def _figures(facts: Facts) -> Mapping[str, float]:
    traced = facts.trace.figures if facts.trace is not None else {}
    return {**traced, **(facts.record.figures if facts.record is not None else {})}


def _attempts(evidence: Evidence, name: str, figures: Mapping[str, float]) -> int:
    apps = (view.app.name for view in evidence.cluster.views if view.app is not None)
    seen = (attempt_of(one) for one in chain(apps, evidence.lake.outcomes) if step_of(one) == name)
    return max(1, int(figures.get("attempts", 0)), *seen)


def _reports(evidence: Evidence, name: str) -> tuple[str, ...]:
    lake, record = evidence.lake, evidence.lake.records.get(name)
    found = list(record.reports) if record is not None else []
    if name == LOADER:
        found += [one.folder for one in lake.manifests[-1:]]
    if name == SPARK and lake.report is not None:
        found.append(lake.report.path)
    found += [one for one in lake.pages if step_of(PurePosixPath(one).stem) == name]
    return tuple(dict.fromkeys(found))


def _culprit(evidence: Evidence, steps: Sequence[StepStory]) -> StepStory | None:
    """Return the first step that is not done. By hand, steps of which nothing is to be seen need not be of the run."""
    amiss = [one for one in steps if one.state is not StepState.DONE]
    if not evidence.hint.over:
        begun = [one for one in amiss if one.state is not StepState.NOT_STARTED]
        amiss = begun if begun or len(amiss) < len(steps) else amiss
    return next(iter(amiss), None)


def _advice(culprit: StepStory | None, hint: Hint) -> str:
    if culprit is not None:
        return culprit.advice
    return UNSEEN if hint in _WITHOUT_CULPRIT else ""


def _verdict(culprit: StepStory | None, hint: Hint) -> RunVerdict:
    if culprit is None:
        return _WITHOUT_CULPRIT.get(hint, RunVerdict.DONE)
    if culprit.state is StepState.NOT_STARTED and not hint.over:
        return RunVerdict.UNKNOWN
    if culprit.state is StepState.UNKNOWN and hint is Hint.FAILED:
        return RunVerdict.FAILED
    return _VERDICTS[culprit.state]


def _remarks(evidence: Evidence, steps: Sequence[StepStory]) -> tuple[str, ...]:
    lake, cluster = evidence.lake, evidence.cluster
    remarks = [f"{path} is damaged and says nothing." for path in lake.damaged]
    if lake.problem and not any(lake.problem in step.message for step in steps):
        remarks.append(f"The lake cannot be read: {lake.problem}")
    if cluster.problem:
        remarks.append(f"The run's applications cannot be looked at: {cluster.problem}")
    remarks += [f"It could not be deleted: {one}" for one in cluster.left]
    return tuple(remarks)
