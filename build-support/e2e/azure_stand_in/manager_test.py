"""The resource manager answers as Azure does, where our commands lean on it."""

from __future__ import annotations

from typing import Any

import pytest

from azure_stand_in import manager as manager_module
from azure_stand_in.manager import SUBSCRIPTION, Answer, Manager, Request

HERE = f"/subscriptions/{SUBSCRIPTION}"
GROUP = f"{HERE}/resourceGroups/docai"
IDENTITY = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/docai-spark"
CLUSTER = f"{GROUP}/providers/Microsoft.ContainerService/managedClusters/docai"
VERSIONS = {
    "ManagedIdentity": "2024-11-30",
    "ContainerService": "2026-06-01",
    "Authorization": "2022-04-01",
    "Consumption": "2024-08-01",
    "Storage": "2025-08-01",
}


@pytest.fixture
def azure(monkeypatch: pytest.MonkeyPatch) -> Manager:
    """A subscription whose services are registered; bodies are not held to models, which come with ``az`` alone."""
    monkeypatch.setattr(manager_module, "faults", lambda *_given: [])
    made = Manager()
    made.providers |= {"microsoft.managedidentity", "microsoft.containerservice"}
    return made


def ask(azure: Manager, method: str, path: str, body: Any = None, version: str = "") -> Answer:
    service = next((name for name in VERSIONS if name in path.rpartition("/providers/")[2]), "")
    query = {"api-version": version or VERSIONS.get(service, "2024-11-01")}
    return azure.answer(Request(method, path, query, body))


def code(answer: Answer) -> str:
    return str(answer.body["error"]["code"])


def test_a_resource_needs_its_group_its_service_and_a_version(azure: Manager) -> None:
    body = {"location": "westeurope"}
    assert code(ask(azure, "PUT", IDENTITY, body)) == "ResourceGroupNotFound"
    assert ask(azure, "PUT", GROUP, body).status == 201
    assert code(ask(azure, "PUT", IDENTITY, body, "1999-01-01")) == "NoRegisteredProviderFound"
    azure.providers.clear()
    assert code(ask(azure, "PUT", IDENTITY, body)) == "MissingSubscriptionRegistration"
    assert ask(azure, "POST", f"{HERE}/providers/Microsoft.ManagedIdentity/register").status == 200
    assert ask(azure, "PUT", IDENTITY, body).status == 201
    assert ask(azure, "PUT", IDENTITY, body).status == 200
    answer = azure.answer(Request("GET", IDENTITY, {}))
    assert code(answer) == "MissingApiVersionParameter"


def test_what_is_not_there_is_not_found_and_a_part_needs_its_whole(azure: Manager) -> None:
    ask(azure, "PUT", GROUP, {})
    assert ask(azure, "GET", IDENTITY).status == 404
    assert code(ask(azure, "PUT", f"{IDENTITY}/federatedIdentityCredentials/x", {})) == (
        "ParentResourceNotFound"
    )


def test_a_role_needs_a_principal_and_is_given_once(azure: Manager) -> None:
    ask(azure, "PUT", GROUP, {})
    made = ask(azure, "PUT", IDENTITY, {"location": "x"}).body["properties"]
    place = f"{GROUP}/providers/Microsoft.Authorization/roleAssignments"
    given = {"principalId": made["principalId"], "roleDefinitionId": "/roles/x"}
    nobody = {"properties": {**given, "principalId": "nobody"}}
    assert code(ask(azure, "PUT", f"{place}/1", nobody)) == "PrincipalNotFound"
    assert ask(azure, "PUT", f"{place}/1", {"properties": dict(given)}).status == 201
    again = ask(azure, "PUT", f"{place}/2", {"properties": dict(given)})
    assert (again.status, code(again)) == (409, "RoleAssignmentExists")


def test_a_cluster_is_being_made_for_a_while(azure: Manager) -> None:
    ask(azure, "PUT", GROUP, {})
    states = [ask(azure, "PUT", CLUSTER, {"properties": {}}).body]
    states += [ask(azure, "GET", CLUSTER).body for _ in range(3)]
    assert [one["properties"]["provisioningState"] for one in states] == [
        *(["Creating"] * 3),
        "Succeeded",
    ]


def test_what_goes_takes_what_is_in_it_along(azure: Manager) -> None:
    ask(azure, "PUT", GROUP, {})
    ask(azure, "PUT", IDENTITY, {"location": "x"})
    assert ask(azure, "DELETE", GROUP).status == 200
    assert not azure.resources
    assert ask(azure, "DELETE", GROUP).status == 204


def test_a_body_that_the_model_does_not_take_is_refused(
    azure: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(azure, "PUT", GROUP, {})
    monkeypatch.setattr(manager_module, "faults", lambda *_given: ["there is no x"])
    answer = ask(azure, "PUT", IDENTITY, {"x": 1})
    assert (answer.status, code(answer)) == (400, "InvalidRequestContent")
    assert "there is no x" in answer.body["error"]["message"]


def test_a_budget_is_changed_only_by_who_has_read_it(azure: Manager) -> None:
    azure.providers.add("microsoft.consumption")
    ask(azure, "PUT", GROUP, {})
    place = f"{GROUP}/providers/Microsoft.Consumption/budgets/month"
    made = ask(azure, "PUT", place, {"properties": {"amount": 1}}).body
    refused = ask(azure, "PUT", place, {"properties": {"amount": 2}})
    assert (refused.status, code(refused)) == (412, "PreconditionFailed")
    changed = {"eTag": made["eTag"], "properties": {"amount": 2}}
    assert ask(azure, "PUT", place, changed).body["properties"]["amount"] == 2


def test_a_cluster_is_deleted_by_and_by(azure: Manager) -> None:
    ask(azure, "PUT", GROUP, {})
    ask(azure, "PUT", CLUSTER, {"properties": {}})
    answer = ask(azure, "DELETE", CLUSTER)
    assert answer.status == 202
    assert ask(azure, "GET", answer.headers["Location"].partition("?")[0]).status == 204


def test_what_azure_adds_stays_when_a_part_is_changed(azure: Manager) -> None:
    azure.providers.add("microsoft.storage")
    ask(azure, "PUT", GROUP, {})
    place = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/lake"
    ask(azure, "PUT", place, {"location": "westeurope"})
    changed = ask(azure, "PATCH", place, {"properties": {"minimumTlsVersion": "TLS1_2"}}).body
    assert changed["properties"]["primaryLocation"] == "westeurope"
