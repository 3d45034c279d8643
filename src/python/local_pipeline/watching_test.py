"""The laptop's watch: a real server whose clock moves, a real Spark, real tables."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

import spark_delta.watching
from data_loader.watch.options import Pace
from docai.filing import layout
from docai.lake.errors import LakeUnavailable
from docai.runtime.errors import CallerError, Stopped
from docai.runtime.stop import StopSignal
from local_pipeline.options import parse_options
from local_pipeline.watching import go_on
from spark_delta.report.summary import WriteSummary
from spark_delta.settings import WriterSettings
from stand_ins.edgar import EdgarReplay, ReplaySettings
from stand_ins.edgar.content.catalogue import read_catalogue
from stand_ins.edgar.content.latest import accepted
from stand_ins.sample import sample_filings


def written(lake: Path) -> list[str]:
    """Return the accession numbers in ``filings``."""
    try:
        rows = DeltaTable(str(lake / layout.FILINGS)).to_pyarrow_table(columns=["accession"])
    except TableNotFoundError:
        return []
    return sorted(rows["accession"].to_pylist())


def test_a_new_filing_is_in_the_tables_right_after_edgar_accepted_it(tmp_path: Path) -> None:
    folder, lake = tmp_path / "edgar", tmp_path / "lake"
    folder.mkdir()
    # Of one company: EDGAR knows none before its first filing.
    every = sorted(sample_filings(), key=lambda one: len(one.body))
    for each in [one for one in every if one.cik == every[0].cik][:3]:
        (folder / f"{each.accession}.txt").write_bytes(each.body)
    catalogue = read_catalogue(folder)
    coming = sorted(map(accepted, catalogue.filings.values()))
    moments = [coming[-1] - timedelta(seconds=1)]
    with EdgarReplay(folder, ReplaySettings(clock=lambda: moments[-1])) as edgar:
        options = parse_options(
            ["--lake", str(lake), "--edgar-url", edgar.url, "--user-agent", "docai test@example.com",
             "--forms", "all", "--ciks", ",".join(catalogue.by_cik), "--watch"]
        )  # fmt: skip
        stop, ended = StopSignal(), list[type[BaseException]]()

        def run() -> None:
            try:
                go_on(options, Pace(every=0.1), stop)
            except Stopped as error:
                ended.append(type(error))

        thread = threading.Thread(target=run)
        thread.start()
        try:
            for count in (2, 3):
                limit = time.monotonic() + 300
                while len(written(lake)) < count:
                    assert time.monotonic() < limit
                    assert thread.is_alive()
                    time.sleep(0.2)
                moments.append(coming[-1])
        finally:
            stop.request()
            thread.join(60)
    assert ended == [Stopped]
    assert len(set(written(lake))) == len(written(lake)) == 3


def test_what_could_not_be_written_is_tried_again_though_nothing_new_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, lake = tmp_path / "edgar", tmp_path / "lake"
    folder.mkdir()
    one = next(iter(sample_filings()))
    (folder / f"{one.accession}.txt").write_bytes(one.body)
    stop, tries = StopSignal(), list[str]()

    def failing(settings: WriterSettings, *, stop: StopSignal) -> WriteSummary:
        tries.append(settings.run_id)
        if len(tries) == 3:
            stop.request()
        raise LakeUnavailable("the storage is away")

    monkeypatch.setattr(spark_delta.watching, "write", failing)
    with EdgarReplay(folder) as edgar:
        options = parse_options(
            ["--lake", str(lake), "--edgar-url", edgar.url, "--user-agent", "docai test@example.com",
             "--forms", "all", "--ciks", one.cik, "--watch"]
        )  # fmt: skip
        limit = threading.Timer(60.0, stop.request)
        limit.start()
        with pytest.raises(Stopped, match="1 filings were stored"):
            go_on(options, Pace(every=0.1), stop)
        limit.cancel()
    assert len(tries) == 3
    assert "nothing could be written: the storage is away" in caplog.text


def test_a_sample_is_not_watched() -> None:
    with pytest.raises(CallerError, match="--watch"):
        parse_options(["--sample", "--watch"])
