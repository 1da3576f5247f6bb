"""What happened is counted, and neither counted nor logged with what was said."""

from __future__ import annotations

import logging

import pytest

from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Visitor

SECRETS = ("zebra ointment", "my dad has collapsed", "TN9 1BE")


async def test_every_answer_is_counted_once(visitor: Visitor, engine: FakeEngine) -> None:
    await visitor.say("hello", message_id="m1")
    await visitor.say("hello", message_id="m1")
    await visitor.say("my dad has collapsed")
    engine.mode = "silent"
    await visitor.say("start a new thing, a pharmacy")
    engine.mode = "broken"
    await visitor.say("a pharmacy")
    assert await visitor.outcomes() == {
        "answered:smalltalk": 1,
        "emergency:999": 1,
        "engine_silent": 1,
        "engine_failed": 1,
    }


@pytest.mark.parametrize("mode", ["answers", "broken", "garbage", "silent", "hangs up"])
async def test_neither_metrics_nor_logs_hold_a_message_or_a_person(
    visitor: Visitor, engine: FakeEngine, caplog: pytest.LogCaptureFixture, mode: str
) -> None:
    engine.mode = mode
    with caplog.at_level(logging.DEBUG):
        for secret in SECRETS:
            await visitor.say(f"{secret} please")
        await visitor.post({"text": "zebra ointment", "choice": ["zebra ointment"]})
        await visitor.client.delete("/chat", headers={"Sec-Fetch-Site": "cross-site"})
    session_id = visitor.parts.sessions.read(visitor.cookie or "")
    ours = [record for record in caplog.records if record.name.startswith(("bot", "directory"))]
    written = "\n".join(record.getMessage() + str(vars(record)) for record in ours)
    for place in (written, await visitor.page("/metrics")):
        assert session_id not in place
        assert all(secret not in place for secret in SECRETS)
