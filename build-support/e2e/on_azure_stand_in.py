"""deploy/azure with the real ``az``, against a stand-in of Azure on loopback: up, again, killed in the middle, mended, down.

Needs ``az`` and its libraries: run it with the Python of the environment that they are installed in. README.md says how.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from azure_stand_in.kinds import TENANT
from azure_stand_in.manager import Manager, Request
from azure_stand_in.recording import record
from azure_stand_in.server import CLIENT, SECRET, Server, serving
from docai_azure.commands import every_command

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ROOT / "deploy" / "azure" / "azure"
RECORD = ROOT / "deploy" / "azure" / "docai_azure" / "az_commands.json"

SETTINGS = """\
[nightly]
user_agent = "Example Corp data-team@example.com"
[alerts]
emails = ["data-team@example.com"]
"""


@dataclass(frozen=True)
class Installation:
    """The program under test at the stand-in."""

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
        say(
            f"$ azure {' '.join(arguments)}   {time.monotonic() - began:.0f} s, exit code {ended.returncode}"
        )
        if ended.returncode != code:
            raise AssertionError(
                f"exit code {ended.returncode}, not {code}\n{ended.stdout}\n{ended.stderr}"
            )
        return ended.stdout

    def line(self, *arguments: str) -> list[str]:
        """Return the command line."""
        return [
            str(COMMAND),
            *arguments,
            "--settings",
            str(self.settings),
            "--work",
            str(self.work),
        ]

    def killed(self, after: int, *arguments: str) -> bool:
        """Run a command and kill it, with all it started, when the change number ``after`` arrives; return whether it did."""
        process: subprocess.Popen[bytes]
        seen: list[Request] = []

        def before(request: Request) -> None:
            seen.append(request)
            if len(seen) == after:
                os.killpg(process.pid, signal.SIGKILL)

        process = subprocess.Popen(
            self.line(*arguments),
            env=dict(self.environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.server.before = before
        process.wait()
        self.server.before = lambda _request: None
        return process.returncode == -signal.SIGKILL


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def state(manager: Manager) -> Mapping[str, str]:
    """Return what is there, by id, without what differs with each making."""
    return {
        place: json.dumps(
            {key: value for key, value in one.items() if key != "etag"}, sort_keys=True
        )
        for place, one in manager.resources.items()
        if "/roleassignments/" not in place  # their names are made up anew
    }


def signed_in(server: Server, authority: Path, folder: Path) -> dict[str, str]:
    """Return an environment whose ``az`` is signed in at the stand-in."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "AZURE_CONFIG_DIR": str(folder / "az"),
        "AZURE_CORE_COLLECT_TELEMETRY": "no",
        "AZURE_CORE_INSTANCE_DISCOVERY": "false",
        "REQUESTS_CA_BUNDLE": str(authority),
        "NO_PROXY": "127.0.0.1",
    }
    for arguments in (
        ("cloud", "register", "--name", "StandIn", "--endpoint-resource-manager", server.url),
        ("cloud", "set", "--name", "StandIn"),
        (
            "login",
            "--service-principal",
            "--username",
            CLIENT,
            "--password",
            SECRET,
            "--tenant",
            TENANT,
        ),
    ):
        done = subprocess.run(
            ["az", *arguments], env=environment, text=True, capture_output=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"az {arguments[0]} {arguments[1]}: {done.stderr}")
    return environment


def main(argv: Sequence[str]) -> None:
    """Run all acts, or serve for a person to try things."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--serve", action="store_true", help="print the environment, serve until stdin closes"
    )
    parser.add_argument("--log", type=Path, help="file for all requests, as JSON lines")
    parser.add_argument(
        "--record",
        action="store_true",
        help="write what the parsers of az take to deploy/azure, and end",
    )
    options = parser.parse_args(argv)
    if options.record:
        write_record()
        return
    with (
        tempfile.TemporaryDirectory(prefix="docai-on-azure-") as name,
        serving(Path(name) / "tls") as served,
    ):
        folder, (server, authority) = Path(name), served
        environment = signed_in(server, authority, folder)
        settings = folder / "settings.toml"
        settings.write_text(SETTINGS)
        try:
            if options.serve:
                names = (
                    "PATH",
                    "AZURE_CONFIG_DIR",
                    "REQUESTS_CA_BUNDLE",
                    "AZURE_CORE_INSTANCE_DISCOVERY",
                )
                say("\n".join(f"export {name}={environment[name]}" for name in names))
                sys.stdin.read()
            else:
                acts(Installation(server, environment, settings, folder / "work"))
        finally:
            if options.log:
                lines = (json.dumps(vars(one)) for one in server.manager.requests)
                options.log.write_text("\n".join(lines) + "\n")


def write_record() -> None:
    """Write what the installed ``az`` takes for our commands, for the tests of deploy/azure."""
    words = {" ".join(command.words) for command in every_command()}
    RECORD.write_text(json.dumps(record(words), indent=0, sort_keys=True) + "\n")
    say(f"{len(words)} commands: {RECORD}")


def acts(there: Installation) -> None:
    """All acts; raises AssertionError at the first that does not hold."""
    say(there.run("up"))


if __name__ == "__main__":
    main(sys.argv[1:])
