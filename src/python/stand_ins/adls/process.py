"""The emulator in a process of its own: for clients that hold this one's interpreter lock (delta-rs does), and for benchmarks."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from stand_ins.adls import serve
from stand_ins.adls.control import CONTROL
from stand_ins.adls.faults import Fault
from stand_ins.adls.journal import RequestRecord

_TIMEOUT = 30.0

# Not by -m: that warns of a module which its package has imported already.
_SERVE = f"from {serve.__name__} import main; main()"


class AdlsEmulatorProcess:
    """An emulator that runs from ``__enter__`` to ``__exit__``; it has the first account and identity of AdlsEmulator."""

    def __init__(
        self,
        *,
        data: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: bool = False,
        filesystems: Sequence[str] = (),
    ) -> None:
        self._command = [sys.executable, "-c", _SERVE, "--host", host, "--port", str(port)]
        self._command += ["--data", str(data)] if data else []
        self._command += ["--tls"] if tls else []
        for name in filesystems:
            self._command += ["--filesystem", name]
        self._process: subprocess.Popen[str] | None = None
        self.url = self.account = self.key = self.tenant_id = self.client_id = ""
        self.authority: Path | None = None
        self.trust_store: Path | None = None

    @property
    def account_url(self) -> str:
        """Return the address of the account, as an SDK takes it."""
        return f"{self.url}/{self.account}"

    def __enter__(self) -> Self:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)
        }
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, env=environment, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the emulator did not start (exit code {self._process.wait()})")
        reach = json.loads(line)
        self.url, self.account, self.key = reach["endpoint"], reach["account"], reach["account_key"]
        self.tenant_id, self.client_id = reach["tenant_id"], reach["client_id"]
        if "ca" in reach:
            self.authority, self.trust_store = Path(reach["ca"]), Path(reach["trust_store"])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_TIMEOUT)
            if self._process.stdout is not None:
                self._process.stdout.close()

    def fail(self, *faults: Fault) -> None:
        """Let these faults happen from now on, beside those that were asked for before."""
        self._control("POST", "faults", [asdict(fault) for fault in faults])

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._control("DELETE", "faults")

    def requests(self) -> list[RequestRecord]:
        """Return what was asked since the last ``forget_requests``."""
        return [RequestRecord(**fields) for fields in self._control("GET", "requests")]

    def counts(self) -> Counter[str]:
        """Return how many requests there were of each operation since the last ``forget_requests``."""
        return Counter(self._control("GET", "counts"))

    def forget_requests(self) -> None:
        """Begin the log anew."""
        self._control("DELETE", "requests")

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass for leases and tokens."""
        self._control("POST", "clock", {"advance": seconds})

    def federated_token(self, *, seconds: float = 3600.0) -> str:
        """Return the token that a cluster would put into a pod that may act as the identity."""
        body = {"client_id": self.client_id, "seconds": seconds}
        return str(self._control("POST", "federated-token", body)["token"])

    def environment(self, token_file: Path | None = None) -> Mapping[str, str]:
        """Return the variables that lead docai here: with ``token_file``, which is written, as a workload identity."""
        variables = {"DOCAI_ADLS_ENDPOINT": self.url}
        if token_file is None:
            return variables | {"AZURE_STORAGE_ACCOUNT_KEY": self.key}
        token_file.write_text(self.federated_token(seconds=86_400))
        return variables | {
            "AZURE_FEDERATED_TOKEN_FILE": str(token_file),
            "AZURE_CLIENT_ID": self.client_id,
            "AZURE_TENANT_ID": self.tenant_id,
            "AZURE_AUTHORITY_HOST": self.url,
            "REQUESTS_CA_BUNDLE": str(self.authority),
        }

    def _control(self, method: str, what: str, body: object = None) -> Any:
        address = urlsplit(self.url)
        host, port = str(address.hostname), address.port
        connection = HTTPConnection(host, port, timeout=_TIMEOUT)
        if self.authority is not None:
            context = ssl.create_default_context(cafile=str(self.authority))
            connection = HTTPSConnection(host, port, timeout=_TIMEOUT, context=context)
        with closing(connection):
            connection.request(
                method, CONTROL + what, None if body is None else json.dumps(body).encode()
            )
            answer = connection.getresponse()
            text = answer.read()
        if answer.status >= 400:
            raise ValueError(f"{method} {what}: {text.decode().strip()}")
        return json.loads(text) if text else None
