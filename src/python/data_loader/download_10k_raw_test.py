import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data_loader.conftest import FILINGS, ReplayMaker, logged, results, stored
from data_loader.download_10k_raw import main
from docai.lake.local import LocalLake
from docai.runtime.errors import DocaiError, PartialError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

AGENT = "docai test test@example.com"


def arguments(edgar: EdgarReplay, lake: LocalLake, *more: str) -> list[str]:
    return ["--lake", lake.uri, "--edgar-url", edgar.url, "--user-agent", AGENT, *more]


def test_filings_are_loaded_and_summed_up(
    edgar: EdgarReplay, lake: LocalLake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metrics, manifest = tmp_path / "out" / "metrics", tmp_path / "out" / "manifest"
    code = main(
        arguments(edgar, lake, "--tickers", "HMC", "--run-id", "nightly",
                  "--output-metrics", str(metrics), "--output-manifest", str(manifest))
    )  # fmt: skip
    assert code is ExitCode.DONE
    assert len(stored(lake)) == 2
    assert json.loads(metrics.read_text())["stored"] == 2
    assert "-nightly-" in manifest.read_text()
    assert f"manifest                  {manifest.read_text()}" in capsys.readouterr().out


def test_a_dry_run_prints_what_is_meant(
    edgar: EdgarReplay, lake: LocalLake, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments(edgar, lake, "--ciks", "990003", "--dry-run"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["accession", "CIK", "form", "filed", "in", "the", "lake", "company"]
    assert lines[1].split()[:5] == [
        "0000990003-24-000003",
        "0000990003",
        "10-K",
        "2024-03-01",
        "no",
    ]
    assert len(lines) == 3
    assert stored(lake) == {}


def test_failures_above_what_is_tolerated_are_an_exit_code(
    serve: ReplayMaker, lake: LocalLake
) -> None:
    edgar = serve([FaultRule("truncated", path=FILINGS[5].accession)])
    options = arguments(edgar, lake, "--ciks", "990003", "--tries", "1")
    with pytest.raises(
        PartialError, match=r"1 of 2 filings failed, and --tolerate allows 0: 0000990003-24"
    ):
        main(options)
    assert main([*options, "--tolerate", "1"]) is ExitCode.DONE


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--tickers", "HMC", "--user-agent", "curl/8"], "names no contact"),
        (["--tickers", "HMCC"], "unknown ticker 'HMCC'; did you mean HMC"),
        (["--ciks", "apple"], "not a CIK: 'apple'"),
        ([], "nothing is selected: give --tickers"),
        (["--forms", "10-KK", "--all"], "not a 10-K form"),
        (["--index", "2024"], "is not a quarter: write it as 2023Q1"),
        (["--all", "--from", "2024"], "is not a day"),
        (["--all", "--rate", "20"], "the SEC allows 10 requests a second"),
        (["--all", "--edgar-url", "sec.gov"], "give the address of a server"),
        (["--tikcers", "HMC"], "did you mean --tickers"),
        (["--all", "--lake", f"{__file__}/lake"], "cannot write to the lake"),
        (["--all", "--lake", "/proc/nowhere"], "no folder can be made there"),
    ],
)
def test_what_the_caller_must_change_is_told_in_a_sentence(
    edgar: EdgarReplay, lake: LocalLake, options: list[str], says: str
) -> None:
    with pytest.raises(DocaiError) as caught:
        main([*arguments(edgar, lake), *options])
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code is ExitCode.CALLER
    assert stored(lake) == {}


def test_an_edgar_that_cannot_be_reached_is_the_other_side(lake: LocalLake) -> None:
    options = ["--lake", lake.uri, "--edgar-url", "http://127.0.0.1:9", "--user-agent", AGENT]
    assert execute(main, [*options, "--ciks", "1", "--tries", "1"]) is ExitCode.OTHER_SIDE


def test_sigterm_publishes_the_manifest_and_ends_with_143(
    serve: ReplayMaker, lake: LocalLake
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=100, size=20_000))
    ciks = ",".join(map(str, edgar.site.catalogue.by_cik))
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "data_loader.download_10k_raw",
            *arguments(edgar, lake, "--ciks", ciks),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    logged(edgar, 14)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    assert process.returncode == 143, said.decode()
    lines = results(lake)
    assert {line.path for line in lines if line.status == "stored"} == set(stored(lake))
    assert len(lines) == 100
    assert list(lake.folders("raw/_staging")) == []
