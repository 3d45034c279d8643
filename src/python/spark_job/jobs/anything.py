"""Any other Spark job: by its main file, its arguments, or a manifest."""

from __future__ import annotations

from spark_job.jobs.job import Codes, Job, Language

STEP = "spark-app"
MANIFEST = ("spark_job.jobs", "any_app.yaml")
"""Package and name of the manifest to start from where none is given."""

CODES: Codes = {}
"""A program's exit codes are its own. One that leaves an outcome in the lake is believed."""

LANGUAGES: dict[str, Language] = {".py": "Python", ".zip": "Python", ".r": "R", ".jar": "Scala"}


def anything(
    main_file: str | None,
    main_class: str | None,
    arguments: tuple[str, ...] | None,
    lake: str | None,
    run_id: str,
) -> Job:
    """Return the job that runs ``main_file``; None: what the manifest names.

    The driver learns the run as ``DOCAI_RUN_ID``; with a lake also that as ``DOCAI_LAKE``, and as ``DOCAI_OUTCOME`` where in it an
    outcome may be left.
    """
    ending = "." + (main_file or "").rpartition(".")[2].lower()
    language = "Scala" if main_class else LANGUAGES.get(ending)
    environment = {"DOCAI_RUN_ID": run_id, **({"DOCAI_LAKE": lake} if lake else {})}
    told = lake is not None
    return Job("any", main_file, main_class, language, arguments, environment, outcome=told)
