"""An emulator of ADLS Gen2 for tests and the laptop; see README.md."""

from stand_ins.adls.emulator import AdlsEmulator
from stand_ins.adls.faults import Fault, FaultKind
from stand_ins.adls.process import AdlsEmulatorProcess

__all__ = ["AdlsEmulator", "AdlsEmulatorProcess", "Fault", "FaultKind"]
