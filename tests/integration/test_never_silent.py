"""The three real processes in trouble: every message gets its one reply in time, and it passes.

Each trouble begins with conversations in different states and ends with all of them going on.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.service import RunningService
from tests.talking import Resident, resident

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]

BUDGET = 8.0
SMALL = 2.0
AT_ONCE = 2.0
ORDINARY = "a chemist for zebra ointment near Whitstable"
RED_FLAG = "my dad Archibald Zebedee has collapsed"
Trouble = Callable[[RunningService], Iterator[None]]


@contextmanager
def killed(service: RunningService, name: str) -> Iterator[None]:
    """One process is gone; it is started again afterwards."""
    service.kill(name)
    try:
        yield
    finally:
        service.launch(name)
        service.wait_until_ready()


@contextmanager
def paused(service: RunningService, name: str) -> Iterator[None]:
    """One process hangs; it goes on afterwards."""
    service.pause(name)
    try:
        yield
    finally:
        service.resume(name)
        service.wait_until_ready()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody else writes to the database and does not finish."""
    holder = sqlite3.connect(path, timeout=20, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@contextmanager
def moved_away(path: Path, service: RunningService) -> Iterator[None]:
    """The database is not where it was; it comes back afterwards."""
    files = [each for each in path.parent.glob(f"{path.name}*") if each.is_file()]
    away = path.parent / "away"
    away.mkdir()
    for each in files:
        each.rename(away / each.name)
    try:
        yield
    finally:
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
        for each in away.iterdir():
            each.rename(path.parent / each.name)
        shutil.rmtree(away)
        service.wait_until_ready()


def directory_file(service: RunningService) -> Path:
    return Path(service.environment["FINGERPOST_DATABASE_URL"].removeprefix("sqlite:///"))


def conversations_file(service: RunningService) -> Path:
    return Path(service.environment["FINGERPOST_CONVERSATIONS_PATH"])


TROUBLES = {
    "the engine is gone": lambda service: killed(service, "engine"),
    "the engine hangs": lambda service: paused(service, "engine"),
    "the actions are gone": lambda service: killed(service, "actions"),
    "the actions hang": lambda service: paused(service, "actions"),
    "the directory is locked": lambda service: locked(directory_file(service)),
    "the directory is gone": lambda service: moved_away(directory_file(service), service),
    "the engine's memory is locked": lambda service: locked(conversations_file(service)),
}
ANSWERS_ALL_THE_SAME = {"the directory is locked", "the directory is gone"}
"""A reader of SQLite is not kept out by a writer, nor by a file's new name."""


@pytest.fixture
async def people(service: RunningService) -> AsyncIterator[dict[str, Resident]]:
    """Residents in different states of a conversation."""
    async with AsyncExitStack() as opened:
        found = {}
        for state, steps in {
            "new": [],
            "asked where": ["i need a chemist"],
            "asked to be safe": ["i have toothache"],
            "results": ["i need a chemist in Deal"],
        }.items():
            found[state] = await opened.enter_async_context(resident(service))
            for step in steps:
                await found[state].say(step)
        yield found


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_every_message_gets_its_reply_in_time_and_it_passes(
    service: RunningService, people: dict[str, Resident], trouble: str
) -> None:
    with TROUBLES[trouble](service):
        for message in await asyncio.gather(*(each.say(ORDINARY) for each in people.values())):
            assert message["kind"] in ("text", "services", "question")
            if trouble not in ANSWERS_ALL_THE_SAME:
                assert "999" in message["text"], message
                assert "111" in message["text"], message
        assert max(each.seconds for each in people.values()) < BUDGET + SMALL
        for state, each in people.items():
            message = await each.say(RED_FLAG)
            assert message["kind"] == "emergency", state
            assert each.seconds < AT_ONCE, f"{state}: {each.seconds:.1f} s"
    for state, each in people.items():
        after = await each.say("i need a chemist in Margate")
        assert after["kind"] == "services", f"{state}: {after}"
        assert "Margate" in after["heading"]
        assert any("999" in notice for notice in after["notices"]), "still in view"


async def test_a_red_flag_overtakes_a_message_that_waits_for_a_hanging_engine(
    service: RunningService,
) -> None:
    async with resident(service) as person:
        await person.say("hello")
        with paused(service, "engine"):
            waiting = asyncio.create_task(person.say(ORDINARY))
            await asyncio.sleep(0.3)
            second = Resident(person.url, person.http)
            assert (await second.say(RED_FLAG))["kind"] == "emergency"
            assert second.seconds < AT_ONCE
            assert "999" in (await waiting)["text"]


async def test_the_page_is_there_and_says_what_is_not_ready(service: RunningService) -> None:
    async with aiohttp.ClientSession() as http:
        with paused(service, "engine"):
            async with http.get(f"{service.url}/chat") as page:
                assert page.status == 200
                assert "Call 999" in await page.text()
            async with http.get(f"{service.url}/health/live") as live:
                assert live.status == 200
            async with http.get(f"{service.url}/health/ready") as ready:
                assert ready.status == 503
                assert (await ready.json())["engine"] is False


async def test_deletion_while_the_engine_hangs_is_honest_and_can_be_done_again(
    service: RunningService,
) -> None:
    async with resident(service) as person:
        await person.say(ORDINARY)
        with paused(service, "engine"):
            async with person.http.delete(f"{service.url}/chat") as answer:
                assert answer.status == 503
        async with person.http.delete(f"{service.url}/chat") as answer:
            assert answer.status == 200


async def test_a_deleted_conversation_is_gone_from_every_store(service: RunningService) -> None:
    async with resident(service) as person:
        await person.say("a chemist for my okapi near Whitstable")
        assert b"okapi" in everything(service)
        async with person.http.delete(f"{service.url}/chat") as answer:
            assert await answer.json() == {"deleted": True}
    assert b"okapi" not in everything(service)


def everything(service: RunningService) -> bytes:
    """Every row of conversation in every store."""
    kept = []
    for path, tables in (
        (directory_file(service), ("conversation", "conversation_turn")),
        (conversations_file(service), ("conversation",)),
    ):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            for table in tables:
                kept += database.execute(f"SELECT * FROM {table}").fetchall()
    return str(kept).encode()


async def test_the_logs_of_all_three_hold_neither_words_nor_sessions(
    service: RunningService,
) -> None:
    async with resident(service) as person:
        await person.say(ORDINARY)
        await person.say(RED_FLAG)
        await person.say("/restart zebra")
        cookies = [each.value for each in person.http.cookie_jar]
    logs = {path.name: path.read_text(errors="replace") for path in service.folder.glob("*.log")}
    assert set(logs) == {"engine.log", "actions.log", "gateway.log"}
    assert "the engine did not answer" in logs["gateway.log"], "the troubles before left a trace"
    session_ids = [cookie.split(".")[0].strip('"') for cookie in cookies]
    for name, log in logs.items():
        for secret in ("zebra", "Zebedee", "Whitstable", *cookies, *session_ids):
            assert secret.lower() not in log.lower(), f"{secret} in {name}"
