from itertools import islice

from docai.backoff import Backoff


def test_waits_double_up_to_the_longest_and_are_spread() -> None:
    policy = Backoff(1.0, 8.0)
    for failures, full in ((1, 1.0), (2, 2.0), (4, 8.0), (5, 8.0), (5_000, 8.0)):
        waits = [policy.after(failures) for _ in range(50)]
        assert all(full / 2 <= wait <= full for wait in waits)
        assert len(set(waits)) > 10


def test_a_wait_that_the_server_asks_for_is_never_shortened() -> None:
    assert Backoff(0.1).after(1, asked=42.0) == 42.0
    assert Backoff(100.0, 100.0).after(1, asked=1.0) >= 50.0


def test_waits_grow_to_their_longest() -> None:
    waits = list(islice(Backoff(1.0, 4.0).waits(), 5))
    for wait, longest in zip(waits, (1, 2, 4, 4, 4), strict=True):
        assert longest / 2 <= wait <= longest
