"""The services that come into question, gathered from the store before anything is judged.

Whether a service may be open is seen at a glance (`open_week`), so that at night the open one ten
kilometres away is found without reading the hundred closed ones before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from directory.covering import covering
from directory.domain.area import DISTRICTS
from directory.domain.holidays import HolidayCalendar
from directory.domain.query import Point, Query
from directory.domain.ranking import time_matters
from directory.domain.service import Service
from directory.nearest import Near, Surroundings
from directory.open_week import ANY_TIME, Glance, glance, wanted_slots
from directory.snapshot import Cover, Snapshot, Spot
from directory.store.reading import Reads

NEARBY_KM = 25.0
"""How far "near" reaches: an hour by bus in the country. Further away is told as such."""
FAR_KM = 100.0
MIDDLE_OF_THE_AREA = (51.23, 0.72)
"""Between Maidstone and Faversham: where to begin when no place is known."""
CLOSED_ONES = 6
"""Surely closed services that are looked at all the same: the near misses come from them."""
_ONE_MINUTE = timedelta(minutes=1)

Look = Callable[[Spot | Cover], Glance]


class Standing(NamedTuple):
    """What ranking compares before distance: surer first, then by whether it is open."""

    unsure: bool
    glance: Glance


STANDINGS = tuple(Standing(unsure, each) for unsure in (False, True) for each in Glance)


class Frontier(NamedTuple):
    """Places of this standing are missing beyond this distance, and all of lesser standing."""

    standing: Standing
    radius_km: float


class Found(NamedTuple):
    """A service that comes into question. `distance_km` is None where it means nothing."""

    service: Service
    distance_km: float | None
    surely_closed: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """What was found; without a `frontier` it is all that there is."""

    services: tuple[Found, ...]
    frontier: Frontier | None


@dataclass(frozen=True, slots=True)
class Scope:
    """How widely to look."""

    within_km: float = NEARBY_KM
    every_district: bool = False


@dataclass(slots=True)
class Gatherer:
    """Gathers for one question and one scope."""

    reads: Reads
    snapshot: Snapshot
    query: Query
    calendar: HolidayCalendar
    scope: Scope
    _look: Look = field(init=False)
    _around: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        self._look = look_for(self.query, self.calendar)
        self._around = self._surroundings()

    async def gather(self, places: int) -> Pool:
        """The nearest `places` and the services that cover the point's district.

        In a whole district, its places; without one, those round the middle of the area.
        """
        glances: dict[str, Glance] = {}
        distances, frontier = await self._places(places, glances)
        for cover in await self._covers():
            glances.setdefault(cover.service_id, self._look(cover))
        services = await self.snapshot.services(self.reads, glances)
        found = (
            Found(service, distances.get(each), glances[each] is Glance.CLOSED)
            for each, service in services.items()
        )
        return Pool(tuple(found), frontier)

    async def _covers(self) -> list[Cover]:
        known = _known_district(self.query.point)
        everywhere = known is None or self.scope.every_district
        districts = list(DISTRICTS) if everywhere else [str(known)]
        return await covering(self.reads, self.snapshot, self.query, districts, self._look)

    async def _places(
        self, places: int, glances: dict[str, Glance]
    ) -> tuple[dict[str, float], Frontier | None]:
        point = self.query.point
        if point and _is_whole_district(point) and self.scope.within_km <= NEARBY_KM:
            await self._places_in_district(point.district, glances)
            return {}, None
        found, frontier = await self._best_places(places, glances)
        if point is None or not point.exact:
            return {}, frontier
        return {each.service_id: each.distance_km for each in found}, frontier

    async def _best_places(
        self, places: int, glances: dict[str, Glance]
    ) -> tuple[list[Near], Frontier | None]:
        """All of the best standing, then all of the next, until there are `places` of one."""
        gathered: list[Near] = []
        for standing in STANDINGS:
            no_answer = standing.glance is Glance.CLOSED and self.query.window is not None
            count = CLOSED_ONES if no_answer else places
            found, complete = await self._around.nearest(standing, count)
            gathered += found
            glances |= dict.fromkeys((each.service_id for each in found), standing.glance)
            if not complete and not no_answer:
                await self._add_closed_ones(standing, gathered, glances)
                return gathered, Frontier(standing, found[-1].distance_km if found else 0.0)
        return gathered, None

    async def _add_closed_ones(
        self, reached: Standing, gathered: list[Near], glances: dict[str, Glance]
    ) -> None:
        closed = Standing(unsure=False, glance=Glance.CLOSED)
        if self.query.window is not None and reached < closed:
            found, _ = await self._around.nearest(closed, CLOSED_ONES)
            gathered += found
            glances |= dict.fromkeys((each.service_id for each in found), Glance.CLOSED)

    def _surroundings(self) -> Surroundings:
        query, point = self.query, self.query.point
        latitude, longitude = (point.latitude, point.longitude) if point else MIDDLE_OF_THE_AREA

        def class_of(spot: Spot) -> Standing | None:
            if spot.staff_only and not query.staff:
                return None
            return _STANDING_OF[spot.unsure][self._look(spot)]

        return Surroundings(
            self.reads,
            self.snapshot,
            query.needs,
            latitude=latitude,
            longitude=longitude,
            within_km=self.scope.within_km if point and point.exact else FAR_KM,
            class_of=class_of,
        )

    async def _places_in_district(self, district: str, glances: dict[str, Glance]) -> None:
        for need in self.query.needs:
            for spot in await self.snapshot.spots_in(self.reads, need, district):
                if self.query.staff or not spot.staff_only:
                    glances[spot.service_id] = self._look(spot)


_STANDING_OF = {
    unsure: {each: Standing(unsure, each) for each in Glance} for unsure in (False, True)
}


def look_for(query: Query, calendar: HolidayCalendar) -> Look:
    """How to glance at a week for a question; where no time matters, all may be open."""
    if not time_matters(query):
        return lambda _: Glance.MAY_BE_OPEN
    window, now = query.window, query.now
    if window is None:
        wanted = wanted_slots(now, now + _ONE_MINUTE, calendar)
    elif window.instant:
        wanted = wanted_slots(window.start, window.start + _ONE_MINUTE, calendar)
    else:
        wanted = wanted_slots(window.start, window.end, calendar)
    if wanted == ANY_TIME:
        return lambda each: Glance.NOT_KNOWN if each.week < 0 else Glance.MAY_BE_OPEN
    return lambda each: glance(each.week, wanted)


def _known_district(point: Point | None) -> str | None:
    return point.district if point and point.district in DISTRICTS else None


def _is_whole_district(point: Point) -> bool:
    return not point.exact and point.district in DISTRICTS
