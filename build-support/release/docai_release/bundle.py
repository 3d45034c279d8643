"""The folder of a release: every file that a release consists of beside its images, and SHA256SUMS."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

EPOCH = 1577836800
"""2020-01-01: the time of all that is in an archive, so that the same sources give the same bytes."""


def write_bundle(folder: Path, fill: Callable[[Path], None]) -> None:
    """Have ``fill`` put files into a new folder, add their sums, and put it in the place of ``folder``: whole, or not at all."""
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    fill(partial)
    (partial / "SHA256SUMS").write_text(sums(sorted(partial.iterdir())))
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(partial, folder)


def sums(files: Iterable[Path]) -> str:
    """Return one line per file, as ``sha256sum --check`` reads it."""
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files
    )


def copy_dist(file: Path, folder: Path) -> None:
    """Copy a wheel as it is, and an sdist with fixed times and owners (setuptools has no way to say so)."""
    if file.name.endswith(".tar.gz"):
        (folder / file.name).write_bytes(timeless(file.read_bytes()))
    else:
        shutil.copyfile(file, folder / file.name)


def timeless(archive: bytes) -> bytes:
    """Return a .tar.gz with the same files, in the order of their names, at EPOCH and owned by nobody in particular."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as given,
        gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=EPOCH) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as made,
    ):
        for member in sorted(given.getmembers(), key=lambda member: member.name):
            content = given.extractfile(member) if member.isfile() else None
            member.mtime, member.uid, member.gid, member.uname, member.gname = EPOCH, 0, 0, "", ""
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            member.pax_headers = {}
            made.addfile(member, content)
    return packed.getvalue()
