"""What can keep the writer from its work, by what the caller can do about it.

CallerError (exit 2)
├── NoJava            install a Java runtime
├── NoJars            fetch Spark's extra jars, or say where they are
├── NothingLoaded     give the lake that a loader filled, or run the loader first
├── DamagedManifest   a part of a manifest does not keep the contract: move it away and report it
└── UnfitTable        what stands at a table's place is not the table: move it away
NotStarted (exit 7)
└── SparkNotStarted   the JVM ended or never answered: its last lines are in the message
OtherSideError (exit 3)
├── CommitConflict    other writers committed first, again and again: try later
└── SparkFailed       Spark gave up on a stage after its own retries
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, NotStarted, OtherSideError


class NoJava(CallerError):
    """There is no Java runtime that Spark can use."""


class NoJars(CallerError):
    """The Delta and ABFS jars are nowhere to be found."""


class NothingLoaded(CallerError):
    """No loader has ever run on the lake."""


class DamagedManifest(CallerError):
    """A part of a manifest does not keep the contract."""


class UnfitTable(CallerError):
    """What stands at a table's place has other columns than the table."""


class SparkNotStarted(NotStarted):
    """Spark's JVM did not come up."""


class CommitConflict(OtherSideError):
    """Other writers committed first at every try."""


class SparkFailed(OtherSideError):
    """Spark gave up on a stage."""
