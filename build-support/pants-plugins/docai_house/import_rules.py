"""`__dependencies_rules__` whose violation says why.

Pants' own rules (pants.backend.experimental.visibility, which this stands in for) name the pattern that forbids a
dependency. Here the comment before a pattern, which Pants skips, is that pattern's reason and ends the message:

    ("*", "/**", "//src/python/docai/**", "# a component imports docai and itself", "!*")
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from pants.backend.visibility import rules as visibility
from pants.backend.visibility.rule_types import (
    BuildFileVisibilityRules,
    BuildFileVisibilityRulesParserState,
    flatten,
)
from pants.engine.internals.dep_rules import (
    BuildFileDependencyRules,
    BuildFileDependencyRulesImplementation,
    BuildFileDependencyRulesImplementationRequest,
    BuildFileDependencyRulesParserState,
    DependencyRuleAction,
    DependencyRuleApplication,
)
from pants.engine.rules import collect_rules, rule
from pants.engine.target import ValidateDependenciesRequest
from pants.engine.unions import UnionRule

Reasons = tuple[tuple[str, str, str], ...]
"""(path of the BUILD file, pattern as Pants prints it, reason)."""


@dataclass(frozen=True)
class ReasonedRules(BuildFileVisibilityRules):
    reasons: Reasons = ()

    @staticmethod
    def create_parser_state(
        path: str, parent: BuildFileDependencyRules | None
    ) -> BuildFileDependencyRulesParserState:
        return ReasonedRulesParserState(path, parent)  # type: ignore[arg-type]

    @classmethod
    def check_dependency_rules(cls, **kwargs: Any) -> DependencyRuleApplication:
        application = super().check_dependency_rules(**kwargs)
        if application.action is DependencyRuleAction.ALLOW:
            return application
        said = [
            reason
            for side in ("dependencies_rules", "dependents_rules")
            if kwargs[side] is not None
            for build_file, pattern, reason in kwargs[side].reasons
            if f"{build_file}[{pattern}]" in application.rule_description
        ]
        return dataclasses.replace(
            application, rule_description=f"{'; '.join(said)} ({application.rule_description})"
        )


@dataclass
class ReasonedRulesParserState(BuildFileVisibilityRulesParserState):
    reasons: list[tuple[str, str, str]] = field(default_factory=list)

    def set_dependency_rules(
        self, build_file: str, *args: Any, extend: bool = False, **kwargs: Any
    ) -> None:
        super().set_dependency_rules(build_file, *args, extend=extend, **kwargs)
        for given, parsed in zip([arg for arg in args if arg], self.rulesets):  # noqa: B905  (Python 3.9)
            patterns = iter(parsed.rules)
            reason = ""
            for entry in flatten(given[1:], str):
                if entry.startswith("#"):
                    reason = entry.lstrip("# ")
                elif entry:
                    pattern = str(next(patterns))
                    if reason:
                        self.reasons.append((build_file, pattern, reason))

    def get_frozen_dependency_rules(self) -> BuildFileDependencyRules | None:
        if not self.rulesets:
            return self.parent
        return ReasonedRules(self.path, tuple(self.rulesets), tuple(self.reasons))


class ReasonedRulesRequest(BuildFileDependencyRulesImplementationRequest):
    pass


@rule
def reasoned_rules_implementation(
    _: ReasonedRulesRequest,
) -> BuildFileDependencyRulesImplementation:
    return BuildFileDependencyRulesImplementation(ReasonedRules)


def rules() -> list[object]:
    return [
        *collect_rules(),
        visibility.visibility_validate_dependencies,
        UnionRule(BuildFileDependencyRulesImplementationRequest, ReasonedRulesRequest),
        UnionRule(ValidateDependenciesRequest, visibility.VisibilityValidateDependenciesRequest),
    ]
