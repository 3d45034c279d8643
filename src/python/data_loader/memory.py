"""Keeping the process small: buffers that come and go in many threads."""

from __future__ import annotations

import ctypes

_M_ARENA_MAX = -8
"""The parameter's number in glibc's malloc.h."""


def use_one_arena() -> bool:
    """Have glibc's malloc serve all threads from one arena; say whether it does.

    It gives each thread its own otherwise, and every one of them keeps what its largest moment took: the process
    grows for as long as it meets new combinations of sizes. Elsewhere than on glibc nothing is changed.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_ARENA_MAX, 1) == 1
