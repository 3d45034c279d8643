"""Resources that ``az`` has no command for, or only in an extension: written and read whole, by id and API version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docai_azure.command import Command, JsonFile, az
from docai_azure.resource import Resource


def whole(
    *,
    key: str,
    title: str,
    place: str,
    api_version: str,
    body: Mapping[str, Any],
    wanted: tuple[str, ...],
    changed: Mapping[str, Any] | None = None,
) -> Resource:
    """Return the resource with the id ``place``.

    ``wanted`` names the properties that are held to those of ``body``; ``changed`` is what is written where they differ, ``body``
    itself when absent.
    """
    properties = body["properties"]
    here = ("--ids", place, "--api-version", api_version)
    # what az does not know of a resource, its eTag for one, is in responseBody alone
    everything = ("--include-response-body", "true")
    return Resource(
        key=key,
        title=title,
        show=az("resource", "show", *here, *everything),
        make=_written(place, api_version, body),
        wanted={f"properties.{name}": properties[name] for name in wanted},
        mend=_written(place, api_version, changed or body),
        unmake=az("resource", "delete", *here),
    )


def _written(place: str, api_version: str, body: Mapping[str, Any]) -> Command:
    return az(
        *("rest", "--method", "put", "--uri", f"{place}?api-version={api_version}"),
        *("--body", JsonFile(body, at=True)),
    )
