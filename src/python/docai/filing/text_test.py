import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.filing.text import LONE_SURROGATE, sound


@given(st.text(st.sampled_from("aé\x00\ud800\udbff\udc00\udfff\U0001f980")))
def test_a_sound_text_has_a_form_in_utf_8(text: str) -> None:
    assert len(sound(text).encode()) >= len(text)


@pytest.mark.parametrize("text", ["", "Café", "\U0001f980", "\ufffd", "\x00\x1b"])
def test_other_characters_stay(text: str) -> None:
    assert LONE_SURROGATE.search(text) is None
    assert sound(text) == text


def test_half_a_character_is_replaced() -> None:
    assert sound(json.loads(r'"A\ud800B\udc00\ud83e\udd80"')) == "A\ufffdB\ufffd\U0001f980"
