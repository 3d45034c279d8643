"""The YAML of a manifest as plain values: what JSON can say, for that is what Kubernetes takes."""

from __future__ import annotations

import math
from typing import Any

import yaml

from spark_job.errors import BadManifest

_TIMESTAMP = "tag:yaml.org,2002:timestamp"

_OF_A_TAG = (ValueError, LookupError, AttributeError, TypeError, OverflowError)
"""What PyYAML raises for a value that its tag does not allow: ``!!int x``, ``!!bool x``, ``!!timestamp x``."""


class _Loader(yaml.SafeLoader):
    """Leaves a day such as 2024-05-01 the text that it is, as kubectl does."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the class above has it
        first: [(tag, pattern) for tag, pattern in known if tag != _TIMESTAMP]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def plain_values(text: str, where: str) -> Any:
    """Return what the YAML ``text`` holds; ``where`` names it in messages. Raises BadManifest."""
    try:
        found = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
        problem = _not_plain(found, "", ())
    except yaml.YAMLError as error:
        raise BadManifest(f"{where} is no YAML: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise BadManifest(f"{where} is nested too deeply") from error
    except _OF_A_TAG as error:
        raise BadManifest(f"{where} has a value that its tag does not allow: {error}") from error
    if problem:
        raise BadManifest(f"{where} holds what JSON cannot say: {problem}")
    return found


def _not_plain(value: object, path: str, around: tuple[int, ...]) -> str:
    """Return where ``value`` holds what JSON has no word for, empty where all of it is plain. ``around``: what holds it."""
    if id(value) in around:
        return f"{path or 'the manifest'} holds itself"
    inner = (*around, id(value))
    if isinstance(value, dict):
        wrong = next((key for key in value if not isinstance(key, str)), None)
        if wrong is not None:
            return f"{path + '.' if path else ''}{wrong}: the key is no text; put it in quotes"
        below = ((f"{path}.{key}" if path else key, one) for key, one in value.items())
    elif isinstance(value, list):
        below = ((f"{path}.{number}", one) for number, one in enumerate(value))
    else:
        return "" if _is_plain(value) else f"{path}: {value!r:.80}"
    return next(filter(None, (_not_plain(one, at, inner) for at, one in below)), "")


def _is_plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in value)
    return value is None or isinstance(value, bool | int)
