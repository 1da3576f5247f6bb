"""Whether a service is open: at an instant, within a stretch of time, and when next.

The rule of precedence is in `timetable`; everything here works in real instants, so that the
nights on which the clocks change come out right. What is not known is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from directory.domain.holidays import HolidayCalendar
from directory.domain.london import MINUTES_IN_DAY, ONE_DAY, from_minute, local
from directory.domain.opening_text import DayHours, describe, fortnight
from directory.domain.query import Opening, OpenState, Window
from directory.domain.service import OpeningHours
from directory.domain.timetable import Span, Timetable, timetable

__all__ = [
    "DayHours",
    "OpenInterval",
    "describe",
    "fortnight",
    "is_open_at",
    "is_open_in",
    "openings_between",
    "state_at",
]

CLOSING_SOON_MINUTES = 30
"""NHS DoS does not return a service that closes within thirty minutes; we show it, and say so."""
HORIZON_DAYS = 14

_ALWAYS_OPEN = Opening(OpenState.OPEN, always=True)
_OPEN_STATES = (OpenState.OPEN, OpenState.CLOSING_SOON)


class OpenInterval(NamedTuple):
    """A stretch of being open: aware instants in London's time, `start` < `end`."""

    start: datetime
    end: datetime


def state_at(hours: OpeningHours, at: datetime, calendar: HolidayCalendar) -> Opening:
    """The state at the aware instant `at`. Raises `ValueError` if `at` has no time zone."""
    table = timetable(hours, calendar)
    if table.always_open:
        return _ALWAYS_OPEN
    now = at.timestamp() / 60
    today = local(at).date()
    unknown: Span | None = None
    for day in (today - ONE_DAY, today):
        for span in table.spans(day):
            if span.start <= now < span.end:
                if span.known:
                    return _open(table, day, span, now)
                unknown = span
    if unknown is not None:
        since = from_minute(unknown.start) if unknown.open_ended else None
        return Opening(OpenState.UNKNOWN, because=unknown.because, since=since)
    return _closed(table, today, now)


def is_open_at(hours: OpeningHours, at: datetime, calendar: HolidayCalendar) -> bool | None:
    """Open at the aware instant `at`: yes, no, or None for unknown."""
    state = state_at(hours, at, calendar).state
    return None if state is OpenState.UNKNOWN else state in _OPEN_STATES


def is_open_in(hours: OpeningHours, window: Window, calendar: HolidayCalendar) -> bool | None:
    """Open at `window.start` if it means an instant, else at some time in it. None: unknown.

    A session of which only the start is known counts as open if it starts in the window.
    """
    if window.instant:
        return is_open_at(hours, window.start, calendar)
    start, end = _minutes(window.start, window.end)
    unknown = False
    for span in _spans_touching(hours, window.start, window.end, calendar):
        if span.start < end and span.end > start:
            if span.known or (span.open_ended and span.start >= start):
                return True
            unknown = True
    return None if unknown else False


def openings_between(
    hours: OpeningHours, start: datetime, end: datetime, calendar: HolidayCalendar
) -> Iterator[OpenInterval]:
    """Every stretch of surely being open between two aware instants, cut to them, in order.

    Sessions that overlap or adjoin are one stretch. Whole minutes. Unknown stretches are left out.
    """
    first, last = _minutes(start, end)
    run: tuple[int, int] | None = None
    for span in _spans_touching(hours, start, end, calendar):
        opens, closes = max(span.start, int(first)), min(span.end, int(last))
        if not span.known or opens >= closes:
            continue
        if run is None:
            run = (opens, closes)
        elif opens <= run[1]:
            run = (run[0], max(run[1], closes))
        else:
            yield OpenInterval(from_minute(run[0]), from_minute(run[1]))
            run = (opens, closes)
    if run is not None:
        yield OpenInterval(from_minute(run[0]), from_minute(run[1]))


def _minutes(start: datetime, end: datetime) -> tuple[float, float]:
    return start.timestamp() / 60, end.timestamp() / 60


def _spans_touching(
    hours: OpeningHours, start: datetime, end: datetime, calendar: HolidayCalendar
) -> Iterator[Span]:
    table = timetable(hours, calendar)
    day, last = local(start).date() - ONE_DAY, local(end).date()
    while day <= last:
        yield from table.spans(day)
        day += ONE_DAY


def _open(table: Timetable, day: date, span: Span, now: float) -> Opening:
    horizon = now + HORIZON_DAYS * MINUTES_IN_DAY
    end = _end_of_run(table, day, span.end, horizon)
    if end >= horizon:
        return Opening(OpenState.OPEN, always=True, because=span.because)
    soon = end - now <= CLOSING_SOON_MINUTES
    state = OpenState.CLOSING_SOON if soon else OpenState.OPEN
    return Opening(state, until=from_minute(end), because=span.because)


def _end_of_run(table: Timetable, day: date, end: int, horizon: float) -> int:
    """When the stretch that lasts at least to `end` really ends, sessions that adjoin included."""
    spans = table.spans(day)
    while spans and end < horizon:
        for span in spans:
            if span.known and span.start <= end < span.end:
                end = span.end
        day += ONE_DAY
        spans = tuple(span for span in table.spans(day) if span.start <= end)
    return end


def _closed(table: Timetable, today: date, now: float) -> Opening:
    because = table.plan(today).because
    horizon = now + HORIZON_DAYS * MINUTES_IN_DAY
    for ahead in range(HORIZON_DAYS + 1):
        for span in table.spans(today + timedelta(days=ahead)):
            if now < span.start <= horizon and (span.known or span.open_ended):
                opens_at = from_minute(span.start)
                return Opening(OpenState.CLOSED, opens_at=opens_at, because=because)
    return Opening(OpenState.CLOSED, because=because)
