"""One database, SQLite or PostgreSQL: connections, transactions and the directory's version.

Every writing transaction raises `directory_version`, so that readers in any process know when to
drop what they remember.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from directory.store.errors import DatabaseNotReady, DatabaseUnreachable
from directory.store.reading import LocalReads, Reads, pooled
from directory.store.settings import DEFAULT_DATABASE_URL
from directory.store.url import async_url, is_sqlite, spoken
from directory.store.working_tables import directory_version

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-20000",
)

VERSION_ROW = 1
OUT_OF_REACH_STATES = ("08", "28", "3D", "53", "57P")
"""PostgreSQL's classes of error for connections, passwords, names, resources and shutting down."""


class Database:
    """A connection pool with two kinds of access: `read` (autocommit) and `write` (transaction)."""

    def __init__(self, url: str) -> None:
        """Open nothing yet. Raises `DatabaseUrlInvalid` for an address that cannot be used."""
        self.url = async_url(url)
        self.where = spoken(self.url)
        self._writer = _engine(self)
        # Reading needs no transaction of its own: each statement sees one moment, and skipping
        # BEGIN and ROLLBACK saves two round trips per search.
        self._reader = self._writer.execution_options(isolation_level="AUTOCOMMIT")
        self._local = self._local_reads()

    @classmethod
    def from_environment(cls) -> Database:
        """The database that `FINGERPOST_DATABASE_URL` names, or the default under `var/`."""
        return cls(os.environ.get("FINGERPOST_DATABASE_URL") or DEFAULT_DATABASE_URL)

    @property
    def engine(self) -> AsyncEngine:
        """The engine behind it, for migrations."""
        return self._writer

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading. Raises `DatabaseUnreachable` or `DatabaseNotReady`."""
        with _clear_errors(self.where):
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: all of it is kept, and the version raised, or none of it is."""
        with _clear_errors(self.where):
            async with self._writer.begin() as connection:
                yield connection
                await _raise_version(connection)

    @asynccontextmanager
    async def reads(self) -> AsyncIterator[Reads]:
        """For searching: as `read`, but only what is needed is opened, and quickly."""
        with _clear_errors(self.where):
            if self._local is not None:
                yield self._local
                return
            async with pooled(self.read) as reads:
                yield reads

    async def version(self) -> int:
        """How often the directory has been written to."""
        async with self.reads() as reads:
            return await read_version(reads)

    async def close(self) -> None:
        """Close every connection."""
        if self._local is not None:
            self._local.close()
        await self._writer.dispose()

    def _local_reads(self) -> LocalReads | None:
        is_file = self.url.database not in (None, "", ":memory:")
        return LocalReads(self.url) if is_sqlite(self.url) and is_file else None


async def read_version(reads: Reads) -> int:
    """The directory's version."""
    found = await reads.execute(_VERSION)
    return int(found.scalar_one_or_none() or 0)


_VERSION = select(directory_version.c.version).where(directory_version.c.id == VERSION_ROW)


async def _raise_version(connection: AsyncConnection) -> None:
    moment = datetime.now(UTC)
    raised = await connection.execute(
        update(directory_version)
        .where(directory_version.c.id == VERSION_ROW)
        .values(version=directory_version.c.version + 1, changed_at=moment)
    )
    if raised.rowcount == 0:
        await connection.execute(
            insert(directory_version).values(id=VERSION_ROW, version=1, changed_at=moment)
        )


def _engine(database: Database) -> AsyncEngine:
    if not is_sqlite(database.url):
        return create_async_engine(database.url, pool_pre_ping=False, pool_size=10)
    if database.url.database and database.url.database != ":memory:":
        Path(database.url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(database.url)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """Take the write lock at once: two readers that both turn writer would deadlock."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class _clear_errors:
    """Turns the drivers' errors into ours."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OperationalError | ProgrammingError) and _table_is_missing(error):
            raise DatabaseNotReady(self._where) from error
        if isinstance(error, DBAPIError) and _is_out_of_reach(error):
            raise DatabaseUnreachable(self._where, str(error.orig)) from error
        if isinstance(error, OSError):
            raise DatabaseUnreachable(self._where, str(error)) from error


def _is_out_of_reach(error: DBAPIError) -> bool:
    """The server is gone or refuses us, or the file is damaged: not a fault of the statement."""
    said = str(error.orig)
    state = getattr(error.orig, "sqlstate", None) or ""
    return (
        isinstance(error, OperationalError)
        or error.connection_invalidated
        or state.startswith(OUT_OF_REACH_STATES)
        or any(words in said for words in ("not a database", "malformed"))
    )


def _table_is_missing(error: DBAPIError) -> bool:
    """Also when there is no file yet: it is made together with the tables."""
    text = str(error.orig).lower()
    return (
        "no such table" in text
        or ("relation" in text and "does not exist" in text)
        or "unable to open database file" in text
    )
