"""Shared by everything that keeps text messages: connections, our one error, moments."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.errors import GatewayError
from directory.domain.errors import DirectoryError
from directory.store.database import Database


class TextsUnavailable(GatewayError):
    """The tables of text messages cannot be read or written; answering goes on without them."""

    code = "texts_unavailable"


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[AsyncConnection]:
    """A connection for reading. Raises `TextsUnavailable`."""
    try:
        async with database.read() as connection:
            yield connection
    except (DirectoryError, SQLAlchemyError, OSError, TimeoutError) as error:
        raise TextsUnavailable from error


@asynccontextmanager
async def writing(database: Database) -> AsyncIterator[AsyncConnection]:
    """One transaction. Raises `TextsUnavailable`; an `IntegrityError` passes through."""
    try:
        async with database.engine.begin() as connection:
            yield connection
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise TextsUnavailable from error


def upsert(connection: AsyncConnection, table: Table, values: dict[str, Any]) -> Any:
    """An insert that the database's dialect can add `on_conflict_...` to."""
    is_sqlite = connection.dialect.name == "sqlite"
    return (sqlite.insert if is_sqlite else postgresql.insert)(table).values(values)


def aware(moment: datetime) -> datetime:
    """SQLite forgets the zone; everything is kept in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
