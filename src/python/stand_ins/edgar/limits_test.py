from __future__ import annotations

from stand_ins.edgar.limits import RateLimit


def test_ten_in_a_second_pass_and_the_eleventh_blocks_for_a_while() -> None:
    limit = RateLimit(10, block_seconds=5)
    assert not any(limit.blocks(n / 20) for n in range(10))
    assert limit.blocks(0.6)
    assert limit.blocks(5.5)
    assert not limit.blocks(5.7)


def test_a_steady_ten_a_second_is_never_blocked() -> None:
    limit = RateLimit(10, block_seconds=5)
    assert not any(limit.blocks(n * 0.1001) for n in range(200))


def test_without_a_limit_nothing_is_blocked() -> None:
    limit = RateLimit(0, block_seconds=5)
    assert not any(limit.blocks(0.0) for _ in range(1000))


def test_clearing_lifts_a_block() -> None:
    limit = RateLimit(1, block_seconds=100)
    assert [limit.blocks(0.0), limit.blocks(0.1)] == [False, True]
    limit.clear()
    assert not limit.blocks(0.2)
