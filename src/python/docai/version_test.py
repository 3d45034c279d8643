import re
from importlib import resources

from docai.version import VERSION, read_version


def test_the_version_is_three_numbers_and_maybe_a_suffix() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+([.+-]?[a-z0-9.]+)?", VERSION)


def test_the_version_that_programs_report_is_the_one_that_files_are_named_after() -> None:
    files = [resources.files("docai") / name for name in ("RELEASE", "VERSION")]
    written = next(file for file in files if file.is_file())
    assert read_version() == written.read_text(encoding="utf-8").strip() == VERSION
