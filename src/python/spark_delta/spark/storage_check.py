"""Whether Spark's JVM reaches the lake's storage: asked once, without retries, before any work."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from docai.lake.address import AdlsAddress, parse_address
from docai.lake.errors import AccessRefused, LakeError, WrongLake

ONCE = {
    "fs.azure.io.retry.max.retries": "0",
    "fs.azure.oauth.token.fetch.retry.max.retries": "0",
}
"""Settings of the one question: to ABFS a refused certificate is an IOException like others, asked again for minutes in silence."""

TRUST_STORE = "-Djavax.net.ssl.trustStore=FILE in JDK_JAVA_OPTIONS"

TLS = re.compile(
    r"(?:javax\.net\.ssl|java\.security\.cert)\.\w{1,60}Exception ?: (.{1,400}?)(?=org\.apache\.|[\r\n]|\Z)",
    re.ASCII,
)
"""What Java said of a certificate or a handshake, as an exception prints itself, also in the middle of Hadoop's message."""

REFUSED = re.compile(
    r"HTTP Error (?:400|401|403);|Operation failed: .{1,400}?, (?:401|403),", re.ASCII
)
"""The token endpoint's and the storage's refusal in the message of Hadoop's exception."""

AUTHENTICATOR = "AzureADAuthenticator"

_log = logging.getLogger(__name__)


def check_reach(spark: SparkSession, lake: str, hadoop: dict[str, str]) -> None:
    """Ask for the lake's root with Spark's own client; ``hadoop`` are the settings that lead there.

    Raises WrongLake when Java does not trust a certificate, AccessRefused when the credential is refused. Other failures
    may pass, and are left to the retries of the work itself.
    """
    address = parse_address(lake)
    if not isinstance(address, AdlsAddress):
        return
    jvm: Any = spark.sparkContext._jvm
    configuration = jvm.org.apache.hadoop.conf.Configuration(
        spark.sparkContext._jsc.hadoopConfiguration()
    )
    for name, value in ONCE.items():
        configuration.set(name, value)
    root = jvm.org.apache.hadoop.fs.Path(address.uri if address.root else f"{address.uri}/")
    try:
        files = jvm.org.apache.hadoop.fs.FileSystem.newInstance(root.toUri(), configuration)
        try:
            files.exists(root)
        finally:
            files.close()
    except Py4JJavaError as error:
        causes = list(_causes(error.java_exception))
        refused = refusal(causes, address, hadoop)
        if refused is not None:
            raise refused from error
        _log.debug("the lake was not reached at the first try: %s", causes[-1])
        return
    if address.secure:
        tls = jvm.org.apache.hadoop.security.ssl.DelegatingSSLSocketFactory.getDefaultFactory()
        _log.debug(
            "Spark asks the lake with %s and TLS by %s",
            configuration.get("fs.azure.networking.library"),
            tls.getProviderName(),
        )


def refusal(
    causes: Sequence[str], address: AdlsAddress, hadoop: Mapping[str, str]
) -> LakeError | None:
    """Return what to raise for Java's exceptions, as each prints itself, the outermost first; None for what may pass."""
    doing = f"Spark cannot reach the lake {address.uri}"
    from_token = any(AUTHENTICATOR in said for said in causes)
    host = _authority(hadoop) if from_token else _asked(address, hadoop)
    for said in reversed(causes):
        if tls := TLS.search(said):
            return WrongLake(
                f"{doing}: Java does not trust the certificate of {host} ({tls[1].strip()}); "
                f"if its authority is your own, name a trust store that holds it: {TRUST_STORE}"
            )
    for said in causes:
        if REFUSED.search(said):
            return AccessRefused(f"{doing}: {host} refused it ({said.splitlines()[0]})")
    return None


def _asked(address: AdlsAddress, hadoop: Mapping[str, str]) -> str:
    return hadoop.get("fs.azure.abfs.endpoint", address.host)


def _authority(hadoop: Mapping[str, str]) -> str:
    found = [value for key, value in hadoop.items() if ".msi.authority." in key]
    return found[0].removeprefix("https://").rstrip("/") if found else "the token endpoint"


def _causes(exception: Any) -> Iterator[str]:
    while exception is not None:
        yield str(exception.toString())
        exception = exception.getCause()
