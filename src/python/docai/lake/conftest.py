"""Every kind of lake, for the tests of what all must do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stand_ins.lakes import KINDS, LakeCase, Lakes


@pytest.fixture(scope="module")
def lakes() -> Iterator[Lakes]:
    """Give the servers that lakes need, once for a module."""
    with Lakes() as running:
        yield running


@pytest.fixture(params=KINDS)
def case(
    request: pytest.FixtureRequest, lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> LakeCase:
    """Return a lake of each kind, in an environment of its own."""
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    found = lakes.case(request.param, tmp_path)
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    return found
