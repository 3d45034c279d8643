"""Ask the tables of a lake in SQL: ``python -m local_pipeline.query "SELECT form, count(*) FROM filings GROUP BY form"``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(2500)

import re
import sys
from collections.abc import Sequence

from docai.lake.address import LocalAddress, parse_address
from docai.lake.open import open_lake
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, positive_int
from docai.runtime.program import run_program
from local_pipeline.choices import FORMATS, SAMPLE_LAKE

SURROGATE = re.compile("[\ud800-\udfff]")
"""What Python makes of a byte of the command line that is not of the locale."""

EXAMPLES = """\
SHOW TABLES lists the tables and views, DESCRIBE items the columns of one, each
with what it holds; SHOW CREATE VIEW items prints the SQL that makes a view in
another engine. Queries alone are answered: statements that write, create
or drop are refused.

examples:
  "SHOW TABLES"
  "SELECT company, fiscal_year, items_found FROM filings ORDER BY 1, 2"
  "SELECT fiscal_year, words FROM items WHERE item = '1A' ORDER BY 1"
  "SELECT text FROM items WHERE accession = '...' AND item = '1C'" --format csv
"""


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser("local_pipeline.query", "Query the tables of a lake in SQL.", EXAMPLES)
    made.add_argument("sql", nargs="?", help="the query; read from stdin when absent")
    made.option("--lake", default=SAMPLE_LAKE, help="lake to query")
    made.option("--format", choices=FORMATS, default="table", help="output format")
    made.option(
        "--rows", type=positive_int, help="rows of a table; default: 40 at a terminal, else all"
    )
    return made


def main(argv: Sequence[str]) -> ExitCode:
    """Print the answer on stdout: a table for a person, or CSV, JSON or Markdown."""
    values = parser().parse(argv)
    sql = values.sql or sys.stdin.read()
    if not sql.strip():
        raise CallerError('no question was asked: give SQL, such as "SELECT count(*) FROM filings"')
    if SURROGATE.search(sql):
        raise CallerError("the query has letters that are not of this locale: set LC_ALL=C.UTF-8")
    lake = lake_address(values.lake)

    # Here: they take a second to import, and --help and completion would wait for them.
    from local_pipeline.answer import print_answer
    from local_pipeline.sql import ask

    answer = ask(lake, sql)
    print_answer(answer, values.format, values.rows, sys.stdout)
    return ExitCode.DONE


def lake_address(lake: str) -> str:
    """Return the address of ``lake``; raises CallerError where none is."""
    uri = open_lake(lake).uri
    address = parse_address(lake)
    if isinstance(address, LocalAddress) and not address.root.is_dir():
        raise CallerError(
            f"there is no lake at {lake!r}: run the pipeline first, or give the --lake it filled"
        )
    return uri


if __name__ == "__main__":
    run_program(main)
