"""Why spark-submit failed: one sentence out of the 10 KB of its output that the operator keeps. Pure."""

from __future__ import annotations

import re

from docai.cluster.answers import shortened

NO_ACCOUNT = re.compile(
    r'error looking up service account ([a-z0-9-]{1,63})/([A-Za-z0-9.-]{1,253}): serviceaccount "[^"]{1,253}" not found',
    re.ASCII,
)
"""Out of spark-submit: the driver's service account is not in the namespace. Submitting again does not cure it."""

NO_PRIORITY_CLASS = re.compile(
    r"no PriorityClass with name ([a-z0-9.-]{1,253}) was found", re.ASCII
)
"""Out of spark-submit: the cluster does not have the driver's PriorityClass. Submitting again does not cure it."""

SUBMIT_QUOTA = re.compile(r"exceeded quota: ([a-z0-9.-]{1,253})", re.ASCII)
"""Out of spark-submit: no room in the namespace's quota."""

PASSING_SUBMISSION = re.compile(
    r"Connection refused|Connection reset|Connect timed out|connect timed out|SocketTimeoutException|UnknownHostException"
    r"|No route to host|TLS handshake timeout|context deadline exceeded|unexpected EOF"
    r"|The timeout (?:period )?of \d{1,9} ?ms has been exceeded"
    r"|etcdserver: |failed calling webhook|Too Many Requests|Service Unavailable|Bad Gateway|Gateway Time-?out"
    r"|Received status: Status\([^)]{0,300}code=(?:429|50[0234])\b"
    r"|signal: killed|signal: terminated|driver pod already exist"
)
"""In the output of spark-submit: the API server or the operator's own pod failed it, not what was submitted."""

POD_SECURITY = re.compile(r"violates PodSecurity")
"""Out of spark-submit: the namespace's Pod Security level refuses the driver. The operator's webhook writes what the level asks for."""

API_SERVER_SAID = re.compile(r"Message: ([^\n]{1,2000}?)\. Received status: Status\(")
"""In that line: the API server's own words, before its answer is told a second time."""

SUBMIT_ERROR = re.compile(
    r'(?:Exception in thread "main" |Calling System\.exit\(\) with exit code [0-9]{1,3} because [^\n]{1,200}\n)([^\n]{1,2000})'
)
"""The line of spark-submit's output that says what went wrong: the second form where it ends the JVM itself."""


def hopeless(error: str) -> bool:
    """Return whether the submission fails until somebody changes the cluster or the manifest."""
    return any(cause.search(error) for cause in (NO_ACCOUNT, NO_PRIORITY_CLASS))


def reason(error: str) -> str:
    """Return why it failed, in a clause without a full stop."""
    account = NO_ACCOUNT.search(error)
    if account is not None:
        return f"the service account {account[2]!r} is not in the namespace {account[1]!r}"
    priority = NO_PRIORITY_CLASS.search(error)
    if priority is not None:
        return f"the cluster has no PriorityClass {priority[1]!r}"
    quota = SUBMIT_QUOTA.search(error)
    if quota is not None:
        return f"the quota {quota[1]!r} leaves no room for the driver"
    thrown = SUBMIT_ERROR.search(error)
    said = API_SERVER_SAID.search(thrown[1] if thrown else error)
    if said is not None:
        return f"the API server says: {shortened(said[1], 400)}"
    return shortened(thrown[1] if thrown else error, 400) or "no reason given"
