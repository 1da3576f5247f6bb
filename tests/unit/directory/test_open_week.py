"""The week at a glance never calls a service closed that the exact answer calls open."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.domain.london import LONDON
from directory.domain.opening import is_open_in
from directory.domain.query import Window
from directory.domain.service import HolidayPolicy, OpeningHours, Session
from directory.holidays import england
from directory.open_week import Glance, glance, open_week, read_week, wanted_slots

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
sessions = st.builds(Session, st.integers(0, 6), minutes, minutes)
weeks = st.builds(
    lambda found, policy: OpeningHours(known=True, sessions=tuple(found), holiday_policy=policy),
    st.lists(sessions, max_size=6),
    st.sampled_from(HolidayPolicy),
)
starts = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 2, tzinfo=LONDON) + timedelta(minutes=minutes)
)
lengths = st.integers(1, 8 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(hours=weeks, start=starts, length=lengths, instant=st.booleans())
def test_closed_at_a_glance_is_closed(
    hours: OpeningHours, start: datetime, length: timedelta, instant: bool
) -> None:
    length = timedelta(minutes=1) if instant else length
    window = Window(start, start + length, "then", instant=instant)
    seen = glance(read_week(open_week(hours)), wanted_slots(window.start, window.end, england()))
    if seen is Glance.CLOSED:
        assert is_open_in(hours, window, england()) is False


def test_an_ordinary_night_is_seen_as_closed() -> None:
    hours = OpeningHours(known=True, sessions=(Session(1, time(9), time(17)),))
    night = datetime(2026, 11, 24, 3, tzinfo=LONDON)
    wanted = wanted_slots(night, night + timedelta(minutes=1), england())
    assert glance(read_week(open_week(hours)), wanted) is Glance.CLOSED


def test_unknown_hours_are_seen_as_such_and_rows_without_a_week_may_be_open() -> None:
    night = datetime(2026, 11, 24, 3, tzinfo=LONDON)
    wanted = wanted_slots(night, night + timedelta(minutes=1), england())
    assert glance(read_week(open_week(OpeningHours())), wanted) is Glance.NOT_KNOWN
    assert glance(read_week(None), wanted) is Glance.MAY_BE_OPEN
