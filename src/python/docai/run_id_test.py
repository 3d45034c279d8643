import pytest

from docai.run_id import check_run_id, made_up_run_id


@pytest.mark.parametrize("text", ["a", "nightly-2024.03_01", "x" * 63, made_up_run_id()])
def test_a_run_id_can_stand_in_a_path_and_a_label(text: str) -> None:
    assert check_run_id(text) == text


@pytest.mark.parametrize("text", ["", "-x", "x-", "a/b", "..", "x" * 64, "é", "a b"])
def test_what_cannot_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be a run id"):
        check_run_id(text)
