import shlex

import pytest

from docai.runtime.errors import CallerError
from spark_job.launch_options import read
from spark_job.settings import Executors, PodSize, Toleration

LAKE = [
    "--lake",
    "abfss://filings@docailake.dfs.core.windows.net/prod",
    "--namespace",
    "spark-jobs",
]


def test_what_a_pipeline_leaves_empty_has_its_default() -> None:
    empty = [
        "--max-executors",
        "",
        "--node-selector",
        "",
        "--tolerations",
        "",
        "--cleanup",
        "false",
    ]
    assert read([*LAKE, *empty, "--run-id", "r"], {}) == read([*LAKE, "--run-id", "r"], {})


def test_options_become_typed_settings() -> None:
    options = read(
        [
            *LAKE,
            *("--driver-memory", "4g", "--executors", "3", "--max-executors", "9"),
            *("--tolerations", "pool=spark:NoSchedule,spot", "--node-selector", "pool=spark"),
            *("--tolerate", "1%", "--writer-arguments", "--optimize --note 'a b'"),
            *("--timeout", "2h"),
        ],
        {"DOCAI_ADLS_ENDPOINT": "http://10.0.0.1:1", "HOME": "/root"},
    )
    made = options.settings
    assert made.driver.memory == "4g"
    assert (made.executors.count, made.executors.most) == (3, 9)
    assert made.tolerations == (Toleration("pool", "spark", "NoSchedule"), Toleration("spot"))
    assert made.job.arguments is not None
    assert made.job.arguments[4:] == ("--tolerate", "1%", "--optimize", "--note", "a b")
    assert made.environment == {"DOCAI_ADLS_ENDPOINT": "http://10.0.0.1:1"}
    assert options.timeout == 7200


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "--lake is missing"),
        (
            ["--job", "any", "--writer-arguments", "--x"],
            "--writer-arguments does not go with --job any",
        ),
        ([*LAKE, "--main-file", "local:///x.py"], "--main-file does not go with --job writer"),
        ([*LAKE, "--arguments", "--x"], "--arguments does not go with --job writer"),
        (["--job", "any", "--lake", "/data"], "pods of a cluster need an address"),
        (["--lake", "/data"], "pods of a cluster need an address"),
        ([*LAKE, "--executor", "3"], "no such option: --executor; did you mean --executors"),
        ([*LAKE, "--tolerate", "many"], "--tolerate: 'many' is neither a number"),
        ([*LAKE, "--on-stop", "wait"], "--on-stop: 'wait' is none of delete, leave"),
        ([*LAKE, "--node-selector", "pool"], "write pool=spark"),
        ([*LAKE, "--account-key-secret", "lake"], "write NAME:KEY"),
        ([*LAKE, "--start-timeout", "1d"], "give a shorter one"),
        ([*LAKE, "--writer-arguments", "'open"], "--writer-arguments: No closing quotation"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(argv: list[str], says: str) -> None:
    with pytest.raises(CallerError, match=says):
        read(argv, {})


@pytest.mark.parametrize("given", ["--optimize", "", "--a 'b c'"])
def test_the_writers_options_pass_though_they_look_like_ours(given: str) -> None:
    made = read([*LAKE, "--writer-arguments", given, "--executors", "3"], {})
    assert made.settings.job.arguments is not None
    assert made.settings.job.arguments[4:] == ("--tolerate", "0", *shlex.split(given))
    assert made.settings.executors.count == 3


def test_the_writer_has_its_own_sizes_and_any_other_job_those_of_its_manifest() -> None:
    ours = read([*LAKE, "--driver-memory", "4g", "--executor-cpu", "500m"], {}).settings
    assert ours.driver == PodSize(1, "4g", "1g")
    assert ours.executors == Executors(PodSize(2, "2g", "4g", "500m"), 2)
    assert (ours.step, ours.service_account) == ("spark-delta", "spark")
    others = read(["--job", "any", "--driver-memory", "4g"], {}).settings
    assert others.driver == PodSize(memory="4g")
    assert others.executors == Executors(PodSize())
    assert (others.step, others.service_account, others.image) == ("spark-app", None, None)


def test_any_job_is_told_its_run_and_the_lake_if_there_is_one() -> None:
    run = ["--job", "any", "--run-id", "run-1", "--arguments", "--day 2024-05-01"]
    alone = read(run, {}).settings.job
    assert alone.arguments == ("--day", "2024-05-01")
    assert (alone.environment, alone.outcome) == ({"DOCAI_RUN_ID": "run-1"}, False)
    kept = read([*run, *LAKE], {}).settings.job
    assert kept.environment == {"DOCAI_RUN_ID": "run-1", "DOCAI_LAKE": LAKE[1]}
    assert kept.outcome
    assert read(["--job", "any"], {}).settings.job.arguments is None
