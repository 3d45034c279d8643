"""The kinds of account, as Azure's own SDK sees them."""

from __future__ import annotations

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.blob import BlobServiceClient
from azure.storage.filedatalake import DataLakeServiceClient, FileSystemClient

from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.state.features import Features


def code(refused: pytest.ExceptionInfo[HttpResponseError]) -> str:
    return str(getattr(refused.value.response, "headers", {})["x-ms-error-code"])


def files_of(emulator: AdlsEmulator) -> FileSystemClient:
    emulator.create_filesystem("lake")
    credential = {"account_name": emulator.account, "account_key": emulator.key}
    service = DataLakeServiceClient(emulator.account_url, credential=credential, retry_total=0)
    return service.get_file_system_client("lake")


@pytest.mark.parametrize("hierarchical", [True, False])
def test_the_account_says_whether_its_namespace_is_hierarchical(hierarchical: bool) -> None:
    with AdlsEmulator(features=Features(hierarchical=hierarchical)) as emulator:
        credential = {"account_name": emulator.account, "account_key": emulator.key}
        blobs = BlobServiceClient(emulator.account_url, credential=credential)
        said = blobs.get_account_information().get("is_hns_enabled")
        assert str(said) == str(hierarchical)


def test_a_flat_account_keeps_no_access_control_and_no_etag_of_what_is_renamed() -> None:
    with AdlsEmulator(features=Features(hierarchical=False)) as emulator:
        files = files_of(emulator)
        with pytest.raises(HttpResponseError) as refused:
            files.get_directory_client("/").get_access_control()
        assert refused.value.status_code == 400
        assert code(refused) == "HierarchicalNamespaceNotEnabled"
        file = files.create_file("a")
        before = file.get_file_properties().etag
        assert file.rename_file("lake/b").get_file_properties().etag != before


def test_soft_delete_closes_the_dfs_endpoint_of_a_flat_account_alone() -> None:
    with AdlsEmulator(features=Features(hierarchical=False, soft_delete=True)) as emulator:
        with pytest.raises(HttpResponseError) as refused:
            files_of(emulator).create_file("a")
        assert (refused.value.status_code, code(refused)) == (
            409,
            "EndpointUnsupportedAccountFeatures",
        )
    with AdlsEmulator(features=Features(soft_delete=True)) as emulator:
        files_of(emulator).create_file("a")


def test_a_policy_keeps_what_is_there_as_it_is() -> None:
    with AdlsEmulator(features=Features(immutable=True)) as emulator:
        file = files_of(emulator).create_file("a")
        file.append_data(b"x", 0, flush=True)
        for change in (
            lambda: file.rename_file("lake/b"),
            file.create_file,
            file.delete_file,
            lambda: file.set_metadata({"a": "b"}),
        ):
            with pytest.raises(HttpResponseError) as refused:
                change()
            assert refused.value.status_code == 409
            assert "ImmutableDueToPolicy" in code(refused)
        assert file.download_file().readall() == b"x"


@pytest.mark.parametrize("wrong", ["", "NoSuchCode"])
def test_a_refusal_names_a_code_of_the_service(wrong: str) -> None:
    with pytest.raises(ValueError, match="no error of a fault"):
        Fault(FaultKind.REFUSED, code=wrong)
