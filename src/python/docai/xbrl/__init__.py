"""The figures of a 10-K submission: bytes in, facts, statements and schedules out."""

from docai.xbrl.errors import Forbidden, NotXbrl, NotXml, TooMuch, XbrlError
from docai.xbrl.model import (
    Context,
    Dimension,
    Fact,
    Figures,
    Footnote,
    Line,
    Problem,
    Role,
    Schedule,
    ScheduleColumn,
    ScheduleFigure,
    Source,
)
from docai.xbrl.reader import read_figures

__all__ = [
    "Context",
    "Dimension",
    "Fact",
    "Figures",
    "Footnote",
    "Forbidden",
    "Line",
    "NotXbrl",
    "NotXml",
    "Problem",
    "Role",
    "Schedule",
    "ScheduleColumn",
    "ScheduleFigure",
    "Source",
    "TooMuch",
    "XbrlError",
    "read_figures",
]
