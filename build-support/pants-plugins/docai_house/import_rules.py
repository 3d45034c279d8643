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
    VisibilityRuleSet,
    flatten,
)
from pants.engine.addresses import Address
from pants.engine.internals.dep_rules import (
    BuildFileDependencyRules,
    BuildFileDependencyRulesImplementation,
    BuildFileDependencyRulesImplementationRequest,
    BuildFileDependencyRulesParserState,
    DependencyRuleAction,
    DependencyRuleApplication,
)
from pants.engine.internals.target_adaptor import TargetAdaptor
from pants.engine.rules import collect_rules, rule
from pants.engine.target import ValidateDependenciesRequest
from pants.engine.unions import UnionRule


@dataclass(frozen=True)
class Reason:
    """Why one pattern of one rule set forbids."""

    ruleset: VisibilityRuleSet
    pattern: str
    sentence: str


@dataclass(frozen=True)
class ReasonedRules(BuildFileVisibilityRules):
    reasons: tuple[Reason, ...] = ()

    @staticmethod
    def create_parser_state(
        path: str, parent: BuildFileDependencyRules | None
    ) -> BuildFileDependencyRulesParserState:
        return ReasonedRulesParserState(path, parent)  # type: ignore[arg-type]

    @classmethod
    def check_dependency_rules(
        cls,
        *,
        origin_address: Address,
        origin_adaptor: TargetAdaptor,
        dependencies_rules: BuildFileDependencyRules | None,
        dependency_address: Address,
        dependency_adaptor: TargetAdaptor,
        dependents_rules: BuildFileDependencyRules | None,
    ) -> DependencyRuleApplication:
        application = super().check_dependency_rules(
            origin_address=origin_address,
            origin_adaptor=origin_adaptor,
            dependencies_rules=dependencies_rules,
            dependency_address=dependency_address,
            dependency_adaptor=dependency_adaptor,
            dependents_rules=dependents_rules,
        )
        if application.action is DependencyRuleAction.ALLOW:
            return application
        origin, dependency = (origin_address, origin_adaptor), (
            dependency_address,
            dependency_adaptor,
        )
        said = [
            *_sentences(dependencies_rules, *origin, *dependency),
            *_sentences(dependents_rules, *dependency, *origin),
        ]
        description = f"{'; '.join(said)} ({application.rule_description})"
        return dataclasses.replace(application, rule_description=description)


def _sentences(
    rules: BuildFileDependencyRules | None,
    address: Address,
    adaptor: TargetAdaptor,
    other_address: Address,
    other_adaptor: TargetAdaptor,
) -> list[str]:
    """What the rules say of the pattern that decides between the two targets."""
    if not isinstance(rules, ReasonedRules):
        return []
    ruleset, _, pattern = rules.get_action(address, adaptor, other_address, other_adaptor)
    return [r.sentence for r in rules.reasons if (r.ruleset, r.pattern) == (ruleset, pattern)]


@dataclass
class ReasonedRulesParserState(BuildFileVisibilityRulesParserState):
    reasons: list[Reason] = field(default_factory=list)

    def set_dependency_rules(
        self, build_file: str, *args: Any, extend: bool = False, **kwargs: Any
    ) -> None:
        super().set_dependency_rules(build_file, *args, extend=extend, **kwargs)
        # Both are as long: zip's strict= came after the Python that Pants runs on.
        given_sets = [arg for arg in args if arg]
        for given, ruleset in zip(given_sets, self.rulesets):  # noqa: B905
            patterns = iter(ruleset.rules)
            sentence = ""
            for entry in flatten(given[1:], str):
                if entry.startswith("#"):
                    sentence = entry.lstrip("# ")
                elif entry:
                    # As Pants names it, with the mark of its action.
                    self.reasons.append(Reason(ruleset, str(next(patterns)), sentence))

    def get_frozen_dependency_rules(self) -> BuildFileDependencyRules | None:
        if not self.rulesets:
            return self.parent
        said = tuple(reason for reason in self.reasons if reason.sentence)
        return ReasonedRules(self.path, tuple(self.rulesets), said)


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
