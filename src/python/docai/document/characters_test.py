"""Text of a plain-text document: what it shows is the same whether it is all ASCII or not."""

import pytest

from docai.document.characters import plain


@pytest.mark.parametrize("beyond", ["", "\u2019"])
@pytest.mark.parametrize(
    ("filed", "shown"),
    [
        ("a\x00b\x07c\x1fd\x7fe", "a b c d e"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("a\tb", "a        b"), ("a\x0cb", "a\x0cb"), ("A &amp; B", "A & B"),
    ],
)  # fmt: skip
def test_control_characters_are_blank_and_lines_kept(filed: str, shown: str, beyond: str) -> None:
    assert plain(filed + beyond) == shown + beyond


def test_a_non_breaking_space_is_a_blank() -> None:
    assert plain("a\xa0b&nbsp;c") == "a b c"
