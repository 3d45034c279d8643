"""Log lines on stderr: plain for a person at a terminal, one JSON object per line elsewhere.

``DOCAI_LOG=text|json`` decides otherwise. No line holds a secret of the environment, what looks like a secret in an address,
or a control character that came from outside.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import IO

from docai.runtime.errors import CallerError
from docai.runtime.printable import printable

SECRET_VARIABLES: tuple[str, ...] = (
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_CONNECTION_STRING",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_CLIENT_SECRET",
    "DOCAI_KFP_TOKEN",
    "DOCAI_KFP_COOKIES",
)
"""Variables of the environment whose values are secret."""

SECRET_IN_TEXT = re.compile(
    r"(?i)\b(AccountKey|SharedAccessSignature|sig|client_secret|password)=[^&;\s\"']{1,2000}"
    r"|\b(Bearer|SharedKey) [A-Za-z0-9._~+/=:-]{8,4000}"
)
"""A credential inside an address, a connection string or a header: ``sig=...``, ``AccountKey=...``, ``Bearer ...``."""

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = ("azure", "urllib3", "py4j", "msal", "kubernetes", "asyncio", "matplotlib")


class Redaction:
    """Takes secrets out of a text."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        values = (environment.get(name, "") for name in SECRET_VARIABLES)
        self._values = tuple(value for value in values if len(value) >= 8)

    def __call__(self, text: str) -> str:
        for value in self._values:
            text = text.replace(value, "***")
        return SECRET_IN_TEXT.sub(_redacted, text)


def _redacted(match: re.Match[str]) -> str:
    return f"{match[1]}=***" if match[1] else f"{match[2]} ***"


class TextFormatter(logging.Formatter):
    """``12:30:05 text``, with the level in front of what is more than information; a traceback is indented below it."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%H:%M:%S", time.localtime(record.created))
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        message = printable(self._redact(record.getMessage()))
        return f"{moment} {level}{message}{self._trace(record)}"

    def _trace(self, record: logging.LogRecord) -> str:
        if not record.exc_info:
            return ""
        # indented: no line of it, whatever the exception holds, looks like a line of the log
        lines = self._redact(self.formatException(record.exc_info)).split("\n")
        return "".join(f"\n  {printable(line)}" for line in lines)


class JsonFormatter(logging.Formatter):
    """One object per line: time, level, logger, message and whatever the record carries besides."""

    def __init__(self, redact: Redaction, context: Mapping[str, str]) -> None:
        super().__init__()
        self._redact, self._context = redact, dict(context)

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **self._context,
            **{key: value for key, value in vars(record).items() if key not in _STANDARD},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return printable(self._redact(json.dumps(line, default=str, ensure_ascii=False)))


def set_up(
    *,
    stream: IO[str] | None = None,
    environment: Mapping[str, str] | None = None,
    context: Mapping[str, str] | None = None,
    quiet: Iterable[str] = _QUIET,
) -> None:
    """Send every log line to ``stream`` (stderr); ``context`` goes into each JSON line. Safe to call again.

    Raises CallerError when ``DOCAI_LOG`` is neither json nor text.
    """
    stream = stream or sys.stderr
    environment = os.environ if environment is None else environment
    redact = Redaction(environment)
    formatter: logging.Formatter
    if wants_text(stream, environment):
        formatter = TextFormatter(redact)
    else:
        formatter = JsonFormatter(redact, context or {})
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in quiet:
        logging.getLogger(name).setLevel(logging.WARNING)


def wants_text(stream: IO[str], environment: Mapping[str, str]) -> bool:
    """Return whether a person reads ``stream``: it is a terminal, or ``DOCAI_LOG=text``. Raises CallerError."""
    kind = environment.get("DOCAI_LOG", "").strip().lower()
    if kind not in ("", "json", "text"):
        raise CallerError(f"DOCAI_LOG is {kind!r}; it is either json or text")
    return kind == "text" if kind else stream.isatty()
