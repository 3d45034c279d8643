"""What ends the launcher, by what the caller can do about it.

DocaiError (docai.runtime.errors)
├── CallerError
│   ├── BadManifest     change the manifest file or the option that made it wrong (exit 2)
│   └── OtherSpec       change the run id, or delete what runs under it with another specification (exit 2)
└── LostTrack           the cluster could not be asked for too long (exit 3)

StopHeard               between the launcher's own parts: a stop was asked for while an application was watched
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, OtherSideError
from spark_job.application import Application


class BadManifest(CallerError):
    """What would be sent is no SparkApplication that can run."""


class OtherSpec(CallerError):
    """An application of this run and step is under way, but not with this specification."""


class LostTrack(OtherSideError):
    """The API server could not be asked, also after retries."""


class StopHeard(Exception):
    """A stop was asked for; ``app`` is what was being watched."""

    def __init__(self, app: Application) -> None:
        super().__init__(app.name)
        self.app = app
