import pytest

from kf_pipeline.errors import BadPipeline
from kf_pipeline.service.address import RUN, SCHEDULE, goes_in_clear, page, service_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kfp.example", "https://kfp.example"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://kubeflow.example/pipeline/?ns=team#/runs", "https://kubeflow.example/pipeline"),
        ("HTTPS://[::1]:8080", "https://[::1]:8080"),
        (" ml-pipeline.kubeflow.svc:8888 ", "https://ml-pipeline.kubeflow.svc:8888"),
    ],
)
def test_an_address_is_what_the_client_takes(text: str, address: str) -> None:
    assert service_address(text) == address


@pytest.mark.parametrize(
    "text", ["", "https://", "ftp://kfp.example", "http://kfp:port", "http://[::1"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadPipeline, match="--host is no address"):
        service_address(text)


@pytest.mark.parametrize("text", ["https://ann:hidden-1@kfp.example", "hidden-1@kfp.example"])
def test_a_password_in_an_address_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(BadPipeline, match="DOCAI_KFP_TOKEN") as raised:
        service_address(text)
    assert "hidden-1" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "clear"),
    [
        ("https://kfp.example", False),
        ("http://kfp.example", True),
        ("http://10.0.0.7:8888", True),
        ("http://svc.example", True),
        ("http://kfp.svc.elsewhere.example", True),
        ("http://localhost.example", True),
        ("http://localhost:8080", False),
        ("http://127.0.0.5:8080", False),
        ("http://[::1]:8080", False),
        ("http://ml-pipeline.kubeflow.svc:8888", False),
        ("http://ml-pipeline.kubeflow.svc.cluster.local:8888", False),
    ],
)
def test_only_this_machine_and_the_cluster_are_reached_safely_without_tls(
    address: str, clear: bool
) -> None:
    assert goes_in_clear(address) is clear


def test_pages_are_the_uis() -> None:
    assert page("https://kfp.example", RUN, "a-1") == "https://kfp.example/#/runs/details/a-1"
    assert page("https://k/p", SCHEDULE, "b") == "https://k/p/#/recurringrun/details/b"
    assert page(None, RUN, "a-1") is None
