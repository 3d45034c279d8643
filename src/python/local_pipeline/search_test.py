import json
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.filing import layout
from docai.runtime.errors import CallerError
from local_pipeline.ranking import best
from local_pipeline.search import main
from spark_delta.tables.definitions.passages import PASSAGES as PASSAGES_TABLE

PASSAGES = pa.table(
    {
        "heading_path": [
            "Item 1A. Risk Factors > We depend on few suppliers.",
            "Item 1A. Risk Factors > Competition",
            "Item 7. Overview",
            "Item 7. Overview",
        ],
        "text": [
            "If one of them fails, we cannot deliver.",
            "Other makers of valves are larger than we are.",
            "Revenue rose, for a supplier lowered its prices.",
            "Nothing else happened in the year.",
        ],
        "n": [2, 4, 2, 3],
    }
)


def found(words: str, top: int = 5) -> list[int]:
    return [int(n) for n in best(PASSAGES, words, top)["n"].to_pylist()]


def test_a_passage_is_found_by_its_words_and_by_its_headings() -> None:
    assert found("valves") == [4]
    assert found("overview of the year") == [3, 2]


def test_a_word_is_found_in_its_other_forms() -> None:
    assert found("depending on a supplier") == [2, 2]
    assert best(PASSAGES, "depending on a supplier", 1)["text"].to_pylist() == [
        "If one of them fails, we cannot deliver."
    ]


def test_the_best_comes_first_and_no_more_than_asked_for() -> None:
    scores = best(PASSAGES, "suppliers prices", 5)["score"].to_pylist()
    assert scores == sorted(scores, reverse=True)
    assert len(found("supplier", top=1)) == 1


@pytest.mark.parametrize("words", ["zebra", "of the", ""])
def test_words_that_no_passage_has_find_nothing(words: str) -> None:
    assert found(words) == []


def test_no_passages_are_no_answer() -> None:
    assert best(PASSAGES.slice(0, 0), "valves", 5).num_rows == 0


@pytest.fixture
def passages(lake: str) -> str:
    """A lake with passages of one committed filing and of one that is not."""
    place = {"fiscal_year": 2023, "source_file": "v.htm"}
    texts = [
        ("a", "1A", "prose", "Valves may leak."),
        ("a", "7", "prose", "Valves sold well."),
        ("a", "1A", "heading", "Valves"),
        ("half", "1A", "prose", "Valves of a filing that was never committed."),
    ]
    rows = [
        {
            "accession": accession,
            "item": item,
            "kind": kind,
            "heading_path": "Item",
            "text": text,
            "start": 10,
            "end": 30,
            "id": f"id{number}",
            **place,
        }
        for number, (accession, item, kind, text) in enumerate(texts)
    ]
    filings = pa.table({"accession": ["a"], "company": ["Valve Works"]})
    write_deltalake(f"{lake}/{layout.FILINGS}", filings, mode="overwrite", schema_mode="overwrite")
    write_deltalake(f"{lake}/{layout.PASSAGES}", pa.Table.from_pylist(rows, PASSAGES_TABLE.arrow))
    return lake


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, object]]:
    main([*argv, "--format", "json"])
    return list(json.loads(capsys.readouterr().out))


def test_answers_are_cited(passages: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(capsys, "valves leaking", "--lake", passages)
    assert [row["id"] for row in rows] == ["id0", "id1"]
    cited = (
        "company",
        "fiscal_year",
        "accession",
        "item",
        "heading_path",
        "source_file",
        "start",
        "end",
    )
    assert [rows[0][name] for name in cited] == [
        "Valve Works",
        2023,
        "a",
        "1A",
        "Item",
        "v.htm",
        10,
        30,
    ]


def test_an_item_is_known_by_small_letters_too(
    passages: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["valves", "--lake", passages, "--items", "1a", "--format", "json"])
    assert [one["item"] for one in json.loads(capsys.readouterr().out)] == ["1A"]


@pytest.mark.parametrize("limit", [["--items", "7"], ["--where", "item <> '1A'"]])
def test_items_and_conditions_limit_what_is_searched(
    passages: str, capsys: pytest.CaptureFixture[str], limit: list[str]
) -> None:
    rows = asked(capsys, "valves", "--lake", passages, *limit)
    assert [row["id"] for row in rows] == ["id1"]


def test_nothing_found_says_so(passages: str) -> None:
    with pytest.raises(CallerError, match="no passage has any of the words 'zebra'"):
        main(["zebra", "--lake", passages])


def test_a_lake_without_passages_says_so(lake: str) -> None:
    with pytest.raises(CallerError, match="passages"):
        main(["valves", "--lake", lake])


def test_a_lake_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="there is no lake"):
        main(["valves", "--lake", str(tmp_path / "none")])
