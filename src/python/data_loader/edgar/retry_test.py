import random

from data_loader.edgar.retry import RetryPolicy


def test_waits_double_up_to_the_longest_and_are_spread() -> None:
    policy = RetryPolicy(first=1.0, longest=8.0, chance=random.Random(1))
    for failures, full in ((1, 1.0), (2, 2.0), (4, 8.0), (5, 8.0), (400, 8.0)):
        waits = [policy.wait(failures) for _ in range(50)]
        assert all(full / 2 <= wait <= full for wait in waits)
        assert len(set(waits)) > 10


def test_a_wait_that_edgar_asks_for_is_never_shortened() -> None:
    assert RetryPolicy(first=0.1).wait(1, asked=42.0) == 42.0
    assert RetryPolicy(first=100.0, longest=100.0).wait(1, asked=1.0) >= 50.0
