import json
from pathlib import Path

import pytest

from kf_pipeline.errors import BadPipeline
from kf_pipeline.images import DIGEST, REFERENCE_REGISTRY, REFERENCE_TAG, images, read_digests

ONE = "sha256:" + "0a" * 32


def test_images_stand_in_the_registry_under_the_tag() -> None:
    assert images().data_loader == "docaiacr.azurecr.io/data-loader:v1"
    assert images("localhost:5000", "v2").spark_delta == "localhost:5000/spark-delta:v2"


def test_a_digest_file_is_read_as_push_tools_print_it(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(
        json.dumps({"r.io/data-loader": f"data-loader@{ONE}", "spark-job": ONE})
    )
    assert read_digests(tmp_path / "d.json") == {"data-loader": ONE, "spark-job": ONE}


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_what_is_no_digest_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "d.json").write_text(text)
    with pytest.raises(BadPipeline, match="--digest-file"):
        read_digests(tmp_path / "d.json")


def test_a_release_pins_all_three() -> None:
    with pytest.raises(BadPipeline, match="gives none for spark-delta"):
        images(digests={"data-loader": ONE, "spark-job": ONE})
    with pytest.raises(BadPipeline, match="gives 'v1' for data-loader"):
        images(digests={"data-loader": "v1"})


def test_patterns() -> None:
    for pattern, yes, no in (
        (DIGEST, [ONE], ["", "sha256:", "sha256:" + "g" * 64, ONE + "0", "md5:" + "0" * 64]),
        (REFERENCE_TAG, ["v1", "v1.2.3", "1a2b"], ["", "-a", "a/b", "a:b", "a" * 129]),
        (
            REFERENCE_REGISTRY,
            ["docaiacr.azurecr.io", "localhost:5000", "a.b/c/d", "x"],
            ["", "http://x", "A.b", "a.b/", "-a", "a:b"],
        ),
    ):
        assert [text for text in yes if pattern.fullmatch(text) is None] == []
        assert [text for text in no if pattern.fullmatch(text) is not None] == []
