"""The target `distribution`: what a BUILD file says of a wheel and an sdist."""

from __future__ import annotations

from dataclasses import dataclass

from pants.core.goals.package import PackageFieldSet
from pants.engine.target import (
    COMMON_TARGET_FIELDS,
    BoolField,
    Dependencies,
    DescriptionField,
    DictStringToStringField,
    DictStringToStringSequenceField,
    StringField,
    StringSequenceField,
    Target,
)


class DistNameField(StringField):
    alias = "distribution"
    required = True
    help = "What the wheel is called on an index."


class DistVersionField(StringField):
    alias = "version"
    required = True
    help = "The version of the wheel and the sdist."


class DistFoldersField(StringSequenceField):
    alias = "folders"
    required = True
    help = "The folders whose code it carries; a folder belongs to one distribution."


class DistLicenseField(StringField):
    alias = "license"
    help = "The SPDX expression of the file LICENSE; none yet if empty."


class DistCommandsField(DictStringToStringField):
    alias = "commands"
    help = "Commands that the program `docai` gets from it: {name: module}."


class DistScriptsField(DictStringToStringField):
    alias = "scripts"
    help = "Programs on PATH: {name: module:function}."


class DistLibrariesField(StringSequenceField):
    alias = "libraries"
    help = (
        "All that it requires; if absent, the libraries and distributions that its code can reach."
    )


class DistExtrasField(DictStringToStringSequenceField):
    alias = "extras"
    help = "Libraries and distributions of this house by extra: {name: [library, ...]}."


class DistWholeField(BoolField):
    alias = "whole"
    default = False
    help = (
        "Whether it carries all that is in its folders but tests, imported or not: for a library."
    )


class DistDependenciesField(Dependencies):
    pass


class Distribution(Target):
    alias = "distribution"
    core_fields = (
        *COMMON_TARGET_FIELDS,
        DistNameField,
        DistVersionField,
        DistFoldersField,
        DistLicenseField,
        DistCommandsField,
        DistScriptsField,
        DistLibrariesField,
        DistExtrasField,
        DistWholeField,
        DistDependenciesField,
    )
    help = "A wheel and an sdist of what its dependencies import, as far as it lies in its folders."


@dataclass(frozen=True)
class DistFieldSet(PackageFieldSet):
    required_fields = (DistNameField, DistVersionField, DistFoldersField, DistDependenciesField)

    distribution: DistNameField
    version: DistVersionField
    folders: DistFoldersField
    license: DistLicenseField
    commands: DistCommandsField
    scripts: DistScriptsField
    libraries: DistLibrariesField
    extras: DistExtrasField
    whole: DistWholeField
    description: DescriptionField
