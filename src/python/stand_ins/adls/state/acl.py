"""POSIX permissions and access control lists as the DFS endpoint writes them; the emulator keeps but does not enforce them."""

from __future__ import annotations

import re
from dataclasses import replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state.model import Access

SYMBOLIC = re.compile(r"((?:[r-][w-][x-]){2}[r-][w-][xtT-])\+?", re.ASCII)
"""Permissions like ``rwxr-x---``; ``t`` is the sticky bit and ``+`` says that there is an access control list."""

OCTAL = re.compile(r"[01]?[0-7]{3}", re.ASCII)
"""Permissions like ``0750``."""

ACL_ENTRY = re.compile(
    r"(?:default:)?(?:user|group|mask|other):[^:,\s]{0,100}(?::[r-][w-][x-])?", re.ASCII
)
"""An entry of an access control list; without permissions it names one to be removed."""


def permissions(text: str) -> str:
    """Return ``text`` (octal or symbolic) in symbols; raises StorageError on anything else."""
    symbolic = SYMBOLIC.fullmatch(text)
    if symbolic:
        return symbolic[1]
    if not OCTAL.fullmatch(text):
        raise StorageError("InvalidHeaderValue", f"Not permissions: {text}.")
    bits = int(text, 8)
    triples = "".join(_triple(bits >> shift & 7) for shift in (6, 3, 0))
    if bits & 0o1000:
        triples = triples[:-1] + ("t" if triples[-1] == "x" else "T")
    return triples


def masked(symbols: str, umask: str) -> str:
    """Return permissions without the bits of the octal ``umask``."""
    if not OCTAL.fullmatch(umask):
        raise StorageError("InvalidHeaderValue", f"Not a umask: {umask}.")
    bits = int(umask, 8)
    taken = "".join(_triple(bits >> shift & 7) for shift in (6, 3, 0))
    return "".join(
        "-" if mask != "-" and symbol != "t" else symbol
        for symbol, mask in zip(symbols, taken, strict=True)
    )


def initial(*, is_directory: bool, given: str, umask: str) -> Access:
    """Return the access of a new path: what was asked for, less the umask (0027 unless given)."""
    symbols = permissions(given) if given else ("rwxrwxrwx" if is_directory else "rw-rw-rw-")
    return with_permissions(Access(), masked(symbols, umask or "0027"))


def with_permissions(access: Access, symbols: str) -> Access:
    """Return ``access`` with these permissions, in its list too."""
    plain = symbols.replace("t", "x").replace("T", "-")
    base = {"user:": plain[:3], "group:": plain[3:6], "other:": plain[6:9]}
    named = [entry for entry in access.acl.split(",") if entry.rpartition(":")[0] not in base]
    entries = [f"{scope}:{triple}" for scope, triple in base.items()]
    return replace(access, permissions=symbols, acl=",".join(entries + named))


def with_acl(access: Access, acl: str) -> Access:
    """Return ``access`` with the list ``acl`` in place of its own; raises StorageError unless it has the three base entries."""
    entries = _entries(acl)
    missing = [scope for scope in ("user:", "group:", "other:") if scope not in entries]
    if missing:
        raise StorageError("InvalidInput", f"The list lacks {', '.join(missing)}.")
    return _from_entries(access, entries)


def merged(access: Access, acl: str) -> Access:
    """Return ``access`` with the entries of ``acl`` added or replaced."""
    return _from_entries(access, _entries(access.acl) | _entries(acl))


def without(access: Access, acl: str) -> Access:
    """Return ``access`` without the entries that ``acl`` names."""
    gone = set(_entries(acl))
    return _from_entries(
        access, {scope: bits for scope, bits in _entries(access.acl).items() if scope not in gone}
    )


def _from_entries(access: Access, entries: dict[str, str]) -> Access:
    named = any(scope not in ("user:", "group:", "other:") for scope in entries)
    group = entries.get("mask:", entries.get("group:", "---"))
    symbols = entries.get("user:", "---") + group + entries.get("other:", "---")
    acl = ",".join(f"{scope}:{bits}" for scope, bits in entries.items())
    return replace(access, permissions=symbols + ("+" if named else ""), acl=acl)


def _entries(acl: str) -> dict[str, str]:
    entries = {}
    for entry in filter(None, acl.split(",")):
        if ACL_ENTRY.fullmatch(entry) is None:
            raise StorageError("InvalidInput", f"Not an entry of an access control list: {entry}.")
        scope, _, bits = entry.rpartition(":")
        if len(bits) != 3 or set(bits) - set("rwx-"):
            scope, bits = entry, "---"
        entries[scope] = bits
    return entries


def _triple(bits: int) -> str:
    return "".join(letter if bits & bit else "-" for letter, bit in (("r", 4), ("w", 2), ("x", 1)))
