"""An EDGAR on loopback that serves a folder of complete submissions."""

from docai.testing.edgar.errors import ReplayError
from docai.testing.edgar.faults import KINDS, FaultPlan, FaultRule
from docai.testing.edgar.log import Request, during_pauses, most_in_window, summary
from docai.testing.edgar.server import EdgarReplay
from docai.testing.edgar.settings import ReplaySettings

__all__ = [
    "KINDS",
    "EdgarReplay",
    "FaultPlan",
    "FaultRule",
    "ReplayError",
    "ReplaySettings",
    "Request",
    "during_pauses",
    "most_in_window",
    "summary",
]
