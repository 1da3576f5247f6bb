"""Opening hours, dates and instants for property tests, with the awkward ones made likely."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours, Session

LONDON = ZoneInfo("Europe/London")

AWKWARD_DAYS = (
    date(2026, 3, 29),
    date(2026, 4, 3),
    date(2026, 4, 5),
    date(2026, 4, 6),
    date(2026, 10, 25),
    date(2026, 12, 24),
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2026, 12, 28),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 28),
    date(2027, 3, 29),
    date(2027, 10, 31),
    date(2027, 12, 25),
    date(2027, 12, 27),
    date(2027, 12, 28),
)
"""Nights of the clock changes, Easter weekends, Christmas and New Year with substitute days."""

days = st.sampled_from(AWKWARD_DAYS) | st.dates(date(2026, 1, 3), date(2028, 12, 1))
AWKWARD_CLOCKS = [time(hour, minute) for hour in (0, 1, 2, 9, 18) for minute in (0, 30)]
clocks = st.sampled_from([*AWKWARD_CLOCKS, time(22, 0), time(23, 59)]) | st.times().map(
    lambda clock: time(clock.hour, clock.minute)
)
sessions = st.builds(Session, weekday=st.integers(0, 6), opens=clocks, closes=clocks)
open_ended = st.builds(Session, weekday=st.integers(0, 6), opens=clocks, closes=st.none())


@st.composite
def opening_hours(draw: st.DrawFn, around: date) -> OpeningHours:
    """Hours of any shape, with dated exceptions near `around`."""
    near = st.integers(-2, 3).map(lambda n: around + timedelta(days=n))
    row = st.builds(
        OpeningException,
        day=near,
        sessions=st.lists(st.tuples(clocks, clocks), max_size=2).map(tuple),
        reason=st.none() | st.just("stock-taking"),
    )
    exceptions = draw(st.lists(row, max_size=2, unique_by=lambda exception: exception.day))
    week = draw(st.lists(sessions, max_size=10)) + draw(st.lists(open_ended, max_size=1))
    return OpeningHours(
        known=draw(st.sampled_from([True, True, True, True, False])),
        always=draw(st.sampled_from([False, False, False, False, True])),
        sessions=tuple(week),
        exceptions=tuple(exceptions),
        holiday_policy=draw(st.sampled_from(list(HolidayPolicy))),
    )


def instants(day: date) -> st.SearchStrategy[datetime]:
    """Whole minutes in the two days from the midnight of `day` in London."""
    midnight = datetime.combine(day, time(), LONDON).astimezone(ZoneInfo("UTC"))
    return st.integers(0, 2 * 24 * 60 - 61).map(lambda n: midnight + timedelta(minutes=n))
