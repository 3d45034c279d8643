"""The writer's program with a reader that some documents hang, crash or bloat, as a native parser might be.

python -m benchmarks.spark.hostile_writer --lake DIR ...
"""

from __future__ import annotations

from functools import partial

from docai.runtime.program import run_program
from spark_delta import run_spark_deltawriter
from spark_delta.settings import Limits
from spark_delta.testing.hostile_reader import MODULE

if __name__ == "__main__":
    vars(run_spark_deltawriter)["Limits"] = partial(Limits, reader=MODULE)
    run_program(run_spark_deltawriter.main)
