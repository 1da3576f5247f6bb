"""The days on which a week's ordinary hours cannot be taken for granted in England.

GOV.UK lists bank holidays, and substitute days when one falls on a weekend. It does not list
25 December when that is a Saturday or Sunday, nor Easter Sunday, although most places are shut:
large shops must be (Christmas Day (Trading) Act 2004, section 1; Sunday Trading Act 1994,
schedule 1). Both are added here. A 26 December or 1 January that falls on a weekend is an
ordinary day, as GOV.UK has it: its substitute is the holiday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

CHRISTMAS_DAY = "Christmas Day"
EASTER_SUNDAY = "Easter Sunday"


@lru_cache(maxsize=256)
def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus, Nature, 20 April 1876)."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True, eq=False)
class HolidayCalendar:
    """Public holidays of England by date, with the stretch of dates for which they are known.

    `bank_holidays` is what GOV.UK lists; `first` and `last` are the first and last day of the
    years that it covers. Outside them only 25 December and Easter Sunday are known.
    """

    bank_holidays: Mapping[date, str]
    first: date
    last: date

    @classmethod
    def of(cls, bank_holidays: Mapping[date, str]) -> HolidayCalendar:
        """A calendar of GOV.UK's list. Raises `ValueError` if the list is empty."""
        if not bank_holidays:
            raise ValueError("a list of bank holidays cannot be empty")
        return cls(
            bank_holidays=MappingProxyType(dict(bank_holidays)),
            first=date(min(bank_holidays).year, 1, 1),
            last=date(max(bank_holidays).year, 12, 31),
        )

    def name_of(self, day: date) -> str | None:
        """What holiday `day` is, or None for an ordinary day."""
        listed = self.bank_holidays.get(day)
        if listed is not None:
            return listed
        if day.month == 12 and day.day == 25:
            return CHRISTMAS_DAY
        if day.month in (3, 4) and day == easter_sunday(day.year):
            return EASTER_SUNDAY
        return None

    def days_left(self, today: date) -> int:
        """How many days after `today` are still covered; negative once it has run out."""
        return (self.last - today) // timedelta(days=1)

    def __eq__(self, other: object) -> bool:
        """Equal calendars name the same days."""
        if not isinstance(other, HolidayCalendar):
            return NotImplemented
        return self is other or dict(self.bank_holidays) == dict(other.bank_holidays)

    def __hash__(self) -> int:
        """Cheap, because every look at a service's hours needs it."""
        return hash((self.first, self.last, len(self.bank_holidays)))
