"""Too many messages are refused in words; an emergency never is."""

from __future__ import annotations

from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Opener


async def test_too_many_messages_are_refused_with_the_numbers_to_call(
    open_gateway: Opener, file_url: str, engine: FakeEngine
) -> None:
    visitor = await open_gateway(file_url, messages_a_minute=3)
    for _ in range(3):
        await visitor.say("pharmacy")
    async with await visitor.post({"text": "pharmacy"}) as response:
        assert response.status == 429
        sentence = (await response.json())["error"]["message"]
    assert "999" in sentence
    assert "111" in sentence
    assert len(engine.turns) == 3


async def test_a_red_flag_is_answered_beyond_every_limit(
    open_gateway: Opener, file_url: str
) -> None:
    visitor = await open_gateway(file_url, messages_a_minute=1, messages_a_minute_per_address=1)
    await visitor.say("pharmacy")
    for _ in range(5):
        assert (await visitor.say("my dad has collapsed"))["kind"] == "emergency"


async def test_an_address_is_limited_across_sessions(open_gateway: Opener, file_url: str) -> None:
    visitor = await open_gateway(file_url, messages_a_minute_per_address=4)
    statuses = []
    for _ in range(6):
        visitor.client.session.cookie_jar.clear()
        async with await visitor.post({"text": "pharmacy"}) as response:
            statuses.append(response.status)
    assert statuses == [200] * 4 + [429] * 2


async def test_the_plain_form_gives_the_words_back(open_gateway: Opener, file_url: str) -> None:
    visitor = await open_gateway(file_url, messages_a_minute=1)
    await visitor.say("pharmacy")
    async with visitor.client.post("/chat", data={"text": "my second words"}) as response:
        page = await response.text()
    assert response.status == 429
    assert "my second words" in page
    assert "a lot of messages" in page
