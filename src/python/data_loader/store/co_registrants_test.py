from data_loader.store.co_registrants import PATH, CoRegistrants
from docai.lake.local import LocalLake
from stand_ins.collector import collector_held

FILING = "0000990001-24-000017"


def test_a_later_filer_finds_the_filing_under_the_first(lake: LocalLake) -> None:
    known = CoRegistrants(lake)
    known.note(FILING, ("0000990001", "0000990002"))
    known.save()
    again = CoRegistrants(lake)
    assert again.of("0000990002") == {FILING: "0000990001"}
    assert again.of("0000990001") == {}


def test_nothing_is_written_when_nothing_is_new(lake: LocalLake) -> None:
    CoRegistrants(lake).save()
    assert lake.stat(PATH) is None


@collector_held()
def test_a_damaged_file_is_begun_anew(lake: LocalLake) -> None:
    for damaged in (
        b"{",
        b"[]",
        b'{"x": {}}',
        b"[" * 100_000,
        b"\xff",
        b'{"990002": {"1": 1e400}}',
    ):
        lake.replace(PATH, damaged)
        assert CoRegistrants(lake).of("0000990002") == {}
