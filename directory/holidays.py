"""England's bank holidays as GOV.UK published them, read from an installed copy: no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from directory.domain.holidays import HolidayCalendar

WARN_BELOW_DAYS = 365
FAIL_BELOW_DAYS = 60


class CalendarHealth(str, Enum):
    """Whether the list of bank holidays still reaches far enough ahead."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CalendarStatus:
    """How long the list of bank holidays still lasts, for status pages and tests."""

    health: CalendarHealth
    last: date
    days_left: int


@lru_cache(maxsize=1)
def england() -> HolidayCalendar:
    """The calendar of England, read once. Source: GOV.UK, https://www.gov.uk/bank-holidays."""
    holidays = BankHolidays(use_cached_holidays=True)
    listed = holidays.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return HolidayCalendar.of({row["date"]: _name(row) for row in listed})


def status(calendar: HolidayCalendar, today: date) -> CalendarStatus:
    """Warn in the last year of the list, fail in its last sixty days."""
    left = calendar.days_left(today)
    health = CalendarHealth.OK
    if left < WARN_BELOW_DAYS:
        health = CalendarHealth.WARNING
    if left < FAIL_BELOW_DAYS:
        health = CalendarHealth.FAILED
    return CalendarStatus(health=health, last=calendar.last, days_left=left)


def _name(row: dict[str, object]) -> str:
    # Text messages have no curly apostrophe in their cheap alphabet.
    title = str(row["title"]).replace("’", "'")
    return f"{title} (substitute day)" if row["notes"] == "Substitute day" else title
