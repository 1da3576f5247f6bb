"""Districts by the names that people use, and distances."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.area import (
    DISTRICTS,
    KENT_DISTRICTS,
    UnknownArea,
    bounding_box,
    canonical_district,
    expand_area,
    haversine_km,
    parse_coverage,
)


def test_there_are_twelve_districts_of_kent_and_medway() -> None:
    assert len(KENT_DISTRICTS) == 12
    assert set(DISTRICTS) - set(KENT_DISTRICTS) == {"Medway"}


@pytest.mark.parametrize(
    ("name", "district"),
    [
        ("Folkestone & Hythe", "Folkestone and Hythe"),
        ("Shepway", "Folkestone and Hythe"),
        ("shepway district council", "Folkestone and Hythe"),
        ("folkestone-and-hythe", "Folkestone and Hythe"),
        ("Tonbridge & Malling Borough Council", "Tonbridge and Malling"),
        ("City of Canterbury", "Canterbury"),
        ("Royal Tunbridge Wells", "Tunbridge Wells"),
        ("MEDWAY", "Medway"),
        ("Isle of Thanet", "Thanet"),
        ("Kent", None),
        ("Bexley", None),
        ("", None),
    ],
)
def test_usual_spellings_are_one_district(name: str, district: str | None) -> None:
    assert canonical_district(name) == district


@pytest.mark.parametrize("district", DISTRICTS)
def test_every_canonical_name_is_its_own(district: str) -> None:
    assert canonical_district(district) == district


def test_kent_is_not_medway() -> None:
    assert expand_area("Kent") == frozenset(KENT_DISTRICTS)
    assert expand_area("Kent & Medway") == expand_area("kent and medway") == frozenset(DISTRICTS)
    assert expand_area("Swale") == {"Swale"}


def test_an_area_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownArea, match="Surrey"):
        expand_area("Surrey")


def test_coverage_is_a_list_of_names() -> None:
    both = parse_coverage("Medway;Kent")
    assert both.areas == frozenset(DISTRICTS)
    assert not both.national
    assert parse_coverage("England").national
    assert parse_coverage("").areas == frozenset()


def test_canterbury_is_39_km_from_maidstone() -> None:
    """0.5601 degrees along a parallel where one is 69.6 km."""
    distance = haversine_km(
        from_latitude=51.2798, from_longitude=1.0828, to_latitude=51.2745, to_longitude=0.5227
    )
    assert isclose(distance, 39.0, abs_tol=0.1)


latitudes = st.floats(49, 56)
longitudes = st.floats(-6, 2)


@given(latitudes, longitudes, st.floats(0.05, 80), st.floats(0, 1), st.floats(-180, 180))
def test_a_box_holds_every_point_within_its_radius(
    latitude: float, longitude: float, radius: float, share: float, bearing: float
) -> None:
    angle = radius * share * 0.999 / 6371.0088
    north, east, turn = radians(latitude), radians(longitude), radians(bearing)
    to_north = asin(sin(north) * cos(angle) + cos(north) * sin(angle) * cos(turn))
    to_east = east + atan2(
        sin(turn) * sin(angle) * cos(north), cos(angle) - sin(north) * sin(to_north)
    )
    box = bounding_box(latitude=latitude, longitude=longitude, radius_km=radius)
    assert box.south <= degrees(to_north) <= box.north
    assert box.west <= degrees(to_east) <= box.east


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    there = haversine_km(from_latitude=a, from_longitude=b, to_latitude=c, to_longitude=d)
    back = haversine_km(from_latitude=c, from_longitude=d, to_latitude=a, to_longitude=b)
    assert isclose(there, back, abs_tol=1e-9)
