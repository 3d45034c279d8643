"""The same filings through the laptop's pipeline, into a folder: what every other way must give as well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from local_pipeline import run
from servers import USER_AGENT, StandIns
from table_rows import KEYS, Place, Row, differences


def laptop_run(servers: StandIns, folder: Path) -> Place:
    """Run local_pipeline over the filings that ``servers`` serve; return its lake. Raises subprocess.CalledProcessError."""
    environment = {name: value for name, value in os.environ.items() if name[:6] != "DOCAI_"}
    environment["DOCAI_LOG"] = "text"
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    subprocess.run(
        [
            *(sys.executable, "-m", run.__name__, "--lake", str(folder)),
            *("--edgar-url", servers.edgar_url, "--user-agent", USER_AGENT),
            *("--ciks", ",".join(servers.ciks), "--forms", "all"),
        ],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return Place(str(folder))


def compare(laptop: Place, other: Place) -> tuple[dict[str, list[Row]], list[str]]:
    """Return the rows of ``other``, table by table, and every difference from the laptop's."""
    rows: dict[str, list[Row]] = {}
    amiss: list[str] = []
    for table, key in KEYS.items():
        rows[table] = other.rows(table)
        found = differences(laptop.rows(table), rows[table], key)
        amiss += [f"{table}: {one}" for one in found]
    return rows, amiss
