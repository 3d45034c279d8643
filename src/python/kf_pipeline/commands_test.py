import json
from pathlib import Path

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from docai.version import VERSION
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.errors import BadPipeline, ServiceDown, ServiceRefused
from kf_pipeline.service.conftest import PipelineService

GIVEN = ["--lake", "abfss://f@a.dfs.core.windows.net/x", "--user-agent", "Ann ann@example.org"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (
        "KUBECONFIG",
        "KF_PIPELINES_ENDPOINT",
        "KF_PIPELINES_UI_ENDPOINT",
        "DOCAI_KFP_TOKEN",
    ):
        monkeypatch.delenv(name, raising=False)


def test_without_arguments_the_package_is_written_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert COMMANDS.main([]) is ExitCode.DONE
    assert capsys.readouterr().out == f"{tmp_path / 'docai_data_pipeline.yaml'}\n"
    assert (tmp_path / "docai_data_pipeline.yaml").stat().st_size > 10_000


def test_a_run_is_started_with_the_parameters_and_the_account(
    service: PipelineService, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["submit", "--host", service.url, *GIVEN, "--tickers", "AAPL", "--executors", "4"]
    argv += ["--amendments", "true", "--service-account", "docai-pipeline", "--name", "by hand"]
    assert execute(COMMANDS.main, argv) is ExitCode.DONE
    (run,) = service.runs
    shown = capsys.readouterr()
    assert shown.out == f"{run['run_id']}\n"
    assert f"{service.url}/#/runs/details/{run['run_id']}" in shown.err
    assert (run["display_name"], run["service_account"]) == ("by hand", "docai-pipeline")
    assert run["runtime_config"]["parameters"] == {
        "lake": "abfss://f@a.dfs.core.windows.net/x",
        "user_agent": "Ann ann@example.org",
        "tickers": "AAPL",
        "executors": 4,
        "amendments": True,
    }
    assert service.experiments[0]["display_name"] == "docai"
    assert "enableCache" not in json.dumps(run["pipeline_spec"]).replace('"enableCache": false', "")


@pytest.mark.parametrize("names", ["known", "grouped"])
@pytest.mark.parametrize("flag", ["--tickers", "--select-tickers"])
def test_both_names_of_a_parameter_are_flags_and_both_can_be_the_pipelines(
    service: PipelineService, names: str, flag: str
) -> None:
    argv = ["submit", "--host", service.url, *GIVEN, flag, "AAPL", "--parameter-names", names]
    COMMANDS.main(argv)
    given = service.runs[0]["runtime_config"]["parameters"]
    assert given["tickers" if names == "known" else "select_tickers"] == "AAPL"


def test_a_grouped_pipeline_runs_the_images_that_were_asked_for(tmp_path: Path) -> None:
    package = tmp_path / "p.yaml"
    argv = ["compile", "--output", str(package), "--parameter-names", "grouped", "--tag", "v9"]
    COMMANDS.main(argv)
    assert "defaultValue: docaiacr.azurecr.io/data-loader:v9" in package.read_text()


def test_the_steps_pods_are_placed_by_options(service: PipelineService) -> None:
    argv = ["submit", "--host", service.url, *GIVEN, "--step-node-selector", "pool=steps"]
    COMMANDS.main([*argv, "--step-tolerations", "pool=steps:NoSchedule"])
    given = service.runs[0]["runtime_config"]["parameters"]
    assert given["step_node_selector"] == {"pool": "steps"}
    assert given["step_tolerations"] == [
        {"key": "pool", "operator": "Equal", "value": "steps", "effect": "NoSchedule"}
    ]


def test_a_schedule_runs_one_at_a_time_and_makes_up_for_none(
    service: PipelineService, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["schedule", "--host", service.url, *GIVEN, "--cron", "30 2 * * *", "--name", "nightly"]
    assert execute(COMMANDS.main, argv) is ExitCode.DONE
    (made,) = service.schedules
    assert (made["max_concurrency"], made["no_catchup"], made["mode"]) == (1, True, "ENABLE")
    assert made["trigger"]["cron_schedule"]["cron"] == "0 30 2 * * *"
    name = made["recurring_run_id"]
    shown = capsys.readouterr()
    assert shown.out == f"{name}\n"
    assert f"{service.url}/#/recurringrun/details/{name}" in shown.err


def test_a_page_is_the_uis_where_that_has_an_address_of_its_own(
    service: PipelineService,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KF_PIPELINES_UI_ENDPOINT", "https://kubeflow.example/pipeline/?ns=team")
    execute(COMMANDS.main, ["submit", "--host", service.url, *GIVEN])
    assert "https://kubeflow.example/pipeline/#/runs/details/run-id-1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "error", "says"),
    [
        (401, ServiceRefused, "refuses the credential .*DOCAI_KFP_TOKEN"),
        (403, ServiceRefused, "refuses the credential"),
        (400, ServiceRefused, r"refuses it \(HTTP 400\): bad"),
        (500, ServiceDown, r"failed \(HTTP 500\): bad"),
    ],
)
def test_what_the_service_refuses_is_one_sentence(
    service: PipelineService, status: int, error: type[Exception], says: str
) -> None:
    service.refuse, service.refuse_path = (status, "bad"), "POST /runs"
    with pytest.raises(error, match=says):
        COMMANDS.main(["submit", "--host", service.url, *GIVEN])


def test_a_service_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(ServiceDown, match=r"http://127\.0\.0\.1:1 cannot be reached"):
        COMMANDS.main(["submit", "--host", "http://127.0.0.1:1", *GIVEN])


def test_the_token_comes_from_the_environment(
    service: PipelineService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCAI_KFP_TOKEN", "tok-en-value")
    COMMANDS.main(["submit", "--host", service.url, *GIVEN])
    assert {headers["authorization"] for headers in service.headers} == {"Bearer tok-en-value"}


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["sumbit"], "no such command: 'sumbit'; did you mean submit"),
        (["submit"], "--lake is missing"),
        (["submit", *GIVEN, "--ticker", "A"], "no such option: --ticker; did you mean --tickers"),
        (["schedule", *GIVEN], "give either --cron"),
        (["schedule", *GIVEN, "--cron", "* * * * * *"], "would start a run every second"),
        (["schedule", *GIVEN, "--cron", "2 *"], "has 2 fields"),
        (["schedule", *GIVEN, "--every", "5s"], "too often"),
        (["compile", "--output", "x.json"], "ends in .yaml"),
        (["compile", "--output", "/nowhere/x.yaml"], "there is no folder"),
        (["compile", "--registry", "HTTP://x"], "--registry"),
        (["submit", *GIVEN, "--step-node-selector", "steps"], "'steps' is no label of a node"),
        (["submit", *GIVEN, "--tickers", "A", "--select-tickers", "B"], "are the same parameter"),
        (["compile", "--parameter-names", "old"], "none of known, grouped"),
        (["compile", "--loader-retries", "-1"], "not a whole number"),
        (["compile", "--step-identity", "key"], "--step-key-secret NAME:KEY"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_2(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(COMMANDS.main, argv) is ExitCode.CALLER
    shown = capsys.readouterr()
    assert says in shown.err
    assert "Traceback" not in shown.err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS.main(["--help"]) is ExitCode.DONE
    assert "submit     start one run" in capsys.readouterr().out


def test_version_without_a_command_is_the_programs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        COMMANDS.main(["--version"])
    assert capsys.readouterr().out == f"kf_pipeline.docai_pipeline {VERSION}\n"


def test_a_package_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(BadPipeline, match="cannot be written"):
        COMMANDS.main(["compile", "--output", str(tmp_path / "x.yaml")])
