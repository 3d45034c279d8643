"""Cut a document out of a stored submission: ``python -m docai.filing cut LAKE ACCESSION FILE``."""

from __future__ import annotations

from docai.cutting import main
from docai.runtime.program import run_program

if __name__ == "__main__":
    run_program(main)
