"""What the programs' options choose among. Nothing heavy is imported here, so that ``--help`` and completion need not wait."""

DEFAULT_LAKE = "lake/edgar"
SAMPLE_LAKE = "lake/sample"
"""Where lakes are put when none is named, below the working folder: fictional filings never mix with real ones."""

FORMATS = ("table", "csv", "json", "markdown")
"""The formats of ``--format``."""
