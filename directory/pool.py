"""The services that come into question, gathered from the store before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.area import DISTRICTS
from directory.domain.query import Point, Query
from directory.domain.service import Service
from directory.nearest import nearest
from directory.snapshot import Snapshot

NEARBY_KM = 25.0
"""How far "near" reaches: an hour by bus in the country. Further away is told as such."""
FAR_KM = 100.0
MIDDLE_OF_THE_AREA = (51.23, 0.72)
"""Between Maidstone and Faversham: where to begin when no place is known."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Services with their distance in kilometres (None where it means nothing).

    `complete` False: there are more places, further away.
    """

    services: tuple[tuple[Service, float | None], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """How widely to look."""

    places: int
    within_km: float = NEARBY_KM
    every_district: bool = False


async def gather(
    connection: AsyncConnection, snapshot: Snapshot, query: Query, scope: Scope
) -> Pool:
    """The places near the point and the services that cover its district.

    In a whole district, its places; without a district, those round the middle of the area.
    """
    distances, complete = await _places(connection, snapshot, query, scope)
    known = _known_district(query)
    districts = [known] if known and not scope.every_district else list(DISTRICTS)
    ids: dict[str, float | None] = dict(distances)
    for need in query.needs:
        for service_id, staff_only in await snapshot.reaching(connection, need, districts):
            if query.staff or not staff_only:
                ids.setdefault(service_id, None)
    found = await snapshot.services(connection, ids)
    return Pool(tuple((service, ids[each]) for each, service in found.items()), complete)


async def _places(
    connection: AsyncConnection, snapshot: Snapshot, query: Query, scope: Scope
) -> tuple[dict[str, float | None], bool]:
    point = query.point
    if point and _is_whole_district(point) and scope.within_km <= NEARBY_KM:
        return await _places_in_district(connection, snapshot, query, point.district), True
    latitude, longitude = (point.latitude, point.longitude) if point else MIDDLE_OF_THE_AREA
    found = await nearest(
        connection,
        snapshot,
        query.needs,
        latitude=latitude,
        longitude=longitude,
        count=scope.places,
        staff=query.staff,
        within_km=scope.within_km if point and point.exact else FAR_KM,
    )
    exact = point is not None and point.exact
    return {each.service_id: each.distance_km if exact else None for each in found.found}, (
        found.complete
    )


async def _places_in_district(
    connection: AsyncConnection, snapshot: Snapshot, query: Query, district: str
) -> dict[str, float | None]:
    ids: dict[str, float | None] = {}
    for need in query.needs:
        for spot in await snapshot.spots_in(connection, need, district):
            if query.staff or not spot.staff_only:
                ids[spot.service_id] = None
    return ids


def _is_whole_district(point: Point) -> bool:
    return not point.exact and point.district in DISTRICTS


def _known_district(query: Query) -> str | None:
    district = query.point.district if query.point else None
    return district if district in DISTRICTS else None
