"""What this Python has to be, so that Spark's libraries can be imported. Imports none of them."""

from __future__ import annotations

import sys

from spark_delta.errors import UnfitPython

STRIPPED = 2
"""``python -OO`` and PYTHONOPTIMIZE=2 take docstrings away."""


def raise_if_stripped(level: int = sys.flags.optimize) -> None:
    """Raise UnfitPython when docstrings are gone: delta-spark's are read (by ``pyspark.since``) while it is imported.

    ``level`` is that of https://docs.python.org/3/using/cmdline.html#cmdoption-O.
    """
    if level >= STRIPPED:
        raise UnfitPython(
            f"Python runs without docstrings (-OO or PYTHONOPTIMIZE={level}), and delta-spark cannot be imported so: set "
            "PYTHONOPTIMIZE to 1, or leave it out"
        )
