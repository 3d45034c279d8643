"""deploy/azure with the real ``az``, against a stand-in of Azure on loopback: up, again, killed in the middle, mended, down.

Needs ``az`` and its libraries: run it with the Python of the environment that they are installed in. README.md says how.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from azure_stand_in.acts import ROOT, Installation, broken_act, say, strict_act, whole_act
from azure_stand_in.kinds import TENANT
from azure_stand_in.recording import record
from azure_stand_in.resident_az import resident
from azure_stand_in.server import CLIENT, SECRET, Server, serving
from docai_azure.commands import USUAL, every_command
from docai_azure.resources.alerts import ALERTS, query

RECORD = ROOT / "deploy" / "azure" / "docai_azure" / "az_commands.json"

SHOWN = (
    *("PATH", "AZURE_CONFIG_DIR", "REQUESTS_CA_BUNDLE", "NO_PROXY"),
    *("AZURE_CORE_INSTANCE_DISCOVERY", "AZURE_CORE_COLLECT_TELEMETRY"),
)
"""What whoever tries things with ``--serve`` needs."""

SETTINGS = """\
[nightly]
user_agent = "Example Corp data-team@example.com"
[alerts]
emails = ["data-team@example.com"]
"""


def main(argv: Sequence[str]) -> None:
    """Run all acts, or serve for a person to try things, or record az's parsers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--serve", action="store_true", help="print the environment, serve until stdin closes"
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write what the parsers of az take to deploy/azure, and end",
    )
    parser.add_argument(
        "--queries", type=Path, help="folder: write the alerts' queries there, and end"
    )
    parser.add_argument("--log", type=Path, help="file for the requests, as JSON lines")
    options = parser.parse_args(argv)
    if options.record:
        words = {" ".join(command.words) for command in every_command()}
        RECORD.write_text(json.dumps(record(words), indent=0, sort_keys=True) + "\n")
        say(f"{len(words)} commands: {RECORD}")
    elif options.queries:
        options.queries.mkdir(parents=True, exist_ok=True)
        for alert in ALERTS:
            (options.queries / f"{alert.name}.kql").write_text(query(alert, USUAL))
    elif options.serve:
        with installation(options.log) as there:
            say("\n".join(f"export {name}={there.environment[name]}" for name in SHOWN))
            sys.stdin.read()
    else:
        strict_act()
        with installation(options.log) as there:
            made = whole_act(there)
        with installation(None) as there:
            broken_act(there, made)


@contextmanager
def installation(log: Path | None) -> Iterator[Installation]:
    """Serve an empty subscription, sign in; all requests go to ``log``, as JSON lines."""
    with (
        tempfile.TemporaryDirectory(prefix="docai-on-azure-") as name,
        serving(Path(name) / "tls") as (server, authority),
    ):
        folder = Path(name)
        settings = folder / "settings.toml"
        settings.write_text(SETTINGS)
        environment = signed_in(server, authority, folder)
        try:
            with resident(folder / "resident", environment) as programs:
                environment["PATH"] = f"{programs}:{environment['PATH']}"
                yield Installation(server, environment, settings, folder / "work")
        finally:
            if log:
                lines = (json.dumps(vars(one)) for one in server.manager.requests)
                log.write_text("\n".join(lines) + "\n")


def signed_in(server: Server, authority: Path, folder: Path) -> dict[str, str]:
    """Return an environment whose ``az`` is signed in at the stand-in; raises AssertionError where that fails."""
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
            *("login", "--service-principal", "--tenant", TENANT),
            *("--username", CLIENT, "--password", SECRET),
        ),
    ):
        done = subprocess.run(
            ["az", *arguments], env=environment, text=True, capture_output=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"az {' '.join(arguments[:2])}: {done.stderr}")
    return environment


if __name__ == "__main__":
    main(sys.argv[1:])
