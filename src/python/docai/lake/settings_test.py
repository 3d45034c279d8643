import os
import subprocess
import sys

import pytest

from docai.lake.address import AdlsAddress, parse_address
from docai.lake.errors import AccessRefused, WrongLake
from docai.lake.open import open_lake
from docai.lake.settings import AccountKey, HostIdentity, WorkloadIdentity, adls_settings

KEY = "c2VjcmV0LWtleQ=="
CONNECTION = f"DefaultEndpointsProtocol=https;AccountName=account1;AccountKey={KEY};EndpointSuffix=core.windows.net"
FEDERATED = {
    "AZURE_FEDERATED_TOKEN_FILE": "/var/run/token",
    "AZURE_CLIENT_ID": "client",
    "AZURE_TENANT_ID": "tenant",
}
PLAIN = {"DOCAI_ADLS_ENDPOINT": "http://127.0.0.1:10000"}


def address(scheme: str = "abfss") -> AdlsAddress:
    parsed = parse_address(f"{scheme}://filings@account1.dfs.core.windows.net/root")
    assert isinstance(parsed, AdlsAddress)
    return parsed


def test_a_connection_string_comes_before_all_else() -> None:
    environment = {
        "AZURE_STORAGE_CONNECTION_STRING": CONNECTION,
        "AZURE_STORAGE_ACCOUNT_KEY": "eA==",
        **FEDERATED,
    }
    settings = adls_settings(address(), environment)
    assert settings.credential == AccountKey(KEY, "AZURE_STORAGE_CONNECTION_STRING")
    assert settings.account_url == "https://account1.dfs.core.windows.net"
    assert settings.endpoint_authority is None


def test_a_key_comes_before_a_workload_identity() -> None:
    settings = adls_settings(address(), {"AZURE_STORAGE_ACCOUNT_KEY": f"{KEY}\n", **FEDERATED})
    assert settings.credential == AccountKey(KEY)


def test_a_federated_token_makes_a_workload_identity() -> None:
    settings = adls_settings(
        address(), {**FEDERATED, "AZURE_AUTHORITY_HOST": "https://login.example/"}
    )
    assert settings.credential == WorkloadIdentity(
        "tenant", "client", "/var/run/token", "https://login.example"
    )


def test_with_nothing_named_the_host_itself_is_asked() -> None:
    assert adls_settings(address(), {}).credential == HostIdentity(None)
    assert adls_settings(address(), {"AZURE_CLIENT_ID": "client"}).credential == HostIdentity(
        "client"
    )


@pytest.mark.parametrize("missing", ["AZURE_CLIENT_ID", "AZURE_TENANT_ID"])
def test_half_a_workload_identity_is_told(missing: str) -> None:
    environment = {name: value for name, value in FEDERATED.items() if name != missing}
    with pytest.raises(AccessRefused, match=missing):
        adls_settings(address(), environment)


def test_another_accounts_connection_string_is_told() -> None:
    with pytest.raises(AccessRefused, match="'account2'"):
        adls_settings(
            address(),
            {"AZURE_STORAGE_CONNECTION_STRING": CONNECTION.replace("account1", "account2")},
        )
    with pytest.raises(AccessRefused, match="no AccountKey"):
        adls_settings(
            address(),
            {"AZURE_STORAGE_CONNECTION_STRING": "AccountName=account1;SharedAccessSignature=x"},
        )


def test_a_test_endpoint_is_asked_in_path_style() -> None:
    settings = adls_settings(address("abfs"), {**PLAIN, "AZURE_STORAGE_ACCOUNT_KEY": KEY})
    assert settings.account_url == "http://127.0.0.1:10000/account1"
    assert settings.endpoint_authority == "127.0.0.1:10000"


def test_an_encrypted_endpoint_takes_a_token() -> None:
    settings = adls_settings(
        address(), {"DOCAI_ADLS_ENDPOINT": "https://localhost:10000/", **FEDERATED}
    )
    assert settings.account_url == "https://localhost:10000/account1"


def test_what_is_encrypted_and_what_is_not_are_never_mixed() -> None:
    with pytest.raises(WrongLake, match="abfss:// is encrypted"):
        adls_settings(address("abfss"), {**PLAIN, "AZURE_STORAGE_ACCOUNT_KEY": KEY})
    with pytest.raises(WrongLake, match="write abfss://"):
        adls_settings(address("abfs"), {"AZURE_STORAGE_ACCOUNT_KEY": KEY})
    with pytest.raises(WrongLake, match="write abfss://"):
        adls_settings(
            address("abfs"),
            {"DOCAI_ADLS_ENDPOINT": "https://127.0.0.1:10000", "AZURE_STORAGE_ACCOUNT_KEY": KEY},
        )
    with pytest.raises(AccessRefused, match="plain http"):
        adls_settings(address("abfs"), {**PLAIN, **FEDERATED})


@pytest.mark.parametrize(
    "endpoint", ["127.0.0.1:10000", "ftp://x", "http://", "http://h/other", "http://u:p@h"]
)
def test_what_is_no_endpoint_is_told(endpoint: str) -> None:
    with pytest.raises(WrongLake, match="DOCAI_ADLS_ENDPOINT"):
        adls_settings(
            address("abfs"), {"DOCAI_ADLS_ENDPOINT": endpoint, "AZURE_STORAGE_ACCOUNT_KEY": KEY}
        )


def test_a_key_is_never_shown() -> None:
    settings = adls_settings(address(), {"AZURE_STORAGE_ACCOUNT_KEY": KEY})
    assert KEY not in repr(settings)
    with pytest.raises(AccessRefused) as refused:
        adls_settings(address(), {"AZURE_STORAGE_ACCOUNT_KEY": "not base64, secret"})
    assert "not base64, secret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_neither_a_local_lake_nor_the_settings_pay_for_an_sdk() -> None:
    # an environment may load some of them at every start, for its namespace packages
    program = (
        "import sys; before = set(sys.modules); import docai.lake.settings; "
        f"from {open_lake.__module__} import open_lake; open_lake('/tmp'); "
        "sdks = {'azure', 'requests', 'cryptography'}; "
        "sys.exit(', '.join(n for n in set(sys.modules) - before if n.partition('.')[0] in sdks) or 0)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stderr) == (0, "")
