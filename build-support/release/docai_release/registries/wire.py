"""Requests to a registry: where to, signed in how, tried how often."""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any

from docai_release.errors import RegistryFailed
from docai_release.registries.credentials import Credentials, credentials_for

TRIES = 4
TIMEOUT = 60.0
"""Seconds until an answer begins."""

CHALLENGE = re.compile(r'(realm|service|scope)="([^"\\]{0,1000})"', re.ASCII)
"""A parameter of ``WWW-Authenticate: Bearer realm="https://...",service="..."``."""

LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.ASCII)
"""A host that the engine speaks plain HTTP to, and so do we: this machine's own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole; the names of its headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def text(self) -> str:
        """The body as one short line, for a message."""
        return " ".join(self.body.decode("utf-8", "replace").split())[:300]


class _NoForeignSecrets(urllib.request.HTTPRedirectHandler):
    """Layers and configurations lie in a storage that the registry sends us to: our token is not for it."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        new = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if new is not None and new.host != req.host:
            new.remove_header("Authorization")
        return new


class Wire:
    """The way to one registry; signs in when it is asked to."""

    def __init__(
        self,
        host: str,
        *,
        credentials: Callable[[str], Credentials | None] = credentials_for,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._host = host
        self._origin = f"{'http' if LOOPBACK.fullmatch(host) else 'https'}://{host}"
        self._credentials = credentials
        self._wait = wait
        self._authorization: dict[str, str] = {}
        self._opener = urllib.request.build_opener(_NoForeignSecrets())

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        scope: str,
    ) -> Answer:
        """Return the registry's answer, whatever its status. Raises RegistryFailed when none comes."""
        answer = self._signed(method, path, headers, body, scope)
        if answer.status == 401:
            self._authorization[scope] = self._sign_in(answer, scope)
            answer = self._signed(method, path, headers, body, scope)
        return answer

    def _signed(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, scope: str
    ) -> Answer:
        known = self._authorization.get(scope)
        sent = {**headers, **({"Authorization": known} if known else {})}
        return self._tried(method, self._origin + path, sent, body)

    def _sign_in(self, refusal: Answer, scope: str) -> str:
        """Return the value of an Authorization header, in the way that the refusal asks for."""
        wanted = refusal.headers.get("www-authenticate", "")
        given = self._credentials(self._host)
        if wanted.lower().startswith("basic") and given is not None:
            return given.basic
        asked = dict(CHALLENGE.findall(wanted))
        if not asked.get("realm", "").startswith(("https://", self._origin)):
            raise RegistryFailed(
                f"{self._host} wants a sign-in: docker login {self._host} (az acr login --name ... for Azure's)"
            )
        fields = {"service": asked.get("service", self._host), "scope": scope}
        if given is not None and not given.name:
            form = {**fields, "grant_type": "refresh_token", "refresh_token": given.password}
            form["client_id"] = "docai"
            answer = self._tried("POST", asked["realm"], {}, urllib.parse.urlencode(form).encode())
        else:
            basic = {"Authorization": given.basic} if given else {}
            query = urllib.parse.urlencode(fields)
            answer = self._tried("GET", f"{asked['realm']}?{query}", basic, None)
        if answer.status >= 400:
            raise RegistryFailed(
                f"{self._host} does not let us in ({answer.status}): docker login {self._host}, with the right to push"
            )
        token = json.loads(answer.body)
        return f"Bearer {token.get('access_token') or token['token']}"

    def _tried(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        for attempt in range(1, TRIES + 1):
            try:
                answer = self._once(method, url, headers, body)
            except (OSError, http.client.HTTPException) as error:
                if attempt == TRIES:
                    raise RegistryFailed(f"{self._host} does not answer: {error}") from error
            else:
                if answer.status not in (429, 500, 502, 503, 504) or attempt == TRIES:
                    return answer
            self._wait(0.5 * 2**attempt)
        raise AssertionError("unreachable")

    def _once(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - http or https: the origin above, or a realm that was checked
            url, data=body, headers=dict(headers), method=method
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                return _whole(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return _whole(error.code, error.headers, error.read())


def _whole(status: int, headers: Any, body: bytes) -> Answer:
    return Answer(status, {str(key).lower(): str(headers[key]) for key in headers}, body)
