"""What a test says to an emulator in another process: faults, the clock, the log. Not part of the storage service."""

from __future__ import annotations

import json
from dataclasses import asdict

from stand_ins.adls.errors import StorageError
from stand_ins.adls.faults import Fault, FaultPlan
from stand_ins.adls.identity.tokens import Tokens
from stand_ins.adls.journal import Journal
from stand_ins.adls.state.model import Clock
from stand_ins.adls.wire import Answer, Request

CONTROL = "/_docai/"
"""Where it is asked for; no storage account can be called so."""


def control(
    request: Request, clock: Clock, faults: FaultPlan, journal: Journal, tokens: Tokens
) -> Answer:
    """Answer ``POST faults``, ``DELETE faults``, ``GET requests``, ``GET counts``, ``DELETE requests``, ``POST clock``, ...

    ``POST clock`` takes ``{"advance": SECONDS}``, ``POST federated-token`` ``{"client_id": ID, "seconds": SECONDS}``.
    """
    asked = (request.method, request.raw_path.removeprefix(CONTROL))
    try:
        match asked:
            case ("POST", "faults"):
                given = json.loads(request.body.whole() or b"[]")
                faults.add(*(Fault.from_fields(each) for each in given))
            case ("DELETE", "faults"):
                faults.clear()
            case ("GET", "requests"):
                return _json([asdict(record) for record in journal.records()])
            case ("GET", "counts"):
                return _json(dict(journal.counts()))
            case ("DELETE", "requests"):
                journal.clear()
            case ("POST", "clock"):
                clock.advance(float(json.loads(request.body.whole())["advance"]))
            case ("POST", "federated-token"):
                given = json.loads(request.body.whole())
                subject = tokens.identities[given["client_id"]].subject
                return _json(
                    {"token": tokens.federated(subject, clock.now(), float(given["seconds"]))}
                )
            case ("GET", "ready"):
                return _json({"ready": True})
            case _:
                return Answer(404, {}, b"no such control\n")
    except (ValueError, KeyError, TypeError, AttributeError, StorageError) as error:
        return Answer(400, {}, f"{error}\n".encode())
    return Answer(204)


def _json(value: object) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(value).encode())
