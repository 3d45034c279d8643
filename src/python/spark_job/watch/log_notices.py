"""What the driver's log alone can tell of the cluster, and a person has to hear at once. Pure."""

from __future__ import annotations

import re

from docai.cluster.answers import shortened

EXECUTOR_REFUSED = re.compile(
    r'pods "[a-z0-9][a-z0-9.-]{0,240}-exec-[0-9]{1,9}" is forbidden: ([^\n]{1,2000})', re.ASCII
)
"""The API server's answer, as Spark logs it, when it takes no pod for an executor: there is no pod to look at then."""

NO_MORE = re.compile(r"\. Received status: ", re.ASCII)
"""Where Kubernetes' sentence ends in what Spark's client says, and the same begins again."""


def refusal(line: str) -> tuple[str, str] | None:
    """Return why an executor's pod was refused, as a key that is the same while the reason is, and a sentence; else None."""
    found = EXECUTOR_REFUSED.search(line)
    if found is None:
        return None
    reason = NO_MORE.split(found[1])[0].rstrip(". ")
    key = reason.partition(",")[0]
    return key, (
        f"the cluster takes no executor: {shortened(reason, 400)}; "
        "the job goes on with those it has, and waits for the first"
    )
