"""Opening hours back to OpenStreetMap's text, for exports and for forms that people edit."""

from __future__ import annotations

from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours
from directory.feeds.hours_times import DAYS, format_times

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_osm_hours(hours: OpeningHours) -> str:
    """The text of opening hours, which `parse_osm_hours` reads back to the same hours.

    A policy of "as usual", "special" or "unknown" has no text of its own: keep it beside.
    """
    dated = [_format_exception(exception) for exception in hours.exceptions]
    return "; ".join([*_format_rules(hours), *dated])


def _format_rules(hours: OpeningHours) -> list[str]:
    if not hours.known:
        return [f'"{_quotable(hours.note)}"'] if hours.note else []
    if hours.always:
        return ["24/7"]
    holidays = ["PH off"] if hours.holiday_policy is HolidayPolicy.CLOSED else []
    return [*_format_week(hours), *holidays]


def _format_week(hours: OpeningHours) -> list[str]:
    days_of: dict[str, list[int]] = {}
    for day in range(len(DAYS)):
        times = [(s.opens, s.closes) for s in hours.sessions if s.weekday == day]
        days_of.setdefault(format_times(times), []).append(day)
    return [f"{_format_days(days)} {times}" for times, days in days_of.items()]


def _format_days(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_format_run([DAYS[day] for day in run]) for run in runs)


def _format_run(names: list[str]) -> str:
    return f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names)


def _format_exception(exception: OpeningException) -> str:
    day = exception.day
    reason = f' "{_quotable(exception.reason)}"' if exception.reason else ""
    times = format_times(exception.sessions)
    return f"{day.year} {MONTHS[day.month - 1]} {day.day} {times}{reason}"


def _quotable(text: str) -> str:
    return text.replace('"', "'")
