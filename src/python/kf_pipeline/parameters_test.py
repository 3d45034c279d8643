import inspect
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kf_pipeline import docai_pipeline, parameters
from kf_pipeline.conftest import compiled, every_task
from kf_pipeline.errors import BadPipeline
from kf_pipeline.parameters import GROUPS, MEANING, known_flags, table

OF_THE_PIPELINE = inspect.signature(docai_pipeline.docai_data_pipeline.pipeline_func).parameters
NAMES = [one for group in GROUPS for one in group.parameters]
AS_EVER = [
    "lake",
    "user_agent",
    "tickers",
    "ciks",
    "companies",
    "index",
    "all_filers",
    "filed_from",
    "filed_to",
    "forms",
    "amendments",
    "limit",
    "max_filings",
    "tolerate",
    "edgar_url",
    "data_loader_image",
    "spark_job_image",
    "spark_delta_image",
    "spark_namespace",
    "spark_service_account",
    "spark_identity",
    "spark_account_key_secret",
    "spark_timeout",
    "driver_memory",
    "executors",
    "max_executors",
    "executor_cores",
    "executor_memory",
    "executor_overhead",
    "node_selector",
    "tolerations",
    "writer_arguments",
]
"""What the pipeline took from its first release on: scripts and schedules pass these."""


def inputs(package: Any) -> dict[str, Any]:
    found: dict[str, Any] = package["root"]["inputDefinitions"]["parameters"]
    return found


def test_every_parameter_stands_in_one_group() -> None:
    assert sorted(one.known for one in NAMES) == sorted(OF_THE_PIPELINE)
    assert len({one.grouped for one in NAMES}) == len(NAMES)


def test_the_names_that_people_know_are_inputs_of_the_compiled_pipeline(package: Any) -> None:
    assert set(AS_EVER) <= set(inputs(package))


def test_a_new_parameter_says_where_it_belongs() -> None:
    prefixes = ("select_", "loader_", "spark_", "step_")
    assert all(one.startswith(prefixes) for one in set(OF_THE_PIPELINE) - {*AS_EVER, *GROUPS_FREE})


def test_grouped_names_keep_together_in_kfps_form_what_belongs_together(tmp_path: Path) -> None:
    package, _ = compiled(tmp_path, grouped=True)
    # The form goes by the alphabet. What is no run's as a whole stands with its group.
    form = [name for name in sorted(inputs(package)) if name not in GROUPS_FREE]
    prefixes = [name.partition("_")[0] for name in form]
    assert [
        one for one, before in zip(prefixes, ["", *prefixes], strict=False) if one != before
    ] == [
        "loader",
        "select",
        "spark",
        "step",
    ]


GROUPS_FREE = ("coverage", "lake", "tolerate", "user_agent")


@pytest.mark.parametrize("local", [False, True])
def test_grouped_names_reach_the_same_inputs_with_the_same_defaults(
    tmp_path: Path, local: bool
) -> None:
    known = compiled(tmp_path, local=local)
    grouped = compiled(tmp_path, local=local, grouped=True)
    names = {one.grouped: one.known for one in NAMES}
    assert {names[name]: one for name, one in inputs(grouped[0]).items()} == inputs(known[0])

    def as_known(value: Any) -> Any:
        if isinstance(value, dict):
            return {as_known(key): as_known(one) for key, one in value.items()}
        if isinstance(value, str):
            within = re.sub(r"(?<=pipelinechannel--)\w{1,40}", lambda name: names[name[0]], value)
            return names.get(within, within)
        return value

    def passed(package: Any) -> list[Any]:
        return [task["inputs"]["parameters"] for task in every_task(package)]

    assert [as_known(one) for one in passed(grouped[0])] == passed(known[0])


@pytest.mark.parametrize("grouped", [False, True])
def test_the_description_says_what_each_parameter_is(tmp_path: Path, grouped: bool) -> None:
    for local in (False, True):
        package = compiled(tmp_path, grouped=grouped, local=local)[0]
        description = package["pipelineInfo"]["description"]
        told = {
            line.removeprefix("- ").partition(": ")[0]: line.partition(": ")[2]
            for line in description.splitlines()
            if line.startswith("- ")
        }
        assert told == {
            name: one["description"].rstrip(".") for name, one in inputs(package).items()
        }


def test_a_flag_may_have_the_name_with_its_group() -> None:
    argv = ["--select-tickers", "A", "--spark-executors=3", "--lake", "x", "--name", "limit"]
    assert known_flags(argv) == [
        *("--tickers", "A", "--executors=3", "--lake", "x", "--name", "limit")
    ]


def test_the_writers_own_options_may_begin_with_dashes() -> None:
    argv = [
        "--spark-writer-arguments",
        "--optimize",
        "--writer-arguments",
        "--limit 3",
        "--lake",
        "x",
    ]
    assert known_flags(argv[:2] + argv[4:]) == ["--writer-arguments=--optimize", "--lake", "x"]
    assert known_flags(argv[2:]) == ["--writer-arguments=--limit 3", "--lake", "x"]
    assert known_flags(["--writer-arguments"]) == ["--writer-arguments"]


def test_both_names_of_a_parameter_are_refused() -> None:
    with pytest.raises(BadPipeline, match="--tickers and --select-tickers are the same parameter"):
        known_flags(["--tickers", "A", "--select-tickers", "B"])


def test_the_readme_has_the_table() -> None:
    defaults = {name: one.default for name, one in OF_THE_PIPELINE.items()}
    shown = {
        name: None if one is inspect.Parameter.empty else one for name, one in defaults.items()
    }
    lines = "\n".join(table(docai_pipeline.parameter_meanings(), shown))
    assert lines in (files("kf_pipeline") / "README.md").read_text()


def test_meaning_pattern() -> None:
    doc = docai_pipeline.docai_data_pipeline.pipeline_func.__doc__
    assert {line[1] for line in MEANING.findall(doc)} == set(OF_THE_PIPELINE)
    assert MEANING.search("        tickers: companies.")
    assert not MEANING.search("    Args:")
    assert not MEANING.search("        Tickers: x")
    assert parameters.grouped_name("tickers") == "select_tickers"
