"""What docai adds to Pants, for want of it there: each module says why."""

from __future__ import annotations

from docai_house import (
    built_resources,
    distribution,
    distribution_target,
    entire_lock,
    house,
    import_rules,
    program,
    rooms,
)


def rules() -> list[object]:
    modules = (built_resources, distribution, entire_lock, house, import_rules, program, rooms)
    return [each for module in modules for each in module.rules()]


def target_types() -> list[type]:
    return [
        built_resources.BuiltResources,
        distribution_target.Distribution,
        program.Program,
    ]
