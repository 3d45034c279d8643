from datetime import UTC, date, datetime

import pytest

from data_loader.edgar.errors import WrongEdgar
from data_loader.errors import WrongSelection
from data_loader.option_values import NAME_COMMA
from data_loader.options import loader_settings, parse_options, parser
from data_loader.selection.quarters import Quarter
from docai.filing.clock import today_at_edgar
from docai.filing.forms import ORIGINAL_FORMS
from docai.runtime.errors import DocaiError

NEEDED = ["--lake", "lake", "--user-agent", "docai test@example.com"]


def test_options_become_settings() -> None:
    options = parse_options(
        [*NEEDED, "--tickers", "AAPL, BRK.B", "--ciks", "320193,CIK0000789019", "--from", "2020-01-01",
         "--forms", "10-K", "--amendments", "--limit", "7", "--block-pause", "1m", "--patience", "30m", "--no-wait", "--tolerate", "1%"],
        {},
    )  # fmt: skip
    criteria = options.settings.criteria
    assert criteria.tickers == ("AAPL", "BRK.B")
    assert criteria.ciks == ("0000320193", "0000789019")
    assert (criteria.since, criteria.until, criteria.limit) == (date(2020, 1, 1), None, 7)
    assert criteria.forms == {"10-K", "10-K/A"}
    assert (options.settings.block_pause, options.settings.patience) == (60.0, 1800.0)
    assert not options.settings.wait_for_budget
    assert str(options.tolerate) == "1%"


def test_options_come_from_the_environment_too() -> None:
    environment = {
        "DOCAI_LAKE": "lake",
        "DOCAI_USER_AGENT": "docai test@example.com",
        "DOCAI_INDEX": "2023Q4..2024Q1",
        "DOCAI_BLOCK_PAUSE": "5",
    }
    options = parse_options([], environment)
    assert options.lake == "lake"
    assert options.settings.criteria.index == (Quarter(2023, 4), Quarter(2024, 1))
    assert options.settings.criteria.forms == frozenset(ORIGINAL_FORMS)
    assert (options.settings.block_pause, options.settings.patience) == (5.0, 0.0)


@pytest.mark.parametrize(
    ("now", "since", "until"),
    [
        # New Year's Eve in New York, New Year's Day in UTC
        (datetime(2024, 1, 1, 4, 30, tzinfo=UTC), date(2023, 12, 24), date(2023, 12, 30)),
        (datetime(2024, 1, 1, 5, 30, tzinfo=UTC), date(2023, 12, 25), date(2023, 12, 31)),
        (datetime(2024, 3, 1, 12, 0, tzinfo=UTC), date(2024, 2, 23), date(2024, 2, 29)),
        (datetime(2024, 7, 1, 3, 59, tzinfo=UTC), date(2024, 6, 23), date(2024, 6, 29)),
    ],
)
def test_days_before_today_count_by_edgars_clock(now: datetime, since: date, until: date) -> None:
    arguments = [*NEEDED, "--all", "--from", "7d"]
    values = parser().parse(arguments, {"DOCAI_TO": "1d"})
    criteria = loader_settings(values, today_at_edgar(now)).criteria
    assert (criteria.since, criteria.until) == (since, until)


def test_without_a_clock_of_the_callers_today_is_edgars() -> None:
    before = today_at_edgar()
    since = parse_options([*NEEDED, "--all", "--from", "0d"], {}).settings.criteria.since
    assert since in (before, today_at_edgar())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Apple Inc.; Lantern Works, Inc.", ("Apple Inc.", "Lantern Works, Inc.")),
        ("Apple, Lantern Works, Inc.", ("Apple", "Lantern Works, Inc.")),
        ("Apple, Lantern Works, Inc.\n", ("Apple", "Lantern Works, Inc.")),
        (
            "Apple, Inc.\r\nLantern Works, Harbor Mills\n",
            ("Apple, Inc.", "Lantern Works, Harbor Mills"),
        ),
        ("Harbor, L.P., Mills Co", ("Harbor, L.P.", "Mills Co")),
        (" , ", ()),
    ],
)
def test_names_are_told_apart_at_semicolons_or_commas(text: str, names: tuple[str, ...]) -> None:
    arguments = [*NEEDED, "--all", "--companies", text]
    assert parse_options(arguments, {}).settings.criteria.companies == names


def test_a_comma_before_the_kind_of_company_belongs_to_the_name() -> None:
    assert not NAME_COMMA.search("Lantern Works, Inc.")
    assert NAME_COMMA.search("Lantern, Incline Corp")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--all", "--user-agent", "a@b.co"], "--lake is missing"),
        (["--all", "--lake", "x"], "no user agent"),
        ([*NEEDED, "--all", "--refetch", "17"], "not an accession number: '17'"),
        (
            [*NEEDED, "--all", "--from", "yesterday"],
            "write 2024-03-01, or 7d for the day seven days",
        ),
        ([*NEEDED, "--all", "--from", "1d", "--to", "7d"], "comes after --to"),
        ([*NEEDED, "--all", "--tolerate", "few"], "neither a number of filings nor a share"),
        ([*NEEDED, "--all", "--from", "2024-02-01", "--to", "2024-01-01"], "comes after --to"),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], says: str) -> None:
    with pytest.raises(DocaiError, match=says):
        parse_options(arguments, {})


def test_manifests_are_rebuilt_without_a_selection_and_without_a_user_agent() -> None:
    settings = parse_options(["--lake", "x", "--rebuild-manifests"], {}).settings
    assert (settings.criteria.is_empty, settings.rebuild_manifests) == (True, True)
    with pytest.raises(WrongSelection, match="nothing is selected"):
        parse_options(["--lake", "x"], {})
    with pytest.raises(WrongEdgar, match="user agent"):
        parse_options(["--lake", "x", "--rebuild-manifests", "--ciks", "1"], {})


def test_more_workers_than_make_sense_are_refused() -> None:
    assert parse_options([*NEEDED, "--ciks", "1", "--workers", "256"], {}).settings.workers == 256
    with pytest.raises(DocaiError, match="'257' is more than 256"):
        parse_options([*NEEDED, "--ciks", "1", "--workers", "257"], {})
