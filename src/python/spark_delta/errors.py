"""What can keep the writer from its work, by what the caller can do about it.

CallerError (exit 2)
├── NoJava            install a Java runtime
├── UnfitPython       start Python so that Spark's libraries can be imported
├── NothingLoaded     give the lake that a loader filled, or run the loader first
├── TableRefuses      somebody changed a table so that it takes no rows of docai's: undo that, or move the table away
├── DamagedManifest   a part of a manifest cannot be read in full: have the loader rebuild the manifests
└── UnfitTable        what stands at a table's place is not the table: move it away
OutOfMemory (exit 5)
└── ReaderUnavailable no process can be started that reads documents: give the machine, or its limits, more room
NotStarted (exit 7)
└── SparkNotStarted   the JVM ended or never answered: its last lines are in the message
OtherSideError (exit 3)
├── CommitConflict    other writers committed first, again and again: try later
└── SparkFailed       Spark gave up on a stage after its own retries
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, NotStarted, OtherSideError, OutOfMemory


class NoJava(CallerError):
    """There is no Java runtime that Spark can use."""


class UnfitPython(CallerError):
    """Spark's libraries cannot be imported by a Python that was started so."""


class NothingLoaded(CallerError):
    """No loader has ever run on the lake."""


class DamagedManifest(CallerError):
    """A part of a manifest cannot be read in full; all else was written."""


class UnfitTable(CallerError):
    """What stands at a table's place lacks columns of the table, or has them with other types."""


class TableRefuses(CallerError):
    """Somebody changed or damaged a table so that it takes no rows of docai's."""


class ReaderUnavailable(OutOfMemory):
    """No process can be started that reads documents."""


class SparkNotStarted(NotStarted):
    """Spark's JVM did not come up."""


class CommitConflict(OtherSideError):
    """Other writers committed first at every try."""


class SparkFailed(OtherSideError):
    """Spark gave up on a stage."""
