import pytest

from docai.runtime.tolerance import Tolerance


@pytest.mark.parametrize(
    ("given", "bad", "of", "allowed"),
    [
        ("0", 0, 10, True),
        ("0", 1, 10, False),
        ("5", 5, 10, True),
        ("1%", 1, 100, True),
        ("1%", 1, 99, False),
        ("0.5%", 1, 200, True),
        ("100%", 7, 7, True),
    ],
)
def test_a_number_or_a_share_of_filings_may_fail(
    given: str, bad: int, of: int, allowed: bool
) -> None:
    assert Tolerance.parse(given).allows(bad, of) is allowed
    assert str(Tolerance.parse(given)) == given


@pytest.mark.parametrize("given", ["", "-1", "101%", "some", "1.5", "%"])
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="write 5 or 1%"):
        Tolerance.parse(given)
