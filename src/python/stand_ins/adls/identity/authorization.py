"""Who may do what: the account's key, or a token of an identity with the right."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stand_ins.adls.errors import StorageError
from stand_ins.adls.identity import shared_key
from stand_ins.adls.identity.tokens import Identity, Tokens
from stand_ins.adls.wire import Request, Resource

_READING = {"GET", "HEAD"}


@dataclass(frozen=True)
class Gate:
    """The accounts with their keys (base64), the tokens, and the time of day that signatures are held against."""

    accounts: Mapping[str, str]
    tokens: Tokens
    present: Callable[[], float] = time.time

    def check(
        self, request: Request, at: Resource, now: float, *, in_batch: bool = False
    ) -> Identity | None:
        """Return whose token the request carries, None for the account's key; ``now`` is the time that tokens are reckoned by.

        Raises StorageError when it may not be done, as far as the key or a role says so.

        A request in a batch needs no version of its own.
        """
        key = self.accounts.get(at.account)
        if key is None:
            raise StorageError("ResourceNotFound", f"There is no account {at.account!r}.")
        scheme, _, credential = request.header("authorization").partition(" ")
        if scheme == "SharedKey":
            self._check_version(request, in_batch)
            shared_key.verify(request, at.account, key, self.present())
            return None
        challenge = self._challenge(request)
        if scheme != "Bearer":
            raise StorageError(
                "InvalidAuthenticationInfo" if scheme else "ResourceNotFound",
                "" if scheme else "Anonymous access is not allowed.",
                {"WWW-Authenticate": challenge},
            )
        if not request.secure:
            raise StorageError(
                "InvalidAuthenticationInfo",
                "A token is taken over HTTPS only.",
                {"WWW-Authenticate": challenge},
            )
        self._check_version(request, in_batch)
        identity = self.tokens.verify_access(credential, now, challenge)
        if identity.rights and ("r" if request.verb in _READING else "w") not in identity.rights:
            raise StorageError("AuthorizationPermissionMismatch")
        return identity

    def _challenge(self, request: Request) -> str:
        tenants = [identity.tenant_id for identity in self.tokens.identities.values()] or ["common"]
        return (
            f"Bearer authorization_uri=https://{request.header('host')}/{tenants[0]}/oauth2/authorize "
            "resource_id=https://storage.azure.com"
        )

    def _check_version(self, request: Request, in_batch: bool) -> None:
        if not in_batch and not request.header("x-ms-version"):
            raise StorageError("MissingRequiredHeader", "x-ms-version")
