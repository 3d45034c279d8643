"""Java's exceptions, as Hadoop 3.5.0 wrote them, and what becomes of them."""

from __future__ import annotations

import pytest

from docai.lake.address import AdlsAddress
from docai.lake.errors import AccessRefused, WrongLake
from docai.runtime.exit_codes import ExitCode
from spark_delta.spark.storage_check import REFUSED, TLS, refusal

LAKE = AdlsAddress("account", "dfs.core.windows.net", "data", "edgar", True)
HADOOP = {
    "fs.azure.account.oauth2.msi.authority.account.dfs.core.windows.net": "https://login.microsoftonline.com/"
}
PKIX = (
    "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: "
    "unable to find valid certification path to requested target"
)
STORAGE = (
    f"Status code: -1 error code: null error message: javax.net.ssl.SSLHandshakeException: {PKIX}",
    f"javax.net.ssl.SSLHandshakeException: {PKIX}",
)
TOKEN = (
    "Status code: -1 error code: null error message: Auth failure: HTTP Error -1; url='https://login/t/oauth2/v2.0/token' "
    f"AzureADAuthenticator.getTokenCall threw javax.net.ssl.SSLHandshakeException : {PKIX}"
    "org.apache.hadoop.fs.azurebfs.oauth2.AzureADAuthenticator$HttpException: HTTP Error -1; url='https://login'",
)
NAME = (
    "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <account.dfs.core.windows.net> doesn't match any of "
    "the subject alternative names: [proxy]",
)
RIGHT = (
    'Operation failed: "This request is not authorized to perform this operation using this permission.", 403, HEAD, '
    "https://account.dfs.core.windows.net/data/?upn=false&action=getStatus, rId: 1",
)
ENTRA = (
    "Status code: -1 error code: null error message: Auth failure: HTTP Error 401; url='https://login' "
    "AADToken: HTTP connection to https://login failed for getting token from AzureAD. AzureADAuthenticator",
)


@pytest.mark.parametrize(
    ("causes", "host", "reason"),
    [
        (STORAGE, "account.dfs.core.windows.net", "to requested target"),
        (TOKEN, "login.microsoftonline.com", "to requested target"),
        (NAME, "account.dfs.core.windows.net", "[proxy]"),
    ],
)
def test_a_certificate_that_is_not_trusted_is_told_with_host_and_reason(
    causes: tuple[str, ...], host: str, reason: str
) -> None:
    told = refusal(causes, LAKE, HADOOP)
    assert isinstance(told, WrongLake)
    assert f"does not trust the certificate of {host} (" in str(told)
    assert f"{reason});" in str(told)
    assert told.exit_code is ExitCode.CALLER


@pytest.mark.parametrize(
    ("causes", "host"),
    [(RIGHT, "account.dfs.core.windows.net"), (ENTRA, "login.microsoftonline.com")],
)
def test_a_refused_credential_is_told_with_the_host(causes: tuple[str, ...], host: str) -> None:
    told = refusal(causes, LAKE, HADOOP)
    assert isinstance(told, AccessRefused)
    assert f"{host} refused it" in str(told)


@pytest.mark.parametrize(
    "said",
    [
        'Operation failed: "Ingress is over the account limit.", 503, HEAD, https://account',
        "java.net.UnknownHostException: account.dfs.core.windows.net",
        "java.net.SocketTimeoutException: Read timed out",
        "HTTP Error 503; url='https://login' AzureADAuthenticator",
        "",
    ],
)
def test_what_may_pass_is_left_to_the_retries_of_the_work(said: str) -> None:
    assert TLS.search(said) is None
    assert REFUSED.search(said) is None
    assert refusal([said], LAKE, HADOOP) is None
