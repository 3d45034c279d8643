import gzip
import threading
from dataclasses import replace

import pytest

from data_loader.conftest import FILINGS, ReplayMaker, quick, requests_for_filings, results, stored
from data_loader.dry_run import plan
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import MANIFESTS, PART_PATH, raw_path
from docai.lake.errors import AccessRefused, LakeFull
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

pytestmark = pytest.mark.usefixtures("unpaced")

EVERYTHING = Criteria(ciks=("990001", "990003"), forms=frozenset(ALL_FORMS))


def test_a_run_in_pieces_takes_up_where_the_last_one_ended(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    counts = []
    for _ in range(4):
        summary = load(quick(edgar.url, EVERYTHING, max_filings=2), lake=lake, stop=stop)
        counts.append((summary.stored, summary.already_stored))
    assert counts == [(2, 0), (2, 2), (2, 4), (0, 6)]
    assert requests_for_filings(edgar) == 6


def test_a_re_issued_filing_is_put_beside_the_old_one(
    serve: ReplayMaker, edgar_folder: object, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve()
    load(quick(edgar.url), lake=lake, stop=stop)
    old = FILINGS[0]
    new = replace(old, words="We make better lanterns.\n" * 100)
    assert edgar.data is not None
    (edgar.data / f"{old.accession}.txt").write_bytes(new.body())
    edgar.reload()
    criteria = Criteria(refetch=(old.accession,))
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    (line,) = results(lake, summary.manifest)
    assert (summary.stored, line.status) == (1, "stored")
    assert line.path is not None
    assert line.path.startswith(f"raw/10-k/0000990001/{old.accession}~")
    bodies = stored(lake)
    assert bodies[line.path] == new.body()
    assert bodies[raw_path("990001", old.accession)] == old.body()
    again = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert (again.stored, again.already_stored) == (0, 1)
    assert len(stored(lake)) == 6
    third = load(quick(edgar.url), lake=lake, stop=stop)
    assert third.already_stored == 5
    assert line.path in {each.path for each in results(lake, third.manifest)}


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b damaged", bytes(50), gzip.compress(b"<html>")],
    ids=["empty", "letters", "zeros", "no submission"])  # fmt: skip
def test_a_stored_file_that_is_damaged_can_be_fetched_again(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, damage: bytes
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    old = FILINGS[0]
    lake.replace(raw_path("990001", old.accession), damage)
    summary = load(quick(edgar.url, Criteria(refetch=(old.accession,))), lake=lake, stop=stop)
    (line,) = results(lake, summary.manifest)
    assert (summary.stored, line.status, line.form) == (1, "stored", "10-K")
    assert line.path is not None
    assert gzip.decompress(lake.read(line.path)) == old.body()


def test_a_plan_stores_nothing(edgar: EdgarReplay, lake: LocalLake, stop: StopSignal) -> None:
    load(quick(edgar.url, Criteria(ciks=("990003",))), lake=lake, stop=stop)
    before = len(stored(lake))
    planned = list(plan(quick(edgar.url), lake=lake, stop=stop))
    assert [(each.intent.accession, each.path is None) for each in planned] == [
        ("0000990001-24-000017", True),
        ("0000990001-23-000007", True),
        ("0000990001-22-000005", True),
        ("0000990003-24-000003", False),
        ("0000990003-97-000002", False),
    ]
    assert len(stored(lake)) == before
    assert len(list(lake.folders(MANIFESTS))) == 1


class CountingLake(LocalLake):
    """Counts the requests that a lake on ADLS would send, at least."""

    requests = 0

    def __getattribute__(self, name: str) -> object:
        if name in (
            "read",
            "open",
            "stat",
            "list",
            "folders",
            "stage",
            "publish",
            "replace",
            "delete",
            "acquire_lease",
            "check_writable",
        ):
            type(self).requests += 3 if name in ("stage", "publish") else 1
        return super().__getattribute__(name)


def test_a_run_over_many_stored_filings_asks_the_lake_little(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=400, size=3000))
    for body in edgar.site.catalogue.filings.values():
        path = raw_path(body.header.filer.cik, body.accession)
        data = gzip.compress(b"".join(body.body.chunks()), mtime=0)
        lake.replace(path, data)
    counting = CountingLake(lake._root)
    criteria = Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik)))
    settings = quick(edgar.url, criteria, rate=9.5)
    # the first run names in a manifest what was put there without one
    assert load(settings, lake=lake, stop=stop).settled == 400
    summary = load(settings, lake=counting, stop=stop)
    assert (summary.already_stored, summary.requests_filing) == (400, 0)
    assert CountingLake.requests < 30


class FullLake(LocalLake):
    """A lake whose storage is full after two filings."""

    room = 2

    def stage(self, staging_path: str):  # type: ignore[no-untyped-def]
        if staging_path.endswith(".gz"):
            if not self.room:
                raise LakeFull("no room is left on the storage")
            self.room -= 1
        return super().stage(staging_path)


def test_a_full_lake_ends_the_run_after_its_manifest_was_published(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    full = FullLake(lake._root)
    with pytest.raises(LakeFull):
        load(quick(edgar.url), lake=full, stop=stop)
    lines = results(lake)
    assert len(lines) == 5
    assert {line.path for line in lines if line.status == "stored"} == set(stored(lake))


class ForbiddenParts(LocalLake):
    """A lake in which manifest parts may not be written any more."""

    def publish(self, path: str, data: bytes, *, staging_path: str) -> bool:
        if PART_PATH.fullmatch(path):
            raise AccessRefused("the right to write is gone")
        return super().publish(path, data, staging_path=staging_path)


def test_a_lake_that_refuses_the_manifest_ends_the_workers_before_the_budget_is_given_back(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=60, size=2000, latency=0.05))
    criteria = Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik)))
    with pytest.raises(AccessRefused):
        load(
            quick(edgar.url, criteria, part_seconds=0.05),
            lake=ForbiddenParts(lake._root),
            stop=stop,
        )
    assert [each for each in threading.enumerate() if each.name.startswith("fetch-")] == []
    assert requests_for_filings(edgar) < 60
