"""How requests reach the API server: the only module that knows the Kubernetes SDK.

It is imported where it is used: it takes half a second, which ``--help`` and a wrong option need not wait for.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol

import urllib3

from docai.cluster.answers import error_of
from docai.cluster.errors import Unavailable, WrongCluster

if TYPE_CHECKING:
    from kubernetes.client import Configuration

CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask; ``asked`` says it in words for the error. ``seconds`` is how long to wait for (more of) the answer."""

    method: str
    path: str
    asked: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    content_type: str = "application/json"
    seconds: float = 30.0


class Transport(Protocol):
    """Something that carries requests to an API server."""

    def send(self, request: Request) -> bytes:
        """Return the body of a good answer; raises ClusterError."""

    def stream(self, request: Request) -> contextlib.AbstractContextManager[Iterator[bytes]]:
        """Return a context whose value yields the answer's lines as they come; raises ClusterError, also while it is read."""

    def now(self) -> datetime:
        """Return the time by the API server's clock, as its last answer told it; this machine's before any answer."""


class SdkTransport:
    """Requests through the Kubernetes SDK, for its sign-in: tokens that are renewed, certificates, exec plugins."""

    def __init__(self, configuration: Configuration) -> None:
        from kubernetes.client import ApiClient

        # The SDK would retry by itself, also what must not be sent twice.
        configuration.retries = False
        self._client = ApiClient(configuration)
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def send(self, request: Request) -> bytes:
        with self._answer(request) as answer:
            data: bytes = answer.read()
            return data

    @contextlib.contextmanager
    def stream(self, request: Request) -> Iterator[Iterator[bytes]]:
        with self._answer(request) as answer:
            yield _lines(answer)

    @contextlib.contextmanager
    def _answer(self, request: Request) -> Iterator[urllib3.HTTPResponse]:
        from kubernetes.client.exceptions import ApiException

        answer: urllib3.HTTPResponse | None = None
        try:
            try:
                answer = self._client.call_api(
                    request.path,
                    request.method,
                    query_params=list(request.query.items()),
                    header_params={
                        "Accept": "application/json, */*",
                        "Content-Type": request.content_type,
                    },
                    body=None if request.body is None else json.loads(json.dumps(request.body)),
                    auth_settings=["BearerToken"],
                    _preload_content=False,
                    _return_http_data_only=True,
                    _request_timeout=(CONNECT_SECONDS, request.seconds),
                )
            except ApiException as error:
                body = (
                    error.body if isinstance(error.body, bytes) else str(error.body or "").encode()
                )
                found = error_of(
                    error.status or 500, body, dict(error.headers or {}), request.asked
                )
                raise found or Unavailable(f"{request.asked}: {error}") from error
            self._set_clock(answer.headers.get("Date"))
            yield answer
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unavailable(
                f"the API server cannot be reached or broke off ({request.asked}): {error}"
            ) from error
        finally:
            if answer is not None:
                answer.close()

    def _set_clock(self, date: str | None) -> None:
        with contextlib.suppress(ValueError, TypeError):  # none, or not a date
            self._ahead = parsedate_to_datetime(date or "").astimezone(UTC) - datetime.now(UTC)


def _lines(answer: urllib3.HTTPResponse) -> Iterator[bytes]:
    rest = b""
    for piece in answer.stream(65536, decode_content=False):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest


def connect_transport(context: str | None = None) -> SdkTransport:
    """Return a transport signed in as the pod's own account, or as the kubeconfig (or its ``context``) says.

    Raises WrongCluster when there is neither.
    """
    from kubernetes.client import Configuration
    from kubernetes.config import (
        ConfigException,
        list_kube_config_contexts,
        load_incluster_config,
        load_kube_config,
    )

    configuration = Configuration()
    try:
        if context is None:
            try:
                load_incluster_config(client_configuration=configuration)
                return SdkTransport(configuration)
            except ConfigException:
                load_kube_config(client_configuration=configuration)
        else:
            load_kube_config(context=context, client_configuration=configuration)
    except ConfigException as error:
        known = ""
        if context is not None:
            with contextlib.suppress(ConfigException):
                known = ", ".join(sorted(one["name"] for one in list_kube_config_contexts()[0]))
        hint = f"; the kubeconfig has {known}" if known else ""
        raise WrongCluster(
            f"no cluster to talk to: not inside one, and the kubeconfig does not help ({error}){hint}"
        ) from error
    return SdkTransport(configuration)
