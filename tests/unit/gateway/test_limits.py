"""How many messages are let through: in memory, in Redis, and when Redis is gone."""

from __future__ import annotations

import logging
import time
from uuid import uuid4

import pytest

from bot.gateway.limits import MessageLimits
from tests.required import require_redis


async def allowed(limits: MessageLimits, count: int, *, person: str, address: str) -> int:
    """How many of `count` messages are let through."""
    return sum([await limits.allow(person=person, address=address) for _ in range(count)])


async def test_a_person_may_send_so_many_a_minute() -> None:
    limits = MessageLimits(per_person=3, per_address=100)
    assert await allowed(limits, 5, person="a", address="x") == 3
    assert await allowed(limits, 5, person="b", address="x") == 3


async def test_new_sessions_do_not_get_round_the_limit_of_an_address() -> None:
    limits = MessageLimits(per_person=3, per_address=4)
    answers = [await limits.allow(person=str(n), address="x") for n in range(8)]
    assert answers.count(True) == 4
    assert await limits.allow(person="c", address="y")


@pytest.mark.redis
async def test_two_gateways_count_together_in_redis() -> None:
    address = require_redis()
    person = uuid4().hex
    first = MessageLimits(per_person=3, per_address=100, redis_url=address)
    second = MessageLimits(per_person=3, per_address=100, redis_url=address)
    assert await allowed(first, 2, person=person, address=person) == 2
    assert await allowed(second, 2, person=person, address=person) == 1
    await first.close()
    await second.close()


async def test_without_redis_each_counts_for_itself_and_nobody_waits(
    caplog: pytest.LogCaptureFixture,
) -> None:
    limits = MessageLimits(per_person=2, per_address=100, redis_url="redis://127.0.0.1:1/0")
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        assert await allowed(limits, 4, person="a", address="x") == 2
    assert time.monotonic() - began < 4
    assert "Redis does not answer" in caplog.text
    await limits.close()
