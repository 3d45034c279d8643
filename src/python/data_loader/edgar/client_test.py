import threading
import time
from collections.abc import Callable

import pytest

from data_loader.conftest import FILINGS, ReplayMaker, logged
from data_loader.edgar.answer import Kind
from data_loader.edgar.client import BLOCKS_IN_A_ROW, Content, EdgarClient
from data_loader.edgar.course import BLOCKS_OF_ONE, CHECKS_OF_ONE
from data_loader.edgar.errors import (
    EdgarBlocks,
    EdgarRefuses,
    EdgarUnavailable,
    Trouble,
    WrongEdgar,
)
from data_loader.edgar.gate import BlockGate
from data_loader.edgar.hosts import Hosts
from data_loader.edgar.limiter import Limiter
from data_loader.edgar.wire import Wire
from data_loader.ending import Ending
from docai.backoff import Backoff
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from stand_ins.edgar.content.bodies import BytesBody
from stand_ins.edgar.content.pages import UNDECLARED
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.edgar.site import Answer

PATH = f"/Archives/edgar/data/990001/{FILINGS[0].accession}.txt"


class Client:
    """A client with its policies at hand, as quick as can be."""

    def __init__(
        self,
        *,
        tries: int = 4,
        pause: float = 0.2,
        timeout: float = 60.0,
        nothing: Callable[[str], str] | None = None,
    ) -> None:
        self.stop = StopSignal()
        ending = Ending(self.stop)
        self.gate = BlockGate(pause)
        limiter = Limiter(400.0, gate=self.gate, ending=ending)
        limiter._distance = 0.0
        self.wire = Wire(
            "docai test test@example.com", connections=4, timeout=timeout, start=limiter.start
        )
        backoff = Backoff(0.01)
        self.client = EdgarClient(
            self.wire, limiter, self.gate, tries, backoff, ending, nothing=nothing
        )


def whole(content: Content) -> bytes:
    return b"".join(content.pieces)


def test_the_bytes_that_edgar_serves_come_through_unchanged(edgar: EdgarReplay) -> None:
    asked = Client().client.ask(edgar.url + PATH, whole)
    assert (asked.kind, asked.value, asked.attempts) == (Kind.CONTENT, FILINGS[0].body(), 1)


def test_requests_name_the_agent_and_ask_for_gzip(edgar: EdgarReplay) -> None:
    client = Client()
    client.client.ask(edgar.url + PATH, whole)
    (request,) = logged(edgar, 1)
    assert request.user_agent == "docai test test@example.com"
    assert request.sent == client.client.wire_bytes < len(FILINGS[0].body())


def test_a_missing_path_is_asked_for_once(edgar: EdgarReplay) -> None:
    asked = Client().client.ask(
        f"{edgar.url}/Archives/edgar/data/1/0000000001-24-000001.txt", whole
    )
    assert (asked.kind, asked.attempts) == (Kind.MISSING, 1)
    assert logged(edgar, 1)[0].status == 403


@pytest.mark.parametrize("fault", ["unavailable", "truncated", "truncated-gzip", "reset"])
def test_a_request_that_fails_is_tried_again(serve: ReplayMaker, fault: str) -> None:
    edgar = serve([FaultRule(fault, times=2)])
    asked = Client().client.ask(edgar.url + PATH, whole)
    assert (asked.value, asked.attempts) == (FILINGS[0].body(), 3)


def test_tries_are_used_up_in_the_end_and_the_reason_is_kept(serve: ReplayMaker) -> None:
    edgar = serve([FaultRule("unavailable")])
    asked = Client(tries=3).client.ask(edgar.url + PATH, whole)
    assert (asked.kind, asked.attempts) == (Kind.SERVER_TROUBLE, 3)
    assert asked.error is not None
    assert "HTTP 503 with the page" in asked.error
    with pytest.raises(EdgarUnavailable, match=r"server trouble: HTTP 503.*after 3 tries"):
        Client(tries=3).client.get(edgar.url + PATH, whole)


def test_what_the_reader_refuses_is_tried_again(edgar: EdgarReplay) -> None:
    def refuse(content: Content) -> bytes:
        raise Trouble(Kind.OTHER_FILING, "not mine")

    asked = Client(tries=2).client.ask(edgar.url + PATH, refuse)
    assert (asked.kind, asked.attempts) == (Kind.OTHER_FILING, 2)


@pytest.mark.parametrize("fault", ["block-200", "block-403", "too-many"])
def test_after_a_block_page_nobody_asks_until_the_pause_is_over(
    serve: ReplayMaker, fault: str
) -> None:
    edgar = serve([FaultRule(fault, times=1)])
    client = Client(pause=0.4)
    asked = client.client.ask(edgar.url + PATH, whole)
    first, second = logged(edgar, 2)
    assert (asked.value, asked.attempts) == (FILINGS[0].body(), 2)
    assert second.start - first.end >= 0.4
    assert client.gate.pauses == 1


def test_block_pages_use_up_no_tries_but_do_not_go_on_for_ever(serve: ReplayMaker) -> None:
    edgar = serve([FaultRule("block-403")])
    client = Client(tries=1, pause=0.01)
    with pytest.raises(EdgarBlocks, match="EDGAR blocks this address: HTTP 403"):
        client.client.ask(edgar.url + PATH, whole)
    assert len(logged(edgar, BLOCKS_IN_A_ROW)) == BLOCKS_IN_A_ROW


