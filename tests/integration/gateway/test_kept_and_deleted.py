"""What is kept of a conversation, for whom, and that it is gone when somebody says so."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.gateway.engine import Engine
from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Opener, Visitor

DELETION: dict[str, Any] = {
    "kind": "question",
    "text": "Delete it?",
    "expects": "deletion",
    "choices": [{"label": "Delete this conversation", "payload": "gateway:delete"}],
}


async def rows(visitor: Visitor) -> int:
    """Rows of conversations and turns in the database, whosever."""
    async with visitor.parts.database.read() as connection:
        counts = [
            await connection.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("conversation", "conversation_turn")
        ]
    return sum(int(count or 0) for count in counts)


async def test_a_reload_shows_the_conversation_so_far(
    any_visitor: Visitor, engine: FakeEngine
) -> None:
    await any_visitor.say("my knee hurts")
    engine.answer = [{"custom": {"kind": "text", "text": "Second reply."}}]
    await any_visitor.say("in Deal")
    for page in (await any_visitor.page(), await any_visitor.page("/chat/transcript.txt")):
        at = [
            page.index(words)
            for words in ("my knee hurts", "Hello from the engine.", "in Deal", "Second reply.")
        ]
        assert at == sorted(at)


async def test_another_visitor_sees_nothing_of_it(visitor: Visitor) -> None:
    await visitor.say("my knee hurts")
    visitor.client.session.cookie_jar.clear()
    assert "my knee hurts" not in await visitor.page()
    assert "my knee hurts" not in await visitor.page("/chat/transcript.txt")


async def test_it_survives_a_restart_of_the_gateway(
    open_gateway: Opener, any_url: str, engine: FakeEngine
) -> None:
    first = await open_gateway(any_url)
    await first.say("my knee hurts")
    second = await open_gateway(any_url)
    headers = {"Cookie": f"fingerpost_session={first.cookie}"}
    async with second.client.get("/chat", headers=headers) as response:
        assert "my knee hurts" in await response.text()


@pytest.mark.parametrize("way", ["script", "form", "choice", "word"])
async def test_deletion_deletes_everywhere(
    any_visitor: Visitor, engine: FakeEngine, way: str
) -> None:
    await any_visitor.say("my knee hurts")
    conversation_id = any_visitor.conversation_id
    engine.answer = [{"custom": DELETION}]
    asked = await any_visitor.say("delete my data")
    assert await rows(any_visitor) == 3
    if way == "script":
        async with any_visitor.client.delete("/chat") as response:
            assert await response.json() == {"deleted": True}
    elif way == "form":
        async with any_visitor.client.post("/chat/delete") as response:
            assert "has been deleted" in await response.text()
    elif way == "choice":
        assert "deleted" in (await any_visitor.choose(asked["choices"][0]["id"]))["text"]
    else:
        assert "deleted" in (await any_visitor.say("yes please"))["text"]
    assert engine.forgotten == [conversation_id]
    assert await rows(any_visitor) == 0
    assert "my knee hurts" not in await any_visitor.page()


@pytest.mark.parametrize("answer", ["no", "not sure", "what happens then", "yes but not now"])
async def test_only_a_yes_deletes(visitor: Visitor, engine: FakeEngine, answer: str) -> None:
    engine.answer = [{"custom": DELETION}]
    await visitor.say("delete my data")
    await visitor.say(answer)
    assert engine.forgotten == []
    assert engine.texts[-1] == answer


async def test_a_yes_to_something_else_deletes_nothing(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.say("yes")
    assert engine.forgotten == []


async def test_a_red_flag_instead_of_the_answer_is_answered(
    visitor: Visitor, engine: FakeEngine
) -> None:
    engine.answer = [{"custom": DELETION}]
    await visitor.say("delete my data")
    assert (await visitor.say("yes my dad has collapsed"))["kind"] == "emergency"
    assert engine.forgotten == []


async def test_what_could_not_be_deleted_is_not_said_to_be(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.say("my knee hurts")
    engine.forgets = False
    async with visitor.client.delete("/chat") as response:
        assert response.status == 503
    async with visitor.client.post("/chat/delete") as response:
        assert "could not delete everything" in await response.text()
    engine.answer = [{"custom": DELETION}]
    asked = await visitor.say("delete my data")
    message = await visitor.choose(asked["choices"][0]["id"])
    assert "could not delete" in message["text"]
    engine.forgets = True
    async with visitor.client.delete("/chat") as response:
        assert response.status == 200
    assert engine.forgotten


async def test_telling_the_engine_of_an_emergency_does_not_bring_a_deleted_one_back(
    visitor: Visitor, engine: FakeEngine
) -> None:
    engine.delay = 0.3
    await visitor.say("my dad has collapsed")
    await visitor.client.delete("/chat")
    assert engine.texts == ["/red_flag"]
    assert len(engine.forgotten) == 1


async def test_the_cookie_goes_with_the_conversation(visitor: Visitor) -> None:
    await visitor.say("my knee hurts")
    first = visitor.cookie
    await visitor.client.delete("/chat")
    assert visitor.cookie is None
    await visitor.say("hello again")
    assert visitor.cookie != first


async def test_old_conversations_are_forgotten(any_visitor: Visitor) -> None:
    await any_visitor.say("my knee hurts")
    await any_visitor.parts.conversations.purge(older_than=timedelta(hours=1))
    assert await rows(any_visitor) == 2
    await asyncio.sleep(0.05)
    await any_visitor.parts.conversations.purge(older_than=timedelta(seconds=0.01))
    assert await rows(any_visitor) == 0


async def test_nothing_that_is_kept_names_the_session(visitor: Visitor) -> None:
    await visitor.say("my knee hurts")
    session_id = visitor.parts.sessions.read(visitor.cookie or "")
    async with visitor.parts.database.read() as connection:
        kept = [
            *await connection.execute(text("SELECT * FROM conversation")),
            *await connection.execute(text("SELECT * FROM conversation_turn")),
        ]
    assert session_id not in str(kept)
    assert isinstance(visitor.parts.engine, Engine)
