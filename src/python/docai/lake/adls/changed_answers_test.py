"""Answers that the storage does not give: a login page of a proxy's, a listing with a hole, a header that is gone."""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from docai.backoff import Backoff
from docai.lake.errors import AccessRefused, LakeError, LakeUnavailable, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.collector import collector_held

HTML = "<html><body>Please sign in</body></html>"
PAGE = {"Content-Type": "text/html", "x-ms-request-id": "", "x-ms-error-code": ""}


def listing(**fields: object) -> str:
    whole = {
        "name": "known/a",
        "contentLength": "7",
        "lastModified": "Mon, 02 Mar 2026 10:00:00 GMT",
        "etag": "0x1",
    }
    left = {name: value for name, value in (whole | fields).items() if value is not ...}
    return json.dumps({"paths": [left]})


def changed(
    *, status: int = 0, headers: dict[str, str] | None = None, body: str | None = None
) -> Fault:
    return Fault(FaultKind.CHANGED, status=status, headers=headers or {}, body=body)


ANSWERS = {
    "a page": changed(status=200, headers=PAGE, body=HTML),
    "a page, created": changed(status=201, headers=PAGE, body=HTML),
    "a page, refused": changed(status=403, headers=PAGE, body=HTML),
    "a page, not found": changed(status=404, headers=PAGE, body=HTML),
    "a page, gone elsewhere": changed(status=409, headers=PAGE, body=HTML),
    "a page, a precondition": changed(status=412, headers=PAGE, body=HTML),
    "a page, another range": changed(status=416, headers=PAGE, body=HTML),
    "a page, another method": changed(status=405, headers=PAGE, body=HTML),
    "nothing": changed(status=200, body=""),
    "no content": changed(status=204),
    "not modified": changed(status=304),
    "partial content": changed(status=206),
    "null": changed(body="null"),
    "a list": changed(body="[[]]"),
    "half": changed(body='{"paths": [{"name": '),
    "nested deep": changed(body="[" * 100_000),
    "paths that are none": changed(body='{"paths": [7, null, "x"]}'),
    "no name": changed(body=listing(name=...)),
    "a name that is a number": changed(body=listing(name=7)),
    "no length": changed(body=listing(contentLength=...)),
    "a length of letters": changed(body=listing(contentLength="x")),
    "a length below nothing": changed(body=listing(contentLength="-5")),
    "no time": changed(body=listing(lastModified=...)),
    "a time of letters": changed(body=listing(lastModified="Someday")),
    "the year 1": changed(body=listing(lastModified="Mon, 01 Jan 0001 00:00:00 GMT")),
    "no ETag, no time": changed(headers={"ETag": "", "Last-Modified": ""}),
    "a time of letters, a header": changed(headers={"Last-Modified": "Someday", "Date": "x"}),
    "no range": changed(headers={"Content-Range": ""}),
    "a range of letters": changed(headers={"Content-Range": "lanterns"}),
    "a range of 5,000 digits": changed(headers={"Content-Range": "bytes 0-4/" + "7" * 5000}),
    "another's MD5": changed(headers={"Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="}),
    "no lease's id": changed(headers={"x-ms-lease-id": ""}),
    "a lease's state of letters": changed(headers={"x-ms-lease-state": "lanterns"}),
    "a charset that is none": changed(headers={"Content-Type": "application/json; charset=x"}),
    "a type of letters": changed(headers={"Content-Type": "\x01"}),
    "an error that is a list": changed(status=400, body="[[]]"),
    "an error without a code": changed(status=409, body='{"error": null}'),
    "a code that is a number": changed(status=409, body='{"error": {"code": 7}}'),
}


def published(lake: Lake, path: str, data: bytes) -> bool:
    return lake.publish(path, data, staging_path=f"raw/_staging/run/{uuid.uuid4()}")


def leased(lake: Lake) -> None:
    lease = lake.acquire_lease("raw/_locks/new", holder="me", seconds=15)
    lease.renew()
    lease.release()


