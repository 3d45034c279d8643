from pathlib import Path

import pytest

from docai.lake.address import (
    ACCOUNT,
    FILE_SYSTEM,
    SCHEME,
    SUFFIX,
    UNFIT_ROOT,
    AdlsAddress,
    LocalAddress,
    parse_address,
)
from docai.lake.errors import WrongLake


@pytest.mark.parametrize(
    ("uri", "folder"),
    [
        ("file:///data/lake", "/data/lake"),
        ("file:/data/lake/", "/data/lake"),
        ("file://localhost/data", "/data"),
        ("/data/lake", "/data/lake"),
        ("file:///data/a lake% #?{a,b}", "/data/a lake% #?{a,b}"),
    ],
)
def test_a_folder_is_taken_as_hadoop_takes_it(uri: str, folder: str) -> None:
    assert parse_address(uri) == LocalAddress(Path(folder))


def test_a_plain_name_is_a_folder_below_the_present_one() -> None:
    assert parse_address("lake") == LocalAddress(Path.cwd() / "lake")


def test_an_address_on_adls_is_taken_apart_and_put_together_again() -> None:
    uri = "abfss://filings@account1.dfs.core.windows.net/some/root"
    address = parse_address(uri + "/")
    assert address == AdlsAddress("account1", "dfs.core.windows.net", "filings", "some/root", True)
    assert isinstance(address, AdlsAddress)
    assert address.uri == uri
    assert address.host == "account1.dfs.core.windows.net"


def test_the_root_of_a_file_system_is_a_lake_too() -> None:
    address = parse_address("abfs://filings@account1.dfs.core.windows.net")
    assert address.uri == "abfs://filings@account1.dfs.core.windows.net"


@pytest.mark.parametrize(
    "uri",
    [
        "",
        " ",
        "s3://bucket/key",
        "https://account1.dfs.core.windows.net/filings",
        "file://host/data",
        "file://",
        "abfss:/filings/root",
        "abfss://filings/root",
        "abfss://account1.dfs.core.windows.net/root",
        "abfss://filings@account1/root",
        "abfss://filings@account1.blob.core.windows.net/root",
        "abfss://filings@account1.dfs.core.windows.net:8080/root",
        "abfss://Filings@account1.dfs.core.windows.net/root",
        "abfss://fi--lings@account1.dfs.core.windows.net/root",
        "abfss://filings@acc-ount.dfs.core.windows.net/root",
        "abfss://filings@account1.dfs.core.windows.net/a/../b",
    ],
)
def test_what_is_no_lake_is_refused_with_what_would_be_right(uri: str) -> None:
    with pytest.raises(WrongLake):
        parse_address(uri)


def test_a_windows_like_name_is_a_folder_and_no_scheme() -> None:
    assert SCHEME.match("c:lake") is None
    assert SCHEME.match("lake/a:b") is None
    assert SCHEME.match("s3://b") is not None


@pytest.mark.parametrize("name", ["abc", "a-b", "x" * 63, "123"])
def test_a_file_system_may_be_called(name: str) -> None:
    assert FILE_SYSTEM.fullmatch(name) is not None


@pytest.mark.parametrize("name", ["ab", "-ab", "ab-", "a--b", "A-b", "a_b", "x" * 64, "abc\n"])
def test_a_file_system_may_not_be_called(name: str) -> None:
    assert FILE_SYSTEM.fullmatch(name) is None


@pytest.mark.parametrize(
    "suffix",
    ["dfs.core.windows.net", "dfs.core.chinacloudapi.cn", "z01.dfs.storage.azure.net"],
)
def test_a_storage_account_may_stand_in_a_dns_zone(suffix: str) -> None:
    address = parse_address(f"abfss://filings@account1.{suffix}/root")
    assert isinstance(address, AdlsAddress)
    assert (address.account, address.suffix) == ("account1", suffix)
    assert address.blob_host == f"account1.{suffix.replace('dfs.', 'blob.')}"
    assert SUFFIX.fullmatch(suffix) is not None


@pytest.mark.parametrize(
    "suffix", ["blob.core.windows.net", "z1.dfs.x", "z001.dfs.x", "a01.dfs.x", "dfs.", "dfs.x y"]
)
def test_other_hosts_are_no_data_lake(suffix: str) -> None:
    assert SUFFIX.fullmatch(suffix) is None


def test_an_account_has_3_to_24_letters_and_digits() -> None:
    assert ACCOUNT.fullmatch("abc") is not None
    assert ACCOUNT.fullmatch("a" * 24) is not None
    for wrong in ("ab", "a" * 25, "Abc", "a-c", "abc\n"):
        assert ACCOUNT.fullmatch(wrong) is None


@pytest.mark.parametrize(
    "name",
    [
        "back\\slash",
        "tick`x",
        "lake[1]",
        "x]",
        "^x",
        "|x",
        "pct%41x",
        "a%2fb",
        "tab\tx",
        "line\nend",
        "\x1b[31m",
        "\x85",
        "a\u2028b",
        "\udcff",
    ],
)
def test_a_root_that_programs_would_read_differently_is_refused(name: str) -> None:
    assert UNFIT_ROOT.search(name)
    for uri in (
        f"/data/{name}/lake",
        f"file:///data/{name}",
        f"abfss://filings@account1.dfs.core.windows.net/{name}",
    ):
        with pytest.raises(WrongLake, match=r"choose a name|not a path in a lake"):
            parse_address(uri)


@pytest.mark.parametrize(
    "name", ["{a,b}", "*", "#?", "50%", "%zz", " ", "é;&=+,$~'\"", "a:b", "(x)", "<x>"]
)
def test_other_names_are_taken(name: str) -> None:
    assert UNFIT_ROOT.search(name) is None
    assert parse_address(f"/data/{name}/lake") == LocalAddress(Path(f"/data/{name}/lake"))


def test_a_folder_that_leads_to_such_a_root_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "pct%41").mkdir()
    (tmp_path / "lake").symlink_to(tmp_path / "pct%41")
    with pytest.raises(WrongLake, match="pct%41"):
        parse_address(str(tmp_path / "lake"))
