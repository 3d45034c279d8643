"""An emulator of ADLS Gen2 for tests and the laptop; see README.md."""

from docai.testing.adls.emulator import AdlsEmulator
from docai.testing.adls.faults import Fault, FaultKind
from docai.testing.adls.process import AdlsEmulatorProcess

__all__ = ["AdlsEmulator", "AdlsEmulatorProcess", "Fault", "FaultKind"]
