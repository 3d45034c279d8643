"""Names and sizes, from settings.toml."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from docai_azure.errors import WrongSettings

NAME = re.compile(r"[a-z][a-z0-9-]{0,18}[a-z0-9]", re.ASCII)
"""The name of an installation: part of names whose rules differ, so it keeps to what all of them allow."""

STORAGE_ACCOUNT = re.compile(r"[a-z0-9]{3,24}", re.ASCII)
REGISTRY = re.compile(r"[A-Za-z0-9]{5,50}", re.ASCII)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
LAYOUTS = ("one-namespace", "two-namespaces")

_Section = TypeVar("_Section")


@dataclass(frozen=True)
class Storage:
    """The lake's account."""

    filesystem: str = "filings"
    root: str = "prod"
    redundancy: str = "Standard_ZRS"
    cool_after_days: int = 30
    undelete_days: int = 7


@dataclass(frozen=True)
class Cluster:
    """The AKS cluster; sizes are names of Azure's machines."""

    kubernetes: str = ""
    tier: str = "standard"
    system_size: str = "Standard_D4s_v5"
    system_nodes: int = 2
    spark_size: str = "Standard_D8s_v5"
    spark_nodes: int = 5
    spark_spot: bool = True


@dataclass(frozen=True)
class Nightly:
    """The scheduled run."""

    user_agent: str = ""
    cron: str = "0 0 6 * * *"
    filed_from: str = "7d"
    max_executors: int = 12


@dataclass(frozen=True)
class Alerts:
    """Who is told, and when; ``budget`` is a month's, in the subscription's currency."""

    emails: tuple[str, ...] = ()
    budget: int = 500
    lag_hours: int = 48
    silent_hours: int = 26


@dataclass(frozen=True)
class Settings:
    """What settings.toml says."""

    name: str = "docai"
    location: str = "westeurope"
    subscription: str = ""
    storage_account: str = ""
    registry: str = ""
    layout: str = "one-namespace"
    storage: Storage = Storage()
    cluster: Cluster = Cluster()
    nightly: Nightly = Nightly()
    alerts: Alerts = Alerts()

    @property
    def spark_namespace(self) -> str:
        """Where Spark's pods run; the pipeline is in ``docai`` in either layout."""
        return "docai" if self.layout == "one-namespace" else "spark-jobs"

    def account_in(self, subscription_id: str) -> str:
        """Return the storage account's name in a subscription: the same at each call."""
        return self.storage_account or self._unique(subscription_id)

    def registry_in(self, subscription_id: str) -> str:
        """Return the registry's name in a subscription: the same at each call."""
        return self.registry or self._unique(subscription_id)

    def _unique(self, subscription_id: str) -> str:
        digest = hashlib.sha256(f"{subscription_id}/{self.name}".encode()).hexdigest()
        return self.name.replace("-", "")[:14] + digest[:10]


def read_settings(path: Path) -> Settings:
    """Return the settings of a file; raises WrongSettings with what is wrong, what was given, and what would be right."""
    try:
        text = path.read_text()
        return settings_of(tomllib.loads(text))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(f"cannot read the settings {path}: {error}") from None


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Return settings of the values in a TOML file; what is not named keeps its default. Raises WrongSettings."""
    read = _section(Settings, values, "")
    _check(read)
    return read


def _section(kind: type[_Section], values: Mapping[str, Any], path: str) -> _Section:
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    for name in values:
        if name not in known:
            raise WrongSettings(
                f"the settings have no {path}{name}: there are {', '.join(sorted(known))}"
            )
    return kind(**{name: _value(hints[name], value, path + name) for name, value in values.items()})


def _value(kind: Any, value: Any, path: str) -> Any:
    if isinstance(value, dict):
        if kind in (str, int, bool, tuple[str, ...]):
            raise WrongSettings(f"{path} is a section; it is a single value")
        return _section(kind, value, path + ".")
    if kind == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise WrongSettings(f'{path} is {value!r}; it is a list of texts: ["a", "b"]')
    if type(value) is not kind:
        words = {str: "a text", int: "a whole number", bool: "true or false"}
        raise WrongSettings(f"{path} is {value!r}; it is {words.get(kind, 'a section')}")
    return value


def _check(read: Settings) -> None:
    for name, value, right, words in (
        ("name", read.name, NAME, "2 to 20 small letters, digits and hyphens, a letter first"),
        ("storage_account", read.storage_account, STORAGE_ACCOUNT, "3 to 24 small letters, digits"),
        ("registry", read.registry, REGISTRY, "5 to 50 letters and digits"),
    ):
        if value and not right.fullmatch(value):
            raise WrongSettings(f"{name} is {value!r}; it has {words}")
    if not read.name:
        raise WrongSettings("name is empty; it is the resource group's: docai")
    if read.layout not in LAYOUTS:
        raise WrongSettings(f"layout is {read.layout!r}; it is {' or '.join(LAYOUTS)}")
    for email in read.alerts.emails:
        if not EMAIL.fullmatch(email):
            raise WrongSettings(f"alerts.emails has {email!r}; it holds mail addresses")
    for name, number, least in (
        ("storage.cool_after_days", read.storage.cool_after_days, 0),
        ("storage.undelete_days", read.storage.undelete_days, 0),
        ("cluster.system_nodes", read.cluster.system_nodes, 1),
        ("cluster.spark_nodes", read.cluster.spark_nodes, 1),
        ("nightly.max_executors", read.nightly.max_executors, 1),
        ("alerts.budget", read.alerts.budget, 1),
        ("alerts.lag_hours", read.alerts.lag_hours, 1),
        ("alerts.silent_hours", read.alerts.silent_hours, 1),
    ):
        if number < least:
            raise WrongSettings(f"{name} is {number}; it is at least {least}")
    if read.alerts.silent_hours > 47:
        # https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule: at most two days are looked at
        raise WrongSettings(
            f"alerts.silent_hours is {read.alerts.silent_hours}; a log alert looks back at most 47 hours"
        )
