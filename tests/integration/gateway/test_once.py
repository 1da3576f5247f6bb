"""A message counts once, however often and however fast it comes."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Opener, Visitor


async def test_the_same_message_again_gets_the_stored_reply(
    any_visitor: Visitor, engine: FakeEngine
) -> None:
    choices = [{"label": "Yes", "payload": "/affirm"}]
    engine.answer = [{"custom": {"kind": "question", "text": "Sure?", "choices": choices}}]
    first = await any_visitor.say("pharmacy", message_id="m1")
    again = await any_visitor.say("pharmacy", message_id="m1")
    assert first == again
    assert len(engine.turns) == 1
    assert (await any_visitor.page()).count("Sure?") == 1


async def test_the_same_message_twice_at_once_is_answered_once(
    any_visitor: Visitor, engine: FakeEngine
) -> None:
    await any_visitor.page()
    engine.delay = 0.2
    sent = [any_visitor.say("pharmacy", message_id="m1") for _ in range(5)]
    replies = await asyncio.gather(*sent)
    assert len(engine.turns) == 1
    assert all(reply == replies[0] for reply in replies)


async def test_two_gateways_on_one_database_keep_one_reply(
    open_gateway: Opener, any_url: str, engine: FakeEngine
) -> None:
    first = await open_gateway(any_url)
    second = await open_gateway(any_url)
    await first.page()
    headers = {"Cookie": f"fingerpost_session={first.cookie}"}
    body = {"text": "pharmacy", "message_id": "m1"}
    sent = [visitor.post(body, headers=headers) for visitor in (first, second)]
    assert [response.status for response in await asyncio.gather(*sent)] == [200, 200]
    turns = await first.parts.conversations.transcript(first.conversation_id)
    assert [turn.message_id for turn in turns] == ["m1"]


async def test_a_form_sent_twice_counts_once(visitor: Visitor, engine: FakeEngine) -> None:
    await visitor.page()
    form = {"text": "pharmacy", "message_id": "f1"}
    for _ in range(2):
        async with visitor.client.post("/chat", data=form) as response:
            page = await response.text()
    assert page.count('class="fp-said"') == 1
    assert len(engine.turns) == 1


async def test_a_red_flag_sent_twice_is_one_turn(visitor: Visitor) -> None:
    first = await visitor.say("my dad has collapsed", message_id="m1")
    assert await visitor.say("my dad has collapsed", message_id="m1") == first
    assert (await visitor.page()).count('class="fp-said"') == 1


async def test_messages_of_one_conversation_are_answered_in_order(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.page()
    engine.delay = 0.05
    words = [f"message {number}" for number in range(6)]

    async def send(number: int, text: str) -> Any:
        await asyncio.sleep(number * 0.01)
        return await visitor.say(text)

    await asyncio.gather(*(send(number, text) for number, text in enumerate(words)))
    assert engine.texts == words
    turns = await visitor.parts.conversations.transcript(visitor.conversation_id)
    assert [turn.said for turn in turns] == words


async def test_conversations_do_not_wait_for_one_another(
    open_gateway: Opener, file_url: str, engine: FakeEngine
) -> None:
    visitor = await open_gateway(file_url)
    engine.delay = 0.3
    began = asyncio.get_running_loop().time()
    sent = [visitor.post({"text": "pharmacy"}, headers={"Cookie": ""}) for _ in range(8)]
    visitor.client.session.cookie_jar.clear()
    assert {response.status for response in await asyncio.gather(*sent)} == {200}
    assert asyncio.get_running_loop().time() - began < 1.5
