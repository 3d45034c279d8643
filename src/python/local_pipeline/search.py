"""Find passages by words and cite them: ``python -m local_pipeline.search "depends on a single supplier" --items 1A``.

An example of retrieval over the table ``passages``: BM25 in memory, no model, no index to keep. The same rows feed an
embedding model or a vector store: take ``id`` as the key, for the same words have the same id in every filing.
"""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(2500)

import sys
from collections.abc import Sequence

from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, comma_list, positive_int
from docai.runtime.program import run_program
from local_pipeline.choices import FORMATS, SAMPLE_LAKE
from local_pipeline.query import lake_address

EXAMPLES = """\
Each answer is cited: filing, Item, headings above, and where it stands in the
document, in characters.

examples:
  "loss of a key customer"
  "climate regulation" --items 1A --where "fiscal_year >= 2020" --top 3
  "revenue recognition" --items 8 --format json
"""


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser("local_pipeline.search", "Find passages by words, and cite them.", EXAMPLES)
    made.add_argument("words", help="what to look for")
    made.option("--lake", default=SAMPLE_LAKE, help="lake to search")
    made.option("--items", type=comma_list, default=(), help="only in these Items: 1A,7")
    made.option("--where", default="true", help="only where this SQL condition on passages holds")
    made.option("--top", type=positive_int, default=5, help="how many passages to show")
    made.option("--format", choices=FORMATS, default="table", help="output format")
    return made


def main(argv: Sequence[str]) -> ExitCode:
    """Print the passages that answer best, the best first."""
    values = parser().parse(argv)
    lake = lake_address(values.lake)

    # Here: they take a second to import, and --help and completion would wait for them.
    from local_pipeline.answer import print_answer
    from local_pipeline.ranking import best
    from local_pipeline.sql import ask

    passages = ask(lake, _query(values.items, values.where))
    found = best(passages, values.words, values.top)
    if found.num_rows == 0:
        raise CallerError(
            f"no passage has any of the words {values.words!r}: try others, or fewer conditions"
        )
    print_answer(found, values.format, values.top, sys.stdout)
    return ExitCode.DONE


def _query(items: Sequence[str], where: str) -> str:
    wanted = ", ".join("'" + item.upper().replace("'", "''") + "'" for item in items)
    among = f"item IN ({wanted}) AND" if items else ""
    return (
        "SELECT company, fiscal_year, accession, item, heading_path, source_file, "  # noqa: S608
        '"start", "end", id, text '
        f"FROM passages WHERE kind <> 'heading' AND {among} ({where})"
    )


if __name__ == "__main__":
    run_program(main)
