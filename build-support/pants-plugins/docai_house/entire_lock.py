"""One environment of the whole lock for tests, types and programs, installed once.

With `run_against_entire_lockfile` and a lock that is no PEX lock, Pants installs the whole lock twice: as a repository to
take requirements from, and as the PEX that tests get, which holds all of them and has the repository on its path besides.
Each takes a minute and a half. Nothing is missing without the repository, so here it is left out.
"""

from __future__ import annotations

from typing import Any

from pants.backend.python.subsystems.setup import PythonSetup
from pants.backend.python.util_rules import pex_from_targets
from pants.backend.python.util_rules.pex import OptionalPexRequest
from pants.backend.python.util_rules.pex_from_targets import (
    PexFromTargetsRequest,
    _RepositoryPexRequest,
)
from pants.engine.rules import Get

_pants_own = pex_from_targets._determine_requirements_for_pex_from_targets


async def _entire_lock_once(request: PexFromTargetsRequest, python_setup: PythonSetup) -> Any:
    """Return the lock as requirements and no other PEX, where Pants would name a PEX of the same lock beside it."""
    if not (
        python_setup.run_against_entire_lockfile
        and request.internal_only
        and request.include_requirements
    ):
        return await _pants_own(request, python_setup)
    repository = await Get(
        OptionalPexRequest,
        _RepositoryPexRequest(
            request.addresses,
            hardcoded_interpreter_constraints=request.hardcoded_interpreter_constraints,
            platforms=request.platforms,
            complete_platforms=request.complete_platforms,
            internal_only=True,
            additional_lockfile_args=request.additional_lockfile_args,
        ),
    )
    if repository.maybe_pex_request is None:
        return await _pants_own(request, python_setup)
    return repository.maybe_pex_request.requirements, ()


def rules() -> list[object]:
    pex_from_targets._determine_requirements_for_pex_from_targets = _entire_lock_once
    return []
