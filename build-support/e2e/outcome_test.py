import pytest

from docai.filing import layout
from outcome import LOADER, SPARK, check_outputs
from telling import Told

ROWS = {layout.FILINGS: 3, layout.SECTIONS: 50, layout.QUARANTINE: 1}
LOADED = {"stored": "4", "failed": "0", "manifest": f"{layout.MANIFESTS}/x"}
WRITTEN = {"state": "COMPLETED", "attempts": "1", "filings": "3", "sections": "50"}


def amiss(loaded: dict[str, str], written: dict[str, str]) -> list[str]:
    told = Told("A run")
    check_outputs(told, 4, {LOADER: loaded, SPARK: written}, ROWS)
    return told.amiss


def test_outputs_that_say_what_is_in_the_tables_are_right() -> None:
    assert amiss(LOADED, WRITTEN) == []


@pytest.mark.parametrize(
    ("loaded", "written", "says"),
    [
        ({"stored": "3"}, {}, "the loader's stored is '3', not '4'"),
        ({"manifest": "elsewhere"}, {}, "the loader's manifest is 'elsewhere'"),
        ({}, {"sections": "49"}, "the Items written is '49', not '50'"),
        ({}, {"state": "FAILED"}, "the application's state is 'FAILED', not 'COMPLETED'"),
    ],
)
def test_an_output_that_says_something_else_is_found(
    loaded: dict[str, str], written: dict[str, str], says: str
) -> None:
    assert amiss(LOADED | loaded, WRITTEN | written) == [says]


def test_outputs_that_are_missing_are_found() -> None:
    assert len(amiss({}, {})) == 7
