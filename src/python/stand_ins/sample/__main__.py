"""Writes the fictional sample: python -m stand_ins.sample OUT [--gzip]"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stand_ins.sample.corpus import write_sample


def main(argv: list[str] | None = None) -> int:
    """Exit code: 0 when written, 2 when OUT cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m stand_ins.sample",
        description="Writes complete 10-K submissions of fictional companies, tickers.csv and truth.json.",
    )
    parser.add_argument("out", type=Path, help="folder to write into; made if missing")
    parser.add_argument("--gzip", action="store_true", help="write <accession>.txt.gz")
    options = parser.parse_args(argv)
    try:
        filings = write_sample(options.out, options.gzip)
    except OSError as error:
        print(f"cannot write the sample to {options.out}: {error.strerror}", file=sys.stderr)
        return 2
    size = sum(len(filing.body) for filing in filings)
    ciks = {cik for filing in filings for cik in filing.ciks}
    print(f"{len(filings)} filings of {len(ciks)} filers, {size / 1e6:.1f} MB -> {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
