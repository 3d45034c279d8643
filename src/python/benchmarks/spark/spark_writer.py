"""The writer's program with Spark however few filings there are: what a benchmark has room for, a run without Spark would write.

python -m benchmarks.spark.spark_writer --lake DIR ...
"""

from __future__ import annotations

from docai.runtime.program import run_program
from spark_delta import run_spark_deltawriter
from spark_delta.plan import small_run

if __name__ == "__main__":
    vars(small_run)["SMALL_FILINGS"] = 0
    run_program(run_spark_deltawriter.main)
