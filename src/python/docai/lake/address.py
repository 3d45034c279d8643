"""A lake's address, taken apart: ``file:///DIR``, a plain folder, ``abfss://FS@ACCOUNT.dfs.core.windows.net/ROOT``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from docai.lake.errors import WrongLake
from docai.lake.paths import check_prefix

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=/)", re.ASCII)
"""What makes an address a URI and not a folder: a scheme, a colon and a slash."""

FILE_SYSTEM = re.compile(r"(?=.{3,63}\Z)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""A file system: 3 to 63 lower-case letters, digits and single dashes, with a letter or digit at both ends."""

ACCOUNT = re.compile(r"[a-z0-9]{3,24}", re.ASCII)
"""A storage account: 3 to 24 lower-case letters and digits."""

SUFFIX = re.compile(r"(?:z\d{2}\.)?dfs\.[A-Za-z0-9.-]{1,200}", re.ASCII)
"""What follows the account's name: ``dfs.core.windows.net``, with a DNS zone ``z01.dfs.storage.azure.net``."""

UNFIT_ROOT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|[\\\\`\\[\\]^|]|%[0-9A-Fa-f]{2}", re.ASCII
)
"""What no lake's address may hold: a control character, a line separator, half a character, a backslash, a backtick, one of ``[]^|``,
and a percent sign with two hexadecimal digits. Spark, delta-rs or a log would take each for something else than it is; delta-rs
panics over a change data feed below ``[]^|`` (object_store_url in its logstore)."""

ADLS_SHAPE = "abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT"


@dataclass(frozen=True, slots=True)
class LocalAddress:
    """A folder on this machine."""

    root: Path

    @property
    def uri(self) -> str:
        """Return ``file:///DIR``, unescaped, as Hadoop's own paths are."""
        return f"file://{self.root}"


@dataclass(frozen=True, slots=True)
class AdlsAddress:
    """A folder of a file system on ADLS Gen2.

    ``suffix`` is what follows ``account`` in the host's name; ``secure`` is False for ``abfs://``, which test endpoints alone
    serve.
    """

    account: str
    suffix: str
    file_system: str
    root: str
    secure: bool

    @property
    def host(self) -> str:
        """Return the account's host, ``ACCOUNT.dfs.core.windows.net``."""
        return f"{self.account}.{self.suffix}"

    @property
    def blob_host(self) -> str:
        """Return the account's other host, ``ACCOUNT.blob.core.windows.net``: the SDK sends reads and leases there."""
        return self.host.replace(".dfs.", ".blob.", 1)

    @property
    def uri(self) -> str:
        """Return ``abfss://FILESYSTEM@HOST/ROOT`` as Spark writes it."""
        scheme = "abfss" if self.secure else "abfs"
        return f"{scheme}://{self.file_system}@{self.host}" + (f"/{self.root}" if self.root else "")


def parse_address(uri: str) -> LocalAddress | AdlsAddress:
    """Return the parts of a lake's address; raises WrongLake with what would be right.

    This is the one place that decides which roots there are: all programs take those that it takes.
    """
    if not uri.strip():
        raise WrongLake(f"the lake's address is empty; give a folder, file:///DIR or {ADLS_SHAPE}")
    scheme = SCHEME.match(uri)
    if scheme is None:
        return LocalAddress(_absolute(uri, uri))
    name, rest = scheme[1].lower(), uri[scheme.end() :]
    if name == "file":
        return LocalAddress(_file_folder(uri, rest))
    if name in ("abfs", "abfss"):
        return _adls(uri, rest, secure=name == "abfss")
    raise WrongLake(
        f"not a lake: {uri!r} begins with {name}:; give a folder, file:///DIR or {ADLS_SHAPE}"
    )


def _file_folder(uri: str, rest: str) -> Path:
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if host not in ("", "localhost") or not slash:
            raise WrongLake(
                f"not a folder on this machine: {uri!r}; write file:///DIR, with three slashes"
            )
        return _absolute(f"/{path}", uri)
    return _absolute(rest, uri)


def _absolute(folder: str, uri: str) -> Path:
    if "\x00" in folder:
        raise WrongLake(f"not a folder: {uri!r} contains a zero byte")
    absolute = os.path.abspath(os.path.expanduser(folder))
    for path in (absolute, os.path.realpath(absolute)):
        _check_root(path, uri)
    return Path(absolute)


def _check_root(root: str, uri: str) -> None:
    found = UNFIT_ROOT.search(root)
    if found is not None:
        raise WrongLake(
            f"not a lake's address: {uri!r}, as {root!r} holds {found[0]!r}; choose a name without control characters, "
            "backslashes, backticks, square brackets, ^, |, and percent signs before two hexadecimal digits"
        )


def _adls(uri: str, rest: str, *, secure: bool) -> AdlsAddress:
    authority, _, root = rest.removeprefix("//").partition("/")
    file_system, at, host = authority.partition("@")
    account, dot, suffix = host.partition(".")
    if (
        not rest.startswith("//")
        or not at
        or not dot
        or not suffix
        or ":" in suffix
        or "@" in suffix
    ):
        raise WrongLake(f"not an address on ADLS Gen2: {uri!r}; write {ADLS_SHAPE}")
    if SUFFIX.fullmatch(suffix) is None:
        raise WrongLake(
            f"not a Data Lake endpoint: {host!r} in {uri!r}; "
            "the host is ACCOUNT.dfs.core.windows.net, or ACCOUNT.zNN.dfs.storage.azure.net"
        )
    if FILE_SYSTEM.fullmatch(file_system) is None:
        raise WrongLake(
            f"not a file system's name: {file_system!r} in {uri!r}; "
            "it has 3 to 63 lower-case letters, digits and single dashes"
        )
    if ACCOUNT.fullmatch(account) is None:
        raise WrongLake(
            f"not a storage account's name: {account!r} in {uri!r}; "
            "it has 3 to 24 lower-case letters and digits"
        )
    _check_root(root, uri)
    return AdlsAddress(account, suffix, file_system, check_prefix(root), secure)