WORK: dict[str, Callable[[Lake], object]] = {
    "list": lambda lake: list(lake.list()),
    "folders": lambda lake: list(lake.folders()),
    "stat": lambda lake: lake.stat("known/first"),
    "read": lambda lake: lake.read("known/whole"),
    "publish": lambda lake: published(lake, "new/a", b"x"),
    "replace": lambda lake: lake.replace("known/first", b"x"),
    "delete": lambda lake: lake.delete("known/first"),
    "delete all": lambda lake: lake.delete("known", recursive=True),
    "lease": leased,
    "check": lambda lake: lake.check_writable(),
}


@pytest.fixture
def impatient(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> Lake:
    published(lake, "known/whole", b"lanterns")
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 2)
    monkeypatch.setattr("docai.lake.adls.retry.BACKOFF", Backoff(0.01, 0.01))
    return open_lake(lake.uri)


@pytest.mark.parametrize("answer", ANSWERS)
@collector_held()
def test_an_answer_of_somebody_else_is_told_in_a_sentence(
    emulator: AdlsEmulator, impatient: Lake, answer: str
) -> None:
    for work in WORK.values():
        emulator.fail(ANSWERS[answer])
        # a value, where what is changed does not matter; nothing else than a LakeError
        with contextlib.suppress(LakeError):
            work(impatient)
        emulator.heal()
        published(impatient, "known/first", b"")
        published(impatient, "known/whole", b"lanterns")


@pytest.mark.parametrize("answer", ["a page", "a page, created", "a page, not found"])
@pytest.mark.parametrize("work", WORK)
def test_a_login_page_says_nothing_of_the_lake(
    emulator: AdlsEmulator, impatient: Lake, work: str, answer: str
) -> None:
    emulator.fail(ANSWERS[answer])
    with pytest.raises(LakeUnavailable, match=r"cannot be understood .* a login page") as told:
        WORK[work](impatient)
    assert told.value.exit_code == 3


@pytest.mark.parametrize("answer", ["a page, refused", "a page, a precondition"])
@pytest.mark.parametrize("work", ["list", "read", "publish", "check"])
def test_what_a_proxy_refuses_is_not_told_as_the_storages_refusal(
    emulator: AdlsEmulator, impatient: Lake, work: str, answer: str
) -> None:
    emulator.fail(ANSWERS[answer])
    with pytest.raises(
        WrongLake, match=r"something between here and .* refused it .*proxy"
    ) as told:
        WORK[work](impatient)
    assert not isinstance(told.value, AccessRefused)


@pytest.mark.parametrize(
    "answer", ["no length", "a length below nothing", "no time", "no name", "half"]
)
def test_a_listing_that_does_not_say_all_is_none(
    emulator: AdlsEmulator, impatient: Lake, answer: str
) -> None:
    emulator.fail(ANSWERS[answer])
    with pytest.raises(LakeUnavailable, match="cannot be understood"):
        list(impatient.list())


def test_a_listing_of_another_folder_is_none(emulator: AdlsEmulator, impatient: Lake) -> None:
    emulator.fail(changed(body=listing(name="elsewhere/a")))
    with pytest.raises(LakeUnavailable, match="a name 'elsewhere/a'"):
        list(impatient.list())


def test_a_listing_that_sends_one_page_for_ever_ends(emulator: AdlsEmulator, lake: Lake) -> None:
    emulator.fail(changed(status=200, headers={"x-ms-continuation": "abc"}, body='{"paths": []}'))
    with pytest.raises(LakeUnavailable, match="one page again and again"):
        list(lake.list())
    assert emulator.counts().total() <= 3


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("tokyo")
def test_a_files_time_is_the_storages_in_every_time_zone(lake: Lake) -> None:
    assert time.timezone == -9 * 3600
    (listed,), stated = lake.list("known"), lake.stat("known/first")
    assert stated is not None
    assert listed.modified == stated.modified
    assert abs(listed.modified - datetime.now(UTC)) < timedelta(minutes=1)
