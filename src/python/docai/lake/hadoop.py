"""The HTTP client and the TLS stack that Spark asks ADLS Gen2 with: the same wherever it runs.

Hadoop 3.5 would choose by what it finds on the machine. Keys: https://hadoop.apache.org/docs/r3.5.0/hadoop-azure/abfs.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ABFS_CLIENT: Final[Mapping[str, str]] = {
    # Hadoop's default since 3.4.2, and what Microsoft tests. It cannot do plain http, which test endpoints alone have.
    "fs.azure.networking.library": "APACHE_HTTP_CLIENT",
    # The JVM's own TLS. Hadoop prefers native OpenSSL where it finds it, and that engine (wildfly-openssl 2.2.5) checks every
    # certificate under TLS 1.3 as one of RSA key exchange: it refuses those that have no keyEncipherment, as all EC ones.
    "fs.azure.ssl.channel.mode": "Default_JSSE",
    # When none of the connections opened ahead comes up in 2 s, Hadoop takes the JDK's client for the rest of the JVM's
    # life, and logs it at DEBUG alone. They are opened at port 443 whatever the endpoint is.
    "fs.azure.apache.http.client.cache.warmup.count": "0",
}
