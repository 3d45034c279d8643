"""Sign-in and resource manager over TLS on loopback, with a certificate of our own authority."""

from __future__ import annotations

import base64
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from azure_stand_in.kinds import TENANT
from azure_stand_in.manager import Answer, Manager, Request
from stand_ins.adls.identity.tls import make_certificates

CLIENT = "bbbbbbbb-0000-4000-8000-000000000002"
SECRET = "a-secret-of-the-stand-in"  # noqa: S105 - opens the stand-in alone

Before = Callable[[Request], None]


class Server(ThreadingHTTPServer):
    """Serves a Manager. ``before`` sees each request that changes something, before it is carried out."""

    daemon_threads = True

    def __init__(self, manager: Manager) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.manager = manager
        self.before: Before = lambda _request: None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that are gone: some are killed on purpose."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Server, Path]]:
    """Serve an empty subscription; yields the server and the file of its certificate authority."""
    certificates = make_certificates(folder)
    server = Server(Manager())
    server.socket = certificates.context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server, certificates.authority
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length)
        split = urlsplit(self.path)
        if "/oauth2/" in split.path or "/.well-known/" in split.path:
            self._answer(_sign_in(self.server.url, split.path, sent))
            return
        if split.path == "/metadata/endpoints":
            self._answer(Answer(200, _endpoints(self.server.url)))
            return
        if not self.headers.get("Authorization", "").startswith("Bearer "):
            self._answer(
                Answer(401, {"error": {"code": "AuthenticationFailed", "message": "no token"}})
            )
            return
        query = {
            name.lower(): value for name, value in parse_qsl(split.query, keep_blank_values=True)
        }
        request = Request(self.command, split.path, query, json.loads(sent) if sent else None)
        if self.command not in ("GET", "HEAD"):
            self.server.before(request)
        self._answer(self.server.manager.answer(request))

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # http.server calls do_GET, do_PUT, ...
            return self._handle
        raise AttributeError(name)

    def _answer(self, answer: Answer) -> None:
        content = b"" if answer.body is None else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, self.server.url + value if name == "Location" else value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


def _endpoints(url: str) -> dict[str, Any]:
    """What a cloud says of itself: https://management.azure.com/metadata/endpoints."""
    suffixes = {
        "acrLoginServer": "azurecr.io",
        "keyVaultDns": "vault.azure.net",
        "sqlServerHostname": "database.windows.net",
        "storage": "core.windows.net",
    }
    return {
        "name": "StandIn",
        "authentication": {"loginEndpoint": url, "audiences": [url], "tenant": "common"},
        "resourceManager": url,
        "graphAudience": url,
        "microsoftGraphResourceId": url,
        "portal": url,
        "suffixes": suffixes,
    }


def _sign_in(url: str, path: str, sent: bytes) -> Answer:
    if path.endswith("/.well-known/openid-configuration"):
        return Answer(
            200,
            {
                "issuer": f"{url}/{TENANT}/v2.0",
                "authorization_endpoint": f"{url}/{TENANT}/oauth2/v2.0/authorize",
                "token_endpoint": f"{url}/{TENANT}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{url}/{TENANT}/oauth2/v2.0/devicecode",
            },
        )
    form = {name: values[0] for name, values in parse_qs(sent.decode()).items()}
    if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
        return Answer(
            401,
            {
                "error": "invalid_client",
                "error_description": "AADSTS7000215: Invalid client secret",
            },
        )
    claims = {"aud": url, "tid": TENANT, "oid": CLIENT, "exp": int(time.time()) + 3600}
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode()
        for one in ({"alg": "none"}, claims)
    ]
    token = ".".join([*parts, "unsigned"])
    return Answer(200, {"token_type": "Bearer", "expires_in": 3600, "access_token": token})
