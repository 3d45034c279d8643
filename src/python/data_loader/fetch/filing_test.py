import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data_loader.conftest import FILINGS, stored
from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Asked, Content
from data_loader.edgar.errors import Trouble
from data_loader.ending import Ending
from data_loader.fetch import filing as fetch
from data_loader.fetch.filing import FilingFetcher, digest_of
from data_loader.store.inventory import Inventory
from data_loader.store.result_lines import not_fetched
from docai.backoff import Backoff
from docai.filing.layout import raw_path
from docai.filing.manifest import Intent
from docai.lake.errors import DamagedUpload, LakeFull, LakeUnavailable
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal

FILING = FILINGS[2]
PATH = raw_path("990001", FILING.accession)
INTENT = Intent(
    FILING.accession, "0000990002", ("0000990002",), "LANTERN FINANCE", "10-K", date(2024, 2, 28), None, "http://e/x"
)  # fmt: skip


class OneAnswer:
    """An EDGAR client that serves one body to whoever asks, and counts."""

    def __init__(self, body: bytes) -> None:
        self.body, self.asked = body, 0

    def ask(self, url: str, read: Callable[[Content], Any], headers: object = None) -> Asked[Any]:
        self.asked += 1
        try:
            value = read(Content({}, self.body[:100], iter([self.body[:500], self.body[500:]])))
        except Trouble as trouble:
            return Asked(trouble.kind, None, 1, str(trouble))
        return Asked(Kind.CONTENT, value, 1)


def fetcher(lake: LocalLake, client: OneAnswer, **more: Any) -> FilingFetcher:
    inventory = more.pop("inventory", Inventory())
    made = FilingFetcher(client, lake, "run", inventory, Ending(StopSignal()), **more)  # type: ignore[arg-type]
    made._backoff = Backoff(0.01)
    return made


def test_a_filing_is_published_under_the_first_filer_of_its_header(lake: LocalLake) -> None:
    outcome = fetcher(lake, OneAnswer(FILING.body())).fetch(INTENT)
    result = outcome.result
    assert stored(lake) == {PATH: FILING.body()}
    assert (result.status, result.path, result.cik) == ("stored", PATH, "0000990001")
    assert result.company == "NORTHERN LANTERN CORP"
    assert result.period == date(2023, 12, 31)
    assert (result.size, result.sha256) == (len(FILING.body()), digest_of(lake, PATH).sha256)
    assert outcome.lake_bytes == len(lake.read(PATH))


def test_a_body_that_is_cut_short_is_not_published(lake: LocalLake) -> None:
    result = fetcher(lake, OneAnswer(FILING.body()[:-10])).fetch(INTENT).result
    assert (result.status, result.path) == ("failed", None)
    assert list(lake.list()) == []


def test_what_another_loader_published_meanwhile_counts(lake: LocalLake) -> None:
    other = FILING.body().replace(b"lanterns", b"lamps")
    lake.replace(PATH, gzip.compress(other))
    outcome = fetcher(lake, OneAnswer(FILING.body())).fetch(INTENT)
    assert stored(lake) == {PATH: other}
    assert outcome.result.status == "stored"
    assert outcome.result.size == len(other)
    assert outcome.result.sha256 == digest_of(lake, PATH).sha256
    assert outcome.lake_bytes == 0


def test_a_filing_of_a_filer_that_was_not_listed_is_not_stored_again(lake: LocalLake) -> None:
    lake.replace(PATH, gzip.compress(FILING.body()))
    listed = frozenset({"0000990002"})
    result = fetcher(lake, OneAnswer(FILING.body()), listed=listed).fetch(INTENT).result
    assert (result.status, result.path, result.sha256) == ("already_stored", PATH, None)


def test_fetching_again_what_did_not_change_publishes_nothing(lake: LocalLake) -> None:
    lake.replace(PATH, gzip.compress(FILING.body()))
    again = {"again": frozenset({FILING.accession}), "inventory": Inventory.of(lake)}
    result = fetcher(lake, OneAnswer(FILING.body()), **again).fetch(INTENT).result
    assert (result.status, result.path) == ("already_stored", PATH)
    assert len(stored(lake)) == 1


def test_fetching_again_what_is_damaged_in_the_lake_puts_a_whole_one_beside(
    lake: LocalLake,
) -> None:
    lake.replace(PATH, b"damaged")
    again = {"again": frozenset({FILING.accession}), "inventory": Inventory.of(lake)}
    result = fetcher(lake, OneAnswer(FILING.body()), **again).fetch(INTENT).result
    assert result.status == "stored"
    assert result.path is not None
    assert result.path != PATH
    assert gzip.decompress(lake.read(result.path)) == FILING.body()


class Troubled(LocalLake):
    failures: list[Exception]

    def stage(self, staging_path: str):  # type: ignore[no-untyped-def]
        if self.failures:
            raise self.failures.pop(0)
        return super().stage(staging_path)


def test_a_lake_that_fails_for_a_while_is_tried_again(lake: LocalLake) -> None:
    troubled = Troubled(lake._root)
    troubled.failures = [LakeUnavailable("away"), DamagedUpload("other bytes")]
    client = OneAnswer(FILING.body())
    assert fetcher(troubled, client).fetch(INTENT).result.status == "stored"
    assert client.asked == 3


def test_a_lake_that_goes_on_failing_costs_this_filing_only(lake: LocalLake) -> None:
    troubled = Troubled(lake._root)
    troubled.failures = [LakeUnavailable("the storage is away")] * 9
    result = fetcher(troubled, OneAnswer(FILING.body())).fetch(INTENT).result
    assert (result.status, result.error) == ("failed", "the storage is away")
    assert result.attempts == fetch.LAKE_TRIES


def test_a_full_lake_is_nothing_to_try_again(lake: LocalLake) -> None:
    troubled = Troubled(lake._root)
    troubled.failures = [LakeFull("no room")]
    with pytest.raises(LakeFull):
        fetcher(troubled, OneAnswer(FILING.body())).fetch(INTENT)


def test_what_the_run_did_not_come_to_is_told_with_the_reason() -> None:
    assert not_fetched(INTENT, "the run was stopped").error == "not fetched: the run was stopped"
