"""How the directory stands: what it holds, how old its facts are, and what was refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Result, func, select

from directory.store import tables
from directory.store.database import read_version
from directory.store.reading import Reads
from directory.store.service_rows import ACTIVE
from directory.store.working_tables import import_run, quarantine, source_record

RUNS_SHOWN = 5
NOT_DATED = "not dated"
AREA_WIDE = "area-wide"


@dataclass(frozen=True, slots=True)
class Run:
    """One import, as it went."""

    feed: str
    file_name: str
    state: str
    started_at: datetime
    counts: dict[str, int]
    message: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of services; `by_year` is by the year of their oldest fact that matters."""

    version: int
    services: int
    by_need: dict[str, int]
    by_district: dict[str, int]
    by_year: dict[str, int]
    by_confidence: dict[str, int]
    by_feed: dict[str, int]
    quarantined: dict[str, int]
    runs: tuple[Run, ...]


async def read_status(reads: Reads) -> Status:
    """Count everything, on a connection."""
    years = await _ages(reads)
    return Status(
        version=await read_version(reads),
        services=sum(years.values()),
        by_need=await _by_need(reads),
        by_district=await _by_district(reads),
        by_year=dict(sorted(years.items())),
        by_confidence=await _by_confidence(reads),
        by_feed=await _plain_counts(reads, source_record.c.feed),
        quarantined=await _plain_counts(reads, quarantine.c.feed),
        runs=await _runs(reads),
    )


async def _by_need(reads: Reads) -> dict[str, int]:
    term, attribute, service = tables.taxonomy_term, tables.attribute, tables.service
    statement = (
        select(term.c.code, func.count())
        .join(attribute, attribute.c.taxonomy_term_id == term.c.id)
        .join(service, service.c.id == attribute.c.service_id)
        .where(service.c.status == ACTIVE)
        .group_by(term.c.code)
        .order_by(term.c.code)
    )
    return _pairs(await reads.execute(statement))


async def _by_district(reads: Reads) -> dict[str, int]:
    service, link, place = tables.service, tables.service_at_location, tables.location
    statement = (
        select(func.coalesce(place.c.district, AREA_WIDE), func.count())
        .select_from(service)
        .outerjoin(link, link.c.service_id == service.c.id)
        .outerjoin(place, place.c.id == link.c.location_id)
        .where(service.c.status == ACTIVE)
        .group_by(func.coalesce(place.c.district, AREA_WIDE))
    )
    return dict(sorted(_pairs(await reads.execute(statement)).items()))


async def _ages(reads: Reads) -> Counter[str]:
    service = tables.service
    statement = select(service.c.facts_from, service.c.assured_date).where(
        service.c.status == ACTIVE
    )
    ages: Counter[str] = Counter()
    for facts_from, assured in await reads.execute(statement):
        day = max(filter(None, (facts_from, assured)), default=None)
        ages[str(day.year) if day else NOT_DATED] += 1
    return ages


async def _by_confidence(reads: Reads) -> dict[str, int]:
    service = tables.service
    statement = (
        select(service.c.confidence, func.count())
        .where(service.c.status == ACTIVE)
        .group_by(service.c.confidence)
    )
    return _pairs(await reads.execute(statement))


async def _plain_counts(reads: Reads, column: Column[str]) -> dict[str, int]:
    statement = select(column, func.count()).group_by(column).order_by(column)
    return _pairs(await reads.execute(statement))


async def _runs(reads: Reads) -> tuple[Run, ...]:
    run = import_run.c
    statement = (
        select(run.feed, run.file_name, run.state, run.started_at, run.counts, run.message)
        .order_by(run.id.desc())
        .limit(RUNS_SHOWN)
    )
    return tuple(Run(*row) for row in await reads.execute(statement))


def _pairs(found: Result[str, int]) -> dict[str, int]:
    return dict(found.tuples().all())
