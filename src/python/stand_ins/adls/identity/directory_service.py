"""The token endpoints: a service account's token is exchanged for one that storage takes, as Microsoft Entra ID does it,
and a machine asks for a token of its managed identity.

"OAuth 2.0 client credentials flow", third case (a federated credential); the errors are Entra ID's own.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from urllib.parse import parse_qs

from stand_ins.adls.identity.tokens import (
    CLUSTER_ISSUER,
    EXCHANGE_AUDIENCE,
    STORAGE_AUDIENCE,
    BadToken,
    Tokens,
)
from stand_ins.adls.wire import Answer, Request

TOKEN_PATH = re.compile(r"/([^/]{1,100})/oauth2/(?:v2\.0/)?token", re.ASCII)
"""The path of the token endpoint, with the tenant."""

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


MACHINE_PATH = "/metadata/identity/oauth2/token"
"""Where a virtual machine's own endpoint (Azure Instance Metadata Service) gives out its managed identity's tokens."""

_JSON = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store, no-cache"}


class _Refused(Exception):
    def __init__(self, status: int, error: str, code: int, text: str) -> None:
        super().__init__(text)
        self.status, self.error, self.code, self.text = status, error, code, text


def exchange_token(request: Request, tokens: Tokens, now: float) -> Answer:
    """Answer a request for an access token."""
    form = {
        name: values[0]
        for name, values in parse_qs(request.body.whole().decode("utf-8", "replace")).items()
    }
    match = TOKEN_PATH.fullmatch(request.raw_path)
    tenant = match[1] if match else ""
    try:
        token = _granted(form, tenant, tokens, now)
    except _Refused as refused:
        return Answer(refused.status, _JSON, json.dumps(_error(refused, now)).encode())
    body = {
        "token_type": "Bearer",
        "expires_in": tokens.access_seconds,
        "ext_expires_in": tokens.access_seconds,
        "access_token": token,
    }
    return Answer(200, _JSON, json.dumps(body).encode())


def machine_token(request: Request, tokens: Tokens, now: float) -> Answer:
    """Answer a request for a token of the machine's managed identity: the first one, or that of ``client_id``."""
    query = request.query
    client_id = query.get("client_id") or next(iter(tokens.identities), "")
    identity = tokens.identities.get(client_id)
    resource = query.get("resource", "").rstrip("/")
    if (
        request.header("metadata").lower() != "true"
        or resource != STORAGE_AUDIENCE
        or identity is None
    ):
        problem = {"error": "invalid_request", "error_description": "Identity not found"}
        return Answer(400, _JSON, json.dumps(problem).encode())
    body = {
        "access_token": tokens.access(identity, now),
        "client_id": identity.client_id,
        "expires_in": str(tokens.access_seconds),
        "expires_on": str(int(now) + tokens.access_seconds),
        "resource": resource,
        "token_type": "Bearer",
    }
    return Answer(200, _JSON, json.dumps(body).encode())


def _granted(form: dict[str, str], tenant: str, tokens: Tokens, now: float) -> str:
    for name in ("client_id", "grant_type"):
        if name not in form:
            text = f"The request body must contain the following parameter: '{name}'."
            raise _Refused(400, "invalid_request", 900144, text)
    if form["grant_type"] != "client_credentials":
        raise _Refused(
            400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."
        )
    if tenant not in {identity.tenant_id for identity in tokens.identities.values()}:
        raise _Refused(400, "invalid_request", 90002, f"Tenant '{tenant}' not found.")
    identity = tokens.identities.get(form["client_id"])
    if identity is None or identity.tenant_id != tenant:
        text = f"Application with identifier '{form['client_id']}' was not found in the directory '{tenant}'."
        raise _Refused(400, "unauthorized_client", 700016, text)
    resource = form.get("scope", form.get("resource", "")).removesuffix("/.default").rstrip("/")
    if resource != STORAGE_AUDIENCE:
        text = (
            f"The resource principal named {resource} was not found in the tenant named {tenant}."
        )
        raise _Refused(400, "invalid_resource", 500011, text)
    if form.get("client_assertion_type") != ASSERTION_TYPE or "client_assertion" not in form:
        text = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
        raise _Refused(401, "invalid_client", 7000218, text)
    _check_assertion(form["client_assertion"], identity.subject, tokens, now)
    return tokens.access(identity, now)


def _check_assertion(assertion: str, subject: str, tokens: Tokens, now: float) -> None:
    try:
        claims = tokens.claims(assertion)
    except BadToken as error:
        text = "Client assertion failed signature validation."
        if str(error) != "signature":
            raise _Refused(
                401, "invalid_client", 50027, "JWT token is invalid or malformed."
            ) from error
        raise _Refused(401, "invalid_client", 700027, text) from error
    if (
        claims.get("iss") != CLUSTER_ISSUER
        or claims.get("sub") != subject
        or claims.get("aud") != [EXCHANGE_AUDIENCE]
    ):
        text = (
            "No matching federated identity record found for presented assertion. "
            f"Assertion Issuer: '{claims.get('iss')}'. Assertion Subject: '{claims.get('sub')}'. "
            f"Assertion Audience: '{claims.get('aud')}'."
        )
        raise _Refused(401, "invalid_client", 70021, text)
    expires = claims.get("exp")
    if not isinstance(expires, int) or expires <= now:
        text = (
            "Client assertion is not within its valid time range. Current time is past its expiry."
        )
        raise _Refused(401, "invalid_client", 700024, text)


def _error(refused: _Refused, now: float) -> dict[str, object]:
    trace, correlation = str(uuid.uuid4()), str(uuid.uuid4())
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    return {
        "error": refused.error,
        "error_description": (
            f"AADSTS{refused.code}: {refused.text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {stamp}"
        ),
        "error_codes": [refused.code],
        "timestamp": stamp,
        "trace_id": trace,
        "correlation_id": correlation,
        "error_uri": f"https://login.microsoftonline.com/error?code={refused.code}",
    }
