"""How many messages a person, and an address, may send in a minute. Red flags are exempt."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter


class MessageLimits:
    """Counts in memory, or in Redis where several gateways share the work."""

    def __init__(self, *, per_person: int, per_address: int, redis_url: str | None = None) -> None:
        storage = RedisStorage(f"async+{redis_url}") if redis_url else MemoryStorage()
        self._limiter = MovingWindowRateLimiter(storage)
        self._per_person = RateLimitItemPerMinute(per_person)
        self._per_address = RateLimitItemPerMinute(per_address)

    async def allow(self, *, person: str, address: str) -> bool:
        """Count one message; False when it is one too many."""
        if not await self._limiter.hit(self._per_address, "address", address):
            return False
        return await self._limiter.hit(self._per_person, "person", person)
