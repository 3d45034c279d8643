"""deploy/azure at the stand-in, act by act; each says what holds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from azure_stand_in.kinds import KINDS
from azure_stand_in.manager import Manager, Request
from azure_stand_in.models import faults
from azure_stand_in.server import Server

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ROOT / "deploy" / "azure" / "azure"


@dataclass(frozen=True)
class Installation:
    """The program under test at a stand-in, with its settings and its work folder."""

    server: Server
    environment: Mapping[str, str]
    settings: Path
    work: Path

    def run(self, *arguments: str, code: int = 0) -> str:
        """Return what a command printed; raises AssertionError where it ends otherwise than expected."""
        began = time.monotonic()
        ended = subprocess.run(
            self.line(*arguments),
            env=dict(self.environment),
            text=True,
            capture_output=True,
            check=False,
        )
        seconds = time.monotonic() - began
        say(f"$ azure {' '.join(arguments)}: {seconds:.0f} s, exit code {ended.returncode}")
        if ended.returncode != code:
            raise AssertionError(f"not {code}\n{ended.stdout}\n{ended.stderr}")
        return ended.stdout

    def line(self, *arguments: str) -> list[str]:
        """Return the command line."""
        folders = ("--settings", str(self.settings), "--work", str(self.work))
        return [str(COMMAND), *arguments, *folders]

    def killed(self, after: int, *arguments: str) -> bool:
        """Run a command, and kill it with all that it started when its change number ``after`` arrives; return whether it was.

        That change is still carried out, as Azure would.
        """
        seen: list[Request] = []

        def before(request: Request) -> None:
            seen.append(request)
            if len(seen) == after:
                os.killpg(process.pid, signal.SIGKILL)

        self.server.before = before
        process = subprocess.Popen(
            self.line(*arguments),
            env=dict(self.environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        process.wait()
        self.server.before = lambda _request: None
        return process.returncode == -signal.SIGKILL


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def check(holds: bool, what: str) -> None:
    """Say what holds; raises AssertionError where it does not."""
    if not holds:
        raise AssertionError(f"does not hold: {what}")
    say(f"holds: {what}")


def state(manager: Manager) -> dict[str, str]:
    """Return what is there, by id, without what differs with each making; roles by what they give, as their names are made up."""
    found = {}
    for place, one in manager.resources.items():
        kept = {
            key: value for key, value in one.items() if key not in ("etag", "eTag", "id", "name")
        }
        if "/roleassignments/" in place:
            given = one["properties"]
            place = f"{given['scope']}/roleassignments/{given['roleDefinitionId']}/{given['principalId']}"
        found[place.lower()] = json.dumps(kept, sort_keys=True)
    return found


def strict_act() -> None:
    """The models refuse what Azure would, before anything else is worth a look."""
    for (package, name), body in (
        (
            KINDS["microsoft.storage/storageaccounts"].put,
            {"kind": "StorageV2", "sku": {"name": "Standard_ZRS"}},
        ),
        (
            KINDS["microsoft.containerservice/managedclusters"].put,
            {"location": "x", "propertys": {}},
        ),
        (
            KINDS["microsoft.insights/scheduledqueryrules"].put,
            {"location": "x", "properties": {"windowSize": "2h"}},
        ),
        (KINDS["microsoft.consumption/budgets"].put, {"properties": {"timeGrain": "Hourly"}}),
    ):
        found = faults(package, name, body)
        check(bool(found), f"{name} refuses {json.dumps(body)}: {'; '.join(found)}")


def whole_act(there: Installation) -> Mapping[str, str]:
    """Made, again, mended, unmade but for the lake, made again; return what was there when all was made."""
    manager = there.server.manager
    there.run("status", code=4)
    there.run("up", "--dry-run")
    check(not manager.changes, "status and a dry run change nothing")

    there.run("up")
    made, asked = state(manager), len(manager.changes)
    there.run("up")
    there.run("status")
    check(
        len(manager.changes) == asked,
        f"up again changes nothing ({asked} changes before, {len(made)} resources)",
    )

    changed = {
        "/storageaccounts/": ("minimumTlsVersion", "TLS1_0"),
        "/agentpools/spark": ("maxCount", 9),
        "/scheduledqueryrules/docai-lag": ("enabled", False),
        "/budgets/docai-month": ("amount", 9),
    }
    for part, (name, value) in changed.items():
        place = min((one for one in manager.resources if part in one), key=len)
        manager.resources[place]["properties"][name] = value
    there.run("status", code=4)
    said = there.run("up")
    mended = said.count("\nmended ")
    check(mended == len(changed), f"up mends the {len(changed)} values that somebody changed")
    check(state(manager) == made, "and all is as it was")

    there.run("down")
    group = min(made, key=len)
    lake = {place for place in made if place == group or "/storageaccounts/" in place}
    lake = {place for place in lake if "/roleassignments/" not in place}
    check(set(state(manager)) == lake, f"down leaves the lake: {len(lake)} resources")
    there.run("up")
    check(state(manager) == made, "and up makes the same again")
    return made


def broken_act(there: Installation, made: Mapping[str, str]) -> None:
    """Killed in the middle again and again, then made; and unmade whole."""
    manager = there.server.manager
    for after in (10, 7, 3, 6):
        killed = there.killed(after, "up")
        check(killed, f"up killed at its change {after}: {len(state(manager))} resources")
    there.run("up")
    check(state(manager) == made, "up after four kills ends as up without one")
    killed = there.killed(5, "down", "--lake-too")
    check(killed, f"down killed at its change 5: {len(state(manager))} resources left")
    there.run("down", "--lake-too")
    check(not state(manager), "down --lake-too leaves nothing")
