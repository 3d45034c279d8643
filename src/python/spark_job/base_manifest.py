"""Reading the manifest file that people edit, and checking any manifest against the operator's own models."""

from __future__ import annotations

import difflib
import importlib.resources
import json
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from spark_job.errors import BadManifest
from spark_job.manifest_yaml import plain_values

API_VERSION = "sparkoperator.k8s.io/v1beta2"
KIND = "SparkApplication"

QUANTITY = re.compile(r"\d{1,18}(?:\.\d{1,9})?(?:[numkMGTPE]|[KMGTPE]i|[eE]\d{1,2})?", re.ASCII)
"""An amount as Kubernetes writes it: ``20Gi``, ``500m``, ``1``, ``1.5e3``."""

OWN_PREFIX = "docai/"
"""What the labels and annotations begin with that the launcher sets."""

_UNMODELLED = ("ResourceQuantity", "IntstrIntOrString")
"""Types that are a plain text or number on the wire; the generated models take neither."""


def read_base(
    given: Path | str | None, own: tuple[str, str] = ("spark_job", "spark_app.yaml")
) -> dict[str, Any]:
    """Return the manifest file at the path ``given``, or that text itself when it has more than one line; raises BadManifest.

    None: ``own``, a package's file that comes with docai.
    """
    if given is None:
        where, text = own[1], (importlib.resources.files(own[0]) / own[1]).read_text()
    elif "\n" in str(given):
        where, text = "--manifest", str(given)
    else:
        where = str(given)
        try:
            text = Path(given).read_text()
        except (OSError, ValueError) as error:
            raise BadManifest(f"--manifest {given} cannot be read: {error}") from error
    found = plain_values(text, where)
    if not isinstance(found, dict) or (found.get("apiVersion"), found.get("kind")) != (
        API_VERSION,
        KIND,
    ):
        raise BadManifest(
            f"{where} is no SparkApplication: it begins with apiVersion: {API_VERSION}, kind: {KIND}"
        )
    if not isinstance(found.get("spec"), dict):
        raise BadManifest(f"{where} lacks its spec")
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a manifest file's metadata goes on to the application."""

    labels: Mapping[str, str]
    annotations: Mapping[str, str]


def kept_metadata(base: Mapping[str, Any], namespace: str) -> Kept:
    """Return the labels and annotations of ``base``; raises BadManifest for metadata that would change what it is.

    An application is named, found again and deleted by what the launcher puts there. A name is passed over: the application has
    another one, by run, step and specification.
    """
    metadata = base.get("metadata") or {}
    if not isinstance(metadata, Mapping):
        raise BadManifest(f"metadata: {metadata!r:.80} is no mapping")
    if metadata.get("namespace") not in (None, "", namespace):
        raise BadManifest(
            f"metadata.namespace is {metadata['namespace']!r}, but the application goes to {namespace!r}: "
            "take it out of the manifest, or give --namespace"
        )
    for key in metadata:
        if key not in ("name", "namespace", "labels", "annotations"):
            raise BadManifest(f"metadata.{key}: that is the launcher's to say; take it out")
    return Kept(_texts(metadata, "labels"), _texts(metadata, "annotations"))


def _texts(metadata: Mapping[str, Any], what: str) -> dict[str, str]:
    found = metadata.get(what) or {}
    if not isinstance(found, Mapping):
        raise BadManifest(f"metadata.{what}: {found!r:.80} is no mapping")
    for key, text in found.items():
        if str(key).startswith(OWN_PREFIX):
            raise BadManifest(
                f"metadata.{what}.{key}: by {OWN_PREFIX}... the launcher finds its applications again; take it out"
            )
        if not isinstance(text, str):
            raise BadManifest(f"metadata.{what}.{key}: {text!r:.80} is no text; put it in quotes")
    return dict(found)


def as_yaml(manifest: Mapping[str, Any]) -> str:
    """Return ``manifest`` as YAML that people can read: keys in their order, nothing by reference."""
    plain = json.loads(json.dumps(manifest))
    return yaml.safe_dump(plain, sort_keys=False, width=120, allow_unicode=True)


def check(manifest: Mapping[str, Any], where: str = "the manifest") -> None:
    """Return when ``manifest`` is a SparkApplication: known keys, values of the right type, none missing.

    Raises BadManifest, which names every key that is wrong.
    """
    # Here: the operator's models take a second to import, which --help and a wrong option need not wait for.
    from kubeflow_spark_api.models.spark_v1beta2_spark_application import (
        SparkV1beta2SparkApplication,
    )

    model = SparkV1beta2SparkApplication
    wrong = [*_unknown(model, manifest, ""), *_mistyped(model, manifest)]
    if wrong:
        raise BadManifest(f"{where} is no SparkApplication: {'; '.join(wrong)}")


def _mistyped(model: type[BaseModel], manifest: Mapping[str, Any]) -> Iterator[str]:
    try:
        model.model_validate(manifest)
    except ValidationError as error:
        for one in error.errors():
            named = str(one.get("ctx", {}).get("class_name", ""))
            if named.endswith(_UNMODELLED) and _plain(one["input"], named):
                continue
            path = ".".join(map(str, one["loc"]))
            given = "" if one["type"] == "missing" else f" (given: {one['input']!r:.80})"
            yield f"{path}: {one['msg']}{given}"


def _plain(value: object, model: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    return model.endswith("IntOrString") or QUANTITY.fullmatch(str(value)) is not None


def _unknown(model: type[BaseModel], value: object, path: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    known = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
    for key, inner in value.items():
        at = f"{path}.{key}" if path else str(key)
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=2, cutoff=0.6)
            yield f"{at}: no such key" + (f"; did you mean {' or '.join(near)}?" if near else "")
            continue
        below = _model_in(known[key])
        if below is None or below.__name__.endswith(_UNMODELLED):
            continue
        if isinstance(inner, list):
            for number, item in enumerate(inner):
                yield from _unknown(below, item, f"{at}.{number}")
        elif typing.get_origin(_bare(known[key])) is dict and isinstance(inner, Mapping):
            for name, item in inner.items():
                yield from _unknown(below, item, f"{at}.{name}")
        else:
            yield from _unknown(below, inner, at)


def _bare(annotation: Any) -> Any:
    """Take the Optional off an annotation."""
    choices = [one for one in typing.get_args(annotation) if one is not type(None)]
    return (
        choices[0]
        if typing.get_origin(annotation) is typing.Union and len(choices) == 1
        else annotation
    )


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def overlaid(base: Any, over: Any) -> Any:
    """Return ``base`` with ``over`` laid on it: mappings merge, lists of named things merge by name, others give way."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        merged = dict(base)
        for key, value in over.items():
            merged[key] = overlaid(base[key], value) if key in base else value
        return merged
    if isinstance(base, list) and isinstance(over, list) and _named(base) and _named(over):
        named = {item["name"]: item for item in base}
        for item in over:
            named[item["name"]] = overlaid(named.get(item["name"]), item)
        return list(named.values())
    return over


def _named(items: list[Any]) -> bool:
    return all(isinstance(item, Mapping) and "name" in item for item in items)
