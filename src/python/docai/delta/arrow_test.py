import subprocess
import sys

import pyarrow as pa
import pytest

from docai.delta.arrow import spare_pandas

ASKED = """
import sys
import pyarrow as pa
from docai.delta.arrow import spare_pandas
spare_pandas()
table = pa.table({"a": pa.array(["x", None])})
assert "pandas" not in sys.modules
"""
BOTH_WAYS = """
frame = table.to_pandas()
assert pa.table(frame).to_pylist() == pa.Table.from_pandas(frame).to_pylist() == table.to_pylist()
"""
BEFORE = """
import pandas
from docai.delta.arrow import spare_pandas
spare_pandas()
import pyarrow as pa
assert pa.array(pandas.Series(["x", None])).null_count == 1
"""


def run(program: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_arrays_are_made_without_pandas() -> None:
    run(ASKED)


@pytest.mark.parametrize("program", [ASKED + BOTH_WAYS, BEFORE])
def test_pandas_works_as_ever_where_somebody_asks_for_it(program: str) -> None:
    run(program)


def test_it_may_be_said_twice() -> None:
    before = list(sys.meta_path)
    spare_pandas()
    spare_pandas()
    assert sys.meta_path == before
    assert pa.array([1]).to_pylist() == [1]
