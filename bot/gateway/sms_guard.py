"""Who is not answered every time: machines, floods, and a day that costs too much."""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from datetime import UTC, datetime, timedelta

from limits import RateLimitItemPerHour

from bot.gateway.limits import Counters

logger = logging.getLogger(__name__)

_PEOPLE_KEPT = 10_000
_LOOP_WINDOW = timedelta(minutes=10)


class RateLimit:
    """So many texts an hour are answered; the one after that is told so; then there is silence."""

    def __init__(self, *, an_hour: int, redis_url: str | None = None) -> None:
        self._limiter = Counters(redis_url)
        self._answered = RateLimitItemPerHour(an_hour)
        self._told = RateLimitItemPerHour(1)

    async def allow(self, person: str) -> bool:
        """Count one text; False when it is one too many."""
        return await self._limiter.hit(self._answered, "sms", person)

    async def may_tell(self, person: str) -> bool:
        """Whether this person has not yet been told, in this hour, that it is too much."""
        return await self._limiter.hit(self._told, "sms-told", person)


class Loops:
    """Notices a machine that sends the same again and again. Holds hashes, for ten minutes."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._seen: OrderedDict[str, tuple[str, int, datetime]] = OrderedDict()

    def is_loop(self, person: str, body: str, now: datetime) -> bool:
        """Count one text; True once the same has come more than `limit` times in a row."""
        digest = hashlib.sha256(body.strip().lower().encode()).hexdigest()
        last, count, began = self._seen.pop(person, ("", 0, now))
        if digest != last or now - began > _LOOP_WINDOW:
            count, began = 0, now
        self._seen[person] = (digest, count + 1, began)
        while len(self._seen) > _PEOPLE_KEPT:
            self._seen.popitem(last=False)
        return count + 1 > self._limit


class DailyCap:
    """How many segments a day may cost. Above it only emergencies are answered, and one notice."""

    def __init__(self, *, segments: int) -> None:
        self._most = segments
        self._day = ""
        self._sent = 0
        self._alarmed = ""
        self._told: set[str] = set()

    @property
    def sent(self) -> int:
        """Segments sent on the day that was heard of last."""
        return self._sent

    def heard(self, total: int, now: datetime) -> None:
        """Take in the day's total; raise the alarm, once, when it is the last allowed."""
        day = f"{now.astimezone(UTC):%Y-%m-%d}"
        if day != self._day:
            self._told.clear()
        self._day, self._sent = day, total
        if total >= self._most and self._alarmed != day:
            self._alarmed = day
            logger.error("the daily cap of text messages is reached", extra={"segments": total})

    def is_reached(self, now: datetime) -> bool:
        """Whether the day's allowance is used up."""
        return self._day == f"{now.astimezone(UTC):%Y-%m-%d}" and self._sent >= self._most

    def may_tell(self, person: str) -> bool:
        """Whether this person has not been told today."""
        if person in self._told:
            return False
        self._told.add(person)
        return True
