"""Databases for the tests: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from directory.holidays import england
from directory.search import Directory
from directory.seed.starter import load_starter
from directory.store.database import Database
from directory.store.migrate import migrate
from tests.databases import KINDS, database_of
from tests.integration.directory.world import FETCHED


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, of each kind in turn."""
    with database_of(request.param, tmp_path) as url:
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
    with database_of(request.param, tmp_path_factory.mktemp("starter")) as url:
        asyncio.run(_fill(url))
        yield url


@pytest.fixture
async def starter(starter_url: str) -> AsyncIterator[Directory]:
    """The starter directory, to be read only."""
    database = Database(starter_url)
    yield Directory(database, england())
    await database.close()


async def _fill(url: str) -> None:
    await migrate(url)
    database = Database(url)
    await load_starter(database, now=FETCHED)
    await database.close()
