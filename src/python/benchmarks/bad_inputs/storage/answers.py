"""Answers of ADLS Gen2 that something on the way gave or changed: login pages, listings with holes, headers that are gone.

The loader on such a storage, then on a well one, which must hold all; and the check of what is missing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from unittest.mock import patch

from benchmarks.bad_inputs.programs import Ended, Seen, run
from benchmarks.bad_inputs.site import BOTH, Site, lacks, load
from benchmarks.loader.hostile import BAD, GOOD
from data_loader.coverage import main as check
from docai.lake.adls import retry
from docai.runtime.printable import UNPRINTABLE
from stand_ins.adls import AdlsEmulatorProcess, Fault, FaultKind

KIND = "the storage's answer"
TRIES = 2
"""In the place of ninety seconds of patience."""

PAGE = {"Content-Type": "text/html", "x-ms-request-id": "", "x-ms-error-code": ""}


@dataclass(frozen=True)
class _Change:
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None


def _page(status: int) -> _Change:
    return _Change(status, PAGE, "<html>\x1b[31mPlease sign in</html>")


def _listed(**fields: object) -> _Change:
    entry = {"name": "x/a", "contentLength": "7", "lastModified": "Mon, 02 Mar 2026 10:00:00 GMT"}
    return _Change(body=json.dumps({"paths": [entry | fields]}))


EVERYWHERE: Mapping[str, _Change] = {
    **{f"a page, {status}": _page(status) for status in (200, 201, 204, 304, 307, 403, 404, 409, 412, 500)},
    "nothing": _Change(200, body=""),
    "no ETag, no time": _Change(headers={"ETag": "", "Last-Modified": ""}),
    "times of letters": _Change(headers={"Last-Modified": "Someday", "Date": "x"}),
    "another type": _Change(headers={"Content-Type": "\x01"}),
    "gzip that is none": _Change(headers={"Content-Encoding": "gzip"}),
    "an error that is a list": _Change(400, body="[[]]"),
    "an error of escapes": _Change(409, {"x-ms-error-code": "\x1b[31mX\x07"}, '{"error": {"code": "\\u001b[31m", "message": [1]}}'),
    "again in 10^9 seconds": _Change(503, {"Retry-After": "1000000000"}),
}  # fmt: skip

LISTINGS: Mapping[str, _Change] = {
    "null": _Change(body="null"),
    "cut short": _Change(body='{"paths": [{"name": '),
    "nested deep": _Change(body="[" * 100_000),
    "paths that are none": _Change(body='{"paths": [7, null, "x"]}'),
    "one page for ever": _Change(200, {"x-ms-continuation": "a"}, '{"paths": []}'),
    "another folder's": _listed(),
    "no name": _listed(name=None),
    "a name of escapes": _listed(name="\x1b[31m"),
    "a length of letters": _listed(contentLength="x"),
    "a length of 5,000 digits": _listed(contentLength="7" * 5000),
    "a time of letters": _listed(lastModified="Someday"),
}

FILES: Mapping[str, _Change] = {
    "no range": _Change(headers={"Content-Range": ""}),
    "a range of letters": _Change(headers={"Content-Range": "lanterns"}),
    "a range of 5,000 digits": _Change(headers={"Content-Range": "bytes 0-9/" + "7" * 5000}),
    "other bytes": _Change(body="lanterns"),
    "another's MD5": _Change(headers={"Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="}),
    "a folder": _Change(headers={"x-ms-meta-hdi_isfolder": "true"}),
}

LEASES: Mapping[str, _Change] = {
    "no id": _Change(headers={"x-ms-lease-id": ""}),
    "another's id": _Change(headers={"x-ms-lease-id": "lantern"}),
}

READING: Mapping[str, Mapping[str, _Change]] = {
    "dfs.list": LISTINGS,
    "blob.head": FILES,
    "blob.get": FILES,
}

WRITING: Mapping[str, Mapping[str, _Change]] = {
    "dfs.head": {},
    "dfs.create": {},
    "dfs.append": {},
    "dfs.rename": {},
    "dfs.delete": {},
    "blob.lease": LEASES,
    "blob.set-metadata": {},
}


def storage_answers(site: Site) -> Iterator[Seen]:
    """Yield what the loader made of each operation with each change to its answers, and the check where it reads."""
    with AdlsEmulatorProcess(filesystems=["lake"]) as storage, patch.object(retry, "MOST_TRIES", TRIES):  # fmt: skip
        roots = (f"abfs://lake@{storage.account}.dfs.core.windows.net/{n}" for n in count())
        with patch.dict(os.environ, storage.environment()):
            full = next(roots)
            load(site, full)
            for operation, change, fault in _faults(READING):
                storage.fail(fault)
                ended = load(site, full)
                checked = run(check, ["--lake", full, "--edgar-url", site.url, *BOTH])
                storage.heal()
                lost = _lost(full, load(site, full))
                yield Seen(KIND, f"{operation}: {change}", ended, lost or _shown(ended))
                yield Seen(KIND, f"{operation}: {change}, the check", checked, _shown(checked))
            for operation, change, fault in _faults(WRITING):
                lake = next(roots)
                storage.fail(fault)
                ended = load(site, lake)
                storage.heal()
                lost = _lost(lake, load(site, lake))
                yield Seen(KIND, f"{operation}: {change}", ended, lost or _shown(ended))


def _faults(operations: Mapping[str, Mapping[str, _Change]]) -> Iterator[tuple[str, str, Fault]]:
    for operation, more in operations.items():
        for name, change in {**EVERYWHERE, **more}.items():
            yield operation, name, Fault(
                FaultKind.CHANGED,
                operation,
                status=change.status,
                headers=change.headers,
                body=change.body,
            )


def _lost(lake: str, well: Ended) -> str:
    if well.code != 0 or lacks(lake, BAD, GOOD):
        return f"the next run ended in {well.code} and did not bring in all:\n{well.stderr[-1500:]}"
    return ""


def _shown(ended: Ended) -> str:
    shown = UNPRINTABLE.search((ended.stdout + ended.stderr).replace("\n", ""))
    return "a control character was printed" if shown else ""
