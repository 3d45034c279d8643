"""Bearer tokens: what an identity may do, the tokens of a cluster's service accounts, and those that storage takes.

A token is a JWT signed with a secret that only this emulator knows; clients do not look into it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from stand_ins.adls.errors import StorageError

STORAGE_AUDIENCE = "https://storage.azure.com"
EXCHANGE_AUDIENCE = "api://AzureADTokenExchange"
CLUSTER_ISSUER = "https://oidc.cluster.example/"
ACCESS_SECONDS = 3599


@dataclass(frozen=True, slots=True)
class Identity:
    """A managed identity, federated with a service account of a cluster.

    ``rights`` are those of its role: ``r`` and ``w`` or less; with "" it has no role, and access control lists decide.
    """

    tenant_id: str
    client_id: str
    subject: str = "system:serviceaccount:docai:docai"
    rights: str = "rw"


class BadToken(Exception):
    """The token is malformed (``signed`` False: its signature is another's)."""


class Tokens:
    """The tokens of one emulator."""

    def __init__(
        self, identities: Mapping[str, Identity], access_seconds: int = ACCESS_SECONDS
    ) -> None:
        self.identities = dict(identities)
        self.access_seconds = access_seconds
        self._key = secrets.token_bytes(32)

    def federated(self, subject: str, now: float, seconds: float) -> str:
        """Return the token that a cluster puts into the pods of the service account ``subject``."""
        return self._signed(
            {
                "iss": CLUSTER_ISSUER,
                "sub": subject,
                "aud": [EXCHANGE_AUDIENCE],
                "iat": int(now),
                "exp": int(now + seconds),
            }
        )

    def access(self, identity: Identity, now: float) -> str:
        """Return a token that storage takes from ``identity`` for ``access_seconds``."""
        return self._signed(
            {
                "iss": f"https://sts.windows.net/{identity.tenant_id}/",
                "aud": STORAGE_AUDIENCE,
                "tid": identity.tenant_id,
                "appid": identity.client_id,
                "oid": identity.client_id,
                "iat": int(now),
                "exp": int(now) + self.access_seconds,
            }
        )

    def claims(self, token: str) -> dict[str, object]:
        """Return what the token says; raises BadToken when it is not one of this emulator's."""
        top, _, given = token.rpartition(".")
        expected = base64.urlsafe_b64encode(
            hmac.new(self._key, top.encode(), hashlib.sha256).digest()
        ).rstrip(b"=")
        if top.count(".") != 1:
            raise BadToken("not a JWT")
        if not hmac.compare_digest(given.encode(), expected):
            raise BadToken("signature")
        payload = top.partition(".")[2]
        try:
            claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        except (binascii.Error, ValueError) as error:
            raise BadToken("payload") from error
        if not isinstance(claims, dict):
            raise BadToken("payload")
        return claims

    def verify_access(self, token: str, now: float, challenge: str) -> Identity:
        """Return whose access token it is; raises StorageError (InvalidAuthenticationInfo) with ``challenge``."""
        refusal = StorageError("InvalidAuthenticationInfo", headers={"WWW-Authenticate": challenge})
        try:
            claims = self.claims(token)
        except BadToken as error:
            raise refusal from error
        identity = self.identities.get(str(claims.get("appid")))
        expires = claims.get("exp")
        if (
            identity is None
            or claims.get("aud") != STORAGE_AUDIENCE
            or not isinstance(expires, int)
            or expires <= now
        ):
            raise refusal
        return identity

    def _signed(self, claims: Mapping[str, object]) -> str:
        header = _part({"alg": "HS256", "typ": "JWT"})
        top = f"{header}.{_part(claims)}"
        digest = hmac.new(self._key, top.encode(), hashlib.sha256).digest()
        return f"{top}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _part(fields: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).rstrip(b"=").decode()
