"""Grid references land where they should."""

from __future__ import annotations

import pytest

from bot.understanding.osgrid import to_wgs84


def test_the_worked_example_of_the_ordnance_survey() -> None:
    """Water tower at Caister, of "A guide to coordinate systems in Great Britain", annex C."""
    latitude, longitude = to_wgs84(easting=651409.903, northing=313177.270)
    assert latitude == pytest.approx(52.657977, abs=5e-5)
    assert longitude == pytest.approx(1.716038, abs=8e-5)


def test_going_north_and_east_on_the_grid_goes_north_and_east_on_the_globe() -> None:
    south_west = to_wgs84(easting=560_000, northing=140_000)
    north_east = to_wgs84(easting=570_000, northing=150_000)
    assert south_west < north_east
    assert south_west[1] < north_east[1]
