"""What the loader leaves in the lake about its own end, however it ends."""

from collections.abc import Mapping

import pytest

from data_loader.conftest import FILINGS, ReplayMaker
from data_loader.download_10k_raw import main
from data_loader.record.conftest import AGENT, arguments, record
from data_loader.record.loader_record import STEP
from docai.lake.local import LocalLake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import record_path
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay

WAITS = "EDGAR has not answered for"


@pytest.mark.usefixtures("unpaced")
def test_a_run_that_is_done_leaves_its_figures_and_its_manifest(
    edgar: EdgarReplay, lake: LocalLake
) -> None:
    assert main(arguments(edgar.url, lake)) is ExitCode.DONE
    said = record(lake)
    assert (said.exit_code, said.message) == (
        ExitCode.DONE,
        "2 filings selected: 2 stored, 0 already there",
    )
    assert said.figures["stored"] == said.figures["selected"] == 2
    assert said.figures["bytes_served"] == sum(len(each.body()) for each in FILINGS[4:])
    assert set(said.figures) == {
        "selected", "stored", "already_stored", "missing", "failed", "unreadable",
            "unreadable_before", "not_reached", "bytes_served",
        "requests", "pauses", "seconds", "seconds_away",
    }  # fmt: skip
    assert lake.stat(f"{said.reports[0]}/summary.json") is not None
    assert (said.advice, said.lines) == ("", ())


@pytest.mark.usefixtures("unpaced")
@pytest.mark.parametrize(
    ("faults", "options", "code", "says", "advice"),
    [
        ([], ["--tickers", "NONE"], 2, "unknown ticker 'NONE'", "Change what the message says."),
        ([], ["--output-stored", "/proc/x/y"], 2, "cannot write the output", "Change what"),
        ([FaultRule("unavailable", everything=True)], [], 3, "HTTP 503", "Run it again later"),
        (
            [FaultRule("unavailable", everything=True)],
            ["--patience", "1s"],
            3,
            WAITS,
            "Run it again later",
        ),
        (
            [FaultRule("truncated", path=FILINGS[5].accession)],
            [],
            4,
            f"1 of 2 filings failed, and --tolerate allows 0: {FILINGS[5].accession}: cut short",
            "Run it again: failed filings are fetched again",
        ),
    ],
)
def test_a_run_that_fails_leaves_why_and_what_to_do(
    serve: ReplayMaker,
    lake: LocalLake,
    faults: list[FaultRule],
    options: list[str],
    code: int,
    says: str,
    advice: str,
) -> None:
    edgar = serve(faults)
    with pytest.raises(DocaiError) as caught:
        main([*arguments(edgar.url, lake), "--tries", "1", *options])
    said = record(lake)
    assert (caught.value.exit_code, said.exit_code, said.message) == (code, code, str(caught.value))
    assert says in said.message
    assert said.advice.startswith(advice)
    if code == ExitCode.PARTIAL:
        assert (said.figures["stored"], said.figures["failed"]) == (1, 1)
        assert any(f"warning: failed: {FILINGS[5].accession}" in line for line in said.lines)


@pytest.mark.parametrize(
    ("argv", "environment"),
    [
        (["--user-agent", ""], {}),
        (["--user-agent", "curl/8"], {}),
        (["--patience", "ever"], {}),
        (["--no-such-option"], {}),
        (["--from", "sometime"], {}),
        ([], {"DOCAI_WORKERS": "many"}),
    ],
)
@pytest.mark.parametrize("by_environment", [False, True])
def test_options_that_are_refused_leave_why(
    lake: LocalLake,
    monkeypatch: pytest.MonkeyPatch,
    argv: list[str],
    environment: Mapping[str, str],
    by_environment: bool,
) -> None:
    named = {"DOCAI_LAKE": lake.uri, "DOCAI_RUN_ID": "nightly"} if by_environment else {}
    for name, value in {**environment, **named}.items():
        monkeypatch.setenv(name, value)
    usual = [] if by_environment else ["--lake", lake.uri, "--run-id=nightly"]
    usual += ["--user-agent", AGENT] if "--user-agent" not in argv else []
    with pytest.raises(DocaiError) as caught:
        main([*argv, *usual, "--all"])
    said = record(lake)
    assert (said.exit_code, said.message) == (ExitCode.CALLER, str(caught.value))


def test_a_typing_error_without_a_run_id_writes_nothing(lake: LocalLake) -> None:
    with pytest.raises(DocaiError, match="no such option"):
        main(["--lake", lake.uri, "--no-such-option"])
    assert list(lake.list()) == []


def test_no_secret_of_the_environment_is_kept(
    lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_CLIENT_SECRET", "canary-of-the-client-secret")
    for wrong in ("canary-of-the-client-secret", "x?sig=canary-signature&se=1"):
        with pytest.raises(DocaiError):
            main(
                ["--lake", lake.uri, "--run-id", "nightly", "--user-agent", AGENT, "--from", wrong]
            )
        kept = lake.read(record_path("nightly", STEP)).decode()
        assert "is not a day" in kept
        assert "canary" not in kept


def test_a_defect_is_told_as_one(
    edgar: EdgarReplay, lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_loader.run.scope_of", None)
    with pytest.raises(TypeError):
        main(arguments(edgar.url, lake))
    assert (record(lake).exit_code, record(lake).advice) == (
        ExitCode.DEFECT,
        "Report it with the log of this step.",
    )
