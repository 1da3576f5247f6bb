"""Writing services: all rows of many services at once, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Table, delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.needs import Need
from directory.identity import part_id
from directory.merge import Merged
from directory.store import service_rows, tables
from directory.store.service_rows import Row, Rows
from directory.store.working_tables import SEARCH_TABLES

ROWS_AT_ONCE = 500
"""Keeps each statement's parameters under every database's limit."""

TERMS = {need.value: part_id("taxonomy", need.value) for need in Need}
"""The id of the taxonomy term of each need."""


async def write_services(
    connection: AsyncConnection, merged: Sequence[Merged], *, now: datetime
) -> None:
    """Store the services, new or known, and everything that belongs to them."""
    for start in range(0, len(merged), ROWS_AT_ONCE):
        await _write_batch(connection, merged[start : start + ROWS_AT_ONCE], now=now)


async def upsert(connection: AsyncConnection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows, or overwrite those of the same primary key. Rows share one set of columns."""
    rows = list(rows)
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=changes), rows
    )


async def _write_batch(
    connection: AsyncConnection, merged: Sequence[Merged], *, now: datetime
) -> None:
    ids = [each.service.id for each in merged]
    for table in (*tables.CHILD_TABLES, *SEARCH_TABLES):
        await connection.execute(delete(table).where(table.c.service_id.in_(ids)))
    await upsert(connection, tables.taxonomy_term, _terms())
    services = [each.service for each in merged]
    organizations = {row["id"]: row for row in map(service_rows.organization_row, services)}
    await upsert(connection, tables.organization, organizations.values())
    places = [row for row in map(service_rows.location_row, services) if row]
    await upsert(connection, tables.location, places)
    await upsert(
        connection, tables.service, [service_rows.service_row(each, now=now) for each in merged]
    )
    await _insert_all(connection, merged)


async def _insert_all(connection: AsyncConnection, merged: Sequence[Merged]) -> None:
    waiting: Rows = defaultdict(list)
    for each in merged:
        for rows in (
            service_rows.child_rows(each.service, terms=TERMS),
            service_rows.search_rows(each),
        ):
            for table, found in rows.items():
                waiting[table].extend(found)
    for table, found in waiting.items():
        if found:
            await connection.execute(insert(table), found)


def _terms() -> list[Row]:
    return [
        {"id": term, "code": need, "name": need.replace("_", " "), "taxonomy": "needs"}
        for need, term in TERMS.items()
    ]
