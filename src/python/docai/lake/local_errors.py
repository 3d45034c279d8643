"""What the operating system says about a file, told as an error of the lake."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from docai.lake.errors import (
    AccessRefused,
    AlreadyExists,
    LakeError,
    LakeFull,
    LakeUnavailable,
    NotFound,
    WrongLake,
)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_WRONG = {
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where a file is needed",
    errno.ENOTEMPTY: "the folder is not empty",
    errno.ENAMETOOLONG: "the path is longer than the disk takes",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.EXDEV: "the lake's folder spans two disks, and a file can only be published on the disk it was staged on",
    errno.ENXIO: "no file stands there, but a pipe, a socket or a device",
    errno.EINVAL: "the disk does not take this name or operation",
}


def lake_error(error: OSError, doing: str) -> LakeError:
    """Return the error that says what the caller can do; ``doing`` begins its sentence, as in ``cannot read X``."""
    code = error.errno
    reason = error.strerror or type(error).__name__
    if code == errno.ENOENT:
        return NotFound(f"{doing}: it is not there")
    if code == errno.EEXIST:
        return AlreadyExists(f"{doing}: the path is taken")
    if code in _FULL:
        return LakeFull(
            f"{doing}: the disk is full or a quota is reached ({reason}); make room and run again"
        )
    if code in _REFUSED:
        return AccessRefused(
            f"{doing}: {reason}; give this user the right, or choose another folder"
        )
    if code in _WRONG:
        return WrongLake(f"{doing}: {_WRONG[code]}")
    return LakeUnavailable(f"{doing}: {reason}")


@contextmanager
def told_as_lake_errors(doing: str) -> Iterator[None]:
    """Turn every OSError inside into the LakeError it means."""
    try:
        yield
    except OSError as error:
        raise lake_error(error, doing) from error
