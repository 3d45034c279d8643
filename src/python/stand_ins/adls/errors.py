"""What the storage service answers when it refuses, by its own codes.

StorageError          an answer with a status, a code and a message
└── DroppedConnection no answer at all: the connection is cut (a fault that was asked for)

Codes, statuses and messages are those of "Status and error codes" of the Data Lake Storage Gen2 and Blob REST references.
"""

from __future__ import annotations

from collections.abc import Mapping

from stand_ins.adls.codes import CODES


class StorageError(Exception):
    """The service refuses; ``code`` is one of stand_ins.adls.codes.CODES."""

    def __init__(
        self, code: str, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        status, message = CODES[code]
        super().__init__(f"{code}: {detail or message}")
        self.code = code
        self.status = status
        self.message = f"{message} {detail}".strip()
        self.headers = dict(headers or {})


class DroppedConnection(Exception):
    """The connection ends without an answer."""
