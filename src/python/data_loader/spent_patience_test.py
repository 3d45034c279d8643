"""An EDGAR that is away for longer than --patience allows ends whatever asks it with 3, and is no stop on request."""

from collections.abc import Iterator

import pytest

from data_loader.audit.options import AuditSettings
from data_loader.audit.run import refresh_index
from data_loader.conftest import TODAY, quick
from data_loader.dry_run import plan
from data_loader.edgar.errors import EdgarAway
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.ports import held_port

pytestmark = pytest.mark.usefixtures("unpaced")

SPENT = r"as long as --patience \(1 s\) allows"


@pytest.fixture
def nobody() -> Iterator[str]:
    """Return an address at which every connection is refused."""
    with held_port() as port:
        yield f"http://127.0.0.1:{port}"


def test_a_dry_run_says_so(nobody: str, lake: LocalLake, stop: StopSignal) -> None:
    with pytest.raises(EdgarAway, match=SPENT):
        list(plan(quick(nobody, patience=1.0, tries=2), lake=lake, stop=stop))


def test_a_look_at_the_index_says_so(nobody: str, lake: LocalLake, stop: StopSignal) -> None:
    criteria = Criteria(index=quarter_list("2024Q1"))
    loader = quick(nobody, criteria, patience=1.0, tries=2)
    audited = AuditSettings("", "check", criteria, loader.hosts, TODAY)
    with pytest.raises(EdgarAway, match=SPENT):
        refresh_index(audited, loader, lake=lake, stop=stop)
