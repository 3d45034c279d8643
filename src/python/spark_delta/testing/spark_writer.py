"""The writer's program with Spark however few filings there are: a test has few, and its run would do without.

python -m spark_delta.testing.spark_writer --lake DIR ...
"""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

from docai.runtime.program import run_program
from spark_delta import run_spark_deltawriter
from spark_delta.plan import small_run

MODULE = "spark_delta.testing.spark_writer"

if __name__ == "__main__":
    vars(small_run)["SMALL_FILINGS"] = 0
    run_program(run_spark_deltawriter.main)
