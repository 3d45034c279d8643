from __future__ import annotations

import threading

from stand_ins.edgar.log import Request, RequestLog, during_pauses, most_in_window, summary


def request(start: float, fault: str = "", accession: str = "a", status: int = 200) -> Request:
    return Request(start, start + 0.1, "GET", "/x", status, fault, accession, 10, "")


def test_the_fullest_second_is_found_wherever_it_begins() -> None:
    assert most_in_window([]) == 0
    assert most_in_window([0.0, 0.5, 0.99, 1.0, 1.4]) == 4
    assert most_in_window([0.0, 1.0, 2.0]) == 1


def test_requests_in_a_pause_are_counted_from_a_second_after_the_block_page() -> None:
    requests = [
        request(0, "block-200"),
        request(0.9),  # under way when the page arrived
        request(3.0),
        request(5.05),
        request(5.2),
    ]
    assert during_pauses(requests, pause=5) == 2
    assert during_pauses(requests, pause=2) == 0


def test_figures_follow_from_the_log() -> None:
    log = RequestLog()
    for each in (
        request(2.0, accession="b", status=503, fault="unavailable"),
        request(0.0),
        request(1.0, accession=""),
        request(3.0, accession="b"),
    ):
        log.begin()
        log.add(each)
    figures = summary(log.all())
    assert (figures["requests"], figures["filing_requests"], figures["filings"]) == (4, 3, 2)
    assert figures["requests_per_filing"] == 1.5
    assert figures["status"] == {"200": 3, "503": 1}
    assert figures["faults"] == {"unavailable": 1}
    assert (figures["seconds"], figures["per_second"]) == (3.0, 1.0)
    log.clear()
    assert summary(log.all())["requests_per_filing"] == 0


def test_a_request_that_is_just_ending_is_waited_for() -> None:
    log = RequestLog()
    log.begin()
    threading.Timer(0.05, log.add, [request(1.0)]).start()
    assert len(log.all(settle=60)) == 1
    log.begin()
    assert len(log.all(settle=0.01)) == 1
