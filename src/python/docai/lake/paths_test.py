import pytest

from docai.lake.errors import WrongLake
from docai.lake.paths import (
    UNFIT_NAME,
    check_path,
    check_prefix,
    is_replacement,
    replacement_name,
)


@pytest.mark.parametrize(
    "name", ["a", ".hidden", "_staging", "0000320193-23-000106.txt.gz", "a b", "ü", "x" * 255]
)
def test_an_ordinary_name_is_fit(name: str) -> None:
    assert UNFIT_NAME.fullmatch(name) is None


@pytest.mark.parametrize("name", [".", "..", "a\\b", "a\nb", "a\x00", "\x7f", "ends.", "x" * 256])
def test_a_name_that_climbs_or_hides_something_is_unfit(name: str) -> None:
    assert UNFIT_NAME.fullmatch(name) is not None


@pytest.mark.parametrize(
    "path", ["", "/", "/a", "a//b", "a/../b", "./a", "a/.", "a\\b", "a/\n", "x/" * 600 + "x"]
)
def test_a_path_that_could_leave_the_lake_is_refused(path: str) -> None:
    with pytest.raises(WrongLake):
        check_path(path)


def test_a_prefix_may_be_the_root_and_may_end_with_a_slash() -> None:
    assert check_prefix("") == ""
    assert check_prefix("raw/10-k/") == "raw/10-k"


def test_what_a_replacement_leaves_behind_is_recognised_and_nothing_else_is() -> None:
    assert is_replacement("raw/_index/" + replacement_name("master.idx", "0123456789abcdef"))
    assert not is_replacement("raw/_index/master.idx")
    assert not is_replacement("raw/.hidden.replacing")
    assert not is_replacement(".a.0123456789abcdef.replacing/file")
