"""Opening hours by brute force: walk the real minutes, read the clock, ask the rule.

Slow and plain on purpose, and written without the code that it checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from directory.domain.holidays import HolidayCalendar
from directory.domain.service import HolidayPolicy, OpeningHours

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

Naive = datetime
"""What a clock on the wall reads, without a zone."""


def states(
    hours: OpeningHours, calendar: HolidayCalendar, first: date, days: int
) -> dict[datetime, str]:
    """`open`, `closed` or `unknown` for each real minute of `days` days in London from `first`."""
    start = datetime.combine(first, time(), LONDON).astimezone(UTC)
    end = datetime.combine(first + days * DAY, time(), LONDON).astimezone(UTC)
    result = dict.fromkeys(_minutes(start, end), "closed")
    for level, kinds in (("unknown", ("unknown", "open-ended")), ("open", ("open",))):
        for day in (first + n * DAY for n in range(-2, days + 1)):
            for kind, opens, closes in _stretches(hours, calendar, day):
                if kind in kinds:
                    result.update(
                        dict.fromkeys(
                            (m for m in _walk(day, opens, closes) if start <= m < end), level
                        )
                    )
    return result


def starts_of_open_ended(
    hours: OpeningHours, calendar: HolidayCalendar, first: date, days: int
) -> set[datetime]:
    """The first real minute of each session that is not known to end."""
    return {
        next(_walk(day, opens, closes))
        for day in (first + n * DAY for n in range(days))
        for kind, opens, closes in _stretches(hours, calendar, day)
        if kind == "open-ended"
    }


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += MINUTE


def _walk(day: date, opens: Naive, closes: Naive) -> Iterator[datetime]:
    """Real minutes from when the clock first reads `opens` to when it first reads `closes`."""
    begun = False
    minute = datetime.combine(day, time(), LONDON).astimezone(UTC)
    while True:
        wall = minute.astimezone(LONDON).replace(tzinfo=None)
        begun = begun or wall >= opens
        if wall >= closes:
            return
        if begun:
            yield minute
        minute += MINUTE


def _stretches(
    hours: OpeningHours, calendar: HolidayCalendar, day: date
) -> list[tuple[str, Naive, Naive]]:
    midnight = datetime.combine(day, time())
    rows = {row.day: row.sessions for row in hours.exceptions}
    latest = midnight + DAY if rows.get(day + DAY, "none") == () else midnight + 3 * DAY
    if day in rows:
        return [("open", *_bounds(day, a, b, latest)) for a, b in rows[day]]
    if not hours.known:
        return [("unknown", midnight, midnight + DAY)]
    if hours.always:
        return [("open", midnight, midnight + DAY)]
    usual = [(s.opens, s.closes) for s in hours.sessions if s.weekday == day.weekday()]
    sessions = [("open", *_bounds(day, a, b, latest)) for a, b in usual if b is not None]
    sessions += [
        ("open-ended", datetime.combine(day, a), midnight + DAY) for a, b in usual if b is None
    ]
    holiday = calendar.name_of(day)
    if holiday is None or hours.holiday_policy is HolidayPolicy.AS_USUAL:
        return sessions
    if hours.holiday_policy is HolidayPolicy.CLOSED:
        return []
    if hours.holiday_policy is HolidayPolicy.UNKNOWN and not usual:
        return []
    tails = [closes for kind, _, closes in sessions if kind == "open"]
    return [("unknown", midnight, max([midnight + DAY, *tails]))]


def _bounds(day: date, opens: time, closes: time, latest: Naive) -> tuple[Naive, Naive]:
    end = datetime.combine(day if closes > opens else day + DAY, closes)
    if closes == time(23, 59):
        end = datetime.combine(day, time()) + DAY
    return datetime.combine(day, opens), min(end, latest)