def test_a_request_is_given_up_only_when_it_alone_is_blocked_again_and_again(
    serve: ReplayMaker,
) -> None:
    alone = BLOCKS_OF_ONE - 1 + CHECKS_OF_ONE
    edgar = serve([FaultRule("block-403", path=FILINGS[0].accession, times=alone)])
    nothing = Hosts.at(edgar.url).nothing
    asked = Client(pause=0.01, nothing=nothing).client.ask(edgar.url + PATH, whole)
    assert (asked.value, asked.attempts) == (FILINGS[0].body(), alone + 1)
    edgar.faults.set([FaultRule("block-403", path=FILINGS[0].accession)])
    asked = Client(pause=0.01, nothing=nothing).client.ask(edgar.url + PATH, whole)
    assert (asked.kind, asked.attempts) == (Kind.TOO_FAST, alone + 1)


def test_a_server_that_is_not_there_is_told_in_a_sentence() -> None:
    asked = Client(tries=2).client.ask("http://127.0.0.1:9" + PATH, whole)
    assert asked.kind is Kind.UNREACHABLE
    assert asked.error is not None
    assert "refused" in asked.error


@pytest.mark.parametrize(
    ("status", "kind", "requests"),
    [
        (301, Kind.REFUSED, 1),
        (400, Kind.REFUSED, 1),
        (408, Kind.SERVER_TROUBLE, 4),
        (404, Kind.MISSING, 1),
    ],
)
def test_a_refused_request_is_not_sent_again(
    edgar: EdgarReplay, monkeypatch: pytest.MonkeyPatch, status: int, kind: Kind, requests: int
) -> None:
    answer = Answer(status, "text/html", BytesBody(b"<title>no</title>"))
    monkeypatch.setattr(edgar.site, "answer", lambda path: answer)
    asked = Client(tries=4).client.ask(edgar.url + PATH, whole)
    assert (asked.kind, asked.attempts) == (kind, requests)
    assert len(logged(edgar, requests)) == requests


def test_a_request_that_is_not_essential_is_refused_alone(
    edgar: EdgarReplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer(405, "text/html", BytesBody(b"<title>no</title>"))
    monkeypatch.setattr(edgar.site, "answer", lambda path: answer)
    with pytest.raises(EdgarRefuses, match="refused: HTTP 405"):
        Client(tries=4).client.get(edgar.url + PATH, whole, essential=False)


def test_not_modified_without_being_asked_is_no_answer(
    edgar: EdgarReplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edgar.site, "answer", lambda path: Answer(304, "text/html", BytesBody(b"")))
    asked = Client(tries=2).client.ask(edgar.url + PATH, whole)
    assert (asked.kind, asked.value) == (Kind.REFUSED, None)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "a password is asked for"),
        (407, "a password is asked for"),
        (301, "look at --edgar-url"),
    ],
)
def test_what_the_caller_must_change_is_told_at_once(
    edgar: EdgarReplay, monkeypatch: pytest.MonkeyPatch, status: int, says: str
) -> None:
    answer = Answer(status, "text/html", BytesBody(b"<title>no</title>"))
    monkeypatch.setattr(edgar.site, "answer", lambda path: answer)
    with pytest.raises(WrongEdgar, match=says):
        Client(tries=4).client.get(edgar.url + PATH, whole)
    assert len(logged(edgar, 1)) == 1


def test_the_page_about_an_undeclared_tool_is_a_block_once_edgar_has_answered(
    edgar: EdgarReplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(pause=0.1)
    assert client.client.get(edgar.url + PATH, whole) == FILINGS[0].body()
    served = edgar.site.answer
    pages = [Answer(403, "text/html", BytesBody(UNDECLARED))]
    monkeypatch.setattr(edgar.site, "answer", lambda path: pages.pop() if pages else served(path))
    assert client.client.get(edgar.url + PATH, whole) == FILINGS[0].body()
    assert client.gate.pauses == 1


def test_if_modified_since_is_honoured(edgar: EdgarReplay) -> None:
    url = Hosts.at(edgar.url).archive("full-index/2024/QTR1/master.idx")
    client = Client().client
    found = client.get(url, lambda content: content.headers["Last-Modified"])
    asked = client.ask(url, whole, {"If-Modified-Since": found or ""})
    assert (asked.kind, asked.value) == (Kind.NOT_MODIFIED, None)


def test_a_stop_cuts_off_an_answer_that_is_awaited(serve: ReplayMaker) -> None:
    edgar = serve(settings=ReplaySettings(latency=600.0))
    client = Client(timeout=600.0)

    def stop_soon() -> None:
        time.sleep(0.3)
        client.stop.request()
        client.wire.abort()

    threading.Thread(target=stop_soon).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        client.client.ask(edgar.url + PATH, whole)
    assert time.monotonic() - began < 3.0


def test_an_answer_that_stalls_is_given_up(serve: ReplayMaker) -> None:
    edgar = serve(settings=ReplaySettings(latency=5.0))
    asked = Client(tries=1, timeout=0.2).client.ask(edgar.url + PATH, whole)
    assert asked.kind is Kind.UNREACHABLE


def test_workers_share_one_limit(edgar: EdgarReplay) -> None:
    ending = Ending(StopSignal())
    gate = BlockGate(600)
    limiter = Limiter(9.3, gate=gate, ending=ending)
    wire = Wire("docai a@b.co", connections=8, timeout=60.0, start=limiter.start)
    client = EdgarClient(wire, limiter, gate, 8, Backoff(), ending)
    ask: Callable[[], object] = lambda: client.ask(edgar.url + PATH, whole)  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    starts = [each.start for each in logged(edgar, 12)]
    assert len(starts) == 12
    assert starts[10] - starts[0] >= 1.0
