"""Run the emulator until it is stopped: ``python -m docai.testing.adls --port 10000 --data DIR [--tls]``."""

from __future__ import annotations

from docai.testing.adls.serve import main

if __name__ == "__main__":
    main()
