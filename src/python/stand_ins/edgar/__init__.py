"""An EDGAR on loopback that serves a folder of complete submissions."""

from stand_ins.edgar.errors import ReplayError
from stand_ins.edgar.faults import KINDS, FaultPlan, FaultRule
from stand_ins.edgar.log import Request, during_pauses, most_in_window, summary
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings

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
