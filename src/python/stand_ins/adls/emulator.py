"""An ADLS Gen2 account on this machine: ``with AdlsEmulator() as emulator: ...``."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from stand_ins.adls.faults import Fault
from stand_ins.adls.identity.authorization import Gate
from stand_ins.adls.identity.tls import Certificates, KeyKind, make_certificates
from stand_ins.adls.identity.tokens import ACCESS_SECONDS, Identity, Tokens
from stand_ins.adls.journal import RequestRecord
from stand_ins.adls.server import Server
from stand_ins.adls.service import Service
from stand_ins.adls.state import acl
from stand_ins.adls.state.content import Contents
from stand_ins.adls.state.features import USUAL, Features
from stand_ins.adls.state.files import put_whole
from stand_ins.adls.state.model import Clock, ContentHeaders, FileSystem
from stand_ins.adls.state.namespace import Namespace
from stand_ins.adls.state.storage import NewPath, Storage, directory, fresh, new_etag
from stand_ins.adls.wire import Resource

ACCOUNT = "docaiemulator"
IDENTITY = Identity(
    tenant_id="11111111-aaaa-4bbb-8ccc-222222222222",
    client_id="33333333-dddd-4eee-9fff-444444444444",
)


def account_key(account: str) -> str:
    """Return the key (base64) of an emulated account: always the same, and no secret."""
    return base64.b64encode(hashlib.sha512(f"docai emulator {account}".encode()).digest()).decode(
        "ascii"
    )


class AdlsEmulator:
    """A storage service on a port of loopback, with TLS (keys of ``key_kind``) and a token endpoint when ``tls`` is set.

    What it holds lies in ``data`` and outlives it, or in a temporary folder that goes with it.
    """

    def __init__(
        self,
        *,
        data: Path | None = None,
        port: int = 0,
        tls: bool = False,
        key_kind: KeyKind = "ec",
        host: str = "127.0.0.1",
        accounts: Iterable[str] = (ACCOUNT,),
        identities: Iterable[Identity] = (IDENTITY,),
        access_seconds: int = ACCESS_SECONDS,
        features: Features = USUAL,
    ) -> None:
        self._temporary = Path(tempfile.mkdtemp(prefix="docai-adls-")) if data is None else None
        folder = data or self._temporary or Path()
        folder.mkdir(parents=True, exist_ok=True)
        self.accounts = tuple(accounts)
        self.account = self.accounts[0]
        self.key = account_key(self.account)
        self.identities = tuple(identities)
        self.clock = Clock()
        self.tokens = Tokens(
            {identity.client_id: identity for identity in self.identities}, access_seconds
        )
        self.certificates: Certificates | None = (
            make_certificates(folder / "tls", key_kind) if tls else None
        )
        self._namespace = Namespace(folder / "names.sqlite")
        self._storage = Storage(
            self._namespace, Contents(folder / "content"), self.clock, features=features
        )
        keys = {account: account_key(account) for account in self.accounts}
        self.ahead = 0.0
        """Seconds by which the service's time of day is before this machine's."""
        gate = Gate(keys, self.tokens, lambda: time.time() + self.ahead)
        self._service = Service(self._storage, gate)
        context = self.certificates.context if self.certificates else None
        self._server = Server((host, port), self._service, context)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="adls-emulator",
            daemon=True,
        )

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Return ``http://127.0.0.1:PORT``, or https."""
        scheme = "https" if self.certificates else "http"
        return f"{scheme}://{self._server.server_address[0]!s}:{self.port}"

    @property
    def account_url(self) -> str:
        """Return the address of the first account, as an SDK takes it."""
        return f"{self.url}/{self.account}"

    def start(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End every connection and, unless ``data`` was given, forget what was held."""
        self._server.shutdown()
        self._server.end_connections()
        self._server.server_close()
        self._thread.join()
        self._namespace.close()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def fail(self, *faults: Fault) -> None:
        """Let these faults happen from now on, beside those that were asked for before."""
        self._service.faults.add(*faults)

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._service.faults.clear()

    def requests(self) -> list[RequestRecord]:
        """Return what was asked since the last ``forget_requests``."""
        return self._service.journal.records()

    def counts(self) -> Counter[str]:
        """Return how many requests there were of each operation since the last ``forget_requests``."""
        return self._service.journal.counts()

    def forget_requests(self) -> None:
        """Begin the log anew."""
        self._service.journal.clear()

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass for leases and tokens."""
        self.clock.advance(seconds)

    def create_filesystem(self, name: str) -> None:
        """Make a file system, unless it is there."""
        namespace = self._namespace
        with namespace.changing():
            if namespace.filesystem(self.account, name) is None:
                namespace.put_filesystem(
                    self.account, FileSystem(name, new_etag(), self.clock.now())
                )
                namespace.put(self.account, name, fresh(self._storage, "", directory()))

    def put_files(self, filesystem: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Put files there without a request each, for tests that need many."""
        self.create_filesystem(filesystem)
        access = acl.initial(is_directory=False, given="", umask="")
        new = NewPath(False, {}, ContentHeaders(), access)
        with self._namespace.changing():
            for path, data in files:
                content = self._storage.contents.new()
                size, _ = self._storage.contents.write(content, 0, iter((data,) if data else ()))
                at = Resource(self.account, filesystem, path)
                put_whole(self._storage, at, new, content, size, {})

    def federated_token(self, identity: Identity | None = None, *, seconds: float = 3600.0) -> str:
        """Return the token that a cluster would put into a pod that may act as ``identity`` (the first one)."""
        chosen = identity or self.identities[0]
        return self.tokens.federated(chosen.subject, self.clock.now(), seconds)

    def access_token(self, identity: Identity | None = None) -> str:
        """Return a token that storage takes from ``identity`` (the first one)."""
        return self.tokens.access(identity or self.identities[0], self.clock.now())
