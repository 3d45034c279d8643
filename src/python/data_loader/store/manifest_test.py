import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data_loader.store.manifest import IntentSpool, ManifestWriter
from data_loader.store.result_lines import not_fetched
from docai.filing.layout import MANIFESTS, STAGING
from docai.filing.manifest import Intent, read_intents, read_results
from docai.lake.errors import LakeUnavailable
from docai.lake.local import LocalLake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.scratch import NoScratch


def intent(number: int) -> Intent:
    accession = f"0000990001-24-{number:06d}"
    return Intent(
        accession, "0000990001", ("0000990001",), "Lantern", "10-K", date(2024, 2, 28), None, "http://e/x"
    )  # fmt: skip


def paths(lake: LocalLake, folder: str) -> list[str]:
    return [entry.path.removeprefix(f"{folder}/") for entry in lake.list(folder)]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_intents_are_published_whole_and_read_back(lake: LocalLake) -> None:
    spool = IntentSpool()
    intents = [intent(number) for number in range(5000)]
    spool.publish(lake, "run", iter(intents))
    assert list(read_intents(lake.read(f"{MANIFESTS}/run/intent.jsonl"))) == intents
    assert (spool.count, list(spool)) == (5000, intents)
    spool.close()


def test_a_selection_that_fails_half_way_publishes_nothing(lake: LocalLake) -> None:
    def selection() -> Iterator[Intent]:
        yield intent(1)
        raise LakeUnavailable("gone")

    with pytest.raises(LakeUnavailable):
        IntentSpool().publish(lake, "run", selection())
    assert paths(lake, MANIFESTS) == paths(lake, STAGING) == []


def test_a_part_is_published_when_its_oldest_line_has_waited(lake: LocalLake) -> None:
    clock = Clock()
    writer = ManifestWriter(lake, "run", every=20.0, clock=clock)
    writer.publish_when_due()
    writer.add(not_fetched(intent(1), "x"))
    clock.now = 19.0
    writer.add(not_fetched(intent(2), "x"))
    writer.publish_when_due()
    assert paths(lake, MANIFESTS) == []
    clock.now = 20.0
    writer.publish_when_due()
    writer.add(not_fetched(intent(3), "x"))
    writer.close({"stored": 0})
    assert paths(lake, MANIFESTS) == ["run/0001.jsonl", "run/0002.jsonl", "run/summary.json"]
    lines = list(read_results(lake.read(f"{MANIFESTS}/run/0001.jsonl")))
    assert [line.accession[-1] for line in lines] == ["1", "2"]


def test_a_part_that_is_there_already_is_not_written_over(lake: LocalLake) -> None:
    assert lake.publish(f"{MANIFESTS}/run/0001.jsonl", b"", staging_path=f"{STAGING}/run/x")
    writer = ManifestWriter(lake, "run", every=20.0)
    writer.add(not_fetched(intent(1), "x"))
    writer.publish()
    assert lake.read(f"{MANIFESTS}/run/0001.jsonl") == b""
    assert len(list(read_results(lake.read(f"{MANIFESTS}/run/0002.jsonl")))) == 1


class Away(LocalLake):
    away = True

    def publish(self, path: str, data: bytes, *, staging_path: str) -> bool:
        if self.away:
            raise LakeUnavailable("the storage is away")
        return super().publish(path, data, staging_path=staging_path)


def test_a_lake_that_is_away_for_a_while_costs_no_line(lake: LocalLake) -> None:
    away = Away(lake._root)
    writer = ManifestWriter(away, "run", every=0.0)
    writer.add(not_fetched(intent(1), "x"))
    writer.publish_when_due()
    away.away = False
    writer.publish_when_due()
    assert paths(lake, MANIFESTS) == ["run/0001.jsonl"]


def test_a_full_disk_for_temporary_files_is_told_in_a_sentence(
    lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        tempfile, "SpooledTemporaryFile", lambda **_: open("/dev/full", "w+b")  # noqa: SIM115
    )
    spool = IntentSpool()
    with pytest.raises(
        NoScratch, match=r"temporary file: No space left on device; make room .*TMPDIR"
    ) as caught:
        spool.publish(lake, "run", (intent(number) for number in range(1000)))
    assert caught.value.exit_code is ExitCode.OTHER_SIDE
    spool.close()
    assert paths(lake, MANIFESTS) == []


def test_a_folder_for_temporary_files_that_is_not_there_is_told_in_a_sentence(
    lake: LocalLake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    spool = IntentSpool()
    with pytest.raises(NoScratch, match="No such file or directory"):
        spool.publish(lake, "run", (intent(number) for number in range(1000)))
    spool.close()
