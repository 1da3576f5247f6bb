"""How many messages a person, and an address, may send in a minute. Red flags are exempt."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

_REDIS_SECONDS = 0.5


class Counters:
    """Counts in Redis where several gateways share the work, else in memory.

    Without its Redis a gateway counts for itself: a lost counter keeps nobody from an answer.
    """

    def __init__(self, redis_url: str | None) -> None:
        self._memory = MovingWindowRateLimiter(MemoryStorage())
        self._redis: RedisStorage | None = None
        if redis_url:
            self._redis = RedisStorage(f"async+{redis_url}", implementation="redispy")

    async def hit(self, limit: RateLimitItem, *identifiers: str) -> bool:
        """Count once for the identifiers; False when it is one too many."""
        if self._redis is None:
            return await self._memory.hit(limit, *identifiers)
        try:
            async with asyncio.timeout(_REDIS_SECONDS):
                return await MovingWindowRateLimiter(self._redis).hit(limit, *identifiers)
        except (RedisError, StorageError, OSError, TimeoutError):
            logger.warning("Redis does not answer: counting messages in memory")
            return await self._memory.hit(limit, *identifiers)

    async def close(self) -> None:
        """Let go of Redis."""
        if self._redis is not None:
            bridge: Any = self._redis.bridge
            await bridge.get_connection().aclose()


class MessageLimits:
    """So many messages a minute from a person, and from an address."""

    def __init__(self, *, per_person: int, per_address: int, redis_url: str | None = None) -> None:
        self._counters = Counters(redis_url)
        self._per_person = RateLimitItemPerMinute(per_person)
        self._per_address = RateLimitItemPerMinute(per_address)

    async def allow(self, *, person: str, address: str) -> bool:
        """Count one message; False when it is one too many."""
        if not await self._counters.hit(self._per_address, "address", address):
            return False
        return await self._counters.hit(self._per_person, "person", person)

    async def close(self) -> None:
        """Let go of Redis."""
        await self._counters.close()
