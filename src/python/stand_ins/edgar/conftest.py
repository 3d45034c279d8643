from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from stand_ins.sample import write_sample

CONTACT = {"User-Agent": "Sample Company admin@example.com"}


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture
def client() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers.update(CONTACT)
        yield session
