"""Whatever became of the manifests: each stored filing is named by a line that can be read, at a cost that only damage has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from data_loader.conftest import quick, results, stored
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from data_loader.store import rebuild
from data_loader.store.manifest import DAMAGED, REBUILT
from data_loader.summary import LoadSummary
from docai.filing.layout import MANIFESTS, STAGING, SUMMARY, part_path, raw_path
from docai.filing.manifest import Result
from docai.lake.lake import Entry, Lake
from docai.lake.local import LocalLake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from stand_ins.edgar.server import EdgarReplay

pytestmark = pytest.mark.usefixtures("unpaced")

Load = Callable[..., LoadSummary]


@pytest.fixture
def run(edgar: EdgarReplay, lake: LocalLake, stop: StopSignal) -> Load:
    """Return what runs the loader on the lake, with the settings given besides."""

    def load_it(**changes: object) -> LoadSummary:
        settings: LoaderSettings = replace(quick(edgar.url), **changes)  # type: ignore[arg-type]
        return load(settings, lake=lake, stop=stop)

    return load_it


def named(lake: Lake) -> dict[str, Result]:
    """Return the newest ``stored`` line of each path, of the parts that can be read."""
    return {line.path: line for line in results(lake) if line.status == "stored" and line.path}


def overwritten(lake: Lake, path: str, line: int) -> None:
    """Damage one line of a file."""
    lines = lake.read(path).split(b"\n")
    lines[line] = b"{" + lines[line][: len(lines[line]) // 2]
    lake.replace(path, b"\n".join(lines))


def test_a_killed_run_whose_intent_is_damaged_is_named_from_its_files(
    lake: LocalLake, run: Load
) -> None:
    killed = run()
    lake.delete(f"{killed.manifest}/0001.jsonl")
    lake.delete(f"{killed.manifest}/{SUMMARY}")
    overwritten(lake, f"{killed.manifest}/intent.jsonl", 0)
    summary = run()
    assert (summary.settled, summary.stored, summary.already_stored) == (5, 0, 5)
    assert set(named(lake)) == set(stored(lake))
    assert run().settled == 0
    assert list(lake.list(STAGING)) == []


def test_a_killed_run_whose_part_is_damaged_is_named_from_its_files(
    lake: LocalLake, run: Load
) -> None:
    killed = run()
    lake.delete(f"{killed.manifest}/{SUMMARY}")
    overwritten(lake, part_path(killed.run, 1), 2)
    assert run().settled == 5
    assert set(named(lake)) == set(stored(lake))
    assert lake.stat(part_path(killed.run, 1) + DAMAGED) is not None
    assert run().settled == 0


def test_a_part_that_somebody_moved_away_is_made_up_for_by_the_next_run(
    lake: LocalLake, run: Load
) -> None:
    first = run()
    lake.delete(part_path(first.run, 1))
    assert run().settled == 5
    assert set(named(lake)) == set(stored(lake))
    assert run().settled == 0


@pytest.mark.parametrize("data", [b"", b"\n"])
def test_a_part_that_was_emptied_is_made_up_for_by_the_next_run(
    lake: LocalLake, run: Load, data: bytes
) -> None:
    first = run()
    lake.replace(part_path(first.run, 1), data)
    assert run().settled == 5
    assert set(named(lake)) == set(stored(lake))
    assert run().settled == 0


def test_manifests_are_rebuilt_without_asking_edgar_when_nothing_is_selected(
    lake: LocalLake, run: Load
) -> None:
    first = run()
    overwritten(lake, part_path(first.run, 1), 1)
    summary = run(rebuild_manifests=True, criteria=Criteria(may_be_empty=True), user_agent="")
    assert (summary.settled, summary.selected) == (5, 0)
    assert (summary.requests_selection, summary.requests_filing) == (0, 0)
    assert set(named(lake)) == set(stored(lake))


def test_manifests_can_be_deleted_altogether(lake: LocalLake, run: Load) -> None:
    run()
    before = named(lake)
    lake.delete(MANIFESTS, recursive=True)
    assert run().settled == 5
    after = named(lake)
    assert after.keys() == before.keys()
    for path, line in after.items():
        assert (line.cik, line.ciks, line.company, line.form, line.filed, line.url) == (
            before[path].cik,
            before[path].ciks,
            before[path].company,
            before[path].form,
            before[path].filed,
            before[path].url,
        )


def test_a_damaged_part_is_set_aside_on_request_and_what_can_be_read_of_it_is_kept(
    lake: LocalLake, run: Load
) -> None:
    first = run()
    before = named(lake)
    overwritten(lake, part_path(first.run, 1), 1)
    assert run().settled == 0  # a run reads no part without a reason
    assert run(rebuild_manifests=True).settled == 5
    after = named(lake)
    assert after.keys() == before.keys()
    assert Counter(line.sha256 is None for line in after.values()) == {False: 4, True: 1}
    assert lake.stat(part_path(first.run, 1)) is None
    assert run(rebuild_manifests=True).settled == 0


def test_a_whole_run_that_is_gone_is_made_up_for_on_request(lake: LocalLake, run: Load) -> None:
    first = run()
    run()
    lake.delete(first.manifest, recursive=True)
    assert run(rebuild_manifests=True).settled == 5
    assert set(named(lake)) == set(stored(lake))


def test_a_stored_file_that_is_damaged_gets_a_line_all_the_same(lake: LocalLake, run: Load) -> None:
    run()
    damaged, no_header = sorted(stored(lake))[:2]
    lake.replace(damaged, b"\x1f\x8b damaged")
    lake.replace(no_header, b"")
    lake.delete(MANIFESTS, recursive=True)
    assert run().settled == 5
    line = named(lake)[damaged]
    assert (line.form, line.filed.year) == ("", 2000 + int(line.accession[11:13]))


def test_of_a_filing_that_was_fetched_again_the_newest_is_named(lake: LocalLake, run: Load) -> None:
    run()
    path = sorted(stored(lake))[0]
    line = named(lake)[path]
    again = raw_path(line.cik, line.accession, sha256="ab" * 32)
    lake.publish(again, lake.read(path), staging_path=f"{STAGING}/x/y")
    assert run(rebuild_manifests=True).settled == 1
    assert again in named(lake)


def test_a_rebuild_that_is_ended_on_the_way_is_begun_anew(
    lake: LocalLake, run: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    lake.delete(MANIFESTS, recursive=True)
    original = rebuild.rebuilt_results

    def ended(*arguments: object) -> Iterator[Result]:
        yield next(original(*arguments))  # type: ignore[arg-type]
        raise Stopped("stopped on request")

    with monkeypatch.context() as patch:
        patch.setattr("data_loader.store.settle.rebuilt_results", ended)
        with pytest.raises(Stopped):
            run()
    assert run().settled == 5
    assert set(named(lake)) == set(stored(lake))
    assert run().settled == 0
    assert sum(entry.path.endswith(REBUILT) for entry in lake.list(MANIFESTS)) == 2


class Counting(LocalLake):
    """A lake that notes what is read of it, and which folders are listed."""

    touched: list[str]

    def read(self, path: str) -> bytes:
        self.touched.append(path)
        return super().read(path)

    def list(self, prefix: str = "", *, recursive: bool = True) -> Iterator[Entry]:
        self.touched.append(prefix)
        return super().list(prefix, recursive=recursive)


def test_a_run_on_a_sound_lake_reads_no_manifest_and_lists_no_more_filers(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, run: Load
) -> None:
    for _ in range(3):
        run()
    counting = Counting(lake._root)
    counting.touched = []
    load(quick(edgar.url), lake=counting, stop=stop)
    assert not [path for path in counting.touched if path.endswith(".jsonl")]
    assert sorted(path for path in counting.touched if path.startswith("raw/10-k")) == [
        "raw/10-k/0000990001",
        "raw/10-k/0000990003",
    ]
