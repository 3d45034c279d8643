"""The emulator as a program: it serves until it is stopped."""

from __future__ import annotations

import argparse
import json
import signal
import threading
from pathlib import Path

from stand_ins.adls.emulator import ACCOUNT, AdlsEmulator


def main() -> None:
    """Serve, and print on stdout how to reach it: one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m stand_ins.adls", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port to listen on (0: any free one)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--data", type=Path, help="folder that keeps what is stored (else a temporary one)"
    )
    parser.add_argument(
        "--account", action="append", help=f"a storage account to serve (default {ACCOUNT})"
    )
    parser.add_argument(
        "--filesystem",
        action="append",
        default=[],
        help="a file system to make in the first account",
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help="serve HTTPS, with a throw-away authority and a token endpoint",
    )
    parser.add_argument(
        "--federated-token",
        type=Path,
        help="write a service account's token, good for a day, to this file",
    )
    options = parser.parse_args()
    emulator = AdlsEmulator(
        data=options.data,
        port=options.port,
        tls=options.tls,
        host=options.host,
        accounts=options.account or (ACCOUNT,),
    )
    for name in options.filesystem:
        emulator.create_filesystem(name)
    if options.federated_token:
        options.federated_token.write_text(emulator.federated_token(seconds=86_400))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with emulator:
        print(json.dumps(_reach(emulator)), flush=True)
        stop.wait()


def _reach(emulator: AdlsEmulator) -> dict[str, str]:
    identity = emulator.identities[0]
    reach = {
        "endpoint": emulator.url,
        "account": emulator.account,
        "account_key": emulator.key,
        "tenant_id": identity.tenant_id,
        "client_id": identity.client_id,
    }
    if emulator.certificates:
        reach["ca"] = str(emulator.certificates.authority)
        reach["trust_store"] = str(emulator.certificates.trust_store)
    return reach


if __name__ == "__main__":
    main()
