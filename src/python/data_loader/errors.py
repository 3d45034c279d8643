"""What ends a loader run, by what the caller can do about it.

LoaderError(DocaiError)
├── WrongSelection     change something: the companies, days or forms asked for (exit 2)
├── WrongOutput        change something: a file for an output cannot be written (exit 2)
├── DamagedLists       EDGAR's lists of filings could be used in part only: try later (exit 3)
├── BudgetLost         another loader took EDGAR's rate budget, or the lake is away: try again (exit 3)
└── TooManyFailures    one filing after the other failed: try later (exit 3)

Errors of EDGAR stand in data_loader.edgar.errors, those of the lake in docai.lake.errors.
"""

from __future__ import annotations

from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode


class LoaderError(DocaiError):
    """The loader cannot go on."""

    exit_code = ExitCode.OTHER_SIDE


class WrongSelection(LoaderError):
    """What was asked for names nothing, or contradicts itself."""

    exit_code = ExitCode.CALLER


class WrongOutput(LoaderError):
    """A file for an output cannot be written."""

    exit_code = ExitCode.CALLER


class DamagedLists(LoaderError):
    """Some of EDGAR's lists, or lines of them, could not be used; what the others name was loaded."""


class BudgetLost(LoaderError):
    """EDGAR's rate budget is no longer ours."""


class TooManyFailures(LoaderError):
    """One filing after the other failed."""
