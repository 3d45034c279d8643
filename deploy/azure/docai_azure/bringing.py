"""``up``, ``status`` and ``down``: bringing Azure to what the catalogue says, and away from it."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docai.runtime.errors import TimedOut
from docai_azure.cloud import Cloud
from docai_azure.command import Command, Unknown
from docai_azure.errors import NotOurs, Unchangeable
from docai_azure.resource import Act, Decision, Resource, decide
from docai_azure.resources.ground import MARK

POLL_SECONDS = 15.0
WAIT_SECONDS = 3600.0
"""A cluster takes some ten minutes; one that moves for an hour is stuck."""

Tell = Callable[[str], None]


@dataclass
class Bringing:
    """One command at work. ``answers`` is what Azure said of each resource that is there, by its key."""

    cloud: Cloud
    tell: Tell
    dry_run: bool = False
    poll_seconds: float = POLL_SECONDS
    answers: dict[str, Any] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def up(self, resources: Sequence[Resource]) -> None:
        """Make what is missing, mend what differs, leave the rest.

        Raises Unchangeable for what differs for good, before anything is changed after it; CommandFailed, TimedOut.
        """
        for resource in resources:
            decision = self._settled(resource)
            if decision.act is Act.REFUSE:
                raise Unchangeable(
                    f"{resource.title}: {'; '.join(decision.why)}. Azure does not change that: say so in the settings, choose "
                    "another name, or delete it"
                )
            command = resource.make if decision.act is Act.MAKE else resource.mend
            if decision.act is Act.MAKE and command is None:
                continue  # another resource brings it
            if decision.act is Act.LEAVE or command is None:
                self._say("there", resource, decision.why)
                continue
            word = "made" if decision.act is Act.MAKE else "mended"
            self._change(word, resource, command, decision.why)

    def status(self, resources: Sequence[Resource]) -> bool:
        """Say of each resource how it stands; return whether all are there as they must be. Raises CommandFailed."""
        well = True
        for resource in resources:
            decision = self._look(resource)
            word = {Act.MAKE: "absent", Act.LEAVE: "there", Act.WAIT: "moving"}
            self._say(word.get(decision.act, "differs"), resource, decision.why)
            well &= decision.act is Act.LEAVE
        return well

    def down(self, resources: Sequence[Resource], *, lake_too: bool) -> None:
        """Unmake, in the other order, what is there; the lake and what it stands in only if asked for.

        Raises NotOurs where the group is not marked as made by ``up``; CommandFailed, TimedOut.
        """
        for resource in resources:
            self._settled(resource)
        group = self.answers.get("group")
        if group is None:
            self.tell("nothing is there")
            return
        if MARK not in (group.get("tags") or {}):
            raise NotOurs(
                f"the resource group {group.get('name')} has no tag {MARK}: this program did not make it, and deletes nothing in it"
            )
        for resource in reversed(resources):
            there = self.answers.get(resource.key)
            if not there or resource.unmake is None:
                continue
            if resource.lake and not lake_too:
                self._say("kept", resource, ())
                continue
            self._change("deleted", resource, resource.unmake, ())

    def _settled(self, resource: Resource) -> Decision:
        """Look until nothing moves any more."""
        end = time.monotonic() + WAIT_SECONDS
        while True:
            decision = self._look(resource)
            if decision.act is not Act.WAIT:
                return decision
            if self.dry_run:
                self._say("moving", resource, decision.why)
                return Decision(Act.LEAVE, decision.why)
            if time.monotonic() > end:
                raise TimedOut(f"{resource.title}: {'; '.join(decision.why)} for an hour")
            self.tell(f"waiting  {resource.title}: {'; '.join(decision.why)}")
            time.sleep(self.poll_seconds)

    def _look(self, resource: Resource) -> Decision:
        self.answers.pop(resource.key, None)
        try:
            answer = self.cloud.ask(resource.show.filled(self.answers))
            if isinstance(answer, list):  # of a list that was asked for one
                answer = answer[0] if answer else None
            decision = decide(resource, answer, self.answers)
        except Unknown:
            # What it belongs to is not there, so it is not either.
            return Decision(Act.MAKE)
        if answer:
            self.answers[resource.key] = answer
        return decision

    def _change(
        self, word: str, resource: Resource, command: Command, why: tuple[str, ...]
    ) -> None:
        if self.dry_run:
            with contextlib.suppress(Unknown):  # a place is then shown as it is
                command = command.filled(self.answers)
            self._say(f"would be {word}", resource, why)
            self.tell(f"    {command}")
            return
        answer = self.cloud.do(command.filled(self.answers))
        if isinstance(answer, dict):  # the resource as it is now
            self.answers[resource.key] = answer
        self._say(word, resource, why)

    def _say(self, word: str, resource: Resource, why: tuple[str, ...]) -> None:
        self.counts[word] += 1
        self.tell(f"{word:<8} {resource.title}{': ' if why else ''}{'; '.join(why)}")
