"""The filings that should be there: by the index that the lake keeps, and for companies also by what runs selected, and by what is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from data_loader.audit.written import Written
from data_loader.edgar.hosts import Hosts
from data_loader.selection.by_index import filings_by_index
from data_loader.selection.complaints import Complaints
from data_loader.selection.criteria import Criteria
from data_loader.selection.kept_index import KeptIndex
from data_loader.selection.quarters import Quarter
from data_loader.store.inventory import Inventory
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import RAW_PATH
from docai.filing.manifest import Intent


@dataclass(frozen=True, slots=True)
class Listed:
    """What is checked: ``filings`` of every 10-K form in the span of the criteria, to be read once.

    ``ciks`` are the companies that are meant, None for all. ``kept`` are the quarters whose index the lake has, ``lost``
    those that should have one and have none; of companies' own lists nothing is lost. ``complaints`` are known when the
    filings were read.
    """

    filings: Iterator[Intent]
    ciks: frozenset[str] | None
    kept: tuple[Quarter, ...]
    lost: tuple[Quarter, ...]
    complaints: Complaints


def listed_filings(
    criteria: Criteria,
    index: KeptIndex,
    hosts: Hosts,
    *,
    today: date,
    ciks: frozenset[str] | None,
    selected: Iterable[Intent],
    there: Iterable[Intent] = (),
) -> Listed:
    """Return what should be there. ``selected`` are filings that runs meant to fetch, for companies whose own lists were asked;
    ``there`` those of such companies that are held, which count in quarters without index.

    Each filing comes once, with all forms whatever ``criteria`` ask for: what nobody asked for is counted apart.
    """
    wanted = criteria.quarters(today)
    kept = index.kept(wanted)
    complaints = Complaints(alone=False)
    lost: tuple[Quarter, ...] = ()
    if criteria.by_index:
        lost = tuple(each for each in wanted if each not in kept and each != Quarter.of(today))
    every_form = replace(criteria, forms=frozenset(ALL_FORMS))

    def filings() -> Iterator[Intent]:
        if kept:
            indexed = replace(every_form, index=kept, everything=False)
            yield from filings_by_index(
                index, hosts, indexed, today=today, ciks=ciks, complaints=complaints
            )
        if not criteria.by_index:
            yield from (each for each in selected if every_form.wanted(each.form, each.filed))
            for each in there:
                if every_form.wanted(each.form, each.filed) and Quarter.of(each.filed) not in kept:
                    yield each

    return Listed(_once(filings()), ciks, kept, lost, complaints)


def held_of(
    ciks: frozenset[str],
    written: Written,
    inventory: Inventory,
    hosts: Hosts,
    header_of: Callable[[str], Intent],
) -> Iterator[Intent]:
    """Yield what tables and raw hold of these companies: it should be there whatever became of the manifests that named it.

    ``header_of`` says of a stored file at a path which filing it is.
    """
    for row in written.rows():
        cik = next((each for each in row.ciks if each in ciks), None)
        if cik is not None:
            number = dashed(row.number)
            url = hosts.submission(cik, number)
            yield Intent(number, cik, row.ciks, f"CIK {cik}", row.form, row.filed, None, url)
    for path in inventory.paths():
        match = RAW_PATH.fullmatch(path)
        if match and match[1] in ciks and int(match[2].replace("-", "")) not in written.hours:
            yield header_of(path)


def dashed(number: int) -> str:
    """Return an accession number as it is written."""
    digits = f"{number:018d}"
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"


def _once(filings: Iterable[Intent]) -> Iterator[Intent]:
    seen: set[int] = set()
    for each in filings:
        number = int(each.accession.replace("-", ""))
        if number not in seen:
            seen.add(number)
            yield each
