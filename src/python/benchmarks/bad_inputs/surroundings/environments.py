"""Odd limits, variables and rights around each program: little address space, few files, no docstrings, no home, no stdin."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import data_loader.coverage
import data_loader.download_10k_raw
import docai.filing.__main__
import docai.tenk.__main__
import docai.xbrl.__main__
import kf_pipeline.docai_pipeline
import local_pipeline.query
import local_pipeline.search
import spark_delta.run_spark_deltawriter
import spark_job.create_spark_app
from benchmarks.bad_inputs.programs import DEFECT, SECONDS, Ended, Seen
from benchmarks.bad_inputs.site import BOTH, Site, a_lake
from benchmarks.loader.hostile import GOOD, NUMBER, submission
from benchmarks.loader.runs import USER_AGENT

NOT_STARTED = 7

SURROUNDINGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "300 MB of address space": ("ulimit -v 300000;", {}),
    "700 MB of address space": ("ulimit -v 700000;", {}),
    "64 open files": ("ulimit -n 64;", {}),
    "umask 077": ("umask 077;", {}),
    "stdin closed": ("exec 0<&-;", {}),
    "no HOME": ("unset HOME;", {}),
    "a HOME that cannot be written": ("", {"HOME": "/proc"}),
    "no docstrings": ("", {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"}),
    "another hash seed": ("", {"PYTHONHASHSEED": "1"}),
    "a locale and a time zone that are none": ("", {"LC_ALL": "tlh_XX", "TZ": ":/etc/passwd"}),
}
"""What the shell does before the program, and variables."""


def environments(site: Site) -> Iterator[Seen]:
    """Yield how each program ended in each of SURROUNDINGS. What a run before it did not bring in is brought in before the next."""
    for name, (before, variables) in SURROUNDINGS.items():
        with a_lake() as lake:
            for program, command in _commands(site, lake).items():
                ended = _started(before, variables, command)
                said = "" if ended.code in (0, NOT_STARTED) or _told(ended) else "no sentence"
                yield Seen("surroundings", f"{name}, {program}", ended, said)
                if ended.code and program in ("loader", "writer"):
                    well = _started("", {}, command)
                    lost = "" if well.code == 0 else "the next run does not bring it in"
                    yield Seen("surroundings", f"{name}, {program} again", well, lost)


def _told(ended: Ended) -> bool:
    """Return whether it ended in words of docai's own."""
    said = ended.stderr.strip()
    return bool(said) and ended.code != DEFECT and "Traceback" not in said


def _commands(site: Site, lake: Path) -> Mapping[str, Sequence[str]]:
    where = ("--lake", str(lake))
    edgar = ("--edgar-url", site.url, "--user-agent", USER_AGENT, *BOTH)
    document = lake.parent / f"{lake.name}.txt"
    document.write_bytes(submission(GOOD))
    programs: Mapping[str, tuple[ModuleType, Sequence[str]]] = {
        "loader": (data_loader.download_10k_raw, (*where, *edgar, "--tries", "1")),
        "writer": (spark_delta.run_spark_deltawriter, (*where, "--tolerate", "100")),
        "check": (data_loader.coverage, (*where, *edgar)),
        "query": (local_pipeline.query, (*where, "SELECT accession FROM filings")),
        "search": (local_pipeline.search, ("lantern", *where)),
        "cut": (docai.filing.__main__, ("cut", str(lake), NUMBER[GOOD], "x.htm")),
        "items": (docai.tenk.__main__, (str(document),)),
        "facts": (docai.xbrl.__main__, (str(document),)),
        "spark app": (spark_job.create_spark_app, (*where, "--image", "a", "--namespace", "b")),
        "pipeline": (kf_pipeline.docai_pipeline, ("compile", "--output", f"{document}.yaml")),
    }
    return {
        name: (sys.executable, "-m", module.__name__.removesuffix(".__main__"), *argv)
        for name, (module, argv) in programs.items()
    }


def _started(before: str, variables: Mapping[str, str], command: Sequence[str]) -> Ended:
    """Run ``command`` by a shell that does something ``before``; a signal's end counts as a defect."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"}
    try:
        done = subprocess.run(
            ["sh", "-c", f'{before} exec "$@"', "sh", *command],
            env={**environment, **variables},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(None, "", "")
    code = done.returncode if 0 <= done.returncode < 128 else DEFECT
    return Ended(code, done.stdout, done.stderr)
