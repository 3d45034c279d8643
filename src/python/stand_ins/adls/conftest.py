"""What this room's tests share: an account that runs, Azure's SDK on it, and the code of an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import DataLakeServiceClient, FileSystemClient

from stand_ins.adls import AdlsEmulator


@pytest.fixture(scope="module")
def emulator() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as running:
        yield running


def service_of(emulator: AdlsEmulator, key: str = "") -> DataLakeServiceClient:
    credential = {"account_name": emulator.account, "account_key": key or emulator.key}
    return DataLakeServiceClient(emulator.account_url, credential=credential, retry_total=0)


@pytest.fixture
def service(emulator: AdlsEmulator) -> DataLakeServiceClient:
    return service_of(emulator)


@pytest.fixture
def files(service: DataLakeServiceClient, request: pytest.FixtureRequest) -> FileSystemClient:
    return service.create_file_system(f"fs-{abs(hash(request.node.name))}")


def code(error: HttpResponseError) -> str:
    headers = getattr(error.response, "headers", {})
    return str(headers["x-ms-error-code"])
