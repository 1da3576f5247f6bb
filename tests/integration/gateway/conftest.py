"""The real gateway over HTTP, on a real database, with an engine that a test can make fail."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.gateway.app import make_app
from bot.gateway.settings import Settings
from bot.gateway.sms_settings import SmsSettings
from directory.store.migrate import migrate
from tests.databases import KINDS, database_of
from tests.fakes.engine import SECRET, FakeEngine
from tests.integration.gateway.visitor import Opener, Visitor


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "fingerpost.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def file_url(empty_file: Path, tmp_path: Path) -> str:
    """A SQLite database with empty tables."""
    path = tmp_path / "fingerpost.db"
    shutil.copy(empty_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=KINDS)
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with empty tables, of each kind in turn."""
    with database_of(request.param, tmp_path) as url:
        asyncio.run(migrate(url))
        yield url


@pytest.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    """An engine that answers, until a test says otherwise."""
    fake = await FakeEngine().start()
    yield fake
    await fake.stop()


@pytest.fixture
async def open_gateway(engine: FakeEngine) -> AsyncIterator[Opener]:
    """Starts gateways: `await open_gateway(url, setting=value)`; all are stopped afterwards."""
    async with AsyncExitStack() as opened:

        async def opener(url: str, **settings: Any) -> Visitor:
            wanted = {"web_budget_seconds": 2.0, "messages_a_minute": 1000} | settings
            wanted.setdefault("engine_url", engine.url)
            chosen = Settings(database_url=url, engine_secret=SECRET, **wanted)
            jar = CookieJar(unsafe=True)
            client = TestClient(TestServer(make_app(chosen, SmsSettings())), cookie_jar=jar)
            await opened.enter_async_context(client)
            return Visitor(client)

        yield opener


@pytest.fixture
async def visitor(open_gateway: Opener, file_url: str) -> Visitor:
    """Somebody at a gateway on SQLite."""
    return await open_gateway(file_url)


@pytest.fixture
async def any_visitor(open_gateway: Opener, any_url: str) -> Visitor:
    """Somebody at a gateway on each kind of database in turn."""
    return await open_gateway(any_url)
