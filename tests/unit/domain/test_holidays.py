"""Which days are holidays in England, and how long the list lasts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.holidays import HolidayCalendar, easter_sunday
from directory.holidays import CalendarHealth, england, status


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 8, 31), "Summer bank holiday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 1, 1), "New Year's Day"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
    ],
)
def test_govuk_days_are_holidays_and_substitutes_say_so(day: date, name: str) -> None:
    assert england().name_of(day) == name


def test_christmas_day_on_a_saturday_is_a_closure_that_govuk_does_not_list() -> None:
    assert date(2027, 12, 25) not in england().bank_holidays
    assert england().name_of(date(2027, 12, 25)) == "Christmas Day"


def test_easter_sunday_is_a_closure_that_govuk_does_not_list() -> None:
    assert england().name_of(date(2027, 3, 28)) == "Easter Sunday"


def test_a_boxing_day_on_a_saturday_is_an_ordinary_day_as_govuk_has_it() -> None:
    assert england().name_of(date(2026, 12, 26)) is None


def test_a_scottish_holiday_is_an_ordinary_day() -> None:
    assert england().name_of(date(2026, 11, 30)) is None


def test_easter_is_the_day_before_each_easter_monday_that_govuk_lists() -> None:
    mondays = [day for day, name in england().bank_holidays.items() if name == "Easter Monday"]
    assert len(mondays) > 10
    assert [easter_sunday(day.year) + timedelta(days=1) for day in mondays] == mondays


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be empty"):
        HolidayCalendar.of({})


def test_equal_lists_make_equal_calendars() -> None:
    days = {date(2026, 12, 25): "Christmas Day"}
    assert HolidayCalendar.of(days) == HolidayCalendar.of(dict(days))
    assert hash(HolidayCalendar.of(days)) == hash(HolidayCalendar.of(dict(days)))
    assert HolidayCalendar.of(days) != HolidayCalendar.of({date(2026, 12, 24): "Christmas Eve"})


def test_the_list_of_bank_holidays_is_not_about_to_run_out() -> None:
    """Fails sixty days before the end: update `govuk-bank-holidays`."""
    today = datetime.now(UTC).date()
    assert status(england(), today).health is not CalendarHealth.FAILED


@pytest.mark.parametrize(
    ("today", "health"),
    [
        (date(2027, 12, 31), CalendarHealth.OK),
        (date(2028, 1, 2), CalendarHealth.WARNING),
        (date(2028, 11, 1), CalendarHealth.WARNING),
        (date(2028, 11, 2), CalendarHealth.FAILED),
        (date(2029, 5, 1), CalendarHealth.FAILED),
    ],
)
def test_the_status_warns_in_the_last_year_and_fails_in_the_last_sixty_days(
    today: date, health: CalendarHealth
) -> None:
    until_2028 = HolidayCalendar.of({date(2028, 12, 26): "Boxing Day"})
    assert status(until_2028, today).health is health
