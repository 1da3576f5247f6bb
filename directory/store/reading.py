"""Reading for a search: nothing is opened until something has to be read.

On SQLite, searching reads on one connection in the caller's own thread. A driver that hands every
step to another thread takes about a millisecond for what takes SQLite a tenth of that, and readers
never wait for writers there (WAL). On PostgreSQL it takes a connection from the pool when needed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Engine, Executable, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

SQLITE_PRAGMAS = (
    "PRAGMA query_only=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-20000",
    "PRAGMA mmap_size=268435456",
)

Opener = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


class Reads(Protocol):
    """Something that executes statements that only read."""

    async def execute(
        self, statement: Executable, parameters: Any = None, /
    ) -> CursorResult[*tuple[Any, ...]]:
        """The rows of a statement."""
        ...


class PooledReads:
    """A connection from a pool, opened at its first statement."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._opened: AbstractAsyncContextManager[AsyncConnection] | None = None
        self._connection: AsyncConnection | None = None

    async def execute(
        self, statement: Executable, parameters: Any = None, /
    ) -> CursorResult[*tuple[Any, ...]]:
        """The rows of a statement."""
        if self._connection is None:
            opened = self._opener()
            self._connection = await opened.__aenter__()
            self._opened = opened
        return await self._connection.execute(statement, parameters)

    async def close(self, *error: Any) -> None:
        """Give the connection back, if it was opened."""
        if self._opened is not None:
            await self._opened.__aexit__(*error)


@asynccontextmanager
async def pooled(opener: Opener) -> AsyncIterator[PooledReads]:
    """A pooled connection that is opened when first used, and given back at the end."""
    reads = PooledReads(opener)
    try:
        yield reads
    except BaseException as error:
        await reads.close(type(error), error, error.__traceback__)
        raise
    await reads.close(None, None, None)


class LocalReads:
    """One connection to a SQLite file, in the caller's thread, kept open."""

    def __init__(self, url: URL) -> None:
        self._engine = _local_engine(url)
        self._connection: Connection | None = None

    async def execute(
        self, statement: Executable, parameters: Any = None, /
    ) -> CursorResult[*tuple[Any, ...]]:
        """The rows of a statement, read at once."""
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection.execute(statement, parameters)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()


def _local_engine(url: URL) -> Engine:
    """Of a file that exists: opening must not make one."""
    path = str(url.database).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = URL.create("sqlite", database=f"file:{path}", query={"mode": "rw", "uri": "true"})
    engine = create_engine(
        address,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
