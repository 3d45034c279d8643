"""What ends the launcher, by what the caller can do about it.

DocaiError (docai.runtime.errors)
├── CallerError
│   ├── BadManifest     change the manifest file or the option that made it wrong (exit 2)
│   └── OtherSpec       change the run id, or delete what runs under it with another specification (exit 2)
├── JobFailed           the job ran and failed; carries the exit code that says how
└── LostTrack           the cluster could not be asked for too long (exit 3)
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, DocaiError, OtherSideError
from docai.runtime.exit_codes import ExitCode


class BadManifest(CallerError):
    """What would be sent is no SparkApplication that can run."""


class OtherSpec(CallerError):
    """An application of this run and step is under way, but not with this specification."""


class JobFailed(DocaiError):
    """The application did not end well; ``code`` says how, in docai's own terms."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.code = code


class LostTrack(OtherSideError):
    """The API server could not be asked, also after retries."""
