"""A location pin as a place that can be searched from: the nearest part of a postcode."""

from __future__ import annotations

import os
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path

from bot.understanding.errors import UnderstandingError
from bot.understanding.gazetteer import Gazetteer

_KM_A_DEGREE = 111.2
_NEAR_ENOUGH_KM = 12.0


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer | None:
    path = Path(os.environ.get("FINGERPOST_GAZETTEER_PATH", "var/gazetteer.bin"))
    try:
        return Gazetteer.from_files(path)
    except UnderstandingError:
        return None


def place_near(latitude: float, longitude: float) -> str | None:
    """The name of the nearest named place in Kent and Medway; None when there is none near.

    A town or village is as much as is needed: the exact point is neither used nor kept.
    """
    gazetteer = _gazetteer()
    if gazetteer is None:
        return None
    nearest, distance = None, _NEAR_ENOUGH_KM
    for meanings in gazetteer.names.by_name.values():
        if len(meanings) != 1 or meanings[0].place is None:
            continue
        place = meanings[0].place
        away = _km(latitude, longitude, place.latitude, place.longitude)
        if away < distance and place.kind.value in ("town", "village"):
            nearest, distance = place.label, away
    return nearest


def _km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    north = (latitude - other_latitude) * _KM_A_DEGREE
    east = (longitude - other_longitude) * _KM_A_DEGREE * cos(radians(latitude))
    return hypot(north, east)
