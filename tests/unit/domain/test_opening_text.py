"""Opening hours in words."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.opening import OpenInterval, openings_between
from directory.domain.opening_text import clock_text, fortnight
from directory.domain.service import OpeningHours
from directory.holidays import england

from . import strategies
from .builders import LONDON, hours


@pytest.mark.parametrize(
    ("minute", "text"),
    [
        (0, "midnight"),
        (1, "12:01am"),
        (9 * 60, "9am"),
        (11 * 60 + 59, "11:59am"),
        (12 * 60, "midday"),
        (12 * 60 + 30, "12:30pm"),
        (17 * 60 + 30, "5:30pm"),
        (24 * 60, "midnight"),
        (26 * 60, "2am"),
    ],
)
def test_times_are_written_as_the_nhs_writes_them(minute: int, text: str) -> None:
    assert clock_text(minute) == text


def test_a_fortnight_over_christmas() -> None:
    shop = hours("Mo-Fr 09:00-13:00,14:00-18:00; Sa 09:00-13:00; 2026 Dec 24 09:00-15:00")
    days = fortnight(shop, date(2026, 12, 21), england())
    assert [(day.weekday, day.text, day.holiday) for day in days[:8]] == [
        ("Monday", "9am to 1pm, then 2pm to 6pm", None),
        ("Tuesday", "9am to 1pm, then 2pm to 6pm", None),
        ("Wednesday", "9am to 1pm, then 2pm to 6pm", None),
        ("Thursday", "9am to 3pm (changed for 24 December)", None),
        ("Friday", "Not known: phone first (Christmas Day)", "Christmas Day"),
        ("Saturday", "9am to 1pm", None),
        ("Sunday", "Closed", None),
        (
            "Monday",
            "Not known: phone first (Boxing Day (substitute day))",
            "Boxing Day (substitute day)",
        ),
    ]
    assert len(days) == 14


def test_other_kinds_of_day() -> None:
    today = date(2026, 11, 23)
    assert fortnight(OpeningHours(), today, england())[0].text == "Not known: phone first"
    assert fortnight(hours("24/7"), today, england())[0].text == "Open 24 hours"
    assert fortnight(hours("Mo 20:00-02:00"), today, england())[0].text == (
        "8pm to 2am the next day"
    )
    assert fortnight(hours("Mo 09:00+"), today, england())[0].text == (
        "from 9am (closing time not known)"
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_words_of_a_day_say_the_stretches_in_which_it_is_open(data: st.DataObject) -> None:
    """Read back from the words alone, a fortnight is open exactly when the hours say."""
    today = data.draw(strategies.days)
    of = data.draw(strategies.opening_hours(today))
    read = [
        stretch
        for day in fortnight(of, today, england())
        for stretch in _stretches_in(day.text, day.day)
    ]
    start, end = (_moment(today + timedelta(days=n), 0) for n in (1, 14))
    assert _merged(read, start, end) == list(openings_between(of, start, end, england()))


def _stretches_in(text: str, day: date) -> list[tuple[datetime, datetime]]:
    if text.startswith("Open 24 hours"):
        return [(_moment(day, 0), _moment(day, 24 * 60))]
    found = []
    for match in re.finditer(r"(\S+) to ([^\s,]+)( the next day)?", text):
        opens, closes = _minute(match[1]), _minute(match[2])
        if match[3] or closes == 0:
            closes += 24 * 60
        found.append((_moment(day, opens), _moment(day, closes)))
    return found


def _minute(text: str) -> int:
    if text in ("midnight", "midday"):
        return 0 if text == "midnight" else 12 * 60
    match = re.fullmatch(r"(\d+)(?::(\d\d))?(am|pm)", text)
    assert match is not None, text
    return int(match[1]) % 12 * 60 + int(match[2] or 0) + (12 * 60 if match[3] == "pm" else 0)


def _moment(day: date, minute: int) -> datetime:
    """The first minute at which the clock reads that, or later."""
    moment = datetime.combine(day, time(), LONDON)
    target = datetime.combine(day, time()) + timedelta(minutes=minute)
    while moment.replace(tzinfo=None) < target:
        moment = datetime.fromtimestamp(moment.timestamp() + 60, LONDON)
    return moment


def _merged(
    stretches: list[tuple[datetime, datetime]], start: datetime, end: datetime
) -> list[OpenInterval]:
    merged: list[OpenInterval] = []
    for a, b in sorted(stretches, key=lambda pair: pair[0].timestamp()):
        a, b = max(a, start, key=datetime.timestamp), min(b, end, key=datetime.timestamp)
        if a.timestamp() >= b.timestamp():
            continue
        if merged and a.timestamp() <= merged[-1].end.timestamp():
            longest = max(merged[-1].end, b, key=datetime.timestamp)
            merged[-1] = OpenInterval(merged[-1].start, longest)
        else:
            merged.append(OpenInterval(a, b))
    return merged
