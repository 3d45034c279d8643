"""Run the emulator until it is stopped: ``python -m stand_ins.adls --port 10000 --data DIR [--tls]``."""

from __future__ import annotations

from stand_ins.adls.serve import main

if __name__ == "__main__":
    main()
