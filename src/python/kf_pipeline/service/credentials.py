"""What signs in at the pipeline service: where it comes from, and how it stays out of everything that is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import quote

from kf_pipeline.errors import BadPipeline

TOKEN_VARIABLE = "DOCAI_KFP_TOKEN"  # noqa: S105 - the variable's name
COOKIES_VARIABLE = "DOCAI_KFP_COOKIES"
SHORTEST = 4
"""A shorter value is not taken out of a text: it would take half of the text with it, and is no secret."""

_SAVED = ("client_authentication_cookie", "client_authentication_header_value")
"""What KFP's own command line may have saved in its context file (kfp/client/client.py), which the client reads."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A token, or cookies as a ``Cookie`` header has them; ``saved`` are values that KFP's own context file holds."""

    token: str | None = field(default=None, repr=False)
    cookies: str | None = field(default=None, repr=False)
    saved: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def read(cls, environment: Mapping[str, str], context: Path) -> Credentials:
        """Return what the environment and KFP's context file hold; raises BadPipeline."""
        return cls(
            _header(environment, TOKEN_VARIABLE),
            _header(environment, COOKIES_VARIABLE),
            tuple(_saved(context)),
        )

    @property
    def source(self) -> str:
        """Say where they come from, empty when there are none."""
        found = [(self.token, TOKEN_VARIABLE), (self.cookies, COOKIES_VARIABLE)]
        names = [name for value, name in found if value]
        return " and ".join(names) or ("KFP's context file" if self.saved else "")

    def redact(self, text: str) -> str:
        """Return ``text`` without them, however the service or a library writes them."""
        for secret in sorted(self._spellings(), key=len, reverse=True):
            text = text.replace(secret, "***")
        return text

    def _spellings(self) -> set[str]:
        found: set[str] = set()
        for value in self._values():
            found |= {value, quote(value, safe=""), json.dumps(value)[1:-1]}
        return {one for one in found if len(one) >= SHORTEST}

    def _values(self) -> Iterator[str]:
        yield from (one for one in (self.token, self.cookies, *self.saved) if one)
        for header in (self.cookies, *self.saved):
            for part in (header or "").split(";"):
                yield part.partition("=")[2].strip()
        try:
            # A cookie in quotes is echoed without them.
            yield from (one.value for one in SimpleCookie(self.cookies or "").values())
        except CookieError:
            return


def _header(environment: Mapping[str, str], variable: str) -> str | None:
    value = environment.get(variable, "").strip()
    if not all(" " <= one <= "~" for one in value):
        # Python's own error would print it.
        raise BadPipeline(
            f"{variable} holds a line break or another character that no HTTP header takes"
        )
    return value or None


def _saved(context: Path) -> Iterator[str]:
    try:
        found = json.loads(context.read_text())
    except (OSError, ValueError):
        return
    if isinstance(found, dict):
        yield from (str(found[name]) for name in _SAVED if found.get(name))
