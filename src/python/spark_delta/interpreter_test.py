import os
import subprocess
import sys

import pytest

from spark_delta.errors import UnfitPython
from spark_delta.interpreter import raise_if_stripped


@pytest.mark.parametrize("level", [0, 1])
def test_a_python_with_docstrings_will_do(level: int) -> None:
    raise_if_stripped(level)


def test_one_without_is_refused_with_what_to_set() -> None:
    with pytest.raises(UnfitPython, match=r"PYTHONOPTIMIZE=2.* set PYTHONOPTIMIZE to 1, or leave"):
        raise_if_stripped(2)


@pytest.mark.parametrize(("level", "imports"), [("1", True), ("2", False)])
def test_so_it_is_with_the_library_itself(level: str, imports: bool) -> None:
    command = [sys.executable, "-c", "import delta"]
    environment = {**os.environ, "PYTHONOPTIMIZE": level, "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (ended.returncode == 0) == imports
