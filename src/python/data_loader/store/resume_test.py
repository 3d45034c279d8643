from datetime import UTC, datetime, timedelta

import pytest

from data_loader.store.inventory import Inventory
from data_loader.store.manifest_test import intent
from data_loader.store.result_lines import already_stored, not_fetched
from data_loader.store.resume import RUN_START, leftovers, settled_results, sweep_staging
from docai.filing.errors import NotAManifestLine
from docai.filing.layout import intent_path, part_path, raw_path
from docai.filing.manifest import to_lines
from docai.lake.local import LocalLake

KILLED, WHOLE = "20240301T120000Z-a-00000001", "20240301T130000Z-b-00000002"


def put(lake: LocalLake, path: str, data: bytes = b"x" * 200) -> None:
    assert lake.publish(path, data, staging_path="raw/_staging/other/x")


def test_a_run_without_its_mark_was_killed(lake: LocalLake) -> None:
    put(lake, intent_path(KILLED))
    put(lake, part_path(KILLED, 1))
    put(lake, intent_path(WHOLE))
    put(lake, f"raw/_manifests/{WHOLE}/summary.json")
    put(lake, "raw/_manifests/notes.txt")
    (run,) = leftovers(lake).unsettled
    assert (run.name, run.parts) == (KILLED, (part_path(KILLED, 1),))


def test_what_was_stored_without_a_line_gets_one(lake: LocalLake) -> None:
    intents = [intent(number) for number in range(1, 6)]
    put(lake, intent_path(KILLED), to_lines(intents))
    told = already_stored(intents[0], raw_path("990001", intents[0].accession))
    put(lake, part_path(KILLED, 1), to_lines([told, not_fetched(intents[1], "x")]))
    for number in (0, 2, 3):
        # the third stands under its first filer, who was not the one selected
        put(lake, raw_path("990001" if number != 3 else "990077", intents[number].accession))
    (run,) = leftovers(lake).unsettled
    found = list(settled_results(lake, run, Inventory.of(lake)))
    assert [each.accession[-1] for each in found] == ["1", "3", "4"]
    assert {each.status for each in found} == {"stored"}
    assert found[2].ciks == ("0000990077", "0000990001")
    assert found[2].path == raw_path("990077", intents[3].accession)


@pytest.mark.parametrize("data", [b"", b"\n"])
def test_intents_that_were_emptied_are_told(lake: LocalLake, data: bytes) -> None:
    put(lake, intent_path(KILLED), data)
    (run,) = leftovers(lake).unsettled
    with pytest.raises(NotAManifestLine, match=f"{KILLED}/intent.jsonl: there is no line in it"):
        list(settled_results(lake, run, Inventory()))


@pytest.mark.parametrize("damage", [b"{half a line", b"{}\n", b"x" * (3 << 20), b"\xff\n"])
def test_an_intent_that_cannot_be_read_is_told(lake: LocalLake, damage: bytes) -> None:
    put(lake, intent_path(KILLED), to_lines([intent(1)]) + damage)
    (run,) = leftovers(lake).unsettled
    with pytest.raises(NotAManifestLine, match=KILLED):
        list(settled_results(lake, run, Inventory()))


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["intent.jsonl", "0001.jsonl", "0002.jsonl", "summary.json"], None),
        (["intent.jsonl", "0001.jsonl"], None),
        (["intent.jsonl", "0002.jsonl", "summary.json"], "a part of the run"),
        (["intent.jsonl", "0001.jsonl", "0003.jsonl"], "a part of the run"),
        (["intent.jsonl", "summary.json"], "a part of the run"),
        (["summary.json"], "a part of the run"),
        (["intent.jsonl", "summary.json", "rebuilt.json"], None),
        (["rebuild.json", "0001.jsonl"], "did not come to the end"),
        (["rebuild.json", "rebuilt.json", "0001.jsonl"], None),
    ],
)
def test_what_is_gone_from_a_manifest_is_seen_by_its_files_names(
    lake: LocalLake, names: list[str], reason: str | None
) -> None:
    for name in names:
        put(lake, f"raw/_manifests/{KILLED}/{name}")
    found = leftovers(lake).rebuild
    assert found == reason if reason is None else found and reason in found


@pytest.mark.parametrize("data", [b"", b"\n", b" " * 50])
@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_part_that_was_emptied_is_seen_by_its_size(
    lake: LocalLake, data: bytes, rebuilt: bool
) -> None:
    for name in ("intent.jsonl", "summary.json", *["rebuilt.json"] * rebuilt):
        put(lake, f"raw/_manifests/{KILLED}/{name}")
    put(lake, part_path(KILLED, 1), data)
    assert leftovers(lake).gaps == (KILLED,)
    assert "emptied" in (leftovers(lake).rebuild or "")


def test_a_run_that_was_settled_before_its_first_part_has_no_gap(lake: LocalLake) -> None:
    put(lake, intent_path(KILLED))
    put(lake, f"raw/_manifests/{KILLED}/summary.json", b'{"settled_by": "x"}')
    assert leftovers(lake).rebuild is None


def test_an_empty_lake_has_nothing_to_rebuild_and_one_without_manifests_has(
    lake: LocalLake,
) -> None:
    assert leftovers(lake).rebuild is None
    put(lake, raw_path("990001", intent(1).accession))
    assert "is empty" in (leftovers(lake).rebuild or "")
    put(lake, intent_path(KILLED))
    assert leftovers(lake).rebuild is None


def test_only_staging_that_is_old_is_deleted(lake: LocalLake) -> None:
    now = datetime.now(UTC)
    old = f"raw/_staging/{now - timedelta(days=3):%Y%m%dT%H%M%SZ}-a-00000001"
    young = f"raw/_staging/{now:%Y%m%dT%H%M%SZ}-b-00000002"
    strange = "raw/_staging/somebody"
    for folder in (old, young, strange):
        lake.replace(f"{folder}/x.gz", b"half")
    # an old run to which something was added just now is at work
    assert sweep_staging(lake, 86_400, now) == []
    assert sweep_staging(lake, 86_400, now + timedelta(days=2)) == [old, young, strange]
    assert list(lake.folders("raw/_staging")) == []


def test_a_run_is_dated_by_its_name() -> None:
    assert RUN_START.match(KILLED)
    assert not RUN_START.match("nightly-20240301T120000Z-x")


def test_a_run_that_selected_nothing_has_no_gap(lake: LocalLake) -> None:
    put(lake, intent_path(KILLED), b"")
    put(lake, f"raw/_manifests/{KILLED}/summary.json", b"{}")
    assert leftovers(lake).rebuild is None
