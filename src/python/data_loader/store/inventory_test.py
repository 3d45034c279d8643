from datetime import UTC, datetime, timedelta

from data_loader.store.inventory import Inventory
from docai.lake.lake import Entry
from docai.lake.local import LocalLake

FIRST, SECOND = "0000990001-24-000017", "0000990003-24-000003"
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def put(lake: LocalLake, path: str) -> None:
    assert lake.publish(path, b"x", staging_path="raw/_staging/r/x")


def test_filings_are_found_by_accession_number_under_whoever_they_stand(lake: LocalLake) -> None:
    put(lake, f"raw/10-k/0000990001/{FIRST}.txt.gz")
    put(lake, f"raw/10-k/0000990003/{SECOND}.txt.gz")
    put(lake, "raw/10-k/0000990003/notes.txt")
    found = Inventory.of(lake)
    assert len(found) == 2
    assert found.path(FIRST) == f"raw/10-k/0000990001/{FIRST}.txt.gz"
    assert found.path("0000990001-24-000018") is None


def test_a_few_filers_are_listed_without_the_others(lake: LocalLake) -> None:
    put(lake, f"raw/10-k/0000990001/{FIRST}.txt.gz")
    put(lake, f"raw/10-k/0000990003/{SECOND}.txt.gz")
    found = Inventory.of(lake, ["0000990001", "0000990077"])
    assert found.path(FIRST)
    assert found.path(SECOND) is None


def test_of_a_filing_that_was_fetched_again_the_newest_counts() -> None:
    found = Inventory()
    for number, mark in enumerate(["", "~00000001", "~ffffffff", "~00000003"]):
        modified = NOON + timedelta(hours=number if number < 3 else 0)
        found.add(Entry(f"raw/10-k/0000990001/{FIRST}{mark}.txt.gz", 1, modified))
    assert found.path(FIRST) == f"raw/10-k/0000990001/{FIRST}~ffffffff.txt.gz"
    assert len(found) == 1
