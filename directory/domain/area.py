"""Kent & Medway: its thirteen districts, the names people use for them, and distances.

The twelve districts of Kent County Council and the unitary authority of Medway, as the ONS
names them, but for "and" where people write "&".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

KENT_DISTRICTS = (
    "Ashford",
    "Canterbury",
    "Dartford",
    "Dover",
    "Folkestone and Hythe",
    "Gravesham",
    "Maidstone",
    "Sevenoaks",
    "Swale",
    "Thanet",
    "Tonbridge and Malling",
    "Tunbridge Wells",
)
MEDWAY = "Medway"
DISTRICTS = tuple(sorted((*KENT_DISTRICTS, MEDWAY)))
AREA_NAME = "Kent & Medway"

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
KM_PER_MILE = 1.609344

_ALIASES = {
    "shepway": "Folkestone and Hythe",
    "folkestone": "Folkestone and Hythe",
    "isle of thanet": "Thanet",
    "tonbridge malling": "Tonbridge and Malling",
    "royal tunbridge wells": "Tunbridge Wells",
    "medway towns": MEDWAY,
}
_WHOLE = frozenset(DISTRICTS)
_REGIONS = {
    "kent": frozenset(KENT_DISTRICTS),
    "kent and medway": _WHOLE,
    "medway and kent": _WHOLE,
    "east kent": frozenset(
        {"Ashford", "Canterbury", "Dover", "Folkestone and Hythe", "Swale", "Thanet"}
    ),
    "west kent": frozenset({"Maidstone", "Sevenoaks", "Tonbridge and Malling", "Tunbridge Wells"}),
}
_NATIONAL = frozenset({"england", "national", "uk", "united kingdom", "great britain"})
_NOISE = re.compile(r"\b(district|borough|city|council|of|the)\b")


class UnknownArea(ValueError):
    """A name that is none of the districts, regions or aliases."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The districts that a service covers, and whether it covers all of England."""

    areas: frozenset[str] = frozenset()
    national: bool = False


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A box of WGS84 degrees that holds every point within a radius."""

    south: float
    west: float
    north: float
    east: float


def canonical_district(name: str) -> str | None:
    """The canonical name of a district for any usual spelling of it, or None.

    "Folkestone & Hythe", "Shepway District Council" and "folkestone and hythe" are one.
    """
    for key in _spellings(name):
        if key in _BY_KEY:
            return _BY_KEY[key]
    return None


def expand_area(name: str) -> frozenset[str]:
    """The districts that a name stands for: a district, "Kent", "Kent & Medway", "west Kent".

    Raises `UnknownArea` for any other name.
    """
    district = canonical_district(name)
    if district is not None:
        return frozenset({district})
    region = _REGIONS.get(_key(name))
    if region is None:
        raise UnknownArea(f"not a district of {AREA_NAME}: {name!r}")
    return region


def parse_coverage(text: str) -> Coverage:
    """Coverage from names with ";" between them. Raises `UnknownArea` for a name not known."""
    areas: frozenset[str] = frozenset()
    national = False
    for name in filter(None, (part.strip() for part in text.split(";"))):
        if _key(name) in _NATIONAL:
            national = True
        else:
            areas |= expand_area(name)
    return Coverage(areas=areas, national=national)


def haversine_km(
    *, from_latitude: float, from_longitude: float, to_latitude: float, to_longitude: float
) -> float:
    """Straight-line distance over the ground in kilometres; WGS84 degrees."""
    south, north = radians(from_latitude), radians(to_latitude)
    half_height = sin((north - south) / 2)
    half_width = sin(radians(to_longitude - from_longitude) / 2)
    chord = half_height * half_height + cos(south) * cos(north) * half_width * half_width
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def bounding_box(*, latitude: float, longitude: float, radius_km: float) -> BoundingBox:
    """The smallest box of degrees that holds the circle of `radius_km` (not near the poles)."""
    angle = radius_km / EARTH_RADIUS_KM
    height = angle / radians(1)
    width = asin(min(1.0, sin(angle) / cos(radians(latitude)))) / radians(1)
    return BoundingBox(
        south=latitude - height,
        west=longitude - width,
        north=latitude + height,
        east=longitude + width,
    )


def _key(name: str) -> str:
    words = re.sub(r"[^a-z]+", " ", name.lower().replace("&", " and "))
    return " ".join(words.split())


def _spellings(name: str) -> tuple[str, str]:
    key = _key(name)
    return key, " ".join(_NOISE.sub(" ", key).split())


_BY_KEY = {_key(district): district for district in DISTRICTS} | _ALIASES
