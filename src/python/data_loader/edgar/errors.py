"""What can go wrong with EDGAR, by what the caller can do about it.

EdgarError(DocaiError)
├── WrongEdgar         change something: the address, the user agent, a certificate, the proxy (exit 2)
└── EdgarUnavailable   EDGAR failed or refused after all tries: try later (exit 3)
    ├── EdgarUnusable  EDGAR answered one request with something of no use (exit 3)
    │   └── EdgarRefuses   EDGAR refused one request, while it may answer others (exit 3)
    ├── EdgarAway      EDGAR did not answer at all for as long as --patience allows (exit 3)
    └── EdgarBlocks    EDGAR answered with block pages, one pause after the other (exit 3)

Trouble (not for the caller) is what went wrong with one request; the client tries again.
"""

from __future__ import annotations

from data_loader.edgar.answer import Kind
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode


class EdgarError(DocaiError):
    """EDGAR could not be asked, or did not answer as it should."""

    exit_code = ExitCode.OTHER_SIDE


class WrongEdgar(EdgarError):
    """EDGAR's address, the user agent or the way to EDGAR cannot be used. Trying again changes nothing."""

    exit_code = ExitCode.CALLER


class EdgarUnavailable(EdgarError):
    """EDGAR failed or refused, also after all tries."""


class EdgarUnusable(EdgarUnavailable):
    """EDGAR answers, and this answer is of no use, also after all tries."""


class EdgarRefuses(EdgarUnusable):
    """EDGAR refused a request that the run can do without."""


class EdgarAway(EdgarUnavailable):
    """EDGAR did not answer for as long as the caller has patience."""


class EdgarBlocks(EdgarUnavailable):
    """EDGAR keeps answering with its block page."""


class Trouble(Exception):
    """One request went wrong: ``kind`` says how, ``retry_after`` how many seconds EDGAR asked to wait."""

    def __init__(self, kind: Kind, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
