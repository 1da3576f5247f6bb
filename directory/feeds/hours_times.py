"""The times of one day as text ("09:00-13:00,14:00-18:00", "09:00+", "off") and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from directory.domain.errors import UnreadableHours
from directory.domain.service import HolidayPolicy

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MIDNIGHT = time(0, 0)

Times = tuple[tuple[time, time | None], ...]
"""Sessions of one day: opening, and closing (None: not known)."""

_SPAN = re.compile(r"(\d\d?):(\d\d)(?:-(\d\d?):(\d\d)|(\+))")
_CLOSED_WORDS = ("off", "closed")
_POLICIES = {
    "": HolidayPolicy.UNKNOWN,
    "unknown": HolidayPolicy.UNKNOWN,
    "open": HolidayPolicy.AS_USUAL,
    "as usual": HolidayPolicy.AS_USUAL,
    "closed": HolidayPolicy.CLOSED,
    "special": HolidayPolicy.SPECIAL,
}


def holiday_policy(text: str) -> HolidayPolicy:
    """The policy for a column that says `open`, `closed`, `special` or `unknown`.

    Raises `UnreadableHours` for any other word.
    """
    policy = _POLICIES.get(text.strip().lower())
    if policy is None:
        raise UnreadableHours(text, "not a policy for public holidays")
    return policy


def parse_times(text: str) -> Times:
    """The sessions of one day; "off" and "closed" have none.

    24:00 and 23:59 are midnight; a closing time at or before the opening time runs past midnight.
    Raises `UnreadableHours`, also for sessions that overlap or stand out of order.
    """
    if text.strip().lower() in _CLOSED_WORDS:
        return ()
    times = tuple(_span(part.strip()) for part in text.split(","))
    ends = [_end(opens, closes) for opens, closes in times]
    for end, (opens, _) in zip(ends, times[1:], strict=False):
        if end is None or _minute(opens) < end:
            raise UnreadableHours(text, "sessions overlap or are out of order")
    return times


def format_times(times: Sequence[tuple[time, time | None]]) -> str:
    """The text of one day's sessions."""
    return ",".join(_format_span(opens, closes) for opens, closes in times) or "off"


def runs_past_midnight(times: Times) -> bool:
    """Whether a session closes on the next day, later than its first minute."""
    return any(closes is not None and MIDNIGHT < closes <= opens for opens, closes in times)


def _span(text: str) -> tuple[time, time | None]:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise UnreadableHours(text, "not a stretch of time")
    opens = _clock(match[1], match[2], text)
    if match[5]:
        return opens, None
    closes = _clock(match[3], match[4], text)
    if closes == time(23, 59):
        closes = MIDNIGHT
    if opens == closes != MIDNIGHT:
        raise UnreadableHours(text, "opens and closes at the same minute")
    return opens, closes


def _clock(hour: str, minute: str, text: str) -> time:
    if (int(hour), int(minute)) == (24, 0):
        return MIDNIGHT
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise UnreadableHours(text, "no such time of day") from None


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _end(opens: time, closes: time | None) -> int | None:
    if closes is None:
        return None
    return _minute(closes) + (24 * 60 if closes <= opens else 0)


def _format_span(opens: time, closes: time | None) -> str:
    if closes is None:
        return f"{opens:%H:%M}+"
    return f"{opens:%H:%M}-{'24:00' if closes == MIDNIGHT else format(closes, '%H:%M')}"
