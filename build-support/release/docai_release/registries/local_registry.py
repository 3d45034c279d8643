"""A registry of this machine's own: Debian's docker-registry on loopback, to rehearse with."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType

from docai.runtime.errors import OtherSideError

WRITE = re.compile(
    rb'msg="response completed".{0,2000}http\.request\.method=(?:PUT|POST|PATCH|DELETE)'
)
"""A line of the registry's log that tells of a request that writes."""

_SETTINGS = """\
version: 0.1
log: {{level: info}}
storage:
  filesystem: {{rootdirectory: {root}}}
http: {{addr: "127.0.0.1:{port}"}}
"""


class LocalRegistry:
    """Runs from ``with`` to its end; killed and started again, it has what it had."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        self._log = folder / "log"
        self._settings = folder / "settings.yml"
        self._settings.write_text(_SETTINGS.format(root=folder / "data", port=port))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> LocalRegistry:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it; return when it answers. Raises OtherSideError."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                ["docker-registry", "serve", str(self._settings)], stdout=log, stderr=log
            )
        for _ in range(100):
            if self._answers():
                return
            time.sleep(0.1)
        self.kill()
        raise OtherSideError(f"docker-registry does not answer: {self._log.read_text()[-500:]}")

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def writes(self) -> int:
        """Return how many requests have written something so far."""
        return len(WRITE.findall(self._log.read_bytes()))

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.address, timeout=2)
        try:
            connection.request("GET", "/v2/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
