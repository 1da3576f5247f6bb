"""The real gateway with text messages, an engine that a test directs, and Twilio on a loopback."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
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
from tests.fakes.twilio_api import ACCOUNT, SERVICE, TOKEN, FakeTwilio, description_or_skip
from tests.integration.sms.phone import Phone

Opener = Callable[..., Awaitable[Phone]]


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
async def twilio() -> AsyncIterator[FakeTwilio]:
    """Twilio, made from its own description. Nothing wrong may have been sent to it."""
    fake = FakeTwilio(description_or_skip())
    server = TestServer(fake.app())
    await server.start_server()
    fake.url = str(server.make_url("")).rstrip("/")
    yield fake
    await server.close()
    assert fake.problems == []


@pytest.fixture
async def open_phone(engine: FakeEngine) -> AsyncIterator[Opener]:
    """Starts gateways: `await open_phone(url, setting=value)`; all are stopped afterwards."""
    async with AsyncExitStack() as opened:

        async def opener(url: str, *, twilio: FakeTwilio | None = None, **more: Any) -> Phone:
            sms = {"sms_messages_an_hour": 1000, "sms_budget_seconds": 1.5, **more}
            if twilio is not None:
                sms |= {
                    "twilio_account_sid": ACCOUNT,
                    "twilio_auth_token": more.get("twilio_auth_token", TOKEN),
                    "twilio_messaging_service_sid": SERVICE,
                    "twilio_api_url": twilio.url,
                }
            settings = Settings(
                database_url=url, engine_secret=SECRET, engine_url=engine.url,
                messages_a_minute=1000,
            )  # fmt: skip
            sms_settings = SmsSettings(**sms)
            app = make_app(settings, sms_settings)
            client = TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True))
            await opened.enter_async_context(client)
            return Phone(client, sms_settings)

        yield opener


@pytest.fixture
async def phone(open_phone: Opener, file_url: str) -> Phone:
    """A phone at a gateway on SQLite, without a Twilio account."""
    return await open_phone(file_url)
