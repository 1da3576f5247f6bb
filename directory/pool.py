"""The services that come into question, gathered from the store before anything is judged.

Whether a service may be open is seen at a glance (`open_week`), so that at night the open one ten
kilometres away is found without reading the hundred closed ones before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.area import DISTRICTS
from directory.domain.eligibility import TAKES_ANYONE
from directory.domain.holidays import HolidayCalendar
from directory.domain.query import Opening, OpenState, Point, Query
from directory.domain.ranking import Candidate, rank_key, time_matters
from directory.domain.service import Service
from directory.nearest import Near, nearest
from directory.open_week import ANY_TIME, Glance, glance, wanted_slots
from directory.snapshot import Cover, Snapshot, Spot

NEARBY_KM = 25.0
"""How far "near" reaches: an hour by bus in the country. Further away is told as such."""
FAR_KM = 100.0
MIDDLE_OF_THE_AREA = (51.23, 0.72)
"""Between Maidstone and Faversham: where to begin when no place is known."""
CLOSED_ONES = 6
"""Surely closed services that are looked at all the same: the near misses come from them."""
COVERING_ONES = 60
_ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pool:
    """Services with their distance in kilometres (None where it means nothing).

    `radius_km`: how far out every place that may answer is among them; None for all of them.
    """

    services: tuple[tuple[Service, float | None], ...]
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class Scope:
    """How widely to look."""

    places: int
    within_km: float = NEARBY_KM
    every_district: bool = False


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers for one question."""

    connection: AsyncConnection
    snapshot: Snapshot
    query: Query
    calendar: HolidayCalendar

    async def gather(self, scope: Scope) -> Pool:
        """The places near the point and the services that cover its district.

        In a whole district, its places; without one, those round the middle of the area.
        """
        look = self._look()
        ids, radius_km = await self._places(scope, look)
        for cover in await self._covering(scope, look):
            ids.setdefault(cover.service_id, None)
        found = await self.snapshot.services(self.connection, ids)
        return Pool(tuple((service, ids[each]) for each, service in found.items()), radius_km)

    def _look(self) -> Callable[[Spot | Cover], Glance]:
        """How to glance at a week, where the time matters."""
        if not time_matters(self.query):
            return lambda _: Glance.MAY_BE_OPEN
        window, now = self.query.window, self.query.now
        if window is None:
            wanted = wanted_slots(now, now + _ONE_MINUTE, self.calendar)
        elif window.instant:
            wanted = wanted_slots(window.start, window.start + _ONE_MINUTE, self.calendar)
        else:
            wanted = wanted_slots(window.start, window.end, self.calendar)
        if wanted == ANY_TIME:
            return lambda each: Glance.NOT_KNOWN if each.week < 0 else Glance.MAY_BE_OPEN
        return lambda each: glance(each.week, wanted)

    async def _places(
        self, scope: Scope, look: Callable[[Spot], Glance]
    ) -> tuple[dict[str, float | None], float | None]:
        point = self.query.point
        if point and _is_whole_district(point) and scope.within_km <= NEARBY_KM:
            return await self._places_in_district(point.district), None
        found, radius_km = await self._nearest_by_class(scope, look)
        exact = point is not None and point.exact
        return {each.service_id: each.distance_km if exact else None for each in found}, radius_km

    async def _nearest_by_class(
        self, scope: Scope, look: Callable[[Spot], Glance]
    ) -> tuple[list[Near], float | None]:
        """Sure services that may be open; then, if they are few, the less and less welcome."""
        found, complete = await self._nearest(
            scope, scope.places, lambda spot: not spot.unsure and not look(spot)
        )
        if not complete:
            radius_km = found[-1].distance_km if found else 0.0
            if self.query.window is not None:
                found += await self._closed_ones(scope, look)
            return found, radius_km
        rest, complete = await self._nearest(
            scope,
            scope.places,
            lambda spot: look(spot) is Glance.NOT_KNOWN or (spot.unsure and not look(spot)),
        )
        closed = await self._closed_ones(scope, look)
        return found + rest + closed, None if complete else rest[-1].distance_km

    async def _closed_ones(self, scope: Scope, look: Callable[[Spot], Glance]) -> list[Near]:
        found, _ = await self._nearest(scope, CLOSED_ONES, lambda spot: look(spot) is Glance.CLOSED)
        return found

    async def _nearest(
        self, scope: Scope, count: int, chosen: Callable[[Spot], bool]
    ) -> tuple[list[Near], bool]:
        point, staff = self.query.point, self.query.staff
        latitude, longitude = (point.latitude, point.longitude) if point else MIDDLE_OF_THE_AREA
        return await nearest(
            self.connection,
            self.snapshot,
            self.query.needs,
            latitude=latitude,
            longitude=longitude,
            count=count,
            within_km=scope.within_km if point and point.exact else FAR_KM,
            chosen=lambda spot: (staff or not spot.staff_only) and chosen(spot),
        )

    async def _places_in_district(self, district: str) -> dict[str, float | None]:
        ids: dict[str, float | None] = {}
        for need in self.query.needs:
            for spot in await self.snapshot.spots_in(self.connection, need, district):
                if self.query.staff or not spot.staff_only:
                    ids[spot.service_id] = None
        return ids

    async def _covering(self, scope: Scope, look: Callable[[Cover], Glance]) -> list[Cover]:
        """Services that cover the district, in the order in which they would be shown."""
        ordered = await self._in_order(scope)
        if len(ordered) <= COVERING_ONES:
            return ordered
        ordered = sorted(ordered, key=lambda cover: (cover.unsure, look(cover)))
        return ordered[:COVERING_ONES]

    async def _in_order(self, scope: Scope) -> list[Cover]:
        """Apart from the time and the person, the order is the same for all who ask alike."""
        query, point = self.query, self.query.point
        known = point.district if point and point.district in DISTRICTS else None
        districts = [known] if known and not scope.every_district else list(DISTRICTS)
        asked = (query.needs, *districts, query.staff, query.subcategories, query.now.date())
        if asked not in self.snapshot.orders:
            covers: dict[str, Cover] = {}
            for need in query.needs:
                for cover in await self.snapshot.reaching(self.connection, need, districts):
                    if query.staff or not cover.staff_only:
                        covers[cover.service_id] = cover
            self.snapshot.orders[asked] = await self._ordered(covers)
        return self.snapshot.orders[asked]

    async def _ordered(self, covers: dict[str, Cover]) -> list[Cover]:
        if len(covers) <= COVERING_ONES:
            return list(covers.values())
        found = await self.snapshot.services(self.connection, covers)
        ranked = sorted(found.values(), key=lambda service: rank_key(_plain(service), self.query))
        return [covers[service.id] for service in ranked]


def _plain(service: Service) -> Candidate:
    """The service as if nothing were known of the time and the person."""
    return Candidate(service, Opening(OpenState.UNKNOWN), None, None, TAKES_ANYONE)


def _is_whole_district(point: Point) -> bool:
    return not point.exact and point.district in DISTRICTS
