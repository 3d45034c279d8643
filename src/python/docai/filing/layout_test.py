from datetime import UTC, datetime

import pytest

from docai.filing import layout

ACCESSION = "0000990001-24-000017"


def test_a_submission_is_stored_under_its_filer() -> None:
    path = layout.raw_path("990001", ACCESSION)
    assert path == "raw/10-k/0000990001/0000990001-24-000017.txt.gz"
    assert layout.RAW_PATH.fullmatch(path)


def test_a_re_issued_submission_stands_beside_the_old_one() -> None:
    path = layout.raw_path("990001", ACCESSION, sha256="deadbeef" * 8)
    assert path == "raw/10-k/0000990001/0000990001-24-000017~deadbeef.txt.gz"
    assert layout.RAW_PATH.fullmatch(path)


@pytest.mark.parametrize(
    "path",
    [
        "raw/10-k/990001/0000990001-24-000017.txt.gz",
        "raw/10-k/0000990001/../0000990001-24-000017.txt.gz",
        "raw/10-k/0000990001/0000990001-24-000017.txt",
        "x/raw/10-k/0000990001/0000990001-24-000017.txt.gz",
    ],
)
def test_other_paths_are_no_stored_submission(path: str) -> None:
    assert layout.RAW_PATH.fullmatch(path) is None


def test_runs_are_named_by_their_start_in_utc_and_never_twice_alike() -> None:
    start = datetime(2024, 3, 1, 12, 30, 5, tzinfo=UTC)
    names = {layout.run_name("nightly", start) for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("20240301T123005Z-nightly-") for name in names)


def test_parts_sort_by_number_and_are_told_from_the_intent() -> None:
    assert layout.part_path("r", 7) == "raw/_manifests/r/0007.jsonl"
    assert layout.PART_PATH.fullmatch(layout.part_path("r", 12345))
    assert layout.PART_PATH.fullmatch(layout.intent_path("r")) is None


@pytest.mark.parametrize("run_id", ["", "-x", "a/b", "..", "x" * 64, "é"])
def test_a_run_id_that_cannot_stand_in_a_path_is_refused(run_id: str) -> None:
    with pytest.raises(ValueError, match="cannot be a run id"):
        layout.run_name(run_id)


def test_the_runs_of_a_run_id_are_found_by_their_names() -> None:
    began = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    first, second = layout.run_name("a.1", began), layout.run_name("a.1", began.replace(hour=9))
    others = [layout.run_name("a-1", began), layout.run_name("b-a.1", began), "x", "a.1"]
    no_day = f"20261399T000000Z-a.1-{'0' * 8}"
    assert layout.runs_of("a.1", [second, *others, no_day, first]) == [
        (first, began),
        (second, began.replace(hour=9)),
    ]
