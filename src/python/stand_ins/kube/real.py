"""A real kube-apiserver with an etcd of its own, on free ports of this machine, for as long as it is entered.

No scheduler, controller or kubelet runs: nothing happens to an object but what a test does to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stand_ins.ports import held_port

VARIABLE = "DOCAI_KUBE"
ADMIN = "admin"
READY_SECONDS = 120.0


def binaries() -> Path:
    """Return the folder of the real server's programs: ``DOCAI_KUBE``, as Pants sets it, else what the build script makes.

    The script takes minutes the first time. Raises subprocess.CalledProcessError when it fails.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        build = Path(__file__).resolve().parents[4] / "build-support" / "kube-apiserver" / "build"
        folder = subprocess.run(
            [str(build)], check=True, stdout=subprocess.PIPE, text=True
        ).stdout.strip()
    return Path(folder).resolve()


@dataclass
class RealApi:
    """The server; ``tokens`` are those of its users by name: ``admin`` may do everything, others what RBAC says."""

    users: tuple[str, ...] = ("nobody",)
    url: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    binaries: Path = field(default_factory=binaries)
    _folder: tempfile.TemporaryDirectory[str] | None = None
    _etcd: subprocess.Popen[bytes] | None = None
    _api: subprocess.Popen[bytes] | None = None
    _ports: tuple[int, int, int] = (0, 0, 0)
    _held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> RealApi:
        self._folder = tempfile.TemporaryDirectory(prefix="docai-kube-")
        etcd, peer, api = (self._held.enter_context(held_port()) for _ in range(3))
        self._ports = (etcd, peer, api)
        self.url = f"https://127.0.0.1:{self._ports[2]}"
        self._write_keys(Path(self._folder.name))
        try:
            self._start_etcd()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._api, self._etcd):
            _end(process)
        self._held.close()
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.cleanup()

    def start(self) -> None:
        """Start the API server and wait until it is ready; raises TimeoutError."""
        folder = Path(self._folder.name) if self._folder else Path()
        etcd, _, port = self._ports
        command = [
            str(self.binaries / "kube-apiserver"),
            f"--etcd-servers=http://127.0.0.1:{etcd}",
            f"--service-account-key-file={folder / 'sa.key'}",
            f"--service-account-signing-key-file={folder / 'sa.key'}",
            "--service-account-issuer=https://kube.local",
            f"--token-auth-file={folder / 'tokens.csv'}",
            "--authorization-mode=RBAC",
            f"--secure-port={port}",
            "--bind-address=127.0.0.1",
            f"--cert-dir={folder / 'certs'}",
            "--service-cluster-ip-range=10.96.0.0/16",
            # As clusters have it: whether a privileged pod is let in shall be Pod Security's word.
            "--allow-privileged=true",
            # Nobody makes service accounts' tokens here, without which no pod would be let in.
            "--disable-admission-plugins=ServiceAccount",
        ]
        self._api = self._run(command, "apiserver")
        end = time.monotonic() + READY_SECONDS
        while not self._ready():
            if time.monotonic() > end or self._api.poll() is not None:
                raise TimeoutError(f"the API server did not get ready: {self._said('apiserver')}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Be away until the next ``start``, which serves the same objects at the same address."""
        _end(self._api)

    def restart(self, away: float) -> None:
        """Be away for some seconds."""
        self.stop()
        time.sleep(away)
        self.start()

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, user: str = ADMIN
    ) -> Any:
        """Return the answer to a request as a user; raises urllib.error.HTTPError."""
        request = urllib.request.Request(  # noqa: S310 - always https, to this machine
            f"{self.url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.tokens[user]}",
                "Content-Type": (
                    "application/merge-patch+json" if method == "PATCH" else "application/json"
                ),
            },
        )
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:  # noqa: S310
            return json.loads(answer.read() or b"{}")

    def apply(self, *arguments: str) -> str:
        """Run ``kubectl apply`` with these arguments; return what it says. Raises subprocess.CalledProcessError."""
        command = [
            str(self.binaries / "kubectl"),
            f"--server={self.url}",
            f"--token={self.tokens[ADMIN]}",
            "--insecure-skip-tls-verify",
            "--kubeconfig=/dev/null",
            "apply",
            "--server-side",
            *arguments,
        ]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=120
        ).stdout

    def install_crds(self) -> None:
        """Make the server know SparkApplications."""
        self.apply("-f", str(self.binaries / "crds"))
        path = "/apis/sparkoperator.k8s.io/v1beta2"
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(urllib.error.HTTPError):
                if any(
                    one["name"] == "sparkapplications" for one in self.ask("GET", path)["resources"]
                ):
                    return
            time.sleep(0.2)
        raise TimeoutError("the CRDs were not taken up")

    def namespace(self, name: str) -> None:
        """Make a namespace."""
        self.ask("POST", "/api/v1/namespaces", {"metadata": {"name": name}})

    def _start_etcd(self) -> None:
        etcd, peer, _ = self._ports
        folder = Path(self._folder.name) if self._folder else Path()
        command = [
            str(self.binaries / "etcd"),
            f"--data-dir={folder / 'etcd'}",
            f"--listen-client-urls=http://127.0.0.1:{etcd}",
            f"--advertise-client-urls=http://127.0.0.1:{etcd}",
            f"--listen-peer-urls=http://127.0.0.1:{peer}",
            "--unsafe-no-fsync",
            "--log-level=warn",
        ]
        self._etcd = self._run(command, "etcd")

    def _write_keys(self, folder: Path) -> None:
        subprocess.run(
            ["openssl", "genrsa", "-out", str(folder / "sa.key"), "2048"],
            check=True,
            capture_output=True,
        )
        lines = []
        for number, user in enumerate((ADMIN, *self.users)):
            self.tokens[user] = secrets.token_hex(16)
            group = ',"system:masters"' if user == ADMIN else ""
            lines.append(f"{self.tokens[user]},{user},{number}{group}\n")
        (folder / "tokens.csv").write_text("".join(lines))

    def _run(self, command: list[str], name: str) -> subprocess.Popen[bytes]:
        folder = Path(self._folder.name) if self._folder else Path()
        with (folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def _said(self, name: str) -> str:
        folder = Path(self._folder.name) if self._folder else Path()
        return (folder / f"{name}.log").read_text(errors="replace")[-1500:]

    def _ready(self) -> bool:
        try:
            self.ask("GET", "/readyz")
        except ValueError:
            return True  # it says "ok", which is no JSON
        except (OSError, urllib.error.URLError):
            return False
        return True


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
