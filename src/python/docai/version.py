"""Which version of docai this is.

``VERSION`` beside this file is the one place that says so: wheels, sdists and images are named after it too. A build
with ``DOCAI_VERSION`` set (a release from a tag) writes ``RELEASE``, which then counts, for names and programs alike.
"""

from __future__ import annotations

from importlib import resources


def read_version() -> str:
    """The version as ``MAJOR.MINOR.PATCH``, from ``RELEASE`` if this build has one, else from ``VERSION``."""
    here = resources.files("docai")
    release = here / "RELEASE"
    written = release if release.is_file() else here / "VERSION"
    return written.read_text(encoding="utf-8").strip()


VERSION = read_version()
