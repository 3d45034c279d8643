from pathlib import Path
from typing import Any

import pytest
import yaml

from spark_job.base_manifest import QUANTITY, as_yaml, check, overlaid, read_base
from spark_job.errors import BadManifest
from stand_ins.collector import collector_held


def whole() -> dict[str, Any]:
    made = read_base(None)
    made["metadata"] = {"name": "docai-x-a1"}
    return made


def test_the_manifest_that_comes_along_is_a_spark_application() -> None:
    check(whole())


def test_amounts_and_ports_pass_though_the_models_know_them_not() -> None:
    made = whole()
    made["spec"]["driver"]["sidecars"] = [
        {
            "name": "probe",
            "resources": {"limits": {"memory": "1Gi", "cpu": 1}},
            "livenessProbe": {"httpGet": {"port": 8080}},
        }
    ]
    check(made)
    made["spec"]["volumes"][0]["emptyDir"]["sizeLimit"] = "plenty"
    with pytest.raises(BadManifest, match=r"spec\.volumes\.0\.emptyDir\.sizeLimit"):
        check(made)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (
            ("spec", "driver", "memroy"),
            "1g",
            r"spec\.driver\.memroy: no such key; did you mean memory",
        ),
        (("spec", "executor", "cores"), "2", r"spec\.executor\.cores: .*integer.*given: '2'"),
        (
            ("spec", "volumes", 0, "emptydir"),
            {},
            r"spec\.volumes\.0\.emptydir: no such key; did you mean emptyDir",
        ),
        (("spec", "sparkConf", "spark.x"), 3, r"spec\.sparkConf\.spark\.x"),
        (("specs",), {}, r"specs: no such key; did you mean spec"),
    ],
)
def test_a_wrong_key_or_type_is_named_with_its_place(
    path: tuple[str | int, ...], value: object, says: str
) -> None:
    made = whole()
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BadManifest, match=says):
        check(made)


def test_a_missing_field_is_named() -> None:
    made = whole()
    del made["spec"]["sparkVersion"]
    with pytest.raises(BadManifest, match=r"spec\.sparkVersion: Field required"):
        check(made)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "is no YAML"),
        ("kind: Pod\napiVersion: v1\n", "is no SparkApplication"),
        ("- 1", "is no SparkApplication"),
        ("apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\n", "lacks its spec"),
    ],
)
def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "app.yaml").write_text(text)
    with pytest.raises(BadManifest, match=says):
        read_base(tmp_path / "app.yaml")


HEAD = "apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\n"


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("{1: a}", r"holds what JSON cannot say: spec\.1: the key is no text; put it in quotes"),
        ("{driver: {labels: {yes: a}}}", r"spec\.driver\.labels\.True: the key is no text"),
        ("{arguments: !!set {a, b}}", r"cannot say: spec\.arguments: \{"),
        ("{image: !!binary aGVsbG8=}", r"cannot say: spec\.image: b'hello'"),
        ("{arguments: [a, .nan]}", r"cannot say: spec\.arguments\.1: nan"),
        ('{image: "\\ud800"}', r"cannot say: spec\.image: '\\ud800'"),
        ("&a {driver: *a}", r"cannot say: spec\.driver holds itself"),
        ("{driver: {cores: !!int x}}", "has a value that its tag does not allow"),
        ("{driver: {cores: !!bool x}}", "has a value that its tag does not allow"),
        ("{driver: {cores: !!timestamp x}}", "has a value that its tag does not allow"),
    ],
)
def test_what_kubernetes_cannot_be_told_is_named(spec: str, says: str) -> None:
    with pytest.raises(BadManifest, match=says):
        read_base(f"{HEAD}spec: {spec}\n")


def test_a_day_is_the_text_that_it_is() -> None:
    spec = read_base(f"{HEAD}spec: {{arguments: [2024-05-01, 2024-13-45, 2024-05-01 10:00:00]}}\n")
    assert spec["spec"] == {"arguments": ["2024-05-01", "2024-13-45", "2024-05-01 10:00:00"]}


def test_what_is_named_twice_is_no_loop() -> None:
    twice = read_base(f"{HEAD}spec: {{driver: &a {{cores: 1}}, executor: *a}}\n")
    assert twice["spec"] == {"driver": {"cores": 1}, "executor": {"cores": 1}}


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadManifest, match=r"--manifest .*absent\.yaml cannot be read"):
        read_base(tmp_path / "absent.yaml")


def test_what_is_laid_over_merges_by_key_and_by_name() -> None:
    base = {"a": {"x": 1, "y": 2}, "named": [{"name": "p", "v": 1}, {"name": "q"}], "plain": [1, 2]}
    over = {"a": {"y": 3}, "named": [{"name": "p", "w": 2}, {"name": "r"}], "plain": [9]}
    assert overlaid(base, over) == {
        "a": {"x": 1, "y": 3},
        "named": [{"name": "p", "v": 1, "w": 2}, {"name": "q"}, {"name": "r"}],
        "plain": [9],
    }
    assert base["a"] == {"x": 1, "y": 2}


def test_yaml_repeats_rather_than_refers() -> None:
    shared = {"drop": ["ALL"]}
    text = as_yaml({"b": shared, "a": shared})
    assert "&" not in text
    assert list(yaml.safe_load(text)) == ["b", "a"]


def test_quantity_pattern() -> None:
    assert all(QUANTITY.fullmatch(text) for text in ("20Gi", "500m", "1", "1.5", "1e3", "0"))
    assert not any(QUANTITY.fullmatch(text) for text in ("", "Gi", "-1", "1 Gi", "1GiB", "much"))


@collector_held()
def test_a_manifest_can_be_given_as_text(tmp_path: Path) -> None:
    text = as_yaml(read_base(None))
    (tmp_path / "app.yaml").write_text(text)
    assert read_base(text) == read_base(tmp_path / "app.yaml") == read_base(None)
    with pytest.raises(BadManifest, match="--manifest is no SparkApplication"):
        read_base("a: 1\nb: 2\n")
    with pytest.raises(BadManifest, match="nested too deeply"):
        read_base("\n" + "[" * 100_000)
