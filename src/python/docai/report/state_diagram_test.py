import pytest

from docai.report.state_diagram import ANY, NO_LABEL, Arrow, numbered, state_diagram

DOOR = [
    Arrow("OPEN", "somebody shuts it", "SHUT"),
    Arrow("SHUT", "somebody knocks", "OPEN"),
    Arrow("SHUT", "the wind is strong", "OPEN"),
]


def test_arrows_between_the_same_states_are_one() -> None:
    assert state_diagram(DOOR, start=["SHUT"]) == """\
```mermaid
stateDiagram-v2
    [*] --> SHUT
    OPEN --> SHUT: somebody shuts it
    SHUT --> OPEN: somebody knocks<br>the wind is strong
```"""


def test_what_holds_in_every_state_leaves_a_box_around_them() -> None:
    ends = [Arrow("OPEN", "thieves come", "stolen"), Arrow(ANY, "fire", "burnt down")]
    drawn = state_diagram([*DOOR, *ends], start=["SHUT"])
    assert drawn == """\
```mermaid
stateDiagram-v2
    state "burnt down" as burnt_down
    state ANY {
        [*] --> SHUT
        OPEN --> SHUT: somebody shuts it
        SHUT --> OPEN: somebody knocks<br>the wind is strong
    }
    OPEN --> stolen: thieves come
    ANY --> burnt_down: fire
    stolen --> [*]
    burnt_down --> [*]
```"""


def test_the_place_in_the_table_stands_before_the_event() -> None:
    assert [each.event for each in numbered(DOOR[:2])] == [
        "1. somebody shuts it",
        "2. somebody knocks",
    ]


def test_a_label_that_mermaid_would_misread_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot show"):
        state_diagram([Arrow("A", "a: b", "B")], start=["A"])
    assert NO_LABEL.search("a; b")
    assert not NO_LABEL.search("the exit code is 52, or it isn't (yet)")
