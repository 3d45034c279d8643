"""Create the SparkApplication that writes the Delta tables, watch it, and end as it ended."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

if not __package__:
    # Run as a file (``python create_spark_app.py``): import from the folder of packages, not from this one, whose
    # modules would otherwise stand in the way of others with the same name.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from spark_job import launch_options
from spark_job.base_manifest import as_yaml, read_base
from spark_job.spark_app import build


def main(argv: Sequence[str]) -> ExitCode:
    """Run the launcher with the arguments ``argv``; raises DocaiError."""
    options = launch_options.read(argv)
    app = build(options.settings, options.run_id, read_base(options.manifest))
    sys.stdout.write(as_yaml(app.manifest(1)))
    return ExitCode.DONE


if __name__ == "__main__":
    run_program(main)
