"""At the end of its first minutes, a run has named every filing that earlier runs stored without saying so."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from data_loader.edgar.hosts import Hosts
from data_loader.ending import Ending
from data_loader.store.co_registrants import CoRegistrants
from data_loader.store.inventory import Inventory
from data_loader.store.manifest import (
    REBUILDING,
    REBUILT,
    ManifestWriter,
    mark_rebuild,
    mark_settled,
)
from data_loader.store.rebuild import read_parts, rebuilt_results, set_aside
from data_loader.store.resume import Leftovers, settled_results
from docai.filing.errors import NotAManifestLine
from docai.filing.layout import PART_PATH
from docai.filing.manifest import Result
from docai.lake.lake import Lake

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Settling:
    """What the run ``run`` does about earlier ones; ``named`` holds the accession numbers that have got a line by it."""

    lake: Lake
    run: str
    hosts: Hosts
    ending: Ending
    manifest: ManifestWriter
    coregistrants: CoRegistrants
    named: set[str] = field(default_factory=set)

    def settle(self, left: Leftovers, inventory: Inventory) -> None:
        """Name what killed runs stored, and mark them. ``inventory`` is of the whole lake, unless no run was killed.

        Where their own manifests cannot be read, all manifests are made again. Raises LakeError and Stopped.
        """
        try:
            for killed in left.unsettled:
                for result in settled_results(self.lake, killed, inventory):
                    self._name(result)
        except NotAManifestLine as error:
            self.rebuild(
                left, f"the run {killed.name} was killed, and its manifest is damaged: {error}"
            )
            return
        # the lines first, then the marks: whoever is killed between says the lines again
        self.manifest.publish()
        self._mark_settled(left)

    def rebuild(self, left: Leftovers, reason: str) -> None:
        """Name each stored filing that no readable line names, and settle all that was ``left``.

        A run that is ended on the way leaves its mark, and the next one begins anew. Raises LakeError and Stopped.
        """
        _log.warning("adding manifest lines for stored filings that have none: %s", reason)
        mark_rebuild(self.lake, self.run, REBUILDING, rebuilt_by=self.run)
        self.manifest.publish()
        said = read_parts(self.lake, self.ending)
        count = 0
        for result in rebuilt_results(
            self.lake, said, Inventory.of(self.lake), self.hosts, self.ending
        ):
            count += 1
            self._name(result)
            self.manifest.publish_when_due()
        self.manifest.publish()
        set_aside(self.lake, said.damaged, staging_run=self.run)
        self._mark_settled(left)
        damaged = {match[1] for path in said.damaged if (match := PART_PATH.fullmatch(path))}
        for run in sorted({*left.gaps, *left.begun, *damaged, self.run}):
            mark_rebuild(self.lake, run, REBUILT, rebuilt_by=self.run)
        _log.info("added manifest lines for %d stored filings", count, extra={"rebuilt": count})

    def _name(self, result: Result) -> None:
        self.named.add(result.accession)
        self.manifest.add(result)
        if len(result.ciks) > 1:
            self.coregistrants.note(result.accession, result.ciks)

    def _mark_settled(self, left: Leftovers) -> None:
        for killed in left.unsettled:
            mark_settled(self.lake, killed.name, {"settled_by": self.run}, staging_run=self.run)
