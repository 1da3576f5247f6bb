"""Every message gets its one reply in time, whatever the engine or the database does."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Opener, Visitor

BUDGET = 2.0
SMALL = 1.2
MODES = ["slow", "broken", "garbage", "wrong shape", "silent", "hangs up"]


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Somebody else writes to the database and does not finish."""
    path = url.removeprefix("sqlite:///")
    holder = sqlite3.connect(path, isolation_level=None, timeout=20, check_same_thread=False)
    # In a thread: what it waits for is a transaction of this very process.
    await asyncio.to_thread(holder.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@pytest.mark.parametrize("mode", MODES)
async def test_a_bad_engine_costs_time_but_never_the_reply(
    visitor: Visitor, engine: FakeEngine, mode: str
) -> None:
    engine.mode = mode
    began = time.monotonic()
    message = await visitor.say("a pharmacy in Deal")
    assert time.monotonic() - began < BUDGET + SMALL
    assert "999" in message["text"]
    assert "111" in message["text"]
    assert message["services"] == []
    engine.mode = "answers"
    assert (await visitor.say("a pharmacy in Deal"))["text"] == "Hello from the engine."
    assert (await visitor.page()).count("a pharmacy in Deal") == 2


@pytest.mark.parametrize("mode", MODES)
async def test_a_red_flag_waits_for_no_engine(
    visitor: Visitor, engine: FakeEngine, mode: str
) -> None:
    engine.mode = mode
    began = time.monotonic()
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
    assert time.monotonic() - began < SMALL


async def test_no_engine_at_all(open_gateway: Opener, file_url: str) -> None:
    visitor = await open_gateway(file_url, engine_url="http://127.0.0.1:1")
    assert "111" in (await visitor.say("a pharmacy"))["text"]
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"


async def test_a_red_flag_overtakes_a_message_that_waits(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.page()
    engine.mode = "slow"
    waiting = asyncio.create_task(visitor.say("a pharmacy"))
    await asyncio.sleep(0.2)
    began = time.monotonic()
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
    assert time.monotonic() - began < SMALL
    assert "111" in (await waiting)["text"]
    engine.mode = "answers"
    after = await visitor.say("a pharmacy in Deal")
    assert any("999" in notice for notice in after["notices"])


async def test_messages_that_wait_for_one_another_still_keep_to_the_budget(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.page()
    engine.mode = "slow"
    began = time.monotonic()
    replies = await asyncio.gather(*(visitor.say(f"pharmacy {number}") for number in range(4)))
    assert time.monotonic() - began < BUDGET + 2 * SMALL
    assert all("111" in reply["text"] for reply in replies)


async def test_the_engine_is_told_of_an_emergency_once_it_can_hear_again(
    open_gateway: Opener, file_url: str, engine: FakeEngine
) -> None:
    visitor = await open_gateway(file_url)
    engine.mode = "broken"
    await visitor.say("my dad has collapsed")
    await asyncio.sleep(0.2)
    engine.mode = "answers"
    engine.turns.clear()
    await visitor.say("a pharmacy in Deal")
    assert engine.texts == ["/red_flag", "a pharmacy in Deal"]


async def test_an_engine_that_stays_silent_is_given_a_fresh_start(
    visitor: Visitor, engine: FakeEngine
) -> None:
    engine.mode = "silent"
    for _ in range(3):
        await visitor.say("a pharmacy")
    assert engine.forgotten == [visitor.conversation_id]


async def test_a_locked_database_delays_nobody_and_loses_nothing(
    visitor: Visitor, engine: FakeEngine, file_url: str
) -> None:
    await visitor.say("first words")
    async with locked(file_url):
        began = time.monotonic()
        assert (await visitor.say("second words"))["text"] == "Hello from the engine."
        assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
        assert time.monotonic() - began < BUDGET + 2 * SMALL
    await visitor.parts.conversations.settle()
    page = await visitor.page()
    assert "first words" in page
    assert "second words" in page


@pytest.mark.parametrize("outage", ["locked", "never there"])
async def test_an_emergency_stays_in_view_though_it_cannot_be_stored(
    open_gateway: Opener, file_url: str, tmp_path: Path, outage: str
) -> None:
    if outage == "never there":
        visitor = await open_gateway(f"sqlite:///{tmp_path / 'empty.db'}")
        await visitor.say("my dad has collapsed")
        after = await visitor.say("a pharmacy in Deal")
    else:
        visitor = await open_gateway(file_url)
        async with locked(file_url):
            await visitor.say("my dad has collapsed")
            after = await visitor.say("a pharmacy in Deal")
        await visitor.parts.conversations.settle()
        again = await visitor.say("a pharmacy in Margate")
        assert any("999" in notice for notice in again["notices"])
    assert any("999" in notice for notice in after["notices"])


@pytest.mark.parametrize("how", ["no tables", "not a database", "a folder"])
async def test_a_useless_database_keeps_nobody_from_an_answer(
    open_gateway: Opener, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "useless.db"
    if how == "not a database":
        path.write_bytes(b"something else entirely " * 500)
    if how == "a folder":
        path.mkdir()
    visitor = await open_gateway(f"sqlite:///{path}")
    assert (await visitor.say("a pharmacy"))["text"] == "Hello from the engine."
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
    assert "Find local health" in await visitor.page()
    async with visitor.client.get("/health/ready") as response:
        assert response.status == 503
        assert (await response.json())["directory"] is False


@pytest.mark.postgres
async def test_no_database_server(open_gateway: Opener) -> None:
    visitor = await open_gateway("postgresql://nobody@127.0.0.1:1/nothing")
    began = time.monotonic()
    assert (await visitor.say("a pharmacy"))["text"] == "Hello from the engine."
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
    assert time.monotonic() - began < BUDGET + SMALL


async def test_no_redis(open_gateway: Opener, file_url: str) -> None:
    visitor = await open_gateway(file_url, redis_url="redis://127.0.0.1:1/0")
    assert (await visitor.say("a pharmacy"))["text"] == "Hello from the engine."
    assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"
