"""What searching remembers of one version of the directory, filled as it is asked for.

Tiles hold the bare places of a need in one cell of the grid; services are parsed once. When the
directory's version changes, the whole snapshot is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import bindparam, select

from directory.domain.service import Service
from directory.grid import Block
from directory.open_week import read_week
from directory.repository import load_services
from directory.store.reading import Reads
from directory.store.tables import service
from directory.store.working_tables import (
    NATIONWIDE,
    service_document,
    service_place,
    service_reach,
)

SERVICES_KEPT = 30_000
TILES_KEPT = 200_000
CELLS_AT_ONCE = 81
"""For a wider look the bare places of the whole need are read, once."""
EVERYWHERE = Block(south=-3600, north=3600, west=-4500, east=4500)


class Spot(NamedTuple):
    """A service's place on the map; WGS84 degrees."""

    service_id: str
    latitude: float
    longitude: float
    staff_only: bool
    unsure: bool
    week: int
    """Its opening hours at a glance, for `open_week.glance`."""


class Cover(NamedTuple):
    """A service that covers an area."""

    service_id: str
    staff_only: bool
    unsure: bool
    week: int


class Name(NamedTuple):
    """A service's name in lower case."""

    service_id: str
    search_name: str
    staff_only: bool


_NAMES = (
    select(service.c.id, service.c.search_name, service_document.c.staff_only)
    .join(service_document, service_document.c.service_id == service.c.id)
    .order_by(service.c.id)
)
_PLACES = select(
    service_place.c.cell_y,
    service_place.c.cell_x,
    service_place.c.service_id,
    service_place.c.latitude,
    service_place.c.longitude,
    service_place.c.staff_only,
    service_place.c.unsure,
    service_place.c.open_week,
).where(
    service_place.c.need == bindparam("need"),
    service_place.c.cell_y.between(bindparam("south"), bindparam("north")),
    service_place.c.cell_x.between(bindparam("west"), bindparam("east")),
)
_IN_DISTRICT = select(
    service_place.c.service_id,
    service_place.c.latitude,
    service_place.c.longitude,
    service_place.c.staff_only,
    service_place.c.unsure,
    service_place.c.open_week,
).where(service_place.c.need == bindparam("need"), service_place.c.district == bindparam("where"))
_REACH = select(
    service_reach.c.service_id,
    service_reach.c.staff_only,
    service_reach.c.unsure,
    service_reach.c.open_week,
).where(
    service_reach.c.need == bindparam("need"),
    service_reach.c.district.in_(bindparam("districts", expanding=True)),
)

Ranking = tuple[object, ...]
"""What an order of covering services was worked out for."""


@dataclass(slots=True)
class Snapshot:
    """What is known so far of the directory at `version`."""

    version: int
    _tiles: dict[tuple[str, int, int], tuple[Spot, ...]] = field(default_factory=dict)
    _whole_needs: set[str] = field(default_factory=set)
    _districts: dict[tuple[str, str], tuple[Spot, ...]] = field(default_factory=dict)
    _reach: dict[tuple[str, tuple[str, ...]], tuple[Cover, ...]] = field(default_factory=dict)
    _services: dict[str, Service] = field(default_factory=dict)
    _names: tuple[Name, ...] | None = None
    orders: dict[Ranking, list[Cover]] = field(default_factory=dict)
    """Covering services in their order, for each way in which somebody asked."""

    async def spots(
        self, reads: Reads, need: str, block: Block, but_not: Block | None = None
    ) -> list[Spot]:
        """Every place of the need inside the block that lies outside of `but_not`."""
        inner = set(but_not.cells()) if but_not else set()
        cells = [cell for cell in block.cells() if cell not in inner]
        if need not in self._whole_needs and any((need, *c) not in self._tiles for c in cells):
            await self._fill(reads, need, block if len(cells) <= CELLS_AT_ONCE else EVERYWHERE)
        return [spot for y, x in cells for spot in self._tiles.get((need, y, x), ())]

    async def spots_in(self, reads: Reads, need: str, district: str) -> list[Spot]:
        """Every place of the need inside a district."""
        key = (need, district)
        if key not in self._districts:
            found = await reads.execute(_IN_DISTRICT, {"need": need, "where": district})
            self._districts[key] = tuple(_spot(*row) for row in found.all())
        return list(self._districts[key])

    async def reaching(
        self, reads: Reads, need: str, districts: Sequence[str]
    ) -> tuple[Cover, ...]:
        """Services that cover any of the districts, or the whole country."""
        key = (need, tuple(sorted(districts)))
        if key not in self._reach:
            asked = {"need": need, "districts": [*districts, NATIONWIDE]}
            found = await reads.execute(_REACH, asked)
            covers = (Cover(row[0], row[1], row[2], read_week(row[3])) for row in found.all())
            self._reach[key] = tuple(dict.fromkeys(covers))
        return self._reach[key]

    async def services(self, reads: Reads, ids: Iterable[str]) -> dict[str, Service]:
        """The services with these ids, staff-only ones included; one query for all not known."""
        wanted = list(dict.fromkeys(ids))
        missing = [each for each in wanted if each not in self._services]
        if missing:
            if len(self._services) + len(missing) > SERVICES_KEPT:
                self._services.clear()
                missing = wanted
            self._services |= await load_services(reads, missing, staff=True)
        return {each: self._services[each] for each in wanted if each in self._services}

    async def names(self, reads: Reads) -> tuple[Name, ...]:
        """Every service's name."""
        if self._names is None:
            self._names = tuple(Name(*row) for row in await reads.execute(_NAMES))
        return self._names

    async def _fill(self, reads: Reads, need: str, block: Block) -> None:
        found = await reads.execute(
            _PLACES,
            {
                "need": need,
                "south": block.south,
                "north": block.north,
                "west": block.west,
                "east": block.east,
            },
        )
        tiles: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for y, x, *row in found.all():
            tiles[y, x].append(_spot(*row))
        if len(self._tiles) > TILES_KEPT:
            self._tiles.clear()
            self._whole_needs.clear()
        if block is EVERYWHERE:
            self._whole_needs.add(need)
        else:
            self._tiles |= {(need, y, x): () for y, x in block.cells()}
        self._tiles |= {(need, y, x): tuple(spots) for (y, x), spots in tiles.items()}


def _spot(
    service_id: str,
    latitude: float,
    longitude: float,
    staff_only: bool,
    unsure: bool,
    week: bytes | None,
) -> Spot:
    return Spot(service_id, latitude, longitude, staff_only, unsure, read_week(week))
