"""Looking places up by code and by name."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from bot.understanding.districts import DISTRICTS
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import PlaceKind


@pytest.mark.parametrize(
    ("code", "label", "district"),
    [
        ("postcode:TN9 1BE", "TN9 1BE", "Tonbridge and Malling"),
        ("sector:ME14 2", "ME14 2", "Maidstone"),
        ("outcode:ME14", "ME14", "Maidstone"),
        ("town:margate", "Margate", "Thanet"),
        ("district:swale", "Swale", "Swale"),
        ("area:kent-and-medway", "Kent and Medway", "Maidstone"),
        ("landmark:qeqm", "QEQM Hospital", "Thanet"),
    ],
)
def test_codes_lead_back_to_places(
    gazetteer: Gazetteer, code: str, label: str, district: str
) -> None:
    place = gazetteer.by_code(code)
    assert place is not None
    assert (place.code, place.label, place.district) == (code, label, district)


@pytest.mark.parametrize(
    "code", ["", "town:", "town:atlantis", "postcode:ZZ9 9ZZ", "nonsense", "postcode:BR1 1AA"]
)
def test_other_codes_lead_nowhere(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.by_code(code) is None


def test_every_name_of_ours_stands_for_a_place_in_the_area(gazetteer: Gazetteer) -> None:
    for meanings in gazetteer.names.by_name.values():
        for name in meanings:
            if name.place is not None:
                assert name.place.district in DISTRICTS.values()
                assert gazetteer.by_code(name.place.code) == name.place
                assert 50.8 < name.place.latitude < 51.6
                assert -0.1 < name.place.longitude < 1.5


def test_there_are_hundreds_of_places_and_all_districts(gazetteer: Gazetteer) -> None:
    places = {
        name.place
        for meanings in gazetteer.names.by_name.values()
        for name in meanings
        if name.place
    }
    kinds = [place.kind for place in places]
    assert kinds.count(PlaceKind.TOWN) > 400
    assert kinds.count(PlaceKind.DISTRICT) == len(DISTRICTS)


TOWNS = {
    "Maidstone": (51.27, 0.52),
    "Margate": (51.39, 1.38),
    "Royal Tunbridge Wells": (51.13, 0.26),
    "Sheerness": (51.44, 0.76),
    "Gravesend": (51.44, 0.37),
    "Folkestone": (51.08, 1.18),
    "Tenterden": (51.07, 0.69),
    "Dungeness": (50.92, 0.97),
    "Edenbridge": (51.20, 0.07),
    "Allhallows": (51.46, 0.64),
}
"""Roughly where they are on any map, in degrees."""


@pytest.mark.parametrize(("name", "where"), TOWNS.items())
def test_towns_are_where_the_map_has_them(
    gazetteer: Gazetteer, name: str, where: tuple[float, float]
) -> None:
    (place,) = gazetteer.named(name)
    north = (place.latitude - where[0]) * 111.2
    east = (place.longitude - where[1]) * 69.5
    assert math.hypot(north, east) < 2.5


def test_several_villages_share_a_name(gazetteer: Gazetteer) -> None:
    assert {place.district for place in gazetteer.named("Minster")} == {"Swale", "Thanet"}
    assert len(gazetteer.named("Newington")) == 3
    assert gazetteer.named("Glasgow") == ()


def test_places_outside_are_named(gazetteer: Gazetteer) -> None:
    assert gazetteer.outside("SW1A 1AA") == "south-west London"
    assert gazetteer.outside("BR1") == "Bromley"
    assert gazetteer.outside("ME14 1XX") is None
    assert gazetteer.outside("ZZ9 9ZZ") is None


def test_loading_takes_a_moment(gazetteer_path: Path) -> None:
    start = time.process_time()
    Gazetteer.from_files(gazetteer_path)
    assert time.process_time() - start < 0.5
