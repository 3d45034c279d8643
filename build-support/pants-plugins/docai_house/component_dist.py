"""`component_distribution`: a wheel and an sdist that hold all first-party code they import.

Pants' python_distribution gives each source to one distribution, so that a component's wheel would require a `docai`
of its own: two files to hand over, and a name that anyone may register on a public index. Here each component's wheel
carries what it imports of docai, and requires third-party packages only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from pants.backend.python.subsystems.setup import PythonSetup
from pants.backend.python.subsystems.setuptools import Setuptools
from pants.backend.python.target_types import PythonRequirementsField, PythonSourceField
from pants.backend.python.util_rules.dists import (
    BuildSystem,
    DistBuildRequest,
    DistBuildResult,
    distutils_repr,
)
from pants.backend.python.util_rules.interpreter_constraints import InterpreterConstraints
from pants.backend.python.util_rules.pex_requirements import PexRequirements
from pants.backend.python.util_rules.python_sources import (
    PythonSourceFilesRequest,
    StrippedPythonSourceFiles,
)
from pants.core.goals.package import BuiltPackage, BuiltPackageArtifact, PackageFieldSet
from pants.engine.fs import AddPrefix, CreateDigest, Digest, FileContent, MergeDigests, Snapshot
from pants.engine.rules import Get, collect_rules, rule
from pants.engine.target import (
    COMMON_TARGET_FIELDS,
    Dependencies,
    DescriptionField,
    StringField,
    Target,
    TransitiveTargets,
    TransitiveTargetsRequest,
)
from pants.engine.unions import UnionRule
from pants.util.frozendict import FrozenDict


class DistNameField(StringField):
    alias = "distribution"
    required = True
    help = "What the wheel is called on an index."


class DistVersionField(StringField):
    alias = "version"
    required = True
    help = "The version of the wheel and the sdist."


class DistDependenciesField(Dependencies):
    pass


class ComponentDistribution(Target):
    alias = "component_distribution"
    core_fields = (*COMMON_TARGET_FIELDS, DistNameField, DistVersionField, DistDependenciesField)
    help = "A wheel and an sdist with all first-party code that its dependencies import."


@dataclass(frozen=True)
class ComponentDistFieldSet(PackageFieldSet):
    required_fields = (DistNameField, DistVersionField, DistDependenciesField)

    distribution: DistNameField
    version: DistVersionField
    description: DescriptionField


@rule(desc="Package a component's wheel and sdist")
async def package_component(
    field_set: ComponentDistFieldSet, python_setup: PythonSetup, setuptools: Setuptools
) -> BuiltPackage:
    transitive = await Get(TransitiveTargets, TransitiveTargetsRequest([field_set.address]))
    sources = await Get(
        StrippedPythonSourceFiles,
        PythonSourceFilesRequest(transitive.closure, include_resources=True),
    )
    constraints = InterpreterConstraints.create_from_targets(
        [tgt for tgt in transitive.closure if tgt.has_field(PythonSourceField)], python_setup
    ) or InterpreterConstraints(python_setup.interpreter_constraints)
    requirements = PexRequirements.req_strings_from_requirement_fields(
        tgt[PythonRequirementsField]
        for tgt in transitive.closure
        if tgt.has_field(PythonRequirementsField)
    )
    snapshot = sources.stripped_source_files.snapshot
    folders = sorted({str(PurePath(path).parent) for path in snapshot.files})
    kwargs = {
        "name": field_set.distribution.value,
        "version": field_set.version.value,
        "description": field_set.description.value or "",
        "python_requires": ",".join(str(each.specifier) for each in constraints),
        "packages": [folder.replace("/", ".") for folder in folders if folder != "."],
        # All that lies in a package's folder was asked for as its resource.
        "package_data": {"": ["*"]},
        "install_requires": list(requirements),
    }
    setup_py = f"from setuptools import setup\n\nsetup(**{distutils_repr(kwargs)})\n"
    setup_digest = await Get(Digest, CreateDigest([FileContent("setup.py", setup_py.encode())]))
    project = await Get(Digest, MergeDigests([snapshot.digest, setup_digest]))
    built = await Get(
        DistBuildResult,
        DistBuildRequest(
            build_system=BuildSystem.legacy(setuptools),
            interpreter_constraints=constraints,
            build_wheel=True,
            build_sdist=True,
            input=await Get(Digest, AddPrefix(project, "project")),
            working_directory="project",
            build_time_source_roots=(),
            output_path="",
            target_address_spec=field_set.address.spec,
            # The same sources make the same wheel, to the byte, whenever it is built.
            extra_build_time_env=FrozenDict({"SOURCE_DATE_EPOCH": "1577836800"}),
        ),
    )
    output = await Get(Snapshot, Digest, built.output)
    return BuiltPackage(built.output, tuple(BuiltPackageArtifact(path) for path in output.files))


def rules() -> list[object]:
    return [*collect_rules(), UnionRule(PackageFieldSet, ComponentDistFieldSet)]
