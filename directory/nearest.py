"""The nearest places of some needs, exactly: rings of cells are added until no nearer one can hide.

Works the same on SQLite and PostgreSQL, without any extension of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.area import haversine_km
from directory.grid import block_around, reach_km
from directory.snapshot import Snapshot, Spot

RINGS = (1, 4, 10, 24)
"""How many rings of cells to look at in turn; 24 rings reach about 120 km in Kent."""


class Near(NamedTuple):
    """A service and its straight-line distance in kilometres."""

    distance_km: float
    service_id: str


class Nearest(NamedTuple):
    """The nearest places, nearest first, and whether there may be more further away."""

    found: list[Near]
    complete: bool


async def nearest(
    connection: AsyncConnection,
    snapshot: Snapshot,
    needs: Sequence[str],
    *,
    latitude: float,
    longitude: float,
    count: int,
    staff: bool = False,
    within_km: float = 100.0,
) -> Nearest:
    """At least the `count` nearest places no further than `within_km`, in order; ties by id."""
    found: list[Near] = []
    for rings in RINGS:
        block = block_around(latitude=latitude, longitude=longitude, rings=rings)
        sure_within = min(reach_km(block, latitude=latitude, longitude=longitude), within_km)
        distances: dict[str, float] = {}
        for need in needs:
            for spot in await snapshot.spots(connection, need, block):
                if staff or not spot.staff_only:
                    distances[spot.service_id] = _distance(spot, latitude, longitude)
        found = sorted(Near(km, each) for each, km in distances.items() if km <= sure_within)
        if len(found) >= count or sure_within >= within_km:
            return Nearest(found[:count], complete=len(found) <= count and sure_within >= within_km)
    return Nearest(found[:count], complete=False)


def _distance(spot: Spot, latitude: float, longitude: float) -> float:
    return haversine_km(
        from_latitude=latitude,
        from_longitude=longitude,
        to_latitude=spot.latitude,
        to_longitude=spot.longitude,
    )
