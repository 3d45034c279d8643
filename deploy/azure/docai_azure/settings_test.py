"""Settings: what the file says, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from docai_azure.errors import WrongSettings
from docai_azure.settings import REGISTRY, STORAGE_ACCOUNT, Settings, read_settings, settings_of

FILE = Path(__file__).resolve().parents[1] / "settings.toml"
ONE, OTHER = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"


def test_the_file_in_the_tree_says_the_defaults() -> None:
    assert read_settings(FILE) == Settings()


def test_names_that_must_be_unique_are_the_same_each_time_and_differ_by_subscription_and_name() -> (
    None
):
    names = {Settings().account_in(ONE), Settings().account_in(OTHER)}
    names |= {Settings(name="filings-of-everyone").account_in(ONE)}
    assert len(names) == 3
    assert Settings().account_in(ONE) == "docai9789085dd5"
    assert all(STORAGE_ACCOUNT.fullmatch(name) and REGISTRY.fullmatch(name) for name in names)


def test_names_that_are_given_are_kept() -> None:
    given = settings_of({"storage_account": "ourlake", "registry": "ourImages"})
    assert (given.account_in(ONE), given.registry_in(ONE)) == ("ourlake", "ourImages")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"nmae": "x"}, "the settings have no nmae: there are alerts, cluster"),
        ({"alerts": {"mails": []}}, "the settings have no alerts.mails: there are budget, emails"),
        ({"name": "Docai"}, "name is 'Docai'; it has 2 to 20 small letters"),
        ({"name": ""}, "name is empty"),
        ({"storage_account": "our-lake"}, "storage_account is 'our-lake'; it has 3 to 24"),
        ({"registry": "our"}, "registry is 'our'; it has 5 to 50"),
        ({"layout": "existing-kubeflow"}, "it is one-namespace or two-namespaces"),
        ({"cluster": {"spark_nodes": 0}}, "cluster.spark_nodes is 0; it is at least 1"),
        ({"cluster": {"spark_nodes": "5"}}, "cluster.spark_nodes is '5'; it is a whole number"),
        ({"cluster": {"spark_spot": 1}}, "cluster.spark_spot is 1; it is true or false"),
        ({"cluster": 5}, "cluster is 5; it is a section"),
        ({"location": {"name": "x"}}, "location is a section; it is a single value"),
        ({"alerts": {"emails": "a@b.example"}}, "it is a list of texts"),
        ({"alerts": {"emails": ["nobody"]}}, "alerts.emails has 'nobody'"),
        ({"alerts": {"silent_hours": 48}}, "looks back at most 47 hours"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(
    values: dict[str, object], said: str
) -> None:
    with pytest.raises(WrongSettings) as refused:
        settings_of(values)
    assert said in str(refused.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "settings.toml"
    broken.write_text("name = ")
    for path in (broken, tmp_path / "absent.toml"):
        with pytest.raises(WrongSettings, match=str(path)):
            read_settings(path)
