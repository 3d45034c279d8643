"""`built_resources`: what another target builds, as resources under the source root that it is built in.

Pants' experimental_wrap_as_resources leaves generated files where they lie in the tree, so that they miss their package
in PEXes and wheels (`3rdparty/jvm/docai_jars/` in place of `docai_jars/`); this one says that they have a source root.
"""

from __future__ import annotations

from pants.core.target_types import ResourceSourceField
from pants.core.util_rules.wrap_source import (
    ActivateWrapSourceTargetFieldBase,
    WrapSourceInputsField,
    WrapSourceOutputsField,
    _wrap_source,
)
from pants.engine.rules import collect_rules, rule
from pants.engine.target import (
    COMMON_TARGET_FIELDS,
    GeneratedSources,
    GenerateSourcesRequest,
    Target,
)
from pants.engine.unions import UnionRule


class BuiltResourcesField(ActivateWrapSourceTargetFieldBase):
    uses_source_roots = True


class GenerateBuiltResources(GenerateSourcesRequest):
    input = BuiltResourcesField
    output = ResourceSourceField


class BuiltResources(Target):
    alias = "built_resources"
    core_fields = (
        *COMMON_TARGET_FIELDS,
        BuiltResourcesField,
        WrapSourceInputsField,
        WrapSourceOutputsField,
    )
    help = "Files that other targets build, as resources under their source root."


@rule
async def generate_built_resources(request: GenerateBuiltResources) -> GeneratedSources:
    return await _wrap_source(request)


def rules() -> list[object]:
    return [*collect_rules(), UnionRule(GenerateSourcesRequest, GenerateBuiltResources)]
