"""Reading and writing services as the rest of the program knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.service import Service
from directory.merge import merge
from directory.records import SourceRecord, from_plain, to_plain
from directory.store import document
from directory.store.reading import Reads
from directory.store.service_writer import upsert, write_services
from directory.store.working_tables import service_document, source_record


@dataclass(frozen=True, slots=True)
class Stored:
    """How many services a batch of records brought, changed or left as they were."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


async def store_records(
    connection: AsyncConnection, records: Sequence[SourceRecord], *, fetched_at: datetime
) -> Stored:
    """Keep what a feed says, merged with what others say of the same services.

    Runs inside the caller's transaction. A record that says what it said before is not written
    again, so that repeating an import changes nothing.
    """
    latest = {_key(record): record for record in records}
    known = await _known_records(connection, {r.service.id for r in latest.values()})
    told = {key: to_plain(record) for key, record in latest.items()}
    changed = {key for key, plain in told.items() if known.get(key) != plain}
    affected = {latest[key].service.id for key in changed}
    accounts = _accounts(known | told, affected)
    await write_services(connection, [merge(each) for each in accounts], now=fetched_at)
    await upsert(
        connection,
        source_record,
        [_row(latest[key], told[key], fetched_at) for key in sorted(changed)],
    )
    before = {plain["service"]["id"] for plain in known.values()}
    ids = {record.service.id for record in latest.values()}
    return Stored(
        new=len(affected - before),
        updated=len(affected & before),
        unchanged=len(ids - affected),
    )


async def load_services(
    reads: Reads, ids: Iterable[str], *, staff: bool = False
) -> dict[str, Service]:
    """The services with these ids, in one query; staff-only ones only for `staff`."""
    wanted = list(ids)
    if not wanted:
        return {}
    columns = (service_document.c.service_id, service_document.c.document)
    statement = select(*columns).where(service_document.c.service_id.in_(wanted))
    if not staff:
        statement = statement.where(service_document.c.staff_only.is_(False))
    found = await reads.execute(statement)
    return {service_id: document.load(text) for service_id, text in found.all()}


Key = tuple[str, str]


def _key(record: SourceRecord) -> Key:
    source = record.service.source
    if source is None:
        raise ValueError(f"the record of {record.service.name!r} does not name its source")
    return source.feed, source.record_id


async def _known_records(connection: AsyncConnection, ids: set[str]) -> dict[Key, dict[str, Any]]:
    columns = (source_record.c.feed, source_record.c.record_id, source_record.c.record)
    found = await connection.execute(
        select(*columns).where(source_record.c.service_id.in_(sorted(ids)))
    )
    return {(feed, record_id): plain for feed, record_id, plain in found}


def _accounts(plains: dict[Key, dict[str, Any]], affected: set[str]) -> list[list[SourceRecord]]:
    by_service: dict[str, list[SourceRecord]] = defaultdict(list)
    for plain in plains.values():
        if plain["service"]["id"] in affected:
            record = from_plain(plain)
            by_service[record.service.id].append(record)
    return list(by_service.values())


def _row(record: SourceRecord, plain: dict[str, Any], fetched_at: datetime) -> dict[str, Any]:
    feed, record_id = _key(record)
    return {
        "feed": feed,
        "record_id": record_id,
        "service_id": record.service.id,
        "record": plain,
        "fetched_at": fetched_at.astimezone(UTC),
    }
