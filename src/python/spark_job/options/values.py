"""What the text of an option means."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from docai.runtime.options import comma_list
from docai.runtime.tolerance import Tolerance
from spark_job.settings import Toleration

OWN_NAMESPACE = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
"""Where Kubernetes tells a pod its namespace."""

ELSEWHERE = "spark-jobs"
"""The namespace of applications for a launcher outside a cluster."""

SECRET_KEY = re.compile(r"([a-z0-9][a-z0-9.-]{0,252}):([A-Za-z0-9._-]{1,253})", re.ASCII)
"""A key in a Kubernetes secret: ``lake-account:key``."""


def own_namespace(path: Path = OWN_NAMESPACE) -> str:
    """Return the namespace of the pod that this runs in, or ``spark-jobs`` outside a cluster."""
    try:
        return path.read_text().strip()
    except OSError:
        return ELSEWHERE


def tolerance(text: str) -> str:
    """Return ``text`` when it is a tolerance; raises ValueError."""
    return str(Tolerance.parse(text))


def tolerations(text: str) -> tuple[Toleration, ...]:
    """Return tolerations from ``key=value:Effect,...``; raises ValueError."""
    return tuple(map(Toleration.parse, comma_list(text)))


def pairs(text: str) -> dict[str, str]:
    """Return ``key=value,...`` as a mapping; raises ValueError."""
    parts = [part.partition("=") for part in comma_list(text)]
    for key, sign, _ in parts:
        if not sign or not key:
            raise ValueError(f"{text!r} is no list of labels: write pool=spark,disk=ssd")
    return {key: value for key, _, value in parts}


def secret_key(text: str) -> tuple[str, str]:
    """Return the secret's name and the key in it from ``NAME:KEY``; raises ValueError."""
    match = SECRET_KEY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} names no key of a secret: write NAME:KEY")
    return match[1], match[2]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a command line; raises ValueError when a quote is not closed."""
    return tuple(shlex.split(text))
