"""From a time as people put it to exact instants in London."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.understanding.days import WEEKDAYS
from bot.understanding.errors import BadCode, BankHolidaysUnknown
from bot.understanding.feasts import easter_sunday
from bot.understanding.model import When
from bot.understanding.when import code, from_code, resolve
from bot.understanding.whencode import DAYS, PARTS

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 21, 14, 30, tzinfo=LONDON)
HOLIDAYS = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"}

WINDOWS = [
    ("now", "2026-11-21T14:30", "2026-11-21T14:31", "now"),
    ("day=today", "2026-11-21T14:30", "2026-11-22T00:00", "today"),
    ("day=today;part=night", "2026-11-21T18:00", "2026-11-22T00:00", "tonight"),
    ("day=today;part=morning", "2026-11-22T06:00", "2026-11-22T12:00", "tomorrow morning"),
    ("day=tomorrow", "2026-11-22T00:00", "2026-11-23T00:00", "tomorrow"),
    ("day=tomorrow;after=18:00", "2026-11-22T18:00", "2026-11-23T00:00", "tomorrow after 6pm"),
    ("day=sunday;part=evening", "2026-11-22T17:00", "2026-11-22T22:00", "on Sunday evening"),
    ("day=saturday;part=morning", "2026-11-28T06:00", "2026-11-28T12:00", "on Saturday morning"),
    ("day=weekend", "2026-11-21T14:30", "2026-11-23T00:00", "at the weekend"),
    ("day=next_week", "2026-11-23T00:00", "2026-11-30T00:00", "next week"),
    ("day=christmas_day", "2026-12-25T00:00", "2026-12-26T00:00", "on Christmas Day"),
    ("day=--12-25", "2026-12-25T00:00", "2026-12-26T00:00", "on Friday 25 December"),
    ("day=---25", "2026-11-25T00:00", "2026-11-26T00:00", "on Wednesday 25 November"),
    ("day=easter", "2027-03-26T00:00", "2027-03-30T00:00", "over Easter"),
    (
        "day=bank_holiday",
        "2026-12-25T00:00",
        "2026-12-26T00:00",
        "on the bank holiday, Friday 25 December",
    ),
    (
        "day=bank_holiday_monday",
        "2026-12-28T00:00",
        "2026-12-29T00:00",
        "on the bank holiday, Monday 28 December",
    ),
    ("at=19:30", "2026-11-21T19:30", "2026-11-21T19:31", "today at 7:30pm"),
    ("at=09:00", "2026-11-22T09:00", "2026-11-22T09:01", "tomorrow at 9am"),
    ("at=00:00", "2026-11-22T00:00", "2026-11-22T00:01", "today at midnight"),
    ("before=09:00", "2026-11-22T00:00", "2026-11-22T09:00", "tomorrow before 9am"),
    (
        "after=18:00;before=20:00",
        "2026-11-21T18:00",
        "2026-11-21T20:00",
        "today between 6pm and 8pm",
    ),
]


@pytest.mark.parametrize(("text", "start", "end", "label"), WINDOWS)
def test_windows(text: str, start: str, end: str, label: str) -> None:
    window = resolve(from_code(text), SATURDAY, HOLIDAYS)
    assert window.start == datetime.fromisoformat(start).replace(tzinfo=LONDON)
    assert window.end == datetime.fromisoformat(end).replace(tzinfo=LONDON)
    assert window.label == label


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    eve = datetime(2026, 10, 24, 12, tzinfo=LONDON)
    window = resolve(When(day="tomorrow"), eve, {})
    assert window.end.timestamp() - window.start.timestamp() == 25 * 3600


def test_the_day_the_clocks_go_forward_has_23_hours() -> None:
    eve = datetime(2026, 3, 28, 12, tzinfo=LONDON)
    window = resolve(When(day="tomorrow"), eve, {})
    assert window.end.timestamp() - window.start.timestamp() == 23 * 3600


def test_a_time_that_the_clock_skips_is_moved_on() -> None:
    eve = datetime(2026, 3, 28, 12, tzinfo=LONDON)
    window = resolve(When(day="tomorrow", at=time(1, 30)), eve, {})
    assert window.start == datetime(2026, 3, 29, 2, 30, tzinfo=LONDON)


def test_tonight_after_midnight_is_this_night() -> None:
    late = datetime(2026, 11, 21, 2, tzinfo=LONDON)
    window = resolve(When(day="today", part="night"), late, {})
    assert (window.start, window.end.hour) == (late, 6)


def test_without_a_known_bank_holiday_it_says_so() -> None:
    with pytest.raises(BankHolidaysUnknown):
        resolve(When(day="bank_holiday"), SATURDAY, {})


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


_TIMES = st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0))
_DATED = st.dates(date(2020, 1, 1), date(2035, 12, 31)).flatmap(
    lambda d: st.sampled_from([d.isoformat(), f"--{d.month:02d}-{d.day:02d}", f"---{d.day:02d}"])
)
_WHENS = st.builds(
    When,
    now=st.booleans(),
    day=st.none() | st.sampled_from(sorted(DAYS)) | _DATED,
    part=st.none() | st.sampled_from(PARTS),
    at=st.none() | _TIMES,
    after=st.none() | _TIMES,
    before=st.none() | _TIMES,
)
_NOWS = st.integers(1_704_067_200, 1_861_833_600).map(lambda s: datetime.fromtimestamp(s, LONDON))
"""Seconds from 2024 to 2028."""


@given(_WHENS)
def test_codes_lead_back_to_the_same_time(when: When) -> None:
    assert from_code(code(when)) == when


@given(st.text(max_size=30))
def test_anything_else_is_refused_or_round(text: str) -> None:
    try:
        when = from_code(text)
    except BadCode:
        return
    assert from_code(code(when)) == when


@pytest.mark.parametrize("text", ["day=someday", "at=25:00", "now;now", "day=2026-02-30", "x"])
def test_bad_codes_are_refused(text: str) -> None:
    with pytest.raises(BadCode):
        from_code(text)


@given(_WHENS, _NOWS)
@settings(max_examples=300)
def test_windows_are_true_spans_of_time(when: When, now: datetime) -> None:
    assume(when.day not in {"bank_holiday", "bank_holiday_monday"})
    window = resolve(when, now, {})
    assert window.start.timestamp() < window.end.timestamp()
    assert window.start.tzinfo is not None
    assert window.label


@given(st.sampled_from(WEEKDAYS), _NOWS)
def test_weekdays_are_the_next_ones(day: str, now: datetime) -> None:
    window = resolve(When(day=day), now, {})
    assert window.start.weekday() == WEEKDAYS.index(day)
    assert timedelta(0) <= window.start - now < timedelta(days=7, hours=1)
