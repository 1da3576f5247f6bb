"""What opening hours say at every minute, against a walk through the minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.opening import is_open_at, is_open_in, openings_between, state_at
from directory.domain.query import OpenState, Window
from directory.domain.service import OpeningHours
from directory.holidays import england

from . import oracle, strategies

CALENDAR = england()
WORDS = {
    OpenState.OPEN: "open",
    OpenState.CLOSING_SOON: "open",
    OpenState.CLOSED: "closed",
    OpenState.UNKNOWN: "unknown",
}
MINUTE = timedelta(minutes=1)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_state_at_any_minute_is_what_the_rule_says(data: st.DataObject) -> None:
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    expected = oracle.states(hours, CALENDAR, day, 2)
    for minute in data.draw(st.lists(strategies.instants(day), min_size=40, max_size=40)):
        assert WORDS[state_at(hours, minute, CALENDAR).state] == expected[minute], minute


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_open_stretches_hold_exactly_the_open_minutes(data: st.DataObject) -> None:
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    expected = oracle.states(hours, CALENDAR, day, 2)
    start, end = min(expected), max(expected) + MINUTE
    found: set[datetime] = set()
    previous_end = None
    for stretch in openings_between(hours, start, end, CALENDAR):
        assert previous_end is None or stretch.start.astimezone(UTC) > previous_end
        previous_end = stretch.end.astimezone(UTC)
        minute = stretch.start.astimezone(UTC)
        while minute < previous_end:
            found.add(minute)
            minute += MINUTE
    assert found == {minute for minute, state in expected.items() if state == "open"}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_window_is_open_if_a_minute_of_it_is(data: st.DataObject) -> None:
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    states = oracle.states(hours, CALENDAR, day, 2)
    known_starts = oracle.starts_of_open_ended(hours, CALENDAR, day, 2)
    for _ in range(10):
        start = data.draw(strategies.instants(day))
        end = start + data.draw(st.integers(1, 600)) * MINUTE
        inside = {minute: state for minute, state in states.items() if start <= minute < end}
        if max(states) < end:
            continue
        expected = None if "unknown" in inside.values() else False
        if "open" in inside.values() or known_starts & inside.keys():
            expected = True
        window = Window(start=start, end=end, label="then")
        assert is_open_in(hours, window, CALENDAR) is expected


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_moments_that_are_told_are_the_next_changes(data: st.DataObject) -> None:
    """`until` is when it stops being open, `opens_at` the first minute of the next opening."""
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    at = data.draw(strategies.instants(day))
    opening = state_at(hours, at, CALENDAR)
    if opening.until is not None:
        until = opening.until.astimezone(UTC)
        states = oracle.states(hours, CALENDAR, day, (until.date() - day).days + 2)
        assert all(states[m] == "open" for m in states if at <= m < until)
        assert states[until] != "open"
        soon = until - at <= timedelta(minutes=30)
        assert (opening.state is OpenState.CLOSING_SOON) is soon
    if opening.opens_at is not None:
        opens_at = opening.opens_at.astimezone(UTC)
        length = (opens_at.date() - day).days + 2
        states = oracle.states(hours, CALENDAR, day, length)
        known_starts = oracle.starts_of_open_ended(hours, CALENDAR, day, length)
        assert states[opens_at] == "open" or opens_at in known_starts
        between = [m for m in states if at <= m < opens_at]
        assert all(states[m] != "open" and m not in known_starts for m in between)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_closed_without_a_next_opening_means_a_fortnight_without_one(data: st.DataObject) -> None:
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    at = data.draw(strategies.instants(day))
    opening = state_at(hours, at, CALENDAR)
    if opening.state is OpenState.CLOSED and opening.opens_at is None:
        ahead = at + timedelta(days=14)
        assert list(openings_between(hours, at, ahead, CALENDAR)) == []


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_an_instant_gives_the_same_answer_as_a_window_that_means_an_instant(
    data: st.DataObject,
) -> None:
    day = data.draw(strategies.days)
    hours = data.draw(strategies.opening_hours(day))
    at = data.draw(strategies.instants(day))
    window = Window(start=at, end=at + timedelta(hours=2), label="then", instant=True)
    assert is_open_in(hours, window, CALENDAR) is is_open_at(hours, at, CALENDAR)


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 29), 23 * 60), (date(2026, 10, 25), 25 * 60)]
)
def test_the_oracle_walks_the_real_length_of_a_day(day: date, minutes: int) -> None:
    assert len(oracle.states(OpeningHours(known=True, always=True), CALENDAR, day, 1)) == minutes
