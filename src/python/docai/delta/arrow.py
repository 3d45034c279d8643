"""pyarrow without pandas.

Before pyarrow makes its first array, it imports pandas, if that is installed, to know pandas' values when it meets some. That takes
1.5 seconds of a core in each process, and we give it none.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.abc import MetaPathFinder
from typing import NoReturn

import pyarrow as pa


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == "pandas":
            _refuse(fullname)


def _refuse(name: str) -> NoReturn:
    raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@cache
def spare_pandas() -> None:
    """Have pyarrow do without pandas until somebody asks it for a conversion from or to pandas, which then works as ever."""
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([None])
    finally:
        sys.meta_path.remove(finder)
