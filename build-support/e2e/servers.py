"""EDGAR and the storage for a run: the replay server and the ADLS Gen2 emulator, where containers and pods can reach them."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stand_ins.adls import AdlsEmulatorProcess
from stand_ins.edgar import EdgarReplay, ReplaySettings
from stand_ins.sample import write_sample
from table_rows import Place

FILE_SYSTEM = "lake"
ROOT = "edgar"
USER_AGENT = "docai end-to-end e2e@docai.example"


@dataclass(frozen=True)
class StandIns:
    """Where they answer: ``edgar_url``; the ``lake`` with its ``endpoint`` and ``key``. ``ciks`` filed ``filings`` filings."""

    edgar_url: str
    filings: int
    ciks: tuple[str, ...]
    lake: str
    endpoint: str
    account: str
    key: str

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables that lead a program to the lake."""
        return {"DOCAI_ADLS_ENDPOINT": self.endpoint, "AZURE_STORAGE_ACCOUNT_KEY": self.key}

    @property
    def place(self) -> Place:
        """Return the lake as delta-rs reaches it."""
        options = {
            "azure_storage_account_name": self.account,
            "azure_storage_account_key": self.key,
            "azure_storage_endpoint": f"{self.endpoint}/{self.account}",
            "allow_http": "true",
        }
        return Place(f"abfss://{FILE_SYSTEM}@{self.account}.dfs.core.windows.net/{ROOT}", options)


@contextmanager
def stand_ins(filings: Path | None, host: str, port: int = 0) -> Iterator[StandIns]:
    """Serve a folder of submissions (None: the sample) and an empty lake at ``host``; ``port`` is the lake's, 0 a free one.

    Raises OSError when the address cannot be taken.
    """
    with tempfile.TemporaryDirectory(prefix="docai-e2e-") as scratch:
        if filings is None:
            filings = Path(scratch) / "filings"
            filings.mkdir()
            write_sample(filings)
        storage = AdlsEmulatorProcess(host=host, port=port, filesystems=[FILE_SYSTEM])
        # A limit on the rate would measure EDGAR's patience with us, not our own.
        with EdgarReplay(filings, ReplaySettings(host=host, port=0)) as edgar, storage:
            catalogue = edgar.site.catalogue
            yield StandIns(
                edgar_url=edgar.url,
                filings=len(catalogue.filings),
                ciks=tuple(sorted(catalogue.by_cik)),
                lake=f"abfs://{FILE_SYSTEM}@{storage.account}.dfs.core.windows.net/{ROOT}",
                endpoint=storage.url,
                account=storage.account,
                key=storage.key,
            )


def address_towards(url: str) -> str:
    """Return the address of this machine that leads to ``url``: what listens on it, its side can reach."""
    parts = urlsplit(url)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.connect((parts.hostname or "127.0.0.1", parts.port or 443))  # sends nothing
        return str(made.getsockname()[0])
