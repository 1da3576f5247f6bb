"""Opening hours from a table with a column for each day of the week."""

from __future__ import annotations

from collections.abc import Sequence

from directory.domain.errors import UnreadableHours
from directory.domain.service import OpeningHours, Session
from directory.feeds.hours_times import DAYS, Times, holiday_policy, parse_times, runs_past_midnight
from directory.feeds.hours_words import week_in_words


def parse_week_columns(columns: Sequence[str], *, bank_holidays: str = "unknown") -> OpeningHours:
    """Hours from seven texts, Monday first: "09:00-13:00,14:00-18:00", "CLOSED", or empty.

    A week with a gap in it is not known; `note` says the days that are. Raises `UnreadableHours`,
    also for a closing time before the opening time: in such a table that is a slip of the pen.
    """
    if len(columns) != len(DAYS):
        raise UnreadableHours(" | ".join(columns), "not seven days")
    policy = holiday_policy(bank_holidays)
    known = [(day, _column(text)) for day, text in enumerate(columns) if text.strip()]
    if len(known) < len(DAYS):
        return OpeningHours(holiday_policy=policy, note=week_in_words(known) or None)
    sessions = tuple(Session(day, opens, closes) for day, times in known for opens, closes in times)
    return OpeningHours(known=True, sessions=sessions, holiday_policy=policy)


def _column(text: str) -> Times:
    times = parse_times(text)
    if runs_past_midnight(times):
        raise UnreadableHours(text, "closes before it opens")
    return times
