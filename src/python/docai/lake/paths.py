"""Which paths a lake takes: those that mean the same file on a local disk and on ADLS Gen2."""

from __future__ import annotations

import re

from docai.lake.errors import WrongLake

UNFIT_NAME = re.compile(r"\.{1,2}|.*[\\\x00-\x1f\x7f].*|.*\.|.{256,}", re.ASCII | re.DOTALL)
"""A name that a path cannot contain: it climbs, hides a separator or a control character, ends in a dot (which ADLS drops)
or is longer than the 255 characters of a name."""

REPLACEMENT = re.compile(r"\..+\.[0-9a-f]{16}\.replacing", re.ASCII)
"""The name of a file that ``replace`` was writing; one that a crash left behind is no file of the lake."""

MAX_PATH = 1024
"""The longest path that ADLS Gen2 takes, in characters."""


def check_path(path: str) -> str:
    """Return ``path`` when it names something below a lake's root; raises WrongLake."""
    if not path:
        raise WrongLake("the empty path names the lake's root, not a file in it")
    return check_prefix(path)


def check_prefix(prefix: str) -> str:
    """Return ``prefix`` without a closing slash when it names the root ("") or something below it; raises WrongLake."""
    bare = prefix.removesuffix("/")
    if not bare and not prefix:
        return ""
    if len(bare) > MAX_PATH:
        raise WrongLake(
            f"not a path in a lake: {bare[:80]!r}... has {len(bare)} characters, at most {MAX_PATH} are allowed"
        )
    for name in bare.split("/"):
        if not name or UNFIT_NAME.fullmatch(name) is not None:
            raise WrongLake(
                f"not a path in a lake: {prefix!r}; it must be names joined by '/', none of them empty, '.' or '..', "
                "ending in a dot, or with a backslash or control character"
            )
    return bare


def replacement_name(name: str, mark: str) -> str:
    """Return what the file ``name`` is called while ``replace`` writes it; ``mark`` is 16 hex digits of its own."""
    return f".{name[:200]}.{mark}.replacing"


def is_replacement(path: str) -> bool:
    """Return whether ``path`` is what an interrupted ``replace`` left behind."""
    return REPLACEMENT.fullmatch(path.rpartition("/")[2]) is not None
