from pathlib import Path

from local_pipeline import notebook, query, search
from local_pipeline.options import parser
from stand_ins.readme_options import unknown_options, with_table

README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")


def test_the_options_in_the_readme_are_those_of_the_program() -> None:
    assert with_table(README, parser()) == README, "run: python -m stand_ins.readme_options"


def test_the_readme_names_no_option_that_is_not_there() -> None:
    parsers = (parser(), query.parser(), search.parser(), notebook.parser())
    assert unknown_options(README, *parsers) == set()
