"""The postcode file: what is in it, and that a damaged one is refused."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.errors import GazetteerDamaged, GazetteerMissing
from bot.understanding.postcodes import NAMES, PostcodeFile, Row, write

KNOWN = [
    ("BR8 7AE", 51.396772, 0.172836, "Sevenoaks"),
    ("CT16 1ST", 51.126023, 1.312278, "Dover"),
    ("CT9 1AA", 51.387851, 1.382777, "Thanet"),
    ("DA12 1BE", 51.442083, 0.369804, "Gravesham"),
    ("ME12 3LT", 51.415409, 0.793061, "Swale"),
    ("ME14 1XX", 51.278802, 0.521176, "Maidstone"),
    ("TN18 4EY", 51.047621, 0.511338, "Tunbridge Wells"),
    ("TN29 9HN", 50.949473, 0.906461, "Folkestone and Hythe"),
    ("TN8 5DA", 51.190351, 0.066637, "Sevenoaks"),
    ("TN9 1BE", 51.198597, 0.275506, "Tonbridge and Malling"),
]
"""Postcode, latitude, longitude and district of the ONS Postcode Directory, November 2025."""


@pytest.mark.parametrize(("code", "latitude", "longitude", "district"), KNOWN)
def test_postcodes_are_within_ten_metres(
    postcode_file: PostcodeFile, code: str, latitude: float, longitude: float, district: str
) -> None:
    point = postcode_file.postcode(code)
    assert point is not None
    assert point.district == district
    assert point.inside
    north = (point.latitude - latitude) * 111_200
    east = (point.longitude - longitude) * 69_500
    assert math.hypot(north, east) < 10


def test_the_file_is_small_and_quick_to_load(gazetteer_path: Path) -> None:
    assert gazetteer_path.stat().st_size < 5_000_000
    start = time.process_time()
    PostcodeFile.read(gazetteer_path)
    assert time.process_time() - start < 0.1


def test_neighbours_are_known_to_be_outside(postcode_file: PostcodeFile) -> None:
    bromley = postcode_file.postcode("BR1 1AA")
    assert bromley is not None
    assert not bromley.inside
    assert bromley.district == "Bromley"


def test_outcodes_of_the_whole_kingdom_are_known(postcode_file: PostcodeFile) -> None:
    assert all(map(postcode_file.outcode_exists, ("G4", "SW1A", "BT1", "ZE1", "ME14")))
    assert not any(map(postcode_file.outcode_exists, ("ZZ9", "ME99X", "QQ1", "")))


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="build_gazetteer"):
        PostcodeFile.read(tmp_path / "none.bin")


@pytest.mark.parametrize("damage", [slice(0, 3), slice(0, -1), slice(1, None), slice(0, 0)])
def test_a_damaged_file_is_refused(gazetteer_path: Path, damage: slice) -> None:
    with pytest.raises(GazetteerDamaged):
        PostcodeFile(gazetteer_path.read_bytes()[damage])


_CODES = st.from_regex(r"[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}", fullmatch=True)
_ROWS = st.dictionaries(
    _CODES,
    st.tuples(st.floats(-89, 89), st.floats(-179, 179), st.integers(0, len(NAMES) - 1)),
    max_size=40,
)


@given(_ROWS, _CODES)
def test_what_is_written_is_found_and_nothing_else(
    rows: dict[str, tuple[float, float, int]], other: str
) -> None:
    data = write(
        postcodes=[Row(code, *values) for code, values in rows.items()],
        sectors=[],
        outcodes=[],
        all_outcodes={code.split(" ")[0] for code in rows},
    )
    file = PostcodeFile(data)
    for code, (latitude, longitude, district) in rows.items():
        point = file.postcode(code)
        assert point is not None
        assert point.latitude == pytest.approx(latitude, abs=1e-6)
        assert point.longitude == pytest.approx(longitude, abs=1e-6)
        assert point.district == NAMES[district]
    assert (file.postcode(other) is not None) == (other in rows)
    outward = other.split(" ")[0]
    assert file.outcode_exists(outward) == (outward in {code.split(" ")[0] for code in rows})
