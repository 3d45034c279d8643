"""A job as the launcher needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docai.runtime.exit_codes import ExitCode

Kind = Literal["writer", "any"]

Language = Literal["Python", "Scala", "R"]
"""``spec.type`` of an application; Java's jobs are Scala's to the operator as well."""


@dataclass(frozen=True, slots=True)
class Job:
    """What an application runs; None: as the manifest says.

    ``main_file`` is an address (``local:///...`` in the image), ``environment`` what the driver gets of it. ``outcome``: the driver
    is told where in the lake to leave its outcome (docai.runtime.outcome).
    """

    kind: Kind
    main_file: str | None = None
    main_class: str | None = None
    language: Language | None = None
    arguments: tuple[str, ...] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    outcome: bool = False


Codes = Mapping[ExitCode, str]
"""What the exit codes of a job mean. One that is not in it tells no more than that the job failed."""
