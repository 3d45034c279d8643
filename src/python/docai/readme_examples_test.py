"""The examples of the rooms' READMEs, run as they stand."""

import doctest
import re
from pathlib import Path

import pytest

EXAMPLE = re.compile(r"(?ms)^```python\n(>>> .*?)^```$")
ROOMS = (
    "document",
    "document/tables",
    "filing",
    "lake",
    "report",
    "runtime",
    "tenk/headings",
    "tenk/outline",
    "tenk/pointers",
)


@pytest.mark.parametrize("room", ROOMS)
def test_the_examples_of_a_readme_run(room: str) -> None:
    readme = (Path(__file__).parent / room / "README.md").read_text(encoding="utf-8")
    examples = EXAMPLE.findall(readme)
    assert examples
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    for example in examples:
        runner.run(parser.get_doctest(example, {}, room, f"{room}/README.md", 0))
    assert runner.tries >= 3
    assert runner.failures == 0
