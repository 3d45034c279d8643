import pytest

from docai.runtime.options import OptionParser, seconds
from stand_ins.readme_options import options_table, unknown_options, with_table


@pytest.fixture
def parser() -> OptionParser:
    made = OptionParser("a.program", "It does something.")
    made.option("--lake", required=True, help="where | to")
    made.option("--wait", type=seconds, default=30.0, help="seconds to wait, at most 10%")
    made.flag("--fast", help="be quick")
    return made


def test_each_option_is_a_row_with_its_default(parser: OptionParser) -> None:
    table = options_table(parser)
    assert "| `--lake` | required | where \\| to |" in table
    assert "| `--wait` | 30 | seconds to wait, at most 10% |" in table
    assert "| `--fast` |  | be quick |" in table
    assert "--help" not in table


def test_groups_stand_in_the_order_of_the_help(parser: OptionParser) -> None:
    parser.group("bounds")
    parser.option("--limit", help="how many at most")
    assert options_table(parser).splitlines()[-3:] == [
        "| `--fast` |  | be quick |",
        "| *bounds* | | |",
        "| `--limit` |  | how many at most |",
    ]


def test_a_table_is_put_between_its_marks(parser: OptionParser) -> None:
    before = "# A\n\n<!-- options -->\nold\n<!-- end of options -->\n\nmore\n"
    after = with_table(before, parser)
    assert "old" not in after
    assert after.endswith("\n<!-- end of options -->\n\nmore\n")
    assert with_table(after, parser) == after


def test_a_readme_without_marks_is_refused(parser: OptionParser) -> None:
    with pytest.raises(ValueError, match="lacks a line"):
        with_table("# A\n", parser)


@pytest.mark.parametrize(
    ("readme", "unknown"),
    [
        ("give `--lake DIR --fats`", {"--fats"}),
        ("    python -m a.program --wiat 3", {"--wiat"}),
        ("```\na.program --fast\n```", set()),
        ("words about --nothing in prose", set()),
    ],
)
def test_options_that_no_parser_has_are_found(
    parser: OptionParser, readme: str, unknown: set[str]
) -> None:
    assert unknown_options(readme, parser) == unknown
