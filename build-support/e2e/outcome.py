"""What the steps' outputs must say, given what stands in the tables."""

from __future__ import annotations

from collections.abc import Mapping

from docai.filing import layout
from telling import Told

LOADER, SPARK = "data-loader", "run-spark-job"


def check_outputs(
    told: Told, filings: int, outputs: Mapping[str, Mapping[str, str]], rows: Mapping[str, int]
) -> None:
    """Note every output that does not say what is in the tables; ``outputs`` by step and name, ``rows`` by table."""
    loaded, spark = outputs.get(LOADER) or {}, outputs.get(SPARK) or {}
    told.same("the loader's stored", loaded.get("stored"), str(filings))
    told.same("the loader's failed", loaded.get("failed"), "0")
    manifest = loaded.get("manifest") or ""
    told.must(manifest.startswith(layout.MANIFESTS), f"the loader's manifest is {manifest!r}")
    told.same("the application's state", spark.get("state"), "COMPLETED")
    told.same("the applications it took", spark.get("attempts"), "1")
    told.same("the filings written", spark.get("filings"), str(rows[layout.FILINGS]))
    told.same("the Items written", spark.get("sections"), str(rows[layout.SECTIONS]))
    known = rows[layout.FILINGS] + rows[layout.QUARANTINE]
    told.same("the filings in tables and quarantine", known, filings)
    told.figures["application, s, as the launcher says"] = spark.get("seconds") or "-"
