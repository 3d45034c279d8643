"""The control endpoints under /_replay, for tests and benchmarks in other processes.

GET  /_replay/log          the requests so far, by arrival
GET  /_replay/summary      the figures over them; ?pause=5 adds how many arrived in a pause of 5 seconds
GET  /_replay/faults       the fault rules and their counts
POST /_replay/faults       a JSON list of rules replaces them: [{"kind": "block-403", "every": 5}]
POST /_replay/feed         {"late": 60, "doubled": true, "lost": ["..."]}: what is wrong with the feed of the latest filings
POST /_replay/reset        empties the log, lifts a block, restarts the counts
POST /_replay/reload       reads the folder again
"""

from __future__ import annotations

import json
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from stand_ins.edgar.content.latest import FeedFaults
from stand_ins.edgar.errors import ReplayError
from stand_ins.edgar.faults import FaultPlan, rule_from_json
from stand_ins.edgar.log import RequestLog, as_json, during_pauses, summary
from stand_ins.edgar.site import Answer, Site, control

CONTROL = "/_replay/"


class Controlled(Protocol):
    """The parts of a replay that its control endpoints show and change."""

    @property
    def log(self) -> RequestLog: ...
    @property
    def faults(self) -> FaultPlan: ...
    @property
    def site(self) -> Site: ...

    feed_faults: FeedFaults

    def reset(self) -> None: ...
    def reload(self) -> None: ...


def controlled(replay: Controlled, method: str, target: str, body: bytes) -> Answer:
    """Does what `target` asks and answers in JSON; 400 with a sentence for a wrong rule, 404 for anything else."""
    parts = urlsplit(target)
    name = parts.path.removeprefix(CONTROL)
    try:
        match method, name:
            case "GET", "log":
                return control(as_json(replay.log.all()))
            case "GET", "summary":
                return control(_summary(replay, parts.query))
            case "GET", "faults":
                return control(replay.faults.as_json())
            case "POST", "faults":
                replay.faults.set([rule_from_json(each) for each in _rules(body)])
                return control(replay.faults.as_json())
            case "POST", "feed":
                replay.feed_faults = _feed_faults(body)
                return control({"feed": True})
            case "POST", "reset":
                replay.reset()
                return control({"reset": True})
            case "POST", "reload":
                replay.reload()
                return control({"filings": len(replay.site.catalogue.filings)})
    except (ReplayError, ValueError) as error:
        return control({"error": str(error)}, 400)
    return control({"error": f"no control is called {method} {name}"}, 404)


def _rules(body: bytes) -> list[dict[str, object]]:
    rules = json.loads(body or b"[]")
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise ReplayError("give a JSON list of rules, each an object")
    return rules


def _feed_faults(body: bytes) -> FeedFaults:
    given = json.loads(body or b"{}")
    if not isinstance(given, dict) or not given.keys() <= {"late", "doubled", "lost"}:
        raise ReplayError(
            "give a JSON object of late (seconds), doubled (true) and lost (accession numbers)"
        )
    return FeedFaults(
        late=float(given.get("late", 0.0)),
        doubled=bool(given.get("doubled", False)),
        lost=frozenset(map(str, given.get("lost", ()))),
    )


def _summary(replay: Controlled, query: str) -> dict[str, object]:
    requests = replay.log.all()
    figures: dict[str, object] = dict(summary(requests))
    for pause in parse_qs(query).get("pause", []):
        figures["during_pauses"] = during_pauses(requests, float(pause))
    return figures
