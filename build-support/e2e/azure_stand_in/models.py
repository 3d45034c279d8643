"""Is a body what the service takes? Held to the models of the libraries (``azure-mgmt-*``) that come with ``az``.

They are made from the services' published specifications. What a body holds must be a field of its model that is not
read-only, of its type, one of its values where it has a fixed set (which may grow: models take any text then, this does not).
"""

from __future__ import annotations

import importlib
import re
import typing
from collections.abc import Iterator, Mapping
from enum import EnumMeta
from typing import Any

SIMPLE: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "long": (int,),
    "float": (int, float),
    "iso-8601": (str,),
    "duration": (str,),
    "date": (str,),
    "object": (object,),
}
DURATION = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
"""ISO 8601, as Azure writes it: ``PT1H``, ``P2D``, ``P1DT12H``; not ``1h``, ``P``, ``PT``."""


def faults(package: str, name: str, body: Any) -> list[str]:
    """Return a sentence for each thing in ``body`` that the model does not take."""
    module = importlib.import_module(f"{package}.models")
    return list(_of_model(getattr(module, name), module, body, ""))


def _of_model(model: Any, module: Any, body: Any, path: str) -> Iterator[str]:
    if not isinstance(body, Mapping):
        yield f"{path or 'the body'} is no object"
        return
    model = _subtype(model, module, body)
    if hasattr(model, "_attribute_map"):
        yield from _of_flattened(model, module, body, path)
    else:
        yield from _of_fields(model, module, body, path)


def _subtype(model: Any, module: Any, body: Mapping[str, Any]) -> Any:
    for key, known in getattr(model, "_subtype_map", {}).items():
        json_key = model._attribute_map[key]["key"].replace("\\.", ".")
        if body.get(json_key) in known:
            return getattr(module, known[body[json_key]])
    return model


def _of_flattened(model: Any, module: Any, body: Mapping[str, Any], path: str) -> Iterator[str]:
    """An older model: its fields may stand deeper (``properties.severity``)."""
    tree: dict[str, Any] = {}
    extra = False
    for name, field in model._attribute_map.items():
        key = field["key"]
        if not key:
            extra = True
            continue
        node = tree
        *above, last = re.split(r"(?<!\\)\.", key)
        for part in above:
            node = node.setdefault(part, {})
        rules = model._validation.get(name, {})
        node[last.replace("\\.", ".")] = (field["type"], rules)
    yield from _of_tree(tree, module, body, path, extra)


def _of_tree(
    tree: Mapping[str, Any], module: Any, body: Any, path: str, extra: bool = False
) -> Iterator[str]:
    if not isinstance(body, Mapping):
        yield f"{path} is no object"
        return
    for key, value in body.items():
        here = f"{path}.{key}".lstrip(".")
        known = tree.get(key)
        if known is None:
            if not extra:
                yield f"there is no {here}"
        elif isinstance(known, dict):
            yield from _of_tree(known, module, value, here)
        elif known[1].get("readonly") or known[1].get("constant"):
            if known[1].get("readonly") and value is not None:
                yield f"{here} is read-only"
        elif value is not None:
            yield from _of_named(known[0], module, value, here)
    for key, known in tree.items():
        rules = known[1] if isinstance(known, tuple) else {}
        if rules.get("required") and not rules.get("readonly") and body.get(key) is None:
            yield f"{path}.{key} is missing".lstrip(".")


def _of_named(kind: str, module: Any, value: Any, path: str) -> Iterator[str]:
    """A type by its name: ``[str]``, ``{Tag}``, ``Sku``."""
    if kind.startswith("["):
        if not isinstance(value, list):
            yield f"{path} is no list"
            return
        for number, one in enumerate(value):
            yield from _of_named(kind[1:-1], module, one, f"{path}[{number}]")
    elif kind.startswith("{"):
        if not isinstance(value, Mapping):
            yield f"{path} is no object"
            return
        for key, one in value.items():
            yield from _of_named(kind[1:-1], module, one, f"{path}.{key}")
    elif kind in SIMPLE:
        yield from _of_simple(kind, value, path)
    else:
        found = getattr(module, kind, None)
        if isinstance(found, EnumMeta):
            yield from _of_enum(found, value, path)
        elif found is not None:
            yield from _of_model(found, module, value, path)


def _of_simple(kind: str, value: Any, path: str) -> Iterator[str]:
    wrong = not isinstance(value, SIMPLE[kind]) or (
        isinstance(value, bool) and kind in ("int", "long", "float")
    )
    if wrong:
        yield f"{path} is {value!r}, not of the type {kind}"
    elif kind == "duration" and not DURATION.fullmatch(value):
        yield f"{path} is {value!r}, not a duration"


def _of_enum(known: EnumMeta, value: Any, path: str) -> Iterator[str]:
    values = {str(one.value).lower() for one in known}  # type: ignore[var-annotated]
    if str(value).lower() not in values:
        yield f"{path} is {value!r}, not one of {', '.join(sorted(values))}"


def _of_fields(model: Any, module: Any, body: Mapping[str, Any], path: str) -> Iterator[str]:
    """A newer model: it has the structure of the JSON."""
    model.__new__(model)  # computes the fields
    fields = {
        field._rest_name: (attribute, field)
        for attribute, field in model._attr_to_rest_field.items()
    }
    hints = _hints(model, module)
    for key, value in body.items():
        here = f"{path}.{key}".lstrip(".")
        if key not in fields:
            yield f"there is no {here}"
            continue
        attribute, field = fields[key]
        if field._visibility == ["read"]:
            if value is not None:
                yield f"{here} is read-only"
        elif value is not None:
            yield from _of_hint(hints.get(attribute, Any), module, value, here)
    for key, (attribute, field) in fields.items():
        optional = type(None) in typing.get_args(hints.get(attribute, Any))
        if not optional and field._visibility != ["read"] and body.get(key) is None:
            yield f"{path}.{key} is missing".lstrip(".")


def _hints(model: Any, module: Any) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        names = (
            vars(importlib.import_module(base.__module__)) if hasattr(base, "__module__") else {}
        )
        for name, hint in getattr(base, "__annotations__", {}).items():
            try:
                found[name] = _evaluated(hint, {**names, "_models": module})
            except NameError:
                found[name] = Any
    return found


def _evaluated(hint: Any, names: Mapping[str, Any]) -> Any:
    namespace = type("Hinted", (), {"__annotations__": {"it": hint}})
    return typing.get_type_hints(namespace, globalns=dict(names))["it"]


def _of_hint(hint: Any, module: Any, value: Any, path: str) -> Iterator[str]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Union:
        kinds = [one for one in inner if one is not type(None)]
        # "str or one of these": a model takes any text, this does not
        fixed = [one for one in kinds if isinstance(one, EnumMeta)]
        results = [list(_of_hint(one, module, value, path)) for one in fixed or kinds]
        yield from min(results, key=len)
    elif origin is list:
        yield from _of_list(inner[0], module, value, path)
    elif origin is dict:
        if not isinstance(value, Mapping):
            yield f"{path} is no object"
            return
        for key, one in value.items():
            yield from _of_hint(inner[1], module, one, f"{path}.{key}")
    elif isinstance(hint, EnumMeta):
        yield from _of_enum(hint, value, path)
    elif hint in (str, bool, int, float):
        yield from _of_simple(hint.__name__, value, path)
    elif isinstance(hint, type) and hasattr(hint, "_is_model"):
        yield from _of_model(hint, module, value, path)


def _of_list(hint: Any, module: Any, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path} is no list"
        return
    for number, one in enumerate(value):
        yield from _of_hint(hint, module, one, f"{path}[{number}]")
