"""The resource manager: what is there, and its answer to a request. No sockets here."""

from __future__ import annotations

import copy
import json
import re
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from azure_stand_in.kinds import KINDS, TENANT, Kind
from azure_stand_in.models import faults
from azure_stand_in.paths import above, kind_of, spelled

SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-000000000001"
RESULT = "/operationresults/done?api-version=2024-11-01"
REGISTERED = frozenset({"microsoft.resources", "microsoft.authorization"})

FILTER = re.compile(r"principalId eq '([^']+)'|assignedTo\('([^']+)'\)")


@dataclass(frozen=True)
class Request:
    """A request; ``query`` with names in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True)
class Answer:
    """Status, JSON, headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A request that Azure would refuse."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.answer = Answer(status, {"error": {"code": code, "message": message}})


@dataclass
class Manager:
    """A subscription. ``requests`` is what was asked, ``made`` how often each id was made, changed or deleted."""

    requests: list[Request] = field(default_factory=list)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    providers: set[str] = field(default_factory=lambda: set(REGISTERED))
    pending: dict[str, int] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, request: Request) -> Answer:
        """Return what Azure would answer."""
        with self.lock:
            self.requests.append(request)
            try:
                return self._answer(request)
            except Refused as refused:
                return refused.answer

    def _answer(self, request: Request) -> Answer:
        parts = [part for part in request.path.split("/") if part]
        low = [part.lower() for part in parts]
        if low == ["tenants"]:
            return Answer(200, {"value": [{"id": f"/tenants/{TENANT}", "tenantId": TENANT}]})
        if low == ["subscriptions"]:
            return Answer(200, {"value": [self._subscription()]})
        if low[:2] != ["subscriptions", SUBSCRIPTION]:
            raise Refused(404, "SubscriptionNotFound", f"no subscription in {request.path}")
        if "api-version" not in request.query:
            raise Refused(400, "MissingApiVersionParameter", "The api-version is required")
        if len(low) == 2:
            return Answer(200, self._subscription())
        if low[2] == "operationresults":
            return Answer(204)
        if low[2] == "locations":
            return Answer(200, {"value": [{"name": "westeurope", "displayName": "West Europe"}]})
        if low[2] == "resources":
            return Answer(200, {"value": list(self.resources.values())})
        if low[2] == "providers" and len(low) <= 5 and (len(low) == 4 or low[4] == "register"):
            return self._provider(request, parts[3])
        if low[-1] == "checknameavailability":
            return Answer(200, {"nameAvailable": True})
        return self._resource(request, parts, low)

    def _subscription(self) -> dict[str, Any]:
        return {
            "id": f"/subscriptions/{SUBSCRIPTION}",
            "subscriptionId": SUBSCRIPTION,
            "tenantId": TENANT,
            "displayName": "stand-in",
            "state": "Enabled",
        }

    def _provider(self, request: Request, namespace: str) -> Answer:
        if request.method == "POST":
            self.providers.add(namespace.lower())
            self.changes.append(f"register {namespace}")
        state = "Registered" if namespace.lower() in self.providers else "NotRegistered"
        kinds = [kind.partition("/") for kind in KINDS]
        types = [
            {
                "resourceType": rest,
                "apiVersions": list(KINDS[f"{space}/{rest}"].api_versions),
                "locations": [],
            }
            for space, _, rest in kinds
            if space == namespace.lower()
        ]
        place = f"/subscriptions/{SUBSCRIPTION}/providers/{namespace}"
        body = {
            "id": place,
            "namespace": namespace,
            "registrationState": state,
            "resourceTypes": types,
        }
        return Answer(200, body)

    def _resource(self, request: Request, parts: list[str], low: list[str]) -> Answer:
        kind_name, name, list_of = kind_of(low)
        kind = KINDS.get(kind_name)
        if kind is None:
            raise Refused(
                404,
                "InvalidResourceType",
                f"{request.method} {request.path}: {kind_name} is not served",
            )
        if request.query["api-version"] not in kind.api_versions:
            raise Refused(
                400,
                "NoRegisteredProviderFound",
                f"{kind_name} has no api-version {request.query['api-version']}",
            )
        space = kind_name.partition("/")[0]
        if space not in self.providers:
            raise Refused(
                409, "MissingSubscriptionRegistration", f"not registered to use namespace {space}"
            )
        place = "/" + "/".join(low)
        if list_of:
            return self._listed(request, kind_name, place)
        if request.method not in ("GET", "HEAD"):
            self._check_above(low)
        found = self.resources.get(place)
        if found is None and kind.kept_in_parent and self.resources.get(above(low)):
            found = {"id": request.path, "name": name, "properties": {}}
        if request.method in ("GET", "HEAD"):
            if found is None:
                self._check_above(low)
                raise Refused(404, "ResourceNotFound", f"The Resource {request.path} was not found")
            return Answer(204 if request.method == "HEAD" else 200, self._seen(place, found))
        if request.method == "DELETE":
            return self._deleted(place, found, kind)
        if request.method in ("PUT", "PATCH"):
            return self._written(request, kind, kind_name, parts, place, found)
        raise Refused(405, "MethodNotAllowed", request.method)

    def _listed(self, request: Request, kind_name: str, place: str) -> Answer:
        found = [
            one
            for key, one in self.resources.items()
            if key.startswith(place + "/") and key.count("/") == place.count("/") + 1
        ]
        principal = FILTER.search(request.query.get("$filter", ""))
        if principal:
            wanted = principal[1] or principal[2]
            found = [one for one in found if one["properties"].get("principalId") == wanted]
        return Answer(200, {"value": found})

    def _check_above(self, low: list[str]) -> None:
        if (
            len(low) > 4
            and "/" + "/".join(low[:4]) not in self.resources
            and low[2] == "resourcegroups"
        ):
            raise Refused(
                404, "ResourceGroupNotFound", f"Resource group '{low[3]}' could not be found."
            )
        whole = above(low)
        if whole and whole not in self.resources and not whole.endswith("/blobservices/default"):
            raise Refused(404, "ParentResourceNotFound", f"{whole} is not there")

    def _written(
        self,
        request: Request,
        kind: Kind,
        kind_name: str,
        parts: list[str],
        place: str,
        found: dict[str, Any] | None,
    ) -> Answer:
        model = kind.put if request.method == "PUT" else kind.patch
        if model is None or (request.method == "PATCH" and found is None):
            raise Refused(405, "MethodNotAllowed", f"{request.method} {request.path}")
        wrong = faults(*model, _sent(request.body, kind))
        if wrong:
            raise Refused(400, "InvalidRequestContent", f"{request.path}: {'; '.join(wrong)}")
        if kind.guarded and found and request.body.get("eTag") != found["eTag"]:
            raise Refused(412, "PreconditionFailed", f"{request.path}: not the latest eTag")
        if kind_name == "microsoft.authorization/roleassignments":
            self._check_role(request.body["properties"], place)
            scope = request.path.lower().partition("/providers/microsoft.authorization/")[0]
            request.body["properties"]["scope"] = request.path[: len(scope)]
        base = found if found and request.method == "PATCH" else {}
        made = _merged(copy.deepcopy(base), request.body)
        made = _merged(made, kind.adds(parts[-1], made))
        made |= {
            "id": found["id"] if found else "/" + "/".join(parts),
            "name": parts[-1],
            "type": spelled(parts),
        }
        made.setdefault("properties", {})["provisioningState"] = "Succeeded"
        made["eTag" if kind.guarded else "etag"] = str(uuid.uuid4())
        if kind_name.endswith("/managedclusters"):
            self._pools(place, parts, request.body)
        self.resources[place] = made
        self.changes.append(f"{'change' if found else 'make'} {place}")
        status = 200 if found else kind.created
        if kind.polls:
            self.pending[place] = kind.polls
        return Answer(status, self._seen(place, made, polled=False))

    def _pools(self, place: str, parts: list[str], body: Mapping[str, Any]) -> None:
        for pool in body.get("properties", {}).get("agentPoolProfiles") or ():
            values = {key: value for key, value in pool.items() if key != "name"}
            self.resources[f"{place}/agentpools/{pool['name'].lower()}"] = {
                "id": f"/{'/'.join(parts)}/agentPools/{pool['name']}",
                "name": pool["name"],
                "properties": {**values, "provisioningState": "Succeeded"},
            }

    def _seen(self, place: str, found: dict[str, Any], *, polled: bool = True) -> dict[str, Any]:
        """A resource as a GET shows it: while it is being made its state says so."""
        if not self.pending.get(place):
            return found
        if polled:
            self.pending[place] -= 1
        shown = copy.deepcopy(found)
        shown["properties"]["provisioningState"] = "Creating"
        return shown

    def _check_role(self, properties: Mapping[str, Any], place: str) -> None:
        principal, role = properties["principalId"], properties["roleDefinitionId"].lower()
        known = json.dumps(list(self.resources.values()))
        if principal not in known:
            raise Refused(
                400, "PrincipalNotFound", f"Principal {principal} does not exist in the directory"
            )
        scope = place.partition("/providers/microsoft.authorization/")[0]
        beside = scope + "/providers/microsoft.authorization/"
        for key, one in self.resources.items():
            there = one["properties"]
            pair = (there.get("principalId"), str(there.get("roleDefinitionId")).lower())
            if key.startswith(beside) and key != place and pair == (principal, role):
                raise Refused(409, "RoleAssignmentExists", "The role assignment already exists.")

    def _deleted(self, place: str, found: dict[str, Any] | None, kind: Kind) -> Answer:
        if found is None:
            return Answer(204)
        for key in [key for key in self.resources if key == place or key.startswith(place + "/")]:
            del self.resources[key]
        self.changes.append(f"delete {place}")
        if kind.deleted == 202:
            return Answer(202, headers={"Location": f"/subscriptions/{SUBSCRIPTION}{RESULT}"})
        return Answer(200, found if "roleassignments" in place else None)


def _sent(body: Any, kind: Kind) -> Any:
    """What is held to the model: Azure ignores a resource's own id, name and type, which clients send back to it."""
    if not isinstance(body, Mapping):
        return body
    passed_over = {"id", "name", "type", "etag", "systemData", *kind.ignored}
    return {key: value for key, value in body.items() if key not in passed_over}


def _merged(one: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in other.items():
        if isinstance(value, Mapping) and isinstance(one.get(key), dict):
            one[key] = _merged(one[key], value)
        else:
            one[key] = copy.deepcopy(value)
    return one
