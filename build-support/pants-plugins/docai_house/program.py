"""`program`: a module to run, in the environment that tests share.

`./pants run` of a pex_binary builds the whole PEX after each edit, and of a python_source an environment for that file
alone. A program runs from its sources, in the environment of the whole lock that tests have: once that is there, a
program starts in seconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from pants.backend.python.target_types import PythonResolveField
from pants.backend.python.util_rules.interpreter_constraints import InterpreterConstraints
from pants.backend.python.util_rules.pex import Pex, PexRequest, VenvPex, VenvPexRequest
from pants.backend.python.util_rules.pex_environment import PexEnvironment, PythonExecutable
from pants.backend.python.util_rules.pex_from_targets import (
    InterpreterConstraintsRequest,
    RequirementsPexRequest,
)
from pants.backend.python.util_rules.python_sources import (
    PythonSourceFiles,
    PythonSourceFilesRequest,
)
from pants.core.goals.run import RunFieldSet, RunInSandboxBehavior, RunRequest
from pants.engine.fs import Digest, MergeDigests
from pants.engine.rules import Get, MultiGet, collect_rules, rule
from pants.engine.target import (
    COMMON_TARGET_FIELDS,
    Dependencies,
    StringField,
    Target,
    TransitiveTargets,
    TransitiveTargetsRequest,
)


class ProgramModuleField(StringField):
    alias = "module"
    required = True
    help = "The module to run, as `python -m` takes it."


class ProgramDependenciesField(Dependencies):
    pass


class Program(Target):
    alias = "python_program"
    core_fields = (
        *COMMON_TARGET_FIELDS,
        ProgramModuleField,
        ProgramDependenciesField,
        PythonResolveField,
    )
    help = "A module to run, in one environment of the whole lock."


@dataclass(frozen=True)
class ProgramFieldSet(RunFieldSet):
    required_fields = (ProgramModuleField, ProgramDependenciesField)
    run_in_sandbox_behavior = RunInSandboxBehavior.NOT_SUPPORTED

    module: ProgramModuleField


@rule
async def run_program(field_set: ProgramFieldSet, pex_env: PexEnvironment) -> RunRequest:
    transitive = await Get(TransitiveTargets, TransitiveTargetsRequest([field_set.address]))
    lock, sources = await MultiGet(
        Get(Pex, RequirementsPexRequest([field_set.address])),
        Get(
            PythonSourceFiles, PythonSourceFilesRequest(transitive.closure, include_resources=True)
        ),
    )
    constraints = await Get(
        InterpreterConstraints, InterpreterConstraintsRequest([field_set.address])
    )
    environment = pex_env.in_sandbox(working_directory=None)
    venv, python = await MultiGet(
        Get(
            VenvPex,
            VenvPexRequest(
                PexRequest(
                    output_filename="program.pex",  # the same for all programs: built once
                    internal_only=True,
                    interpreter_constraints=constraints,
                    # Not by pex_path, which would be looked up from where the user stands.
                    additional_inputs=lock.digest,
                    additional_args=(
                        *("--requirements-pex", lock.name),
                        # What a program starts again (a Spark worker) must find the sources too.
                        "--no-strip-pex-env",
                    ),
                ),
                environment,
            ),
        ),
        Get(PythonExecutable, InterpreterConstraints, constraints),
    )
    roots = (os.path.join("{chroot}", root) for root in sources.source_roots)
    return RunRequest(
        digest=await Get(Digest, MergeDigests([venv.digest, sources.source_files.snapshot.digest])),
        args=[os.path.join("{chroot}", venv.pex.argv0), "-m", str(field_set.module.value)],
        extra_env={
            **environment.environment_dict(python=python),
            "PEX_EXTRA_SYS_PATH": os.pathsep.join(roots),
        },
        append_only_caches={
            **environment.append_only_caches,
            **(venv.append_only_caches or {}),
        },
    )


def rules() -> list[object]:
    return [*collect_rules(), *ProgramFieldSet.rules()]
