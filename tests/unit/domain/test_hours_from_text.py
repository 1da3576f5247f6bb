"""Opening hours from the texts that directories hold, and back."""

from __future__ import annotations

import csv
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.errors import UnreadableHours
from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours, Session
from directory.feeds.hours_columns import parse_week_columns
from directory.feeds.osm_hours import format_osm_hours, parse_osm_hours

SEED = Path(__file__).parents[3] / "directory" / "seed"


def seed_texts() -> list[tuple[str, str]]:
    rows = []
    for name in ("starter_services.csv", "pharmacies.csv"):
        with (SEED / name).open(encoding="utf-8", newline="") as file:
            rows += [(row["hours"], row["bank_holidays"]) for row in csv.DictReader(file)]
    return sorted(set(rows))


@pytest.mark.parametrize(("text", "bank_holidays"), seed_texts())
def test_every_text_of_the_starter_directory_is_read_and_survives_a_round_trip(
    text: str, bank_holidays: str
) -> None:
    hours = parse_osm_hours(text, bank_holidays=bank_holidays)
    assert hours.known or hours.note or not text
    again = parse_osm_hours(format_osm_hours(hours), bank_holidays=bank_holidays)
    assert again == hours


def test_a_week_with_a_lunch_break() -> None:
    hours = parse_osm_hours("Mo,We-Th 09:00-13:00,14:00-18:00; Sa 09:00-13:00; Su off")
    assert hours.known
    assert {session.weekday for session in hours.sessions} == {0, 2, 3, 5}
    assert hours.sessions[:2] == (
        Session(0, time(9), time(13)),
        Session(0, time(14), time(18)),
    )


def test_round_the_clock() -> None:
    assert parse_osm_hours("24/7") == OpeningHours(known=True, always=True)


def test_an_empty_text_is_not_known() -> None:
    assert parse_osm_hours(" ") == OpeningHours()


def test_a_later_rule_replaces_an_earlier_one_for_its_days() -> None:
    hours = parse_osm_hours("Mo-Su 08:00-20:00; We off; Fr 10:00-12:00")
    assert [s for s in hours.sessions if s.weekday in (2, 4)] == [Session(4, time(10), time(12))]


def test_days_may_wrap_round_the_end_of_the_week() -> None:
    assert {s.weekday for s in parse_osm_hours("Sa-Mo 10:00-12:00").sessions} == {5, 6, 0}


def test_midnight_is_written_as_24_00_or_23_59() -> None:
    for text in ("Mo 17:00-24:00", "Mo 17:00-00:00", "Mo 17:00-23:59"):
        assert parse_osm_hours(text).sessions == (Session(0, time(17), time(0)),)


def test_a_start_without_an_end() -> None:
    assert parse_osm_hours("Sa 09:00+").sessions == (Session(5, time(9), None),)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("We[1] 10:00-12:00", "First Wednesday of the month, 10am to midday"),
        (
            "Fr[1,3,4] 10:00-12:00",
            "First, third and fourth Friday of the month, 10am to midday",
        ),
        (
            "Tu[2],Tu[-1] 16:00-18:00",
            "Second Tuesday of the month and last Tuesday of the month, 4pm to 6pm",
        ),
        ("Mo-Fr", "Monday to Friday, times not known"),
        (
            "Mo,Tu 09:00-17:00; Th[2] 10:00-12:00",
            "Monday and Tuesday, 9am to 5pm. Second Thursday of the month, 10am to midday",
        ),
    ],
)
def test_what_cannot_be_held_exactly_is_not_known_and_kept_in_words(text: str, note: str) -> None:
    hours = parse_osm_hours(text)
    assert not hours.known
    assert hours.sessions == ()
    assert hours.note == note


def test_closed_on_public_holidays() -> None:
    assert parse_osm_hours("Mo 09:00-17:00; PH off").holiday_policy is HolidayPolicy.CLOSED


def test_hours_of_public_holidays_become_dated_rows_when_the_dates_are_given() -> None:
    text = "Mo-Fr 19:00-22:30; Sa,Su,PH 09:30-11:00"
    christmas = {date(2026, 12, 25): "Christmas Day"}
    hours = parse_osm_hours(text, holidays=christmas)
    row = OpeningException(date(2026, 12, 25), ((time(9, 30), time(11)),), "Christmas Day")
    assert hours.exceptions == (row,)
    assert parse_osm_hours(text).exceptions == ()
    assert parse_osm_hours(text).holiday_policy is HolidayPolicy.SPECIAL


def test_a_dated_row_with_its_reason() -> None:
    hours = parse_osm_hours('Mo 09:00-17:00; 2026 Dec 24 off "Stock-taking; sorry"')
    assert hours.exceptions == (OpeningException(date(2026, 12, 24), (), "Stock-taking; sorry"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mon 9-5", "not a rule"),
        ("Mo 9-5", "not a stretch of time"),
        ("Mo 25:00-26:00", "no such time"),
        ("Mo 09:60-10:00", "no such time"),
        ("Mo 09:00-09:00", "same minute"),
        ("Mo 09:00-13:00,12:00-17:00", "overlap"),
        ("Mo 14:00-17:00,09:00-12:00", "overlap"),
        ("Mo 09:00+,12:00-17:00", "overlap"),
        ("Mo[6] 09:00-12:00", "not a rule"),
        ("sunrise-sunset", "not a rule|not a stretch"),
        ("2026 Feb 30 off", "no such date"),
        ("2026 Dec 24 09:00+", "closing time"),
        ("Mo 09:00-17:00 || open", "not a rule"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnreadableHours, match=reason):
        parse_osm_hours(text)


def test_a_policy_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnreadableHours, match="public holidays"):
        parse_osm_hours("24/7", bank_holidays="sometimes")


def test_columns_for_each_day() -> None:
    split = "09:00-13:00,14:00-18:00"
    hours = parse_week_columns([split, *["09:00-24:00"] * 4, "09:00-13:00", "CLOSED"])
    assert hours.known
    assert len(hours.sessions) == 7
    assert hours.sessions[-1] == Session(5, time(9), time(13))


def test_columns_with_a_gap_are_not_known_but_say_what_they_say() -> None:
    hours = parse_week_columns(["09:00-17:00", "CLOSED", *[""] * 5])
    assert not hours.known
    assert hours.note == "Monday, 9am to 5pm. Tuesday, closed"
    assert parse_week_columns([""] * 7) == OpeningHours()


def test_a_column_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(UnreadableHours, match="closes before it opens"):
        parse_week_columns(["09:00-06:00", *["CLOSED"] * 6])


def test_columns_that_are_not_a_week_are_refused() -> None:
    with pytest.raises(UnreadableHours, match="seven days"):
        parse_week_columns(["CLOSED"] * 6)


@st.composite
def weeks(draw: st.DrawFn) -> OpeningHours:
    sessions = []
    for weekday in draw(st.sets(st.integers(0, 6))):
        minutes = sorted(draw(st.sets(st.integers(0, 1438), min_size=2, max_size=4)))
        ends = minutes[1::2]
        for opens, closes in zip(minutes[::2], ends, strict=False):
            sessions.append(Session(weekday, time(*divmod(opens, 60)), time(*divmod(closes, 60))))
    policy = draw(st.sampled_from([HolidayPolicy.CLOSED, HolidayPolicy.UNKNOWN]))
    return OpeningHours(known=True, sessions=tuple(sessions), holiday_policy=policy)


@settings(deadline=None)
@given(weeks())
def test_any_week_survives_being_written_and_read(hours: OpeningHours) -> None:
    assert parse_osm_hours(format_osm_hours(hours)) == hours
