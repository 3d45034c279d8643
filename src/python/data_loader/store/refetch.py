"""Filings that are to be fetched again although they are stored: EDGAR re-issues one now and then, and a stored file may be damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.store.inventory import Inventory
from data_loader.store.stored_file import intent_of
from docai.filing.manifest import Intent
from docai.lake.lake import Lake


def refetch_intents(
    lake: Lake, inventory: Inventory, accessions: Iterable[str], hosts: Hosts
) -> Iterator[Intent]:
    """Yield an intent for each of ``accessions``, by what is stored, damaged or not; ``inventory`` is of the whole lake.

    Raises WrongSelection for a filing that is not in the lake, and LakeError.
    """
    for accession in accessions:
        path = inventory.path(accession)
        if path is None:
            raise WrongSelection(
                f"--refetch {accession}: the lake does not hold it; select it by its company or its quarter instead"
            )
        yield intent_of(lake, path, hosts)
