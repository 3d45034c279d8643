"""Where the jars are that Spark needs beside pyspark's own: Delta and ABFS (3rdparty/jvm/pom.xml).

Spark takes them as ``spark.jars``; nothing is fetched while a session starts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from docai.runtime.errors import CallerError, OtherSideError

VARIABLE = "DOCAI_JARS"
PACKAGE = "docai_jars"
"""The folder of jars, which is on the Python path in tests, runs, PEXes and wheels."""


def spark_jars(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the jars for ``spark.jars``, absolute and sorted by name.

    They come from the first of these that is there: the folder ``DOCAI_JARS`` (for an image that has them elsewhere); the
    package ``docai_jars``; ``3rdparty/jvm/target`` of a checkout, where Maven puts them on first use.

    Raises CallerError if there are none and none can be fetched, OtherSideError if Maven could not fetch them.
    """
    if folder := environ.get(VARIABLE):
        if jars := jars_in(Path(folder)):
            return jars
        raise CallerError(
            f"{VARIABLE}={folder} holds no jar; unset it, or name the folder that has Spark's extra jars"
        )
    return packaged_jars() or checkout_jars(
        Path(__file__).resolve().parents[3] / "3rdparty/jvm/pom.xml"
    )


def jars_in(folder: Path) -> tuple[Path, ...]:
    """The jars that lie in a folder, absolute and sorted by name; none if there is no such folder."""
    return tuple(sorted(path.absolute() for path in folder.glob("*.jar")))


def packaged_jars() -> tuple[Path, ...]:
    """The jars that came with this program; none if it is a bare checkout."""
    try:
        package = resources.files(PACKAGE)
    except ModuleNotFoundError:
        return ()
    # Jars are read by another program: in a zip file they are of no use.
    return tuple(
        sorted(
            entry.absolute()
            for entry in package.iterdir()
            if isinstance(entry, Path) and entry.suffix == ".jar"
        )
    )


def checkout_jars(pom: Path) -> tuple[Path, ...]:
    """The jars of a checkout, fetched by Maven if they are not there or older than their list."""
    folder = pom.parent / "target" / PACKAGE
    fresh = folder.is_dir() and pom.is_file() and folder.stat().st_mtime >= pom.stat().st_mtime
    if not fresh:
        fetch_jars(pom, folder)
    return jars_in(folder)


def fetch_jars(pom: Path, folder: Path) -> None:
    """Have Maven fill the folder, which is whole or absent at any time."""
    if not pom.is_file():
        raise CallerError(
            f"Spark's extra jars did not come with this program; set {VARIABLE} to the folder that has them"
        )
    maven = shutil.which("mvn")
    if maven is None:
        raise CallerError(
            f"Spark's extra jars are not here yet and there is no mvn to fetch them: install Maven, or set {VARIABLE}"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        fetched = Path(scratch) / "jars"
        command = [maven, "-q", "-B", "-f", str(pom), "package", f"-Djars={fetched}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            # The first line names the goal that failed, the ones below it the reason.
            errors = [line for line in done.stdout.splitlines() if "ERROR" in line][:3]
            reason = " ".join(errors) or done.stderr.strip()
            raise OtherSideError(f"Maven could not fetch Spark's extra jars: {reason}")
        shutil.rmtree(folder, ignore_errors=True)
        fetched.rename(folder)
