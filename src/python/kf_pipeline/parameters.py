"""The pipeline's parameters by group: in its description, in the README, and in names that KFP's form keeps together.

KFP's form for a new run lists parameters by the alphabet, each with its type and default and nothing else. Their known names
scatter what belongs together; the grouped names begin with their group.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from kf_pipeline.errors import BadPipeline


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the pipeline: its known name, and the one that stands with its group."""

    known: str
    grouped: str


@dataclass(frozen=True, slots=True)
class Group:
    """Parameters that belong together."""

    title: str
    parameters: tuple[Parameter, ...]


def _group(title: str, names: str) -> Group:
    """Return a group; a name is ``known`` or ``known=grouped``."""
    pairs = (one.partition("=") for one in names.split())
    return Group(title, tuple(Parameter(known, grouped or known) for known, _, grouped in pairs))


GROUPS = (
    _group("The run", "lake user_agent tolerate coverage"),
    _group(
        "What to load",
        "tickers=select_tickers ciks=select_ciks companies=select_companies index=select_index "
        "all_filers=select_all_filers filed_from=select_filed_from filed_to=select_filed_to forms=select_forms "
        "amendments=select_amendments limit=select_limit",
    ),
    _group(
        "The loader",
        "loader_patience max_filings=loader_max_filings edgar_url=loader_edgar_url "
        "data_loader_image=loader_image",
    ),
    _group(
        "The Spark job",
        "spark_namespace spark_service_account spark_identity spark_account_key_secret spark_timeout "
        "spark_pickup_timeout spark_attempts spark_on_stop driver_memory=spark_driver_memory executors=spark_executors "
        "max_executors=spark_executors_max executor_cores=spark_executor_cores "
        "executor_memory=spark_executor_memory executor_overhead=spark_executor_overhead "
        "node_selector=spark_node_selector tolerations=spark_tolerations "
        "writer_arguments=spark_writer_arguments spark_job_image spark_delta_image",
    ),
    _group("The steps' own pods", "step_node_selector step_tolerations"),
)

_GROUPED = {one.known: one.grouped for group in GROUPS for one in group.parameters}
_KNOWN = {grouped: known for known, grouped in _GROUPED.items()}

MEANING = re.compile(r"^( {8})([a-z_]{1,40})(: .{1,300})$", re.MULTILINE)
"""A line of the pipeline's docstring that says what a parameter is: ``        tickers: companies by ticker: AAPL,MSFT.``"""


def grouped_name(known: str) -> str:
    """Return the name of a parameter that stands with its group."""
    return _GROUPED[known]


WRITER_ARGUMENTS = "--writer-arguments"
"""Its value is options of another program: ``--optimize``, which argparse would take for one of ours."""


def known_flags(argv: Sequence[str]) -> list[str]:
    """Return a command line with ``--tickers`` where it has ``--select-tickers``; raises BadPipeline for both of them.

    The value of ``--writer-arguments`` is tied to it.
    """
    given: list[str] = []
    seen: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        flag, sign, value = word.partition("=")
        name = flag.removeprefix("--").replace("-", "_")
        known = _KNOWN.get(name, name) if flag.startswith("--") else name
        if known in _GROUPED and flag.startswith("--"):
            if seen.setdefault(known, flag) != flag:
                raise BadPipeline(f"{seen[known]} and {flag} are the same parameter: give one")
            word = f"--{known.replace('_', '-')}{sign}{value}"
        its = next(words, None) if word == WRITER_ARGUMENTS else None
        given.append(word if its is None else f"{word}={its}")
    return given


def described(first: str, meanings: Mapping[str, str], *, grouped: bool) -> str:
    """Return the pipeline's description: its first sentence, then each parameter that it has, by group, as Markdown.

    ``meanings`` are the parameters' descriptions by their known names.
    """
    lines = [first]
    for group in GROUPS:
        found = [one for one in group.parameters if one.known in meanings]
        if found:
            lines += ["", f"**{group.title}**", ""]
        for one in found:
            name = one.grouped if grouped else one.known
            lines.append(f"- {name}: {meanings[one.known].rstrip('.')}")
    return "\n".join(lines)


def table(meanings: Mapping[str, str], defaults: Mapping[str, object]) -> Iterator[str]:
    """Yield the README's table of parameters, a line at a time."""
    yield "| parameter | with its group | default | what it is |"
    yield "|---|---|---|---|"
    for group in GROUPS:
        yield f"| **{group.title}** | | | |"
        for one in group.parameters:
            default = (
                f"`{defaults[one.known]}`" if defaults.get(one.known) not in (None, "") else ""
            )
            other = f"`{one.grouped}`" if one.grouped != one.known else ""
            yield f"| `{one.known}` | {other} | {default} | {meanings[one.known].rstrip('.')} |"


def reshaped(function: Any, fixed: Mapping[str, object], *, grouped: bool) -> Any:
    """Return a pipeline's function without the ``fixed`` parameters, and with grouped names if asked for."""
    whole = inspect.signature(function)
    left = [one for one in whole.parameters.values() if one.name not in fixed]

    @wraps(function)
    def shaped(*values: Any) -> None:
        function(**fixed, **{one.name: value for one, value in zip(left, values, strict=True)})

    def named(known: str) -> str:
        return _GROUPED[known] if grouped else known

    shaped.__signature__ = whole.replace(  # type: ignore[attr-defined]
        parameters=[one.replace(name=named(one.name)) for one in left]
    )
    shaped.__doc__ = MEANING.sub(
        lambda line: "" if line[2] in fixed else f"{line[1]}{named(line[2])}{line[3]}",
        function.__doc__ or "",
    )
    return shaped
