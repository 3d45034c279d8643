from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from stand_ins.edgar import EdgarReplay, ReplaySettings
from stand_ins.edgar.__main__ import main

PATH = "/Archives/edgar/data/9100103/0009100103-24-000033.txt"


@pytest.fixture
def edgar(sample_dir: Path) -> Iterator[EdgarReplay]:
    with EdgarReplay(sample_dir, ReplaySettings(max_rate=10, block_seconds=30)) as replay:
        yield replay


def test_faults_and_log_are_reached_over_http(edgar: EdgarReplay, client: requests.Session) -> None:
    control = f"{edgar.url}/_replay"
    rules = [{"kind": "block-200", "every": 2}]
    assert client.post(f"{control}/faults", json=rules).json()[0]["kind"] == "block-200"
    for _ in range(4):
        client.get(edgar.url + PATH)
    log = client.get(f"{control}/log").json()
    assert [each["fault"] for each in log] == ["", "block-200", "", "block-200"]
    assert all(each["start"] <= each["end"] for each in log)
    assert client.get(f"{control}/faults").json()[0]["done"] == 2
    figures = client.get(f"{control}/summary?pause=5").json()
    assert (figures["requests_per_filing"], figures["during_pauses"]) == (4.0, 0)
    client.post(f"{control}/reset")
    assert client.get(f"{control}/log").json() == []


def test_more_than_ten_requests_in_a_second_are_blocked(
    edgar: EdgarReplay, client: requests.Session
) -> None:
    def ask() -> int:
        return client.get(edgar.url + "/files/company_tickers.json").status_code

    answered = list(iter(ask, 403))  # more than ten where the machine stands still among them
    assert len(answered) >= 10
    assert set(answered) == {200}
    assert ask() == 403
    assert "Threshold Exceeded" in client.get(edgar.url + PATH).text
    assert edgar.log.all()[-1].fault == "blocked"
    edgar.reset()
    assert client.get(edgar.url + PATH).status_code == 200


def test_a_wrong_control_is_answered_with_a_sentence(
    edgar: EdgarReplay, client: requests.Session
) -> None:
    wrong = client.post(f"{edgar.url}/_replay/faults", json=[{"kind": "flood"}])
    assert (wrong.status_code, "flood" in wrong.json()["error"]) == (400, True)
    assert client.post(f"{edgar.url}/_replay/faults", data="{").status_code == 400
    assert client.get(f"{edgar.url}/_replay/nothing").status_code == 404


def test_reloading_finds_new_submissions(
    client: requests.Session, sample_dir: Path, tmp_path: Path
) -> None:
    names = ["0009100103-24-000033.txt", "0009100158-24-000006.txt"]
    (tmp_path / names[0]).write_bytes((sample_dir / names[0]).read_bytes())
    with EdgarReplay(tmp_path) as replay:
        (tmp_path / names[1]).write_bytes((sample_dir / names[1]).read_bytes())
        assert client.post(f"{replay.url}/_replay/reload").json() == {"filings": 2}
        path = "/submissions/CIK0009100158.json"
        assert client.get(replay.url + path).status_code == 200


def test_the_program_serves_until_it_is_told_to_stop(
    sample_dir: Path, client: requests.Session
) -> None:
    command = [
        sys.executable,
        "-m",
        "stand_ins.edgar",
        "--data",
        str(sample_dir),
        "--port",
        "0",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert client.get(line.split()[-1] + PATH).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert line.startswith("EDGAR replay of 7")


def test_the_program_says_what_must_change(
    tmp_path: Path, edgar: EdgarReplay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "none"), "--port", "0"]) == 2
    assert "is not a folder" in capsys.readouterr().err
    port = edgar.url.rpartition(":")[2]
    assert main(["--synthetic", "1", "--port", port]) == 2
    assert "cannot listen" in capsys.readouterr().err
