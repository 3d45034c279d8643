"""The real ``az``, kept in memory: its start takes half a second of a core each time, and these acts call it some 300 times.

A process loads ``az`` once and forks for each call; the program ``az`` that is found first hands its arguments, its streams and
its folder over, and ends as the call ended. When it is killed, the call dies with it.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

LIBRARIES = (
    *("azure.mgmt.authorization", "azure.mgmt.containerregistry", "azure.mgmt.containerservice"),
    *("azure.mgmt.loganalytics", "azure.mgmt.monitor", "azure.mgmt.msi", "azure.mgmt.storage"),
    *("azure.mgmt.resource.resources", "azure.cli.core.commands.client_factory", "msal"),
)
START_SECONDS = 120.0

_CLIENT = """\
#!{python} -IS
import os, socket, sys
there = socket.socket(socket.AF_UNIX)
there.connect({address!r})
words = "\\0".join([os.getcwd(), *sys.argv[1:]]).encode()
socket.send_fds(there, [len(words).to_bytes(4, "big") + words], [1, 2])
sys.exit(int(there.makefile().read() or 1))
"""


@contextlib.contextmanager
def resident(folder: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """Keep ``az`` with this environment; yields the folder of the program to put first in PATH."""
    folder.mkdir()
    address, programs = folder / "socket", folder / "bin"
    programs.mkdir()
    client = programs / "az"
    client.write_text(_CLIENT.format(python=shutil.which("python3"), address=str(address)))
    client.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "azure_stand_in.resident_az", str(address)], env=dict(environment)
    )
    end = time.monotonic() + START_SECONDS
    try:
        while not address.exists():
            if process.poll() is not None or time.monotonic() > end:
                raise AssertionError("az could not be loaded")
            time.sleep(0.2)
        yield programs
    finally:
        process.terminate()
        process.wait()


def serve(address: str) -> None:
    """Load ``az``, then fork for each call, until the process is ended."""
    core = importlib.import_module("azure.cli.core")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        core.get_default_cli().invoke(["--help"])
    for name in LIBRARIES:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address + ".new")
    listening.listen()
    os.rename(address + ".new", address)
    while True:
        there, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _call(there)
        there.close()


def _call(there: socket.socket) -> None:
    """Carry out one call, in a process of its own, and end it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    first, streams, _, _ = socket.recv_fds(there, 65536, 2)
    size = int.from_bytes(first[:4], "big")
    words = first[4:]
    while len(words) < size:
        words += there.recv(65536)
    folder, *arguments = words.decode().split("\0")
    os.chdir(folder)
    for number, stream in zip((1, 2), streams, strict=True):
        os.dup2(stream, number)
    threading.Thread(target=_die_with, args=(there,), daemon=True).start()
    code = 1
    try:
        code = importlib.import_module("azure.cli.core").get_default_cli().invoke(arguments) or 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with contextlib.suppress(OSError):
            there.sendall(str(code).encode())
        os._exit(code)


def _die_with(there: socket.socket) -> None:
    """End when whoever called is gone."""
    if not there.recv(1):
        os._exit(1)


if __name__ == "__main__":
    serve(sys.argv[1])
