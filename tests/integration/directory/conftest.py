"""Databases for the tests: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from directory.holidays import england
from directory.search import Directory
from directory.seed.starter import load_starter
from directory.store.database import Database
from directory.store.migrate import migrate
from tests.integration.directory.world import FETCHED

SERVER = os.environ.get("FINGERPOST_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
KINDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, of each kind in turn."""
    with _database_of(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def database(empty_url: str) -> AsyncIterator[Database]:
    """A database with empty tables, of each kind in turn."""
    await migrate(empty_url)
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
def directory(database: Database) -> Directory:
    """The directory over `database`."""
    return Directory(database, england())


@pytest.fixture(scope="session", params=KINDS)
def starter_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A database with the starter directory, made once: for tests that only read."""
    with _database_of(request.param, tmp_path_factory.mktemp("starter")) as url:
        asyncio.run(_fill(url))
        yield url


@pytest.fixture
async def starter(starter_url: str) -> AsyncIterator[Directory]:
    """The starter directory, to be read only."""
    database = Database(starter_url)
    yield Directory(database, england())
    await database.close()


@contextmanager
def _database_of(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'fingerpost.db'}"
        return
    name = f"fingerpost_test_{uuid4().hex}"
    _on_server(f"CREATE DATABASE {name}")
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _on_server(f"DROP DATABASE {name}")


def _on_server(statement: str) -> None:
    try:
        asyncio.run(_execute(statement))
    except OSError as error:
        if os.environ.get("FINGERPOST_REQUIRE_SERVICES") == "1":
            raise
        pytest.skip(f"no PostgreSQL server at {SERVER}: {error}")


async def _execute(statement: str) -> None:
    connection = await asyncpg.connect(SERVER)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _fill(url: str) -> None:
    await migrate(url)
    database = Database(url)
    await load_starter(database, now=FETCHED)
    await database.close()
