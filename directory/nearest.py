"""The nearest places of some needs, exactly: rings of cells are added until no nearer one can hide.

Works the same on SQLite and PostgreSQL, without any extension of either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.area import haversine_km
from directory.grid import Block, block_around, reach_km
from directory.snapshot import Snapshot, Spot

RINGS = (1, 4, 10, 24)
"""How many rings of cells to look at in turn; 24 rings reach about 120 km in Kent."""

Chooser = Callable[[Spot], bool]


class Near(NamedTuple):
    """A service and its straight-line distance in kilometres."""

    distance_km: float
    service_id: str


class Nearest(NamedTuple):
    """The nearest places, nearest first, and whether these are all that there are."""

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
    within_km: float,
    chosen: Chooser,
) -> Nearest:
    """The `count` nearest of the chosen places, none further than `within_km`; ties by id."""
    distances: dict[str, float] = {}
    looked_at: Block | None = None
    found: list[Near] = []
    for rings in RINGS:
        block = block_around(latitude=latitude, longitude=longitude, rings=rings)
        for need in needs:
            for spot in await snapshot.spots(connection, need, block, looked_at):
                if chosen(spot):
                    distances[spot.service_id] = _distance(spot, latitude, longitude)
        looked_at = block
        sure_within = min(reach_km(block, latitude=latitude, longitude=longitude), within_km)
        found = sorted(Near(km, each) for each, km in distances.items() if km <= sure_within)
        if sure_within >= within_km:
            return Nearest(found[:count], complete=len(found) <= count)
        if len(found) >= count:
            break
    return Nearest(found[:count], complete=False)


def _distance(spot: Spot, latitude: float, longitude: float) -> float:
    return haversine_km(
        from_latitude=latitude,
        from_longitude=longitude,
        to_latitude=spot.latitude,
        to_longitude=spot.longitude,
    )
