"""What opening hours say on the days on which people get them wrong."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from timeit import repeat

import pytest

from directory.domain.opening import describe, is_open_at, is_open_in, openings_between, state_at
from directory.domain.query import OpenState, Window
from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours
from directory.holidays import england

from .builders import at, hours

SHOP = "Mo-Fr 09:00-13:00,14:00-18:00; Sa 09:00-13:00; Su off"


def say(of: OpeningHours, moment: str) -> str:
    return describe(state_at(of, at(moment), england()), at(moment))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T08:59", "Closed until 9am today"),
        ("2026-11-23T09:00", "Open until 1pm"),
        ("2026-11-23T12:29", "Open until 1pm"),
        ("2026-11-23T12:30", "Closes soon, at 1pm"),
        ("2026-11-23T13:00", "Closed until 2pm today"),
        ("2026-11-23T18:00", "Closed until 9am tomorrow"),
        ("2026-11-28T13:00", "Closed until 9am on Monday"),
        ("2026-12-25T10:00", "May be closed for Christmas Day: phone first"),
        ("2026-12-26T10:00", "Open until 1pm"),
        ("2026-12-26T13:00", "Closed until 9am on Tuesday"),
        ("2026-12-27T10:00", "Closed until 9am on Tuesday"),
        ("2026-12-28T10:00", "May be closed for Boxing Day (substitute day): phone first"),
        ("2027-01-01T10:00", "May be closed for New Year's Day: phone first"),
        ("2027-03-28T10:00", "Closed until 9am on Tuesday"),
        ("2027-03-29T10:00", "May be closed for Easter Monday: phone first"),
    ],
)
def test_a_shop_with_a_lunch_break_through_the_year(moment: str, words: str) -> None:
    assert say(hours(SHOP), moment) == words


def test_hours_that_nobody_told_are_not_known() -> None:
    assert say(OpeningHours(), "2026-11-23T10:00") == "Opening times not known: phone first"


def test_closed_on_public_holidays_names_the_holiday_and_the_next_opening() -> None:
    closed = hours(SHOP, bank_holidays="closed")
    assert say(closed, "2026-12-25T10:00") == "Closed until 9am tomorrow (Christmas Day)"


def test_open_as_usual_on_public_holidays_follows_the_week() -> None:
    assert say(hours(SHOP, bank_holidays="open"), "2026-12-25T10:00") == "Open until 1pm"


def test_special_hours_without_a_row_for_the_day_are_not_known_even_on_a_day_off() -> None:
    special = hours("Sa 09:00+", bank_holidays="special")
    assert say(special, "2026-12-25T09:00") == "May be closed for Christmas Day: phone first"


def test_a_holiday_on_a_day_off_is_just_a_day_off() -> None:
    assert say(hours("We 10:00-12:00"), "2026-12-28T10:00") == "Closed until 10am on Wednesday"


def test_a_dated_row_wins_over_24_hours_the_holiday_and_the_week() -> None:
    rows = "; 2026 Dec 25 10:00-12:00; 2026 Dec 26 off"
    assert say(hours("24/7" + rows), "2026-12-25T11:00") == "Open until midday (Christmas Day)"
    assert say(hours("24/7" + rows), "2026-12-26T11:00").startswith("Closed until midnight tonight")
    assert say(hours(SHOP + rows), "2026-12-25T11:00") == "Open until midday (Christmas Day)"


def test_24_hours_wins_over_the_holiday() -> None:
    assert say(hours("24/7"), "2026-12-25T03:00") == "Open 24 hours"


def test_a_dated_row_counts_even_where_the_rest_is_not_known() -> None:
    rows = (OpeningException(date(2026, 12, 24), ((time(9), time(12)),), "Christmas Eve"),)
    only = OpeningHours(exceptions=rows)
    assert say(only, "2026-12-24T10:00") == "Open until midday (Christmas Eve)"
    assert say(only, "2026-12-23T10:00") == "Opening times not known: phone first"


def test_a_session_past_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    late = hours("Fr 20:00-02:00")
    assert say(late, "2026-11-27T23:00") == "Open until 2am tomorrow"
    assert say(late, "2026-11-28T01:00") == "Open until 2am"
    assert is_open_at(late, at("2026-11-27T01:00"), england()) is False


def test_a_holiday_does_not_cut_the_tail_of_the_evening_before() -> None:
    late = hours("Mo-Su 20:00-02:00", bank_holidays="closed")
    assert is_open_at(late, at("2026-12-25T01:00"), england()) is True
    assert is_open_at(late, at("2026-12-26T01:00"), england()) is False


def test_a_row_that_closes_a_date_all_day_cuts_the_tail_at_midnight() -> None:
    late = hours("Mo-Su 20:00-02:00; 2026 Dec 2 off; 2026 Dec 9 12:00-14:00")
    assert say(late, "2026-12-01T22:00") == "Open until midnight"
    assert is_open_at(late, at("2026-12-02T01:00"), england()) is False
    assert is_open_at(late, at("2026-12-09T01:00"), england()) is True


def test_the_tail_of_an_uncertain_evening_is_uncertain_too() -> None:
    late = hours("Fr 20:00-02:00")
    assert is_open_at(late, at("2026-12-26T01:00"), england()) is None


@pytest.mark.parametrize("midnight", ["24:00", "23:59", "00:00"])
def test_sessions_that_meet_at_midnight_are_one_opening(midnight: str) -> None:
    night = hours(f"Mo 18:00-{midnight}; Tu 00:00-06:00")
    assert say(night, "2026-11-23T19:00") == "Open until 6am tomorrow"
    found = list(openings_between(night, at("2026-11-23T00:00"), at("2026-11-30T00:00"), england()))
    assert found == [(at("2026-11-23T18:00"), at("2026-11-24T06:00"))]


def test_open_every_hour_of_the_week_is_open_24_hours() -> None:
    week = hours("Mo-Su 00:00-24:00", bank_holidays="open")
    assert say(week, "2026-11-23T19:00") == "Open 24 hours"


def test_open_round_the_clock_until_a_holiday_that_nobody_knows_about() -> None:
    week = hours("Mo-Su 00:00-24:00")
    opening = state_at(week, at("2026-12-24T12:00"), england())
    assert opening.until == at("2026-12-25T00:00")


def test_a_start_without_an_end_is_closed_before_and_not_known_after() -> None:
    parkrun = hours("Sa 09:00+")
    assert say(parkrun, "2026-11-27T12:00") == "Closed until 9am tomorrow"
    assert say(parkrun, "2026-11-28T09:30") == (
        "Opened at 9am, closing time not known: phone first"
    )


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [("08:00", "12:00", True), ("10:00", "12:00", None), ("06:00", "08:00", False)],
)
def test_a_morning_in_which_it_is_known_to_start_counts_as_open(
    starts: str, ends: str, expected: bool | None
) -> None:
    window = Window(at(f"2026-11-28T{starts}"), at(f"2026-11-28T{ends}"), "then")
    assert is_open_in(hours("Sa 09:00+"), window, england()) is expected


@pytest.mark.parametrize(
    ("session", "day", "minutes"),
    [
        ("00:30-02:30", "2026-03-29", 60),
        ("00:30-02:30", "2026-10-25", 180),
        ("00:30-02:30", "2027-03-28", 60),
        ("00:30-02:30", "2027-10-31", 180),
        ("01:15-01:45", "2026-03-29", 0),
        ("00:30-01:30", "2026-03-29", 30),
        ("00:30-01:30", "2026-10-25", 60),
    ],
)
def test_a_session_in_the_night_of_the_clock_change_is_as_long_as_it_really_is(
    session: str, day: str, minutes: int
) -> None:
    night = hours(f"Su {session}", bank_holidays="open")
    start = at(f"{day}T00:00")
    found = list(openings_between(night, start, start + timedelta(hours=12), england()))
    length = sum((b.timestamp() - a.timestamp() for a, b in found), 0.0)
    assert length == minutes * 60


def test_an_opening_more_than_a_fortnight_away_is_not_promised() -> None:
    rows = (OpeningException(date(2026, 12, 24), ((time(9), time(12)),)),)
    rare = OpeningHours(known=True, exceptions=rows)
    near = state_at(rare, at("2026-12-10T12:00"), england())
    far = state_at(rare, at("2026-12-10T08:59"), england())
    assert near.opens_at == at("2026-12-24T09:00")
    assert far.state is OpenState.CLOSED
    assert far.opens_at is None
    assert say(rare, "2026-12-10T08:59") == "Closed. Next opening not known: phone first"


def test_an_opening_next_week_is_told_with_its_date() -> None:
    rows = (OpeningException(date(2026, 12, 24), ((time(9), time(12)),)),)
    rare = OpeningHours(known=True, exceptions=rows)
    assert say(rare, "2026-12-15T09:00") == "Closed until 9am on Thursday 24 December"


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = at("2026-11-23T10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        state_at(hours(SHOP), naive, england())


def test_an_instant_in_another_time_zone_is_the_same_instant() -> None:
    moment = datetime.fromisoformat("2026-07-01T17:30:00+00:00")
    assert is_open_at(hours("We 09:00-18:00"), moment, england()) is False
    assert is_open_at(hours("We 09:00-19:00"), moment, england()) is True


def test_closed_on_a_holiday_is_a_policy_that_text_can_carry() -> None:
    assert hours(SHOP + "; PH off").holiday_policy is HolidayPolicy.CLOSED


@pytest.mark.parametrize("moment", ["2026-11-25T10:00", "2026-11-28T20:00", "2026-12-25T10:00"])
def test_hundreds_of_candidates_cost_milliseconds(moment: str) -> None:
    """A search asks this of every candidate: at most 50 microseconds each."""
    shop, when, calendar = hours(SHOP), at(moment), england()
    seconds = min(repeat(lambda: state_at(shop, when, calendar), number=200, repeat=5)) / 200
    assert seconds < 50e-6
