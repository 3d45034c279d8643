import pytest

from spark_job.watch.log_notices import refusal

# As Spark 4.2 logs it, one line.
QUOTA = (
    "26/11/23 19:05:11 WARN ExecutorPodsSnapshotsStoreImpl: Exception when notifying snapshot subscriber. "
    "io.fabric8.kubernetes.client.KubernetesClientException: Failure executing: POST at: "
    "https://10.96.0.1:443/api/v1/namespaces/spark-jobs/pods. Message: "
    'pods "docai-spark-delta-0123456789-a1-exec-1" is forbidden: exceeded quota: small, requested: limits.memory=896Mi, '
    "used: limits.memory=900Mi, limited: limits.memory=1000Mi. Received status: Status(apiVersion=v1, code=403, ...)."
)


def test_a_quota_without_room_for_an_executor_is_a_sentence() -> None:
    assert refusal(QUOTA) == (
        "exceeded quota: small",
        "the cluster takes no executor: exceeded quota: small, requested: limits.memory=896Mi, used: limits.memory=900Mi, "
        "limited: limits.memory=1000Mi; the job goes on with those it has, and waits for the first",
    )


def test_the_key_is_the_same_while_the_reason_is() -> None:
    later = QUOTA.replace("exec-1", "exec-7").replace("used: limits.memory=900Mi", "used: 950Mi")
    first, second = refusal(QUOTA), refusal(later)
    assert first is not None
    assert second is not None
    assert first[0] == second[0]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "26/11/23 19:05:11 INFO ExecutorPodsAllocator: Going to request 1 executors from Kubernetes",
        'pods "docai-spark-delta-0123456789-a1-driver" is forbidden: exceeded quota: small',
        'pods "x-exec-1" not found',
        "pods " + '"' * 5000,
    ],
)
def test_other_lines_tell_nothing(line: str) -> None:
    assert refusal(line) is None
