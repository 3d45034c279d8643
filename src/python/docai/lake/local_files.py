"""The few operations on a disk that survive a crash: folders, whole writes, and a rename that never overwrites."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from functools import cache
from pathlib import Path
from typing import BinaryIO

from docai.lake.errors import WrongLake

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write_all(descriptor: int, data: bytes | bytearray | memoryview) -> None:
    """Write all of ``data``; one write may take only a part of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def open_file(path: Path) -> BinaryIO:
    """Return a stream of the file at ``path``. What is no file (a named pipe, a device) is refused: reading it may never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(code, os.strerror(code), str(path))
    return open(descriptor, "rb")


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if (
            error.errno != errno.EINVAL
        ):  # the file system has no such thing: its renames are durable or nothing is
            raise
    finally:
        os.close(descriptor)


def make_folders(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, durably; raises NotADirectoryError where a file stands in the way."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        try:
            each.mkdir(exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(
                errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(each)
            ) from error
        sync_folder(each.parent)


def move_without_overwrite(source: Path, target: Path) -> bool:
    """Give the file ``source`` the name ``target`` if that is free: True when this call did it, False when it was taken.

    Atomic between threads, processes and machines, and durable on return. A crash in the middle may leave both names to
    the same bytes.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # SMB shares (Azure Files) and FAT have no hard links; Linux renames there without overwrite all the same
        if not rename_without_overwrite(source, target):
            return False
        sync_folder(target.parent)
    else:
        sync_folder(target.parent)
        source.unlink(missing_ok=True)
    return True


def rename_without_overwrite(source: Path, target: Path) -> bool:
    """Do the same by renameat2(2); raises WrongLake where this system has neither that nor hard links."""
    rename = _renameat2()
    if rename is None:
        raise WrongLake(
            f"the disk of {target.parent} can neither link files nor rename without overwrite; choose another"
        )
    if rename(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE):
        code = ctypes.get_errno()
        if code == errno.EEXIST:
            return False
        if code in (errno.EINVAL, errno.ENOSYS):
            raise WrongLake(
                f"the disk of {target.parent} can neither link files nor rename without overwrite; choose another"
            )
        raise OSError(code, os.strerror(code), str(target))
    return True


@cache
def _renameat2() -> ctypes._NamedFuncPointer | None:
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        function.argtypes = [
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_uint,
        ]
        function.restype = ctypes.c_int
    return function
