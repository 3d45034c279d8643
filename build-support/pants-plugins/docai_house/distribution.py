"""`distribution`: a wheel and an sdist of the first-party code in some folders, which require each other.

Pants' python_distribution requires every library that its code can reach, and finds an owner only in a folder above a
source. Here `docai` requires what reading a document takes, and leaves the rest to extras; and the jars of 3rdparty/jvm
ship with the writer, which starts Spark. A folder belongs to one distribution: no file ships twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pants.backend.python.subsystems.setuptools import Setuptools
from pants.backend.python.target_types import (
    PythonRequirementsField,
    PythonSourceField,
    PythonTestSourceField,
)
from pants.backend.python.util_rules.dists import BuildSystem, DistBuildRequest, DistBuildResult
from pants.backend.python.util_rules.interpreter_constraints import InterpreterConstraints
from pants.backend.python.util_rules.pex_requirements import PexRequirements
from pants.backend.python.util_rules.python_sources import (
    PythonSourceFilesRequest,
    StrippedPythonSourceFiles,
)
from pants.base.glob_match_error_behavior import GlobMatchErrorBehavior
from pants.core.goals.package import BuiltPackage, BuiltPackageArtifact, PackageFieldSet
from pants.engine.addresses import Address
from pants.engine.fs import (
    AddPrefix,
    CreateDigest,
    Digest,
    DigestContents,
    FileContent,
    MergeDigests,
    PathGlobs,
    Snapshot,
)
from pants.engine.rules import Get, collect_rules, rule
from pants.engine.target import AllTargets, Target, TransitiveTargets, TransitiveTargetsRequest
from pants.engine.unions import UnionRule
from pants.util.frozendict import FrozenDict

from docai_house.distribution_target import (
    DistFieldSet,
    DistFoldersField,
    DistNameField,
    DistVersionField,
)

BUILT_BY = "CPython==3.11.*"
"""The interpreter that builds them, and their lowest."""


class BadDistribution(Exception):
    """A BUILD file does not say where each file and each library belongs."""


@dataclass(frozen=True)
class Owners:
    """The distributions of the house: version by name, and name by folder."""

    versions: Mapping[str, str]
    folders: Mapping[str, str]

    @staticmethod
    def of(targets: Iterable[Target]) -> Owners:
        versions: dict[str, str] = {}
        folders: dict[str, str] = {}
        for each in targets:
            if not each.has_field(DistFoldersField):
                continue
            name = str(each[DistNameField].value)
            versions[name] = str(each[DistVersionField].value)
            for folder in each[DistFoldersField].value or ():
                if folders.setdefault(folder, name) != name:
                    raise BadDistribution(
                        f"{folder} is in two distributions, {folders[folder]} and {name}: no file ships twice"
                    )
        return Owners(versions, folders)

    def of_folder(self, path: str) -> str | None:
        """Return the distribution that carries a folder, by the nearest folder above it."""
        above = (path, *map(str, PurePath(path).parents))
        return next((self.folders[each] for each in above if each in self.folders), None)

    def required(self, names: Iterable[str], libraries: Mapping[str, str]) -> list[str]:
        """Return requirements of these libraries and distributions; of the latter in this very version."""
        found = []
        for name in names:
            if name in self.versions:
                found.append(f"{name}=={self.versions[name]}")
            elif name in libraries:
                found.append(libraries[name])
            else:
                raise BadDistribution(f"nothing of this distribution imports {name}: take it out")
        return sorted(found)


@dataclass(frozen=True)
class Needs:
    """What the code of a distribution imports: ``others`` of the house, and ``libraries`` as requirements by name."""

    others: frozenset[str]
    libraries: Mapping[str, str]

    @staticmethod
    def of(name: str, owners: Owners, closure: Iterable[Target]) -> Needs:
        """Return what ``closure``, all that the code of ``name`` reaches, needs; raises BadDistribution."""
        others, fields = set(), []
        for each in closure:
            owner = owners.of_folder(each.address.spec_path)
            if owner and owner != name:
                others.add(owner)
            elif not owner and each.address.spec_path.startswith("src/"):
                raise BadDistribution(
                    f"{name} imports {each.address}, which no distribution carries: name its folder in one"
                )
            if each.has_field(PythonRequirementsField):
                fields.append(each[PythonRequirementsField])
        requirements = PexRequirements.req_strings_from_requirement_fields(fields)
        return Needs(frozenset(others), _by_name(requirements))


@rule(desc="Package a wheel and an sdist")
async def package_distribution(
    field_set: DistFieldSet, setuptools: Setuptools, everything: AllTargets
) -> BuiltPackage:
    name, owners = str(field_set.distribution.value), Owners.of(everything)
    roots = _roots(field_set, owners, everything)
    reached = await Get(TransitiveTargets, TransitiveTargetsRequest(roots))
    own = [each for each in reached.closure if owners.of_folder(each.address.spec_path) == name]
    transitive = await Get(
        TransitiveTargets, TransitiveTargetsRequest(each.address for each in own)
    )
    needs = Needs.of(name, owners, transitive.closure)
    sources = await Get(
        StrippedPythonSourceFiles, PythonSourceFilesRequest(own, include_resources=True)
    )
    code = sources.stripped_source_files.snapshot
    project = _toml(_project(field_set, owners, needs, code.files))
    texts = await Get(DigestContents, PathGlobs, _texts(field_set))
    beside = [FileContent(PurePath(each.path).name, each.content) for each in texts]
    made = await Get(Digest, CreateDigest([FileContent("pyproject.toml", project), *beside]))
    whole = await Get(Digest, MergeDigests([code.digest, made]))
    placed = await Get(Digest, AddPrefix(whole, "project"))
    built = await Get(DistBuildResult, DistBuildRequest, _request(field_set, setuptools, placed))
    output = await Get(Snapshot, Digest, built.output)
    return BuiltPackage(built.output, tuple(BuiltPackageArtifact(path) for path in output.files))


def _roots(field_set: DistFieldSet, owners: Owners, everything: Iterable[Target]) -> list[Address]:
    """Return where to begin: what any distribution imports of its folders is in it, since another one's program may reach
    what none of its own does. A library carries all that is in its folders.
    """
    name = field_set.distribution.value
    return [
        each.address
        for each in everything
        if each.has_field(DistFoldersField)
        or (
            field_set.whole.value
            and each.has_field(PythonSourceField)
            and owners.of_folder(each.address.spec_path) == name
            and not _is_test(each)
        )
    ]


def _project(
    field_set: DistFieldSet, owners: Owners, needs: Needs, files: Iterable[str]
) -> dict[str, Mapping[str, object]]:
    """Return the tables of pyproject.toml; ``files`` are those of the code, by their paths. Raises BadDistribution."""
    name, chosen = str(field_set.distribution.value), field_set.libraries.value
    required = [*needs.others, *needs.libraries] if chosen is None else chosen
    folders = {str(PurePath(path).parent) for path in files} - {"."}
    license_ = field_set.license.value or ""
    return {
        "build-system": {"requires": ["setuptools>=77"], "build-backend": "setuptools.build_meta"},
        "project": {
            "name": name,
            "version": owners.versions[name],
            "description": field_set.description.value or "",
            "readme": "README.md",
            "requires-python": ">=3.11",
            "classifiers": _classifiers(license_),
            "dependencies": owners.required(required, needs.libraries),
            **({"license": license_, "license-files": ["LICENSE"]} if license_ else {}),
        },
        "project.scripts": field_set.scripts.value or {},
        'project.entry-points."docai.commands"': field_set.commands.value or {},
        "project.optional-dependencies": {
            extra: owners.required(names, needs.libraries)
            for extra, names in (field_set.extras.value or {}).items()
        },
        "tool.setuptools": {"packages": sorted(each.replace("/", ".") for each in folders)},
        # All that lies in a package's folder was asked for as its resource.
        "tool.setuptools.package-data": {"*": ["*"]},
    }


def _texts(field_set: DistFieldSet) -> PathGlobs:
    """Return the files of the tree that stand beside pyproject.toml."""
    license_ = ["LICENSE"] if field_set.license.value else []
    return PathGlobs(
        [f"{field_set.address.spec_path}/README.md", *license_],
        glob_match_error_behavior=GlobMatchErrorBehavior.error,
        description_of_origin=f"the metadata of {field_set.address}",
    )


def _request(field_set: DistFieldSet, setuptools: Setuptools, project: Digest) -> DistBuildRequest:
    return DistBuildRequest(
        build_system=BuildSystem(BuildSystem.legacy(setuptools).requires, "setuptools.build_meta"),
        interpreter_constraints=InterpreterConstraints([BUILT_BY]),
        build_wheel=True,
        build_sdist=True,
        input=project,
        working_directory="project",
        build_time_source_roots=(),
        output_path="",
        target_address_spec=field_set.address.spec,
        # The same sources make the same wheel, to the byte, whenever it is built.
        extra_build_time_env=FrozenDict({"SOURCE_DATE_EPOCH": "1577836800"}),
    )


def _is_test(target: Target) -> bool:
    source = str(target[PythonSourceField].value)
    return target.has_field(PythonTestSourceField) or source.endswith("conftest.py")


def _by_name(requirements: Iterable[str]) -> dict[str, str]:
    """Return requirements by the name that begins them: ``lxml<7,>=6.1`` by ``lxml``."""
    ends = "<>=!~;[ @"
    return {
        each[: next((n for n, sign in enumerate(each) if sign in ends), len(each))]: each
        for each in requirements
    }


def _classifiers(license_: str) -> list[str]:
    python = [f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)]
    # Public indexes refuse what bears it: nothing goes there before there is a licence.
    return python if license_ else [*python, "Private :: Do Not Upload"]


def _toml(tables: Mapping[str, Mapping[str, object]]) -> bytes:
    """Return tables of texts and lists of texts as TOML; JSON's notation of these is TOML too."""
    lines: list[str] = []
    for name, table in tables.items():
        lines += [
            f"[{name}]",
            *(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in table.items()),
            "",
        ]
    return "\n".join(lines).encode()


def rules() -> Sequence[object]:
    return [*collect_rules(), UnionRule(PackageFieldSet, DistFieldSet)]
