import pytest

from kf_pipeline.placement import LABEL, TOLERATION, node_labels, tolerations


def test_labels_become_a_node_selector() -> None:
    assert node_labels("pool=steps, kubernetes.azure.com/mode=user") == {
        "pool": "steps",
        "kubernetes.azure.com/mode": "user",
    }
    assert node_labels("") == {}


def test_taints_become_tolerations() -> None:
    assert tolerations("pool=steps:NoSchedule,spot:NoExecute,pool=steps") == [
        {"key": "pool", "operator": "Equal", "value": "steps", "effect": "NoSchedule"},
        {"key": "spot", "operator": "Exists", "effect": "NoExecute"},
        {"key": "pool", "operator": "Equal", "value": "steps"},
    ]
    assert tolerations("") == []


@pytest.mark.parametrize("text", ["steps", "=steps", "a=b=c", "a b=c", "a=\x1b[0m"])
def test_what_is_no_label_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no label of a node"):
        node_labels(text)


@pytest.mark.parametrize("text", ["a=b:Never", ":NoSchedule", "a:b=c", "a=b:NoSchedule:x"])
def test_what_is_no_toleration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no toleration"):
        tolerations(text)


def test_patterns() -> None:
    assert all(LABEL.fullmatch(text) for text in ("a=b", "a.b/c-d=E_1", "a="))
    assert not any(LABEL.fullmatch(text) for text in ("a", "=b", "a=b/c", "a" * 318 + "=b"))
    assert all(TOLERATION.fullmatch(text) for text in ("a", "a=b", "a:NoExecute", "a=:NoSchedule"))
    assert not any(TOLERATION.fullmatch(text) for text in ("", "a:", "a=b:noschedule", "-a"))
