"""How many messages a person, and an address, may send in a minute. Red flags are exempt."""

from __future__ import annotations

import asyncio
import logging

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

_REDIS_SECONDS = 0.5


class MessageLimits:
    """Counts in memory, or in Redis where several gateways share the work."""

    def __init__(self, *, per_person: int, per_address: int, redis_url: str | None = None) -> None:
        self._without_redis = MovingWindowRateLimiter(MemoryStorage())
        self._limiter = (
            MovingWindowRateLimiter(RedisStorage(f"async+{redis_url}", implementation="redispy"))
            if redis_url
            else self._without_redis
        )
        self._per_person = RateLimitItemPerMinute(per_person)
        self._per_address = RateLimitItemPerMinute(per_address)

    async def allow(self, *, person: str, address: str) -> bool:
        """Count one message; False when it is one too many.

        Without Redis each gateway counts for itself: a lost counter keeps nobody from an answer.
        """
        try:
            async with asyncio.timeout(_REDIS_SECONDS):
                return await self._allow(self._limiter, person, address)
        except (RedisError, StorageError, OSError, TimeoutError):
            logger.warning("Redis does not answer: counting messages in memory")
            return await self._allow(self._without_redis, person, address)

    async def close(self) -> None:
        """Let go of Redis."""
        client = getattr(self._limiter.storage, "storage", None)
        if client is not None and hasattr(client, "aclose"):
            await client.aclose()

    async def _allow(self, limiter: MovingWindowRateLimiter, person: str, address: str) -> bool:
        if not await limiter.hit(self._per_address, "address", address):
            return False
        return await limiter.hit(self._per_person, "person", person)
