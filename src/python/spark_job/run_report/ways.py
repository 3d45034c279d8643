"""An example of every way in which a run can end, for tests."""

from __future__ import annotations

from dataclasses import replace

from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import record_path
from spark_job.run_report.evidence import LOADER, SPARK, Evidence, Hint, WriterReport
from spark_job.run_report.examples import (
    APP,
    AWAY,
    KILLED_MANIFEST,
    LOADED,
    MANIFEST,
    NO_AGENT,
    NO_IMAGE,
    NO_LAKE,
    QUARANTINED,
    REPORT,
    RUN,
    WRITTEN,
    evidence,
    loaded,
    outcome,
    view,
    written,
)

WAYS: dict[str, Evidence] = {
    "both done": evidence(
        loaded(), written(), hint=Hint.ENDED_WELL, manifests=(MANIFEST,), outcomes={APP: outcome()}
    ),
    "nothing new": evidence(
        loaded(
            message="41 filings selected: 0 stored, 41 already there",
            figures={**LOADED, "stored": 0.0},
        ),
        written(
            message=f"{APP} is done: 0 filings and 0 Items written",
            figures={**WRITTEN, "filings": 0.0, "sections": 0.0},
        ),
        hint=Hint.ENDED_WELL,
    ),
    "EDGAR away for a while": evidence(
        loaded(figures={**LOADED, "seconds_away": 181.6}), written(), hint=Hint.ENDED_WELL
    ),
    "EDGAR away for a while, nothing new": evidence(
        loaded(
            message="41 filings selected: 0 stored, 41 already there",
            figures={**LOADED, "stored": 0.0, "seconds_away": 104.2},
        ),
        written(
            message=f"{APP} is done: 0 filings and 0 Items written",
            figures={**WRITTEN, "filings": 0.0, "sections": 0.0},
        ),
        hint=Hint.ENDED_WELL,
    ),
    "loader: wrong user agent": evidence(loaded(ExitCode.CALLER, NO_AGENT, figures={})),
    "loader: EDGAR away": evidence(loaded(ExitCode.OTHER_SIDE, AWAY), manifests=(MANIFEST,)),
    "loader: too many failed": evidence(
        loaded(
            ExitCode.PARTIAL,
            "3 of 40 filings failed, and --tolerate allows 1%",
            lines=tuple(f"0000320193-24-00012{n}: EDGAR answered 503 five times" for n in range(3)),
            figures={**LOADED, "stored": 37.0, "failed": 3.0},
        ),
        manifests=(MANIFEST,),
    ),
    "loader: defect": evidence(
        loaded(
            ExitCode.DEFECT,
            "KeyError: 'cik'",
            lines=(
                "Traceback (most recent call last):",
                '  File "x.py", line 3',
                "KeyError: 'cik'",
            ),
        )
    ),
    "loader: killed": evidence(loaded(None, "", figures={}), manifests=(KILLED_MANIFEST,)),
    "loader: killed, no record": evidence(manifests=(KILLED_MANIFEST,)),
    "loader: cancelled": evidence(
        loaded(ExitCode.STOPPED, "stopped on request; 12 filings are left to the next run"),
        manifests=(replace(MANIFEST, stopped=True),),
    ),
    "loader: cancelled, no record": evidence(manifests=(replace(MANIFEST, stopped=True),)),
    "loader: cancelled without a word": evidence(loaded(None, "", figures={}), hint=Hint.CANCELLED),
    "spark: option": evidence(
        loaded(),
        written(
            ExitCode.CALLER,
            "the service account 'spark' is not in the namespace 'team': create it, or give --service-account.",
            figures={},
        ),
    ),
    "spark: storage failed": evidence(
        loaded(),
        written(
            ExitCode.OTHER_SIDE,
            f"{APP} ended with exit code 3: the storage did not answer for 90 s.",
        ),
    ),
    "spark: quarantine": evidence(
        loaded(),
        written(
            ExitCode.PARTIAL,
            f"{APP} ended with exit code 4: {QUARANTINED}.",
            figures={**WRITTEN, "filings": 37.0, "quarantined": 3.0},
        ),
        outcomes={APP: outcome(ExitCode.PARTIAL, QUARANTINED, report=REPORT)},
        report=WriterReport(
            REPORT, "<main><section><h2>Quarantined</h2><p>no Items</p></section></main>"
        ),
        pages=(f"delta/_outcomes/{RUN}/{APP}.html",),
    ),
    "spark: driver out of memory": evidence(
        loaded(),
        written(
            ExitCode.OUT_OF_MEMORY,
            f"the driver of {APP} was killed: out of memory at its limit of 3Gi (exit code 137).",
            advice="Raise --driver-memory (heap) or --driver-overhead (beside it).",
            lines=(
                "26/11/28 02:04:11 ERROR TaskSchedulerImpl: Lost executor 1 on 10.88.0.19",
                "java.lang.OutOfMemoryError: Java heap space",
            ),
        ),
        views=(
            view(
                "FAILED",
                "driver container failed with ExitCode: 137, Reason: OOMKilled",
                code=137,
                reason="OOMKilled",
            ),
        ),
    ),
    "spark: time limit": evidence(
        loaded(),
        written(
            ExitCode.TIMED_OUT,
            f"{APP} ran out of time: 6 h have passed; it has been deleted.",
            advice="Raise --timeout or give it more executors; what was committed stays, the next run goes on.",
        ),
    ),
    "spark: no image": evidence(
        loaded(),
        written(
            ExitCode.NOT_STARTED,
            NO_IMAGE,
            advice="Check --image and the rights to pull it, and the secrets and volumes that the manifest names.",
            figures={},
        ),
    ),
    "spark: quota": evidence(
        loaded(),
        written(
            ExitCode.NOT_STARTED,
            f"{APP} could not be submitted: the quota 'spark' leaves no room for the driver.",
            figures={},
        ),
    ),
    "spark: no operator": evidence(
        loaded(),
        written(
            ExitCode.NOT_STARTED,
            f"the Spark Operator has said nothing of {APP} for 300 s: it does not watch spark-jobs, is not running, "
            "or is busy with other submissions.",
            figures={},
        ),
    ),
    "spark: launcher killed": evidence(
        loaded(), written(None, "", figures={}), views=(view("RUNNING"),)
    ),
    "spark: launcher killed, job done": evidence(
        loaded(),
        written(None, "", figures={}),
        outcomes={APP: outcome()},
        views=(view("COMPLETED"),),
    ),
    "spark: cancelled": evidence(
        loaded(),
        written(ExitCode.STOPPED, f"stopped on request; {APP} has been deleted", figures={}),
    ),
    "spark: evicted once, then fine": evidence(
        loaded(),
        written(figures={**WRITTEN, "attempts": 2.0}),
        hint=Hint.ENDED_WELL,
        outcomes={APP.replace("-a1", "-a2"): outcome()},
        views=(
            view("FAILED", "driver pod not found"),
            view("COMPLETED", name=APP.replace("-a1", "-a2")),
        ),
    ),
    "spark: no record, application failed": evidence(
        loaded(),
        views=(
            view(
                "FAILED",
                "driver container failed with ExitCode: 137, Reason: OOMKilled",
                code=137,
                reason="OOMKilled",
            ),
        ),
    ),
    "spark: no record, outcome failed": evidence(
        loaded(), outcomes={APP: outcome(ExitCode.PARTIAL, QUARANTINED)}
    ),
    "spark: never started": evidence(loaded(), hint=Hint.UNCLEAR, manifests=(MANIFEST,)),
    "spark: never seen": evidence(loaded(), hint=Hint.FAILED),
    "nothing started": evidence(hint=Hint.UNCLEAR),
    "lake unreadable": evidence(problem=NO_LAKE),
    "lake unreadable, application failed": evidence(
        problem=NO_LAKE,
        views=(view("FAILED", "driver container failed with ExitCode: 3, Reason: Error", code=3),),
    ),
    "lake unreadable, ended well": evidence(problem=NO_LAKE, hint=Hint.ENDED_WELL),
    "records damaged": evidence(damaged=(record_path(RUN, LOADER), record_path(RUN, SPARK))),
    "record damaged, manifest whole": evidence(
        damaged=(record_path(RUN, LOADER),), manifests=(MANIFEST,), hint=Hint.UNCLEAR
    ),
    "manifest with failures, no record": evidence(
        manifests=(
            replace(
                MANIFEST,
                figures={**LOADED, "failed": 3.0},
                failures=("0000320193-24-000123: gone",),
            ),
        )
    ),
    "no records though all ended well": evidence(hint=Hint.ENDED_WELL),
    "end of a record lost, yet all ended well": evidence(
        loaded(), written(None, ""), hint=Hint.ENDED_WELL
    ),
    "all done, yet a step failed": evidence(loaded(), written(), hint=Hint.FAILED),
    "all done, yet a step was not started": evidence(loaded(), written(), hint=Hint.UNCLEAR),
    "all done, yet cancelled": evidence(loaded(), written(), hint=Hint.CANCELLED),
    "by hand, under way": evidence(
        loaded(), written(None, ""), hint=Hint.NOT_ASKED, views=(view("RUNNING"),)
    ),
    "by hand, begun without a record": evidence(hint=Hint.NOT_ASKED, manifests=(KILLED_MANIFEST,)),
    "by hand, nothing": evidence(hint=Hint.NOT_ASKED),
    "by hand, spark alone": evidence(written(), hint=Hint.NOT_ASKED),
}
"""Every way in which a run can end, by name."""
