"""From what the clocks of Europe/London read to real instants, and back.

Instants are whole minutes since 1970-01-01T00:00Z: sessions of opening hours are compared and
joined as such, so that a night on which the clocks change is as long as it really is.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTES_IN_DAY = 24 * 60
ONE_DAY = timedelta(days=1)


def local(at: datetime) -> datetime:
    """An aware instant in London's time. Raises `ValueError` for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return at.astimezone(LONDON)


def from_minute(minute: int) -> datetime:
    """The instant `minute`, in London's time."""
    return datetime.fromtimestamp(minute * 60, LONDON)


def instant(day: date, wall_minute: int) -> int:
    """The first instant at which clocks read `wall_minute` past the midnight of `day`, or later.

    `wall_minute` may run into the next days. A time that the spring change skips is the change
    itself; of a time that the autumn change repeats, the first counts: nobody is sent to a door
    that may have shut an hour ago.
    """
    if wall_minute >= MINUTES_IN_DAY:
        days, wall_minute = divmod(wall_minute, MINUTES_IN_DAY)
        day += days * ONE_DAY
    start, length = _day(day)
    if length == MINUTES_IN_DAY:
        return start + wall_minute
    return _instant_of_long_or_short_day(day, wall_minute)


@lru_cache(maxsize=2048)
def _day(day: date) -> tuple[int, int]:
    start = _midnight(day)
    return start, _midnight(day + ONE_DAY) - start


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), LONDON).timestamp()) // 60


@lru_cache(maxsize=4096)
def _instant_of_long_or_short_day(day: date, wall_minute: int) -> int:
    start, length = _day(day)
    for minute in range(start, start + length):
        clock = from_minute(minute)
        if clock.hour * 60 + clock.minute >= wall_minute:
            return minute
    return start + length
