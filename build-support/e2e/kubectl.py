"""kubectl against one cluster."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]


class Refused(Exception):
    """kubectl could not do it; the message is its own."""


@dataclass(frozen=True)
class Kubectl:
    """The cluster of a kubeconfig (empty: as kubectl itself finds one) and of a context in it (empty: the current one)."""

    program: str = "kubectl"
    kubeconfig: str = ""
    context: str = ""

    def run(self, *arguments: str, given: str | None = None) -> str:
        """Return what ``kubectl ARGUMENTS`` prints; raises Refused."""
        done = subprocess.run(
            self._command(arguments), input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(f"kubectl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def server(self) -> str:
        """Return the address of the API server."""
        path = "{.clusters[0].cluster.server}"
        return self.run("config", "view", "--minify", "-o", f"jsonpath={path}")

    def node_address(self) -> str:
        """Return the address of a node in the cluster's own network; raises Refused."""
        for node in json.loads(self.run("get", "nodes", "-o", "json"))["items"]:
            for one in node["status"].get("addresses") or ():
                if one["type"] == "InternalIP":
                    return str(one["address"])
        raise Refused("no node of the cluster has an address")

    def apply(self, *objects: Object) -> None:
        """Create or change objects; raises Refused."""
        given = json.dumps({"apiVersion": "v1", "kind": "List", "items": list(objects)})
        self.run("apply", "-f", "-", given=given)

    def get(self, kind: str, namespace: str, name: str) -> Object | None:
        """Return an object, None when it is not there; raises Refused."""
        said = self.run("-n", namespace, "get", kind, name, "--ignore-not-found", "-o", "json")
        return dict(json.loads(said)) if said.strip() else None

    def chosen(self, kind: str, namespace: str, labels: str) -> Sequence[Object]:
        """Return the objects that have ``labels``; raises Refused."""
        said = self.run("-n", namespace, "get", kind, "-l", labels, "-o", "json")
        return list(json.loads(said)["items"])

    def delete(self, kind: str, namespace: str, name: str) -> None:
        """Delete an object, if it is there; raises Refused."""
        self.run("-n", namespace, "delete", kind, name, "--ignore-not-found", "--wait=false")

    def log(self, namespace: str, pod: str, container: str) -> Iterator[str]:
        """Yield the lines of a container that runs or ran, as they come, until it ends."""
        command = self._command(("-n", namespace, "logs", "-f", pod, "-c", container))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                yield line.rstrip("\n")

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [
            self.program,
            *((f"--kubeconfig={self.kubeconfig}",) if self.kubeconfig else ()),
            *((f"--context={self.context}",) if self.context else ()),
            *arguments,
        ]
