"""What lies in an image: this file is read by the image's own Python, and prints JSON. It imports nothing of ours.

{"python": [{name, version}], "libraries": [{name, version, license}], "jars": [{file, sha256, ...}], "debian": [{...}]}
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path


def libraries() -> list[dict[str, str]]:
    """Return the Python distributions of the virtual environment."""
    return [
        {
            "name": each.metadata["Name"],
            "version": each.version,
            "license": each.metadata["License-Expression"] or "",
        }
        for each in metadata.distributions()
    ]


def jars() -> list[dict[str, str]]:
    """Return the jars, with Maven's name for them where the jar says it."""
    return [jar(path) for path in Path(sys.prefix).rglob("*.jar")]


def jar(path: Path) -> dict[str, str]:
    """Return the jar's file name and hash; group, artifact and version if it holds exactly one pom.properties."""
    found = {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    with zipfile.ZipFile(path) as archive:
        poms = [name for name in archive.namelist() if name.endswith("/pom.properties")]
        if len(poms) == 1:
            lines = archive.read(poms[0]).decode("utf-8", "replace").splitlines()
            pairs = dict(line.split("=", 1) for line in lines if "=" in line)
            if {"groupId", "artifactId", "version"} <= pairs.keys():
                found |= {key: pairs[key].strip() for key in ("groupId", "artifactId", "version")}
    return found


def debian() -> list[dict[str, str]]:
    """Return Debian's packages."""
    form = "${Package}\t${Version}\t${Architecture}\n"
    listed = subprocess.run(
        ["dpkg-query", "--show", "--showformat", form], capture_output=True, text=True, check=True
    )
    keys = ("name", "version", "architecture")
    return [dict(zip(keys, line.split("\t"), strict=True)) for line in listed.stdout.splitlines()]


if __name__ == "__main__":
    print(
        json.dumps(
            {
                "python": [{"name": "cpython", "version": platform.python_version()}],
                "libraries": libraries(),
                "jars": jars(),
                "debian": debian(),
            }
        )
    )
