import pytest

from data_loader.store.lookups import PATH, Lookups, key_of
from docai.lake.local import LocalLake


def test_what_was_looked_up_is_known_to_the_next_run_in_any_spelling(lake: LocalLake) -> None:
    lookups = Lookups(lake)
    lookups.note("brk.b", ["0000990001", "0000990001", "0000990002"])
    lookups.save()
    assert Lookups(lake).of("BRK-B") == ("0000990001", "0000990002")
    assert Lookups(lake).of("NLT") is None


def test_nothing_new_is_not_written(lake: LocalLake) -> None:
    lookups = Lookups(lake)
    lookups.note("NLT", ["0000990001"])
    lookups.save()
    before = lake.stat(PATH)
    lookups.note("nlt", ["0000990001"])
    lookups.save()
    assert lake.stat(PATH) == before


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"NLT": ["no CIK"]}', b'{"NLT": 1}'])
def test_a_damaged_file_is_begun_anew(lake: LocalLake, damage: bytes) -> None:
    lake.replace(PATH, damage)
    assert Lookups(lake).of("NLT") is None


def test_names_differ_by_more_than_spelling() -> None:
    assert key_of(" Harbor  Mills Co ") == key_of("HARBOR MILLS CO")
    assert key_of("Harbor Mills") != key_of("Harbor Mills Co")
