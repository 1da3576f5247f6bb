"""The nearest places of some needs, exactly: rings of cells are added until no nearer one can hide.

Works the same on SQLite and PostgreSQL, without any extension of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from directory.domain.area import haversine_km
from directory.grid import Block, block_around, reach_km
from directory.snapshot import Snapshot, Spot
from directory.store.reading import Reads

RINGS = (1, 4, 10, 24)
"""How many rings of cells to look at in turn; 24 rings reach about 120 km in Kent."""


class Near(NamedTuple):
    """A service and its straight-line distance in kilometres."""

    distance_km: float
    service_id: str


class Nearest(NamedTuple):
    """The nearest places of a class, nearest first, and whether these are all that there are."""

    found: list[Near]
    complete: bool


Spots = dict[Hashable, list[Spot]]


@dataclass(slots=True)
class Surroundings:
    """The places round a point, ring by ring, sorted into classes as they are first looked at.

    `class_of` tells the class of a place, or None to leave it out.
    """

    reads: Reads
    snapshot: Snapshot
    needs: Sequence[str]
    latitude: float
    longitude: float
    within_km: float
    class_of: Callable[[Spot], Hashable | None]
    _rings: list[Spots] = field(default_factory=list)

    async def nearest(self, wanted: Hashable, count: int) -> Nearest:
        """The `count` nearest places of a class, none beyond `within_km`; ties by id."""
        distances: dict[str, float] = {}
        found: list[Near] = []
        for position in range(len(RINGS)):
            for spot in (await self._ring(position)).get(wanted, ()):
                distances[spot.service_id] = self._distance(spot)
            sure_within = min(self._complete_within(position), self.within_km)
            found = sorted(Near(km, each) for each, km in distances.items() if km <= sure_within)
            if sure_within >= self.within_km:
                return Nearest(found[:count], complete=len(found) <= count)
            if len(found) >= count:
                break
        return Nearest(found[:count], complete=False)

    async def _ring(self, position: int) -> Spots:
        while len(self._rings) <= position:
            self._rings.append(await self._load(len(self._rings)))
        return self._rings[position]

    async def _load(self, position: int) -> Spots:
        block = self._block(position)
        inner = self._block(position - 1) if position else None
        classes: Spots = defaultdict(list)
        for need in self.needs:
            for spot in await self.snapshot.spots(self.reads, need, block, inner):
                kind = self.class_of(spot)
                if kind is not None:
                    classes[kind].append(spot)
        return classes

    def _block(self, position: int) -> Block:
        return block_around(latitude=self.latitude, longitude=self.longitude, rings=RINGS[position])

    def _complete_within(self, position: int) -> float:
        return reach_km(self._block(position), latitude=self.latitude, longitude=self.longitude)

    def _distance(self, spot: Spot) -> float:
        return haversine_km(
            from_latitude=self.latitude,
            from_longitude=self.longitude,
            to_latitude=spot.latitude,
            to_longitude=spot.longitude,
        )
