"""From "sunday evening" to the two instants it lies between, in Europe/London."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.understanding.clock import say_clock
from bot.understanding.days import WEEKDAYS
from bot.understanding.errors import BankHolidaysUnknown
from bot.understanding.feasts import feast
from bot.understanding.model import TimeWindow, When

LONDON = ZoneInfo("Europe/London")
MOMENT = timedelta(minutes=1)
"""How long a window is that stands for one moment."""
_PARTS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(22)),
    "night": (time(20), time(6)),
}
_TONIGHT = (time(18), time(0))


class _Days(NamedTuple):
    """The first and last day meant, and how to say them."""

    first: date
    last: date
    label: str


def resolve(when: When, now: datetime, bank_holidays: Mapping[date, str]) -> TimeWindow:
    """The window that `when` means at the aware instant `now`.

    `bank_holidays` maps days to names. A time of day that has passed is taken to be the next one.
    A window that has begun starts now. Raises `BankHolidaysUnknown` if the next is not listed.
    """
    now = now.astimezone(LONDON)
    if when == When() or when.now:
        return TimeWindow(start=now, end=_plus(now, MOMENT), label="now", instant=True)
    days = _days(when, now, bank_holidays)
    window = _window(when, days, now)
    if window.end.timestamp() <= now.timestamp() and not _is_fixed(when.day):
        later = _days(when, _midnight(days.last + timedelta(days=1)), bank_holidays)
        window = _window(when, _renamed(when, later, now), now)
    if window.start.timestamp() < now.timestamp() < window.end.timestamp() and not window.instant:
        return TimeWindow(start=now, end=window.end, label=window.label)
    return window


def _is_fixed(day: str | None) -> bool:
    return day is not None and day[:1].isdigit()


def _renamed(when: When, days: _Days, now: datetime) -> _Days:
    """What was to be today and is over is tomorrow, and is said to be."""
    if when.day in {None, "today", "tonight"}:
        return days._replace(label=_relative(days.first, now))
    return days


def _days(when: When, now: datetime, bank_holidays: Mapping[date, str]) -> _Days:
    day, today = when.day, now.date()
    if day is None or day == "today":
        return _Days(today, today, "today")
    if day in {"tomorrow", "day_after_tomorrow"}:
        then = today + timedelta(days=1 if day == "tomorrow" else 2)
        return _Days(then, then, "tomorrow" if day == "tomorrow" else _said(then))
    if day in WEEKDAYS:
        then = today + timedelta(days=(WEEKDAYS.index(day) - today.weekday()) % 7)
        return _Days(then, then, f"on {day.capitalize()}")
    if day in {"weekend", "next_weekend", "this_week", "next_week"}:
        return _week(day, today)
    if day.startswith("bank_holiday"):
        return _bank_holiday(bank_holidays, today, monday=day.endswith("monday"))
    return _dated(day, today)


def _bank_holiday(bank_holidays: Mapping[date, str], today: date, *, monday: bool) -> _Days:
    """The next one, or the next that is a Monday."""
    coming = [day for day in bank_holidays if day >= today and (day.weekday() == 0 or not monday)]
    if not coming:
        raise BankHolidaysUnknown(str(today))
    return _Days(min(coming), min(coming), f"on the bank holiday, {_said(min(coming))[3:]}")


def _week(day: str, today: date) -> _Days:
    monday = today - timedelta(days=today.weekday())
    if day == "this_week":
        return _Days(today, monday + timedelta(days=6), "this week")
    if day == "next_week":
        return _Days(monday + timedelta(days=7), monday + timedelta(days=13), "next week")
    if day == "next_weekend":
        return _Days(monday + timedelta(days=12), monday + timedelta(days=13), "next weekend")
    saturday = max(today, monday + timedelta(days=5))
    return _Days(saturday, monday + timedelta(days=6), "at the weekend")


def _dated(day: str, today: date) -> _Days:
    found = feast(day, today)
    if found is not None:
        return _Days(*found)
    then = date.fromisoformat(day) if _is_fixed(day) else _next_like(day, today)
    return _Days(then, then, _said(then))


def _next_like(day: str, today: date) -> date:
    """The next day of the form `--12-25` or `---25`, today included."""
    number = int(day[-2:])
    month = None if day.startswith("---") else int(day[2:4])
    then = today
    while then.day != number or month not in {None, then.month}:
        then += timedelta(days=1)
    return then


def _window(when: When, days: _Days, now: datetime) -> TimeWindow:
    if when.at is not None:
        date_of = days.first + timedelta(days=1) if when.at == time(0) else days.first
        start = _instant(date_of, when.at)
        label = f"{days.label} at {say_clock(when.at)}"
        return TimeWindow(start=start, end=_plus(start, MOMENT), label=label, instant=True)
    if when.after is not None or when.before is not None:
        return _bounded(when, days)
    if when.part is not None:
        return _part(when, days, now)
    start, end = _midnight(days.first), _midnight(days.last + timedelta(days=1))
    return TimeWindow(start=start, end=end, label=days.label)


def _bounded(when: When, days: _Days) -> TimeWindow:
    after, before = when.after, when.before
    start = _instant(days.first, after or time(0))
    late = before is None or before == time(0) or (after is not None and before <= after)
    end = _instant(days.first + timedelta(days=1 if late else 0), before or time(0))
    said = f"after {say_clock(after)}" if after is not None else ""
    if before is not None:
        said = f"before {say_clock(before)}"
    if after is not None and before is not None:
        said = f"between {say_clock(after)} and {say_clock(before)}"
    return TimeWindow(start=start, end=end, label=f"{days.label} {said}")


def _part(when: When, days: _Days, now: datetime) -> TimeWindow:
    part = when.part or ""
    first, last = _PARTS[part]
    tonight = part == "night" and days.label == "today"
    small_hours = tonight and now.hour < 6
    if small_hours:
        return TimeWindow(start=now, end=_instant(days.first, time(6)), label="tonight")
    if tonight:
        first, last = _TONIGHT
    end_day = days.first + timedelta(days=1 if last <= first else 0)
    label = {"today": "tonight" if tonight else f"this {part}"}.get(days.label)
    if label is None:
        single = days.label == "tomorrow" or days.label[3:].lower() in WEEKDAYS
        label = f"{days.label} {part}" if single else f"{days.label}, {part}"
    return TimeWindow(start=_instant(days.first, first), end=_instant(end_day, last), label=label)


def _relative(day: date, now: datetime) -> str:
    return "tomorrow" if day == now.date() + timedelta(days=1) else _said(day)


def _said(day: date) -> str:
    return f"on {day:%A} {day.day} {day:%B}"


def _midnight(day: date) -> datetime:
    return _instant(day, time(0))


def _instant(day: date, moment: time) -> datetime:
    """Wall time as an instant that exists: a time skipped in spring is moved on by the hour."""
    wall = datetime.combine(day, moment, LONDON)
    return wall.astimezone(timezone.utc).astimezone(LONDON)


def _plus(moment: datetime, step: timedelta) -> datetime:
    return (moment.astimezone(timezone.utc) + step).astimezone(LONDON)
