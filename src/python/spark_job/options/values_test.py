from pathlib import Path

import pytest

from spark_job.options.values import SECRET_KEY, own_namespace, pairs


def test_the_namespace_is_the_pods_own(tmp_path: Path) -> None:
    (tmp_path / "namespace").write_text("team-a\n")
    assert own_namespace(tmp_path / "namespace") == "team-a"
    assert own_namespace(tmp_path / "absent") == "spark-jobs"


def test_labels_are_pairs() -> None:
    assert pairs("a=b, c=d=e") == {"a": "b", "c": "d=e"}
    with pytest.raises(ValueError, match="'=b' is no list of labels"):
        pairs("=b")


def test_secret_key_pattern() -> None:
    assert all(SECRET_KEY.fullmatch(text) for text in ("lake:key", "a.b-c:K_1"))
    assert not any(
        SECRET_KEY.fullmatch(text) for text in ("", "lake", ":key", "lake:", "A:b", "a:b:c")
    )
