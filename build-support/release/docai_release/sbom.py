"""A bill of materials of one image: CycloneDX 1.5, as JSON, of what really lies in it.

The same image gives the same file, to the byte: no time of making, and a serial number that follows from the digest.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from docai_release.errors import Unlocked
from docai_release.lock import Pin, normal
from docai_release.version import Version

Component = dict[str, object]

JAR = re.compile(
    r"(?P<name>[A-Za-z0-9._-]{1,120})-(?P<version>\d[A-Za-z0-9._]{0,60}(?:-[A-Za-z][A-Za-z0-9._-]{0,60})?)\.jar",
    re.ASCII,
)
"""A jar's file name: ``delta-spark_4.2_2.13-4.4.0.jar`` is delta-spark_4.2_2.13, 4.4.0."""

_NAMESPACE = uuid.UUID("9f6c1d3e-2f0b-5c0a-8a65-5d5a4b0e7c11")


def bill(
    image: str,
    digest: str,
    version: Version,
    inventory: Mapping[str, list[dict[str, str]]],
    lock: Mapping[str, tuple[Pin, ...]],
) -> str:
    """Return the bill of an image as JSON. Raises Unlocked if it holds a library that the lock does not name so."""
    components = [
        *(_interpreter(each) for each in inventory["python"]),
        *(_library(image, each, lock) for each in inventory["libraries"]),
        *(_jar(each) for each in inventory["jars"]),
        *(_package(each) for each in inventory["debian"]),
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{image}@{digest}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "container",
                "bom-ref": f"pkg:oci/{image}@{quote(digest, safe='')}",
                "name": image,
                "version": str(version),
                "purl": f"pkg:oci/{image}@{quote(digest, safe='')}",
            }
        },
        "components": _unique(components),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _interpreter(each: Mapping[str, str]) -> Component:
    return _component("application", each["name"], each["version"], "generic", "")


def _library(image: str, each: Mapping[str, str], lock: Mapping[str, tuple[Pin, ...]]) -> Component:
    name, version = normal(each["name"]), each["version"]
    pins = lock.get(name, ())
    pin = next((pin for pin in pins if pin.version == version), None)
    if pin is None:
        said = ", ".join(pin.version for pin in pins) or "none"
        raise Unlocked(f"{image} holds {name} {version}, and the lock names {said}")
    made = _component("library", name, version, "pypi", "")
    if each["license"]:
        made["licenses"] = [{"expression": each["license"]}]
    # Which of the files it was depends on the processor; the build took none but these.
    made["properties"] = [{"name": "docai:lock:sha256", "value": digest} for digest in pin.hashes]
    return made


def _jar(each: Mapping[str, str]) -> Component:
    if "artifactId" in each:
        made = _component("library", each["artifactId"], each["version"], "maven", each["groupId"])
        made["group"] = each["groupId"]
    elif named := JAR.fullmatch(each["file"]):
        made = _component("library", named["name"], named["version"], "generic", "")
    else:
        made = {"type": "library", "bom-ref": f"file:{each['file']}", "name": each["file"]}
    made["hashes"] = [{"alg": "SHA-256", "content": each["sha256"]}]
    return made


def _package(each: Mapping[str, str]) -> Component:
    made = _component("library", each["name"], each["version"], "deb", "debian")
    purl = f"{made['purl']}?arch={each['architecture']}"
    return {**made, "bom-ref": purl, "purl": purl}


def _component(kind: str, name: str, version: str, ecosystem: str, group: str) -> Component:
    path = f"{quote(group, safe='.')}/" if group else ""
    purl = f"pkg:{ecosystem}/{path}{quote(name, safe='.')}@{quote(version, safe='.')}"
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _unique(components: Iterable[Component]) -> list[Component]:
    """Sort by reference; what is there twice (a jar under two names) is told apart by its hash."""
    made: dict[str, Component] = {}
    for each in components:
        reference = str(each["bom-ref"])
        if reference in made:
            reference = f"{reference}#{len(made)}"
            each = {**each, "bom-ref": reference}
        made[reference] = each
    return [made[reference] for reference in sorted(made)]
