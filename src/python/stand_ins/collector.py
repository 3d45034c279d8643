"""Python's cyclic collector, held still while a test lets a parser recurse to its limit."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held() -> Iterator[None]:
    """Keep the collector from running; a decorator of a test too. For every test that has text nested deep parsed.

    Until Python 3.12 the collector runs wherever an object is made, so also 900 calls deep in a JSON parser. It then calls
    the finalisers of whatever garbage there is, say of another test's connections. They have no stack left and fail, and
    pytest counts that against the test that happens to run. Held, the collector runs when the test is over.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
