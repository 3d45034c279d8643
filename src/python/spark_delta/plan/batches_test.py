from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from docai.filing.layout import part_path, raw_path, staging_path
from docai.filing.manifest import Result
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.plan.batches import ManifestBatch, batches, outdated, overtaken, to_mark
from spark_delta.plan.marks import Marks, PartName
from spark_delta.plan.open_parts import parts_of, read_parts
from spark_delta.plan.work import Line
from spark_delta.testing.stored_lake import publish_manifest


def result(number: int, *, sha256: str = "a" * 64) -> Result:
    accession = f"0000000001-24-{number:06d}"
    return Result(
        accession=accession,
        cik="0000000001",
        ciks=("0000000001",),
        company="Example",
        form="10-K",
        filed=date(2024, 1, 2),
        period=None,
        url="https://x",
        path=raw_path("1", accession, sha256=None if sha256[0] == "a" else sha256),
        size=1000,
        sha256=sha256,
        status="stored",
        error=None,
        attempts=1,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def lake_with(tmp_path: Path, *parts: Iterable[Result]) -> tuple[Lake, str]:
    lake = open_lake(str(tmp_path))
    return lake, publish_manifest(lake, parts)


def test_parts_are_taken_together_up_to_the_size_of_a_batch(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, *([result(3 * n + i) for i in range(3)] for n in range(5)))
    taken = list(batches(lake, parts_of(lake), 7))
    assert [[part.number for part in batch.parts] for batch in taken] == [[1, 2], [3, 4], [5]]
    assert sum(len(batch.lines) for batch in taken) == 15
    assert {part.run for batch in taken for part in batch.parts} == {run}


def test_intents_are_no_part(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, [result(1)])
    lake.publish(
        f"raw/_manifests/{run}/intent.jsonl", b"{}\n", staging_path=staging_path(run, "intent")
    )
    assert parts_of(lake) == [PartName(run, 1)]


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, [result(1)])
    lake.replace(part_path(run, 1), b'{"accession": "no"}\n')
    (batch,) = batches(lake, parts_of(lake), 7)
    assert f"{run}/0001.jsonl, line 1" in batch.damage[PartName(run, 1)]


def test_the_sound_lines_of_a_damaged_part_are_work_and_the_part_stays_open(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, [result(1), result(2)], [result(3)])
    lines = lake.read(part_path(run, 1)).splitlines()
    lake.replace(part_path(run, 1), lines[0][:-9] + b"\n" + lines[1])
    (batch,) = batches(lake, parts_of(lake), 7)
    assert [job.accession[-1] for job in batch.jobs] == ["2", "3"]
    mark = to_mark(batch, quarantined=[], pending=[], parser_version="1")
    assert mark.parts == {PartName(run, 2): None}


def lines(lake: Lake) -> list[Line]:
    return [line for part in read_parts(lake, parts_of(lake)) for line in part.lines]


def test_a_late_part_of_an_older_run_does_not_undo_a_newer_run(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    older = publish_manifest(lake, [[result(1)]], began=datetime(2026, 1, 1, tzinfo=UTC))
    newer = publish_manifest(
        lake, [[result(1, sha256="b" * 64)]], began=datetime(2026, 1, 2, tzinfo=UTC)
    )
    late = [line for line in lines(lake) if line.part.run == older]
    marks = Marks({PartName(newer, 1): None})
    assert outdated(lake, [late[0].job], late, marks) == {late[0].job.accession}
    assert outdated(lake, [late[0].job], late, Marks()) == set()


def test_a_filing_is_overtaken_when_a_newer_line_names_the_file_that_it_stands_from_now(
    tmp_path: Path,
) -> None:
    lake = open_lake(str(tmp_path))
    served = (result(1), result(1, sha256="b" * 64), result(1, sha256="c" * 64))
    for day, line in enumerate(served, 1):
        publish_manifest(lake, [[line]], began=datetime(2026, 1, day, tzinfo=UTC))
    accession = served[0].accession
    first, second, third = (str(line.path) for line in served)
    mine = [line for line in lines(lake) if line.job.raw_path == second]
    assert overtaken(lake, mine, {accession: third}) == {accession}
    assert overtaken(lake, mine, {accession: second}) == set()
    assert overtaken(lake, mine, {accession: first}) == set()
    assert overtaken(lake, mine, {}) == set()


def test_a_part_is_consumed_unless_a_filing_is_worth_another_try(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, [result(1)], [result(2)], [result(3)])
    batch = ManifestBatch(tuple(parts_of(lake)), tuple(lines(lake)))
    mark = to_mark(
        batch,
        quarantined=["0000000001-24-000001", "0000000001-24-000002"],
        pending=["0000000001-24-000002"],
        parser_version="1.0.0",
    )
    assert mark.parts == {PartName(run, 1): "1.0.0", PartName(run, 3): None}


def test_of_two_lines_of_one_accession_the_newer_is_the_job(tmp_path: Path) -> None:
    lake, _ = lake_with(tmp_path, [result(1)], [replace(result(1, sha256="b" * 64), size=7)])
    batch = ManifestBatch(tuple(parts_of(lake)), tuple(lines(lake)))
    assert [job.size for job in batch.jobs] == [7]
