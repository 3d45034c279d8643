import pytest

from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from local_pipeline.options import parse_options
from local_pipeline.sample import Sample

SAMPLE = Sample("http://127.0.0.1:1", ("0000990001", "0000990002"))


@pytest.fixture(autouse=True)
def _no_options_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DOCAI_LAKE", "DOCAI_USER_AGENT", "DOCAI_EDGAR_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_sample_means_all_its_filers_and_forms_in_a_lake_of_its_own() -> None:
    options = parse_options(["--sample"])
    settings = options.loader(SAMPLE)
    assert settings.criteria.ciks == SAMPLE.ciks
    assert "10-K/A" in settings.criteria.forms
    assert settings.edgar_url == SAMPLE.url
    assert options.lake == "lake/sample"


def test_a_narrower_choice_holds_for_the_sample_too() -> None:
    options = parse_options(["--sample", "--ciks", "990002", "--forms", "10-KT", "--lake", "/l"])
    settings = options.loader(SAMPLE)
    assert settings.criteria.ciks == ("0000990002",)
    assert settings.criteria.forms == {"10-KT"}
    assert options.lake == "/l"


def test_real_filings_never_go_to_the_samples_lake_by_default() -> None:
    argv = ["--tickers", "AAPL", "--user-agent", "Jo Doe jo@example.com"]
    assert parse_options(argv).lake == "lake/edgar"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--sample", "--edgar-url", "http://127.0.0.1:1"], "brings its own EDGAR"),
        (["--tickers", "AAPL"], "no user agent"),
        (["--user-agent", "Jo jo@example.com"], "nothing is selected"),
        (["--sampel"], "did you mean --sample"),
    ],
)
def test_a_wrong_choice_is_said_before_anything_begins(argv: list[str], says: str) -> None:
    with pytest.raises(DocaiError, match=says) as refused:
        parse_options(argv)
    assert refused.value.exit_code is ExitCode.CALLER
