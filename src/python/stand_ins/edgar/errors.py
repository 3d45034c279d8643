"""What can go wrong in setting up a replay.

CallerError
`-- ReplayError        the folder or an option is wrong: change it
"""

from __future__ import annotations

from docai.runtime.errors import CallerError


class ReplayError(CallerError):
    """There is nothing to serve, a file is not a submission, or an option makes no sense."""
