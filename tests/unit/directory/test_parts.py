"""Small parts of the directory: grid, values, clock, settings, the words of the command line."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.clock import ClockSettingInvalid, FrozenClock, SystemClock, clock_from_environment
from directory.commands.question import needs_in_words
from directory.domain.area import haversine_km
from directory.domain.errors import ImportRejected
from directory.domain.london import LONDON
from directory.domain.needs import Need
from directory.feeds import values
from directory.grid import CELL_HEIGHT, CELL_WIDTH, block_around, cell_of, reach_km
from directory.identity import service_id
from directory.settings import SettingsInvalid, load_settings

latitudes, longitudes = st.floats(49.9, 60.8), st.floats(-8.0, 1.7)


@given(
    latitude=latitudes,
    longitude=longitudes,
    rings=st.integers(0, 10),
    north=st.floats(-1, 1),
    east=st.floats(-1.5, 1.5),
)
def test_what_lies_outside_of_a_block_is_beyond_its_reach(
    latitude: float, longitude: float, rings: int, north: float, east: float
) -> None:
    block = block_around(latitude=latitude, longitude=longitude, rings=rings)
    there = {"to_latitude": latitude + north, "to_longitude": longitude + east}
    cell = cell_of(latitude=latitude + north, longitude=longitude + east)
    if cell not in block.cells():
        km = haversine_km(from_latitude=latitude, from_longitude=longitude, **there)
        assert km >= reach_km(block, latitude=latitude, longitude=longitude) - 1e-6


@given(latitude=latitudes, longitude=longitudes)
def test_a_cell_holds_its_point(latitude: float, longitude: float) -> None:
    y, x = cell_of(latitude=latitude, longitude=longitude)
    assert y * CELL_HEIGHT - 1e-9 <= latitude <= (y + 1) * CELL_HEIGHT + 1e-9
    assert x * CELL_WIDTH - 1e-9 <= longitude <= (x + 1) * CELL_WIDTH + 1e-9


def test_the_same_organisation_is_the_same_service_in_every_feed() -> None:
    one = service_id(feed="starter", record_id="ph-1", ods_code="fje07")
    assert one == service_id(feed="nhsbsa", record_id="FJE07", ods_code="FJE07")
    assert one != service_id(feed="starter", record_id="ph-1")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", None),
        ("01732355956", "01732 355956"),
        ("+44 1732 355956", "01732 355956"),
        ("111", "111"),
        ("116 123", "116 123"),
    ],
)
def test_phone_numbers(text: str, read: str | None) -> None:
    assert values.phone(text) == read


@pytest.mark.parametrize(
    "cell", ["09:00-13:00, 14:00-17:30", "09:00-13:00; 14:00-17:30", "09:00-13:00 14.00-17.30"]
)
def test_separators_as_files_have_them(cell: str) -> None:
    hours = values.week([cell, *["CLOSED"] * 6])
    assert [f"{s.opens:%H:%M}-{s.closes:%H:%M}" for s in hours.sessions if s.closes] == [
        "09:00-13:00",
        "14:00-17:30",
    ]


def test_an_empty_day_is_not_a_closed_day() -> None:
    assert not values.week(["09:00-17:00", "", *["CLOSED"] * 5]).known
    assert not values.week([""] * 7).known
    assert values.week(["CLOSED"] * 7).known


def test_round_the_clock() -> None:
    assert values.week(["00:00-23:59"] * 7).always
    assert not values.week(["00:00-23:59"] * 6 + ["CLOSED"]).always


def test_hours_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(ImportRejected):
        values.week(["09:00-13:00:14:00-17:00", *["CLOSED"] * 6])


def test_the_clock_stands_still_when_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_CLOCK", "2026-12-25T10:00:00")
    clock = clock_from_environment()
    assert clock == FrozenClock(datetime(2026, 12, 25, 10, tzinfo=LONDON))
    assert load_settings().clock.now() == clock.now()


def test_but_not_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_CLOCK", "2026-12-25T10:00:00")
    monkeypatch.setenv("FINGERPOST_MODE", "production")
    with pytest.raises(ClockSettingInvalid, match="FINGERPOST_CLOCK must not be set"):
        load_settings()


@pytest.mark.parametrize(("name", "value"), [("MODE", "testing"), ("CLOCK", "Christmas")])
def test_settings_that_cannot_be_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"FINGERPOST_{name}", value)
    with pytest.raises((SettingsInvalid, ClockSettingInvalid), match=f"FINGERPOST_{name}"):
        load_settings()


def test_without_settings_the_clock_is_the_machine_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FINGERPOST_CLOCK", raising=False)
    assert isinstance(clock_from_environment(), SystemClock)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("pharmacy open now", "pharmacy"),
        ("a food bank please", "voluntary_community"),
        ("Urgent treatment centre", "utc_minor_injury"),
        ("mental_health_talking_therapies", "mental_health_talking_therapies"),
        ("sore throat", "pharmacy_first"),
    ],
)
def test_needs_are_known_by_their_words(text: str, need: str) -> None:
    assert needs_in_words(text) == (need,)


def test_every_need_is_known_by_its_name_and_nothing_by_nonsense() -> None:
    for need in Need:
        assert needs_in_words(need.value.replace("_", " ")) == (need.value,)
    assert needs_in_words("xyzzy") == ()
