"""Whatever a header or a line of a manifest holds: a value, or the room's own error."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.filing.errors import NotAManifestLine, NotASubmission
from docai.filing.header import COUNT, parse_header
from docai.filing.header_test import MODERN
from docai.filing.manifest import (
    GREATEST,
    SHA256,
    Result,
    read_intents,
    read_part,
    read_results,
    to_line,
)
from docai.filing.manifest_test import INTENT, RESULT
from stand_ins.collector import collector_held

ODD: list[Any] = [
    *(None, True, -1, 1.5, 10**30, 1 << 53, float("inf"), float("nan"), "", "x", [], {}, [[]]),
    *(
        "\ud800",
        "\x1b]0;x\x07",
        "0000-00-00",
        "9999-12-31",
        "9999-12-31T23:59:59-12:00",
        "1" * 5000,
    ),
]
FIELDS = sorted(json.loads(to_line(RESULT)))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD), max_size=4))
def test_a_line_with_any_values_is_read_or_refused_and_can_be_written_again(
    changes: dict[str, Any],
) -> None:
    line = json.dumps({**json.loads(to_line(RESULT)), **changes}).encode()
    said = read_part(line, "0001.jsonl")
    assert len(said.results) + len(said.damage) == 1
    for result in said.results:
        assert isinstance(result, Result)
        assert list(read_results(to_line(result).encode())) == [result]
    for damage in said.damage:
        assert damage.startswith("0001.jsonl, line 1: ")
        assert len(damage) < 500


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_part(data)
    with contextlib.suppress(NotAManifestLine):
        list(read_intents(data))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"[" * 100_000, "too deep|not JSON"),
        (b'{"a":' * 100_000, "too deep|not JSON"),
        (b'{"bytes":' + b"1" * 5000 + b"}", "not JSON"),
        (b"\xff\xfe", "not JSON"),
    ],
)
@collector_held()
def test_json_that_python_gives_up_on_is_refused_like_any_other(line: bytes, says: str) -> None:
    with pytest.raises(NotAManifestLine, match=f"part, line 1: .*({says})"):
        list(read_results(line))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bytes", float("inf")),
        ("bytes", 10**30),
        ("bytes", GREATEST + 1),
        ("bytes", -1),
        ("bytes", True),
        ("attempts", 1e300),
        ("sha256", "x" * 64),
        ("sha256", 7),
        ("accession", 17),
        ("ciks", "0000990001"),
        ("fetched_at", "2024-03-01T12:00:00"),
        ("url", None),
    ],
)
def test_a_number_or_text_that_no_loader_wrote_is_refused(field: str, value: object) -> None:
    line = json.dumps({**json.loads(to_line(RESULT)), field: value}).encode()
    (damage,) = read_part(line).damage
    assert field in damage or "accession" in damage


def test_the_sound_lines_of_a_damaged_part_are_read() -> None:
    good = to_line(RESULT).encode()
    said = read_part(good + b"{half a li\n" + good, "0001.jsonl")
    assert said.results == (RESULT, RESULT)
    assert len(said.damage) == 1
    assert said.damage[0].startswith("0001.jsonl, line 2: not JSON")


def test_half_a_character_in_a_name_becomes_the_replacement_character() -> None:
    line = json.dumps({**json.loads(to_line(INTENT)), "company": "A\ud800B"}).encode()
    (intent,) = read_intents(line)
    assert intent.company == "A\ufffdB"


HEADER_VALUES = st.one_of(
    st.sampled_from(
        ["", "00010101", "99991231", "99991231235959", "19720101", "9" * 5000, "20240230"]
    ),
    st.text(st.sampled_from("0 9aé:<>\t\x00\x1b\x85\u2028\ud800٣"), max_size=20),
)
HEADER_FIELDS = (
    *("ACCEPTANCE-DATETIME", "ACCESSION NUMBER", "CONFORMED SUBMISSION TYPE", "FILED AS OF DATE"),
    *("PUBLIC DOCUMENT COUNT", "CONFORMED PERIOD OF REPORT"),
)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(HEADER_FIELDS), HEADER_VALUES, max_size=4),
    HEADER_VALUES,
    HEADER_VALUES,
)
def test_a_header_with_any_values_is_read_or_refused(
    values: dict[str, str], name: str, cik: str
) -> None:
    said = {
        "ACCESSION NUMBER": RESULT.accession,
        "FILED AS OF DATE": "20240301",
        "CONFORMED SUBMISSION TYPE": "10-K",
        **values,
    }
    lines = "".join(
        f"<{field}>{value}\n" if field == "ACCEPTANCE-DATETIME" else f"{field}:\t\t{value}\n"
        for field, value in said.items()
    )
    data = (
        f"<SEC-HEADER>\n{lines}\nFILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t{name}\n"
        f"\t\tCENTRAL INDEX KEY:\t{cik or '990001'}\n</SEC-HEADER>\n"
    ).encode("utf-8", "surrogatepass")
    try:
        header = parse_header(data)
    except NotASubmission:
        return
    assert header.filer.name.encode() is not None
    assert header.accepted_at is None or header.accepted_at.utcoffset() is not None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_a_header_cut_or_overwritten_anywhere_is_read_or_refused(noise: bytes) -> None:
    for at in (0, 100, 400):
        with contextlib.suppress(NotASubmission):
            parse_header(MODERN[:at] + noise + MODERN[at:])


@pytest.mark.parametrize("text", ["1", "97", "999999999"])
def test_a_count_is_a_number_of_at_most_nine_digits(text: str) -> None:
    assert COUNT.fullmatch(text)


@pytest.mark.parametrize("text", ["", "-1", "1" * 10, "1.0", "٣"])
def test_other_counts_are_not_known(text: str) -> None:
    assert COUNT.fullmatch(text) is None
    data = MODERN.replace(b"COUNT:\t\t97", f"COUNT:\t\t{text}".encode())
    assert parse_header(data).document_count is None


@pytest.mark.parametrize(
    ("text", "fits"), [("ab" * 32, True), ("AB" * 32, False), ("ab" * 31, False)]
)
def test_a_digest_is_64_hexadecimal_digits(text: str, fits: bool) -> None:
    assert bool(SHA256.fullmatch(text)) is fits


def test_a_moment_beyond_the_calendar_is_not_known() -> None:
    data = MODERN.replace(b"20240228163005", b"99991231235959")
    assert parse_header(data).accepted_at is None


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\n"])
def test_a_part_without_a_line_was_emptied(data: bytes) -> None:
    said = read_part(data, "0001.jsonl")
    assert (said.results, said.damage) == ((), ("0001.jsonl: there is no line in it",))
