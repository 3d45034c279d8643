from spark_job.identity import NAME, Identity, attempt_of, spec_hash


def test_the_same_run_step_and_specification_have_one_name() -> None:
    one, other = Identity("run-1", "spark-delta", "ab"), Identity("run-1", "spark-delta", "ab")
    assert one.name(1) == other.name(1)
    names = {
        one.stem,
        Identity("run-2", "spark-delta", "ab").stem,
        Identity("run-1", "spark-delt", "ab").stem,
        Identity("run-1", "spark-delta", "cd").stem,
    }
    assert len(names) == 4


def test_a_name_fits_where_the_operator_makes_longer_ones_of_it() -> None:
    name = Identity("run-1", "a" * 30, "ab").name(9999)
    assert NAME.fullmatch(name)
    assert len(f"{name}-ui-svc") <= 63


def test_the_attempt_stands_in_the_name() -> None:
    assert attempt_of(Identity("run-1", "spark-delta", "ab").name(12)) == 12
    for other in (
        "",
        "docai-spark-delta-0123456789",
        "pi-a1",
        "docai-x-0123456789-a0",
        "docai-x-zz-a1",
    ):
        assert attempt_of(other) == 0


def test_the_hash_follows_the_content_and_not_the_order() -> None:
    assert spec_hash({"a": 1, "b": {"c": [1, 2]}}) == spec_hash({"b": {"c": [1, 2]}, "a": 1})
    assert spec_hash({"a": [1, 2]}) != spec_hash({"a": [2, 1]})


def test_an_application_is_found_by_its_run_and_step() -> None:
    one = Identity("run-1", "spark-delta", "ab")
    assert one.selector == "docai/run-id=run-1,docai/step=spark-delta"
    assert one.labels["docai/spec-hash"] == "ab"
