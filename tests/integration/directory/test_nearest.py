"""Nearest by rings of cells is nearest by looking at every service, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from directory.domain.area import haversine_km
from directory.grid import cell_of
from directory.nearest import Near, Surroundings
from directory.snapshot import Snapshot
from directory.store.database import Database
from directory.store.migrate import migrate
from directory.store.working_tables import service_place
from tests.integration.directory.world import place, store

MOST = 60
EXAMPLES = 40


class Placed(NamedTuple):
    """What searching reads of one service."""

    need: str
    latitude: float
    longitude: float
    staff_only: bool


points = st.tuples(st.floats(50.8, 51.6), st.floats(0.0, 1.5))
on_borders_of_cells = st.tuples(
    st.sampled_from([51.2, 51.2000001, 51.25, 51.3]), st.sampled_from([0.72, 0.7200001, 0.8])
)
places = st.builds(
    lambda need, where, staff_only: Placed(need, where[0], where[1], staff_only),
    st.sampled_from(["pharmacy", "gp"]),
    points | on_borders_of_cells,
    st.booleans(),
)
questions = st.tuples(
    points | on_borders_of_cells,
    st.sampled_from([("pharmacy",), ("gp",), ("pharmacy", "gp")]),
    st.integers(1, 12),
    st.sampled_from([3.0, 25.0, 100.0]),
    st.booleans(),
)
worlds = st.lists(places, max_size=MOST)


def test_nearest_is_what_brute_force_finds(empty_url: str) -> None:
    asyncio.run(_prepare(empty_url))

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(world=worlds, question=questions)
    def check(world: list[Placed], question: tuple) -> None:  # type: ignore[type-arg]
        asyncio.run(_check(empty_url, world, question))

    check()


async def _prepare(url: str) -> None:
    await migrate(url)
    database = Database(url)
    await store(database, *(place(f"{n:02}", latitude=51, longitude=0.5) for n in range(MOST)))
    await database.close()


async def _check(url: str, world: list[Placed], question: tuple) -> None:  # type: ignore[type-arg]
    (latitude, longitude), needs, count, within_km, staff = question
    ids = sorted(place(f"{n:02}", latitude=51, longitude=0.5).id for n in range(MOST))
    database = Database(url)
    await _place_all(database, dict(zip(ids, world, strict=False)))
    async with database.reads() as reads:
        around = Surroundings(
            reads,
            Snapshot(version=0),
            needs,
            latitude=latitude,
            longitude=longitude,
            within_km=within_km,
            class_of=lambda spot: "ours" if staff or not spot.staff_only else None,
        )
        found = await around.nearest("ours", count)
        again = await around.nearest("ours", count)
    await database.close()
    every = _by_brute_force(dict(zip(ids, world, strict=False)), question)
    assert found.found == every[:count]
    assert again == found
    assert len(every) <= count or not found.complete


async def _place_all(database: Database, world: dict[str, Placed]) -> None:
    async with database.write() as connection:
        await connection.execute(delete(service_place))
        rows = [_row(service_id, each) for service_id, each in world.items()]
        if rows:
            await connection.execute(insert(service_place), rows)


def _row(service_id: str, each: Placed) -> dict[str, object]:
    y, x = cell_of(latitude=each.latitude, longitude=each.longitude)
    return {"service_id": service_id, "cell_y": y, "cell_x": x, "district": None} | each._asdict()


def _by_brute_force(world: dict[str, Placed], question: tuple) -> Sequence[Near]:  # type: ignore[type-arg]
    (latitude, longitude), needs, _, within_km, staff = question
    distances = [
        Near(
            haversine_km(
                from_latitude=latitude,
                from_longitude=longitude,
                to_latitude=each.latitude,
                to_longitude=each.longitude,
            ),
            service_id,
        )
        for service_id, each in world.items()
        if each.need in needs and (staff or not each.staff_only)
    ]
    return sorted(near for near in distances if near.distance_km <= within_km)
