"""Services that cover an area, in the order in which they would be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from directory.domain.eligibility import TAKES_ANYONE
from directory.domain.query import Opening, OpenState, Query
from directory.domain.ranking import Candidate, rank_key
from directory.domain.service import Service
from directory.open_week import Glance
from directory.snapshot import Cover, Snapshot
from directory.store.reading import Reads

MOST = 60
"""More than this are not judged; Kent & Medway has fewer for each need and district."""


async def covering(
    reads: Reads,
    snapshot: Snapshot,
    query: Query,
    districts: Sequence[str],
    look: Callable[[Cover], Glance],
) -> list[Cover]:
    """The services that cover any of the districts: all, or the best if they are very many."""
    ordered = await _in_order(reads, snapshot, query, districts)
    if len(ordered) <= MOST:
        return ordered
    return sorted(ordered, key=lambda cover: (cover.unsure, look(cover)))[:MOST]


async def _in_order(
    reads: Reads, snapshot: Snapshot, query: Query, districts: Sequence[str]
) -> list[Cover]:
    """Apart from the time and the person, the order is the same for all who ask alike."""
    asked = (query.needs, *districts, query.staff, query.subcategories, query.now.date())
    if asked not in snapshot.orders:
        covers: dict[str, Cover] = {}
        for need in query.needs:
            for cover in await snapshot.reaching(reads, need, districts):
                if query.staff or not cover.staff_only:
                    covers[cover.service_id] = cover
        snapshot.orders[asked] = await _ordered(reads, snapshot, query, covers)
    return snapshot.orders[asked]


async def _ordered(
    reads: Reads, snapshot: Snapshot, query: Query, covers: dict[str, Cover]
) -> list[Cover]:
    if len(covers) <= MOST:
        return list(covers.values())
    found = await snapshot.services(reads, covers)
    ranked = sorted(found.values(), key=lambda service: rank_key(_plain(service), query))
    return [covers[service.id] for service in ranked]


def _plain(service: Service) -> Candidate:
    """The service as if nothing were known of the time and the person."""
    return Candidate(service, Opening(OpenState.UNKNOWN), None, None, TAKES_ANYONE)
