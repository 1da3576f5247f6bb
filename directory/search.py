"""The directory as everyone else uses it: chat, text messages, the look-up page, the API."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from directory.answering import Answering
from directory.domain.area import haversine_km
from directory.domain.holidays import HolidayCalendar
from directory.domain.query import Match, Point, Query, Result
from directory.domain.service import Audience, Service
from directory.filters import check_filters
from directory.judging import judge, shown, with_opening
from directory.pool import Found
from directory.snapshot import Name, Snapshot
from directory.status import Status, read_status
from directory.store.database import Database, read_version
from directory.store.reading import Reads

NAMES_RETURNED = 10
NAME_CUTOFF = 78.0
"""Below this likeness (0 to 100) a name is not the one that was meant."""


class Directory:
    """All services, searched. Safe to share between tasks; remembers one version at a time."""

    def __init__(self, database: Database, holidays: HolidayCalendar) -> None:
        """A directory over a database that has been set up; `holidays` are England's."""
        self._database = database
        self._holidays = holidays
        self._snapshot = Snapshot(version=-1)

    async def search(self, query: Query) -> Result:
        """Ranked services for the question, never empty while NHS 111 is in the directory.

        Raises `UnknownCriterion` for a filter that does not exist, and `DirectoryUnavailable`.
        """
        check_filters(query.filters)
        async with self._database.reads() as reads:
            snapshot = await self._current(reads)
            return await Answering(reads, snapshot, self._holidays).answer(query)

    async def service(self, service_id: str, staff: bool = False) -> Service | None:
        """One service; None if there is none, or it is for staff and the reader is not."""
        async with self._database.reads() as reads:
            snapshot = await self._current(reads)
            found = (await snapshot.services(reads, [service_id])).get(service_id)
        if found is None or (found.audience is Audience.STAFF and not staff):
            return None
        return found

    async def match(self, service_id: str, query: Query) -> Match | None:
        """One service, told as an answer to the question whatever it fails; None if unknown."""
        service = await self.service(service_id, staff=query.staff)
        if service is None:
            return None
        distance = _distance_km(service, query.point)
        plain = replace(query, needs=query.needs or service.needs)
        candidate = judge(Found(service, distance, False), plain, self._holidays).candidate
        return shown(with_opening(candidate, plain, self._holidays), plain)

    async def by_name(
        self, text: str, point: Point | None = None, staff: bool = False
    ) -> list[Service]:
        """Services whose name is in the text or like it, likeliest first, then nearest."""
        async with self._database.reads() as reads:
            snapshot = await self._current(reads)
            names = [each for each in await snapshot.names(reads) if staff or not each.staff_only]
            ids = _likeliest(text, names)
            found = await snapshot.services(reads, ids)
        ranked = sorted(found.values(), key=lambda s: (-ids[s.id], _far(s, point), s.name, s.id))
        return ranked[:NAMES_RETURNED]

    async def status(self) -> Status:
        """Counts by need and district, the age of facts, quarantine and the last imports."""
        async with self._database.reads() as reads:
            return await read_status(reads)

    async def _current(self, reads: Reads) -> Snapshot:
        version = await read_version(reads)
        if self._snapshot.version != version:
            self._snapshot = Snapshot(version)
        return self._snapshot


def _likeliest(text: str, names: list[Name]) -> dict[str, float]:
    choices = {each.service_id: each.search_name for each in names}
    found = process.extract(
        text.casefold(), choices, scorer=fuzz.token_set_ratio, score_cutoff=NAME_CUTOFF, limit=50
    )
    return {service_id: score for _, score, service_id in found}


def _distance_km(service: Service, point: Point | None) -> float | None:
    place = service.location
    if point is None or not point.exact or service.areas or service.national:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return haversine_km(
        from_latitude=point.latitude,
        from_longitude=point.longitude,
        to_latitude=place.latitude,
        to_longitude=place.longitude,
    )


def _far(service: Service, point: Point | None) -> float:
    distance = _distance_km(service, point)
    return distance if distance is not None else float("inf")
