"""A grid of cells over the map: how the store finds what is near without an extension."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, floor, radians, sin

from directory.domain.area import EARTH_RADIUS_KM

CELL_HEIGHT = 0.05
"""Degrees of latitude: 5.6 km."""
CELL_WIDTH = 0.08
"""Degrees of longitude: 5.5 km in Kent."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cells from `south` to `north` and `west` to `east`, all four included."""

    south: int
    north: int
    west: int
    east: int

    def cells(self) -> list[tuple[int, int]]:
        """Each cell of the block as (y, x)."""
        return [
            (y, x)
            for y in range(self.south, self.north + 1)
            for x in range(self.west, self.east + 1)
        ]


def cell_of(*, latitude: float, longitude: float) -> tuple[int, int]:
    """The cell (y, x) in which a point lies; WGS84 degrees."""
    return floor(latitude / CELL_HEIGHT), floor(longitude / CELL_WIDTH)


def block_around(*, latitude: float, longitude: float, rings: int) -> Block:
    """The point's own cell with `rings` rings of cells round it."""
    y, x = cell_of(latitude=latitude, longitude=longitude)
    return Block(south=y - rings, north=y + rings, west=x - rings, east=x + rings)


def reach_km(block: Block, *, latitude: float, longitude: float) -> float:
    """How far round the point the block is complete: the shortest way out of it, in kilometres.

    Up or down it is an arc of the meridian; sideways the distance to a meridian, which a great
    circle meets at a right angle: sin(distance) = cos(latitude) sin(difference of longitude).
    """
    up_or_down = min(
        (block.north + 1) * CELL_HEIGHT - latitude, latitude - block.south * CELL_HEIGHT
    )
    sideways = min((block.east + 1) * CELL_WIDTH - longitude, longitude - block.west * CELL_WIDTH)
    across = asin(min(1.0, cos(radians(latitude)) * sin(radians(min(90.0, sideways)))))
    return EARTH_RADIUS_KM * max(0.0, min(radians(up_or_down), across))
