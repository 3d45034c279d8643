"""What a run would go through, and nothing fetched: ``--dry-run``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_loader.ending import Ending, Stop
from data_loader.fetch.session import edgar_session
from data_loader.scope import scope_of
from data_loader.settings import LoaderSettings
from data_loader.store.co_registrants import CoRegistrants
from docai.filing.layout import run_name
from docai.filing.manifest import Intent
from docai.lake.lake import Lake


@dataclass(frozen=True, slots=True)
class Planned:
    """A filing that is meant, and where it stands in the lake already (None: it would be fetched)."""

    intent: Intent
    path: str | None


def plan(settings: LoaderSettings, *, lake: Lake, stop: Stop) -> Iterator[Planned]:
    """Yield what ``load`` would go through, and fetch no filing; raises as ``load`` does."""
    lake.check_writable()
    ending = Ending(stop)
    run = run_name(settings.run_id)
    with edgar_session(settings, lake=lake, run=run, ending=ending) as session:
        scope = scope_of(
            settings,
            client=session.client,
            lake=lake,
            coregistrants=CoRegistrants(lake),
            whole=False,
            today=settings.today,
        )
        for intent in scope.intents:
            yield Planned(intent, scope.stored_at(intent))
        scope.complaints.left_out.tell()
        scope.complaints.raise_any()
