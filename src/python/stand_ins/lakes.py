"""Every kind of lake, ready for tests: a folder, and the ADLS Gen2 emulator by shared key and by a federated token over TLS."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from docai.lake.lake import Lake
from docai.lake.local import LocalLake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator

KINDS: Final = ("folder", "abfs", "abfss")
FILE_SYSTEM: Final = "lake"


@dataclass(frozen=True)
class LakeCase:
    """A new, empty lake: its address, and the environment in which it can be opened.

    ``advance`` lets seconds pass for its leases; ``open`` opens it in this process, once ``environment`` is set.
    """

    uri: str
    environment: Mapping[str, str]
    advance: Callable[[float], None]
    open: Callable[[], Lake]
    emulator: AdlsEmulator | None


@dataclass
class _Clock:
    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds


@dataclass
class Lakes:
    """The emulators behind the cases, started when the first case asks for them and stopped at the end of the context."""

    _emulators: dict[str, AdlsEmulator] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for emulator in self._emulators.values():
            emulator.stop()

    def case(self, kind: str, folder: Path) -> LakeCase:
        """Return a new lake of ``kind`` (one of KINDS); ``folder`` is for its files or its token.

        One case at a time: what an earlier one did to the clock, or let fail, is undone.
        """
        if kind == "folder":
            clock = _Clock()
            root = folder / "lake"
            return LakeCase(
                f"file://{root}", {}, clock.advance, lambda: LocalLake(root, clock=clock), None
            )
        emulator = self._emulators.get(kind)
        if emulator is None:
            emulator = self._emulators[kind] = AdlsEmulator(tls=kind == "abfss").start()
        emulator.heal()
        emulator.clock.set_right()
        uri = f"{kind}://{FILE_SYSTEM}@{emulator.account}.dfs.core.windows.net/{uuid.uuid4().hex}"
        environment = (
            key_environment(emulator)
            if kind == "abfs"
            else token_environment(emulator, folder / "token")
        )
        return LakeCase(uri, environment, emulator.advance, lambda: open_lake(uri), emulator)


def key_environment(emulator: AdlsEmulator) -> dict[str, str]:
    """Return the variables that lead to an emulator by its account's key."""
    return {"DOCAI_ADLS_ENDPOINT": emulator.url, "AZURE_STORAGE_ACCOUNT_KEY": emulator.key}


def token_environment(emulator: AdlsEmulator, token: Path) -> dict[str, str]:
    """Return what a cluster gives to a pod with a workload identity; the service account's token is written to ``token``."""
    if emulator.certificates is None:
        raise ValueError("a token is taken over TLS only: start the emulator with tls=True")
    token.write_text(emulator.federated_token(seconds=86_400))
    return {
        "DOCAI_ADLS_ENDPOINT": emulator.url,
        "AZURE_FEDERATED_TOKEN_FILE": str(token),
        "AZURE_CLIENT_ID": emulator.identities[0].client_id,
        "AZURE_TENANT_ID": emulator.identities[0].tenant_id,
        "AZURE_AUTHORITY_HOST": emulator.url,
        "REQUESTS_CA_BUNDLE": str(emulator.certificates.authority),
    }
