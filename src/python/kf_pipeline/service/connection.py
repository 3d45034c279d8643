"""The connection to a Kubeflow Pipelines service: KFP's client, quiet, and its errors as sentences without a secret."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kfp
import kfp_server_api
import urllib3

from kf_pipeline.errors import BadPipeline, ServiceDown, ServiceRefused
from kf_pipeline.service.address import goes_in_clear, service_address
from kf_pipeline.service.credentials import COOKIES_VARIABLE, TOKEN_VARIABLE, Credentials

ENDPOINT, UI_ENDPOINT = "KF_PIPELINES_ENDPOINT", "KF_PIPELINES_UI_ENDPOINT"
"""Variables that KFP's client reads too: the address of the service, and of its UI where that is another."""

LONGEST = 500
"""Of what a service says, so many characters are passed on."""

IDENTITY = re.compile(r"[A-Za-z0-9_.-]{1,128}", re.ASCII)
"""What names a run or a schedule at the service: a UUID."""


class _Client(kfp.Client):  # type: ignore[misc]
    """KFP's client, which would ask five times and log five tracebacks before it says that nobody answers."""

    def get_kfp_healthz(self, sleep_duration: int = 0) -> kfp_server_api.V2beta1GetHealthzResponse:
        return self._healthz_api.healthz_service_get_healthz()


class Connection:
    """A pipeline service at ``host``; the credential comes from the environment or the cluster.

    ``ui`` is where its pages are, None when that is not known. ``plain_http`` lets a credential go over plain http to
    another machine. Raises BadPipeline, ServiceRefused and ServiceDown.
    """

    def __init__(self, host: str | None, namespace: str | None, *, plain_http: bool) -> None:
        given = host or os.environ.get(ENDPOINT)
        address = service_address(given) if given else None
        ui = os.environ.get(UI_ENDPOINT)
        self.ui = service_address(ui) if ui else address
        self._where = address or "the pipeline service"
        self._credentials = Credentials.read(os.environ, Path(kfp.Client._LOCAL_KFP_CONTEXT))
        self._refuse_clear_text(address, plain_http)
        with self.explained(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.client: Any = _Client(
                host=address,
                namespace=namespace or "kubeflow",
                existing_token=self._credentials.token,
                cookies=self._credentials.cookies,
            )

    def _refuse_clear_text(self, address: str | None, plain_http: bool) -> None:
        source = self._credentials.source
        if address and source and not plain_http and goes_in_clear(address):
            raise BadPipeline(
                f"{address} is plain http: anybody on the way could read the credential ({source}). Use https, or a "
                "port-forward to this machine; give --plain-http if the way there is safe by other means"
            )

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Raise what goes wrong inside as ServiceRefused or ServiceDown."""
        try:
            # The client prints links, which we have, and the address as it was given, to stdout, which is for results.
            with contextlib.redirect_stdout(io.StringIO()):
                yield
        except kfp_server_api.ApiException as error:
            # From None: the error's own text has all headers and the whole body of the answer.
            raise self._explanation(error) from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            text = self._credentials.redact(f"{self._where} cannot be reached: {error}")
            raise ServiceDown(text) from None
        except (ValueError, AttributeError, TypeError) as error:
            # The client makes an object of any answer, also of a page to sign in at.
            if not _in_the_client(error):
                raise
            raise ServiceRefused(
                f"{self._where} answers, but not as Kubeflow Pipelines does: is it the address of the API, and "
                f"does it want a credential ({TOKEN_VARIABLE}, {COOKIES_VARIABLE})?"
            ) from None

    def _explanation(self, error: kfp_server_api.ApiException) -> ServiceRefused | ServiceDown:
        said = self._credentials.redact(_said(error))[:LONGEST]
        if error.status in (401, 403):
            return ServiceRefused(
                f"{self._where} refuses the credential (HTTP {error.status}: {said}); "
                f"set {TOKEN_VARIABLE} or {COOKIES_VARIABLE}, or ask for the right"
            )
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return ServiceRefused(f"{self._where} refuses it (HTTP {error.status}): {said}")
        return ServiceDown(f"{self._where} failed (HTTP {error.status or 'none'}): {said}")

    def identity(self, name: object) -> str:
        """Return what the service calls a run or a schedule; raises ServiceRefused when it is no name."""
        if IDENTITY.fullmatch(str(name)) is None or name is None:
            raise ServiceRefused(f"{self._where} answers without an id: is it Kubeflow Pipelines?")
        return str(name)


def _said(error: kfp_server_api.ApiException) -> str:
    try:
        fields = json.loads(error.body)
        return str(fields.get("error_message") or fields.get("message") or fields)
    except (TypeError, ValueError, AttributeError):
        return str(error.body or error.reason or error)


def _in_the_client(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = "" if trace is None else str(trace.tb_frame.f_globals.get("__name__"))
    return name.partition(".")[0] in ("kfp", "kfp_server_api", "json", "dateutil")
