"""Opting out, coming back, and emergencies of people who have opted out."""

from __future__ import annotations

import pytest

from bot.sms import words
from tests.fakes.engine import FakeEngine
from tests.integration.sms.conftest import Opener
from tests.integration.sms.phone import Phone

FLAG = "my dad has collapsed and is not breathing"


@pytest.mark.parametrize("body", ["STOP", "stop please", "stop texting me", "Unsubscribe"])
async def test_after_opting_out_there_is_silence(phone: Phone, body: str) -> None:
    assert await phone.text(body) == words.OPTED_OUT
    assert await phone.text("hello") is None
    assert await phone.text("pharmacy in Deal") is None


async def test_stop_smoking_is_a_wish_like_any_other(phone: Phone, engine: FakeEngine) -> None:
    assert await phone.text("stop smoking") == "Hello from the engine."
    assert engine.texts == ["stop smoking"]


@pytest.mark.parametrize("word", ["START", "Unstop", "yes"])
async def test_coming_back(phone: Phone, word: str) -> None:
    await phone.text("STOP")

    assert await phone.text(word) == words.WELCOME_BACK
    assert await phone.text("hello") == "Hello from the engine."


async def test_opting_out_outlives_the_process_and_is_for_one_number(
    open_phone: Opener, any_url: str
) -> None:
    before = await open_phone(any_url)
    await before.text("STOP")
    await before.client.close()
    after = await open_phone(any_url)

    assert await after.text("hello") is None
    assert await after.another("+447700900999").text("hello") == "Hello from the engine."


async def test_a_red_flag_is_answered_all_the_same(phone: Phone) -> None:
    await phone.text("STOP")
    reply = await phone.text(FLAG)

    assert reply is not None
    assert "999" in reply
    assert await phone.text("I have no credit") is not None
    assert await phone.text("pharmacy in Deal") is None


async def test_yes_to_a_question_is_an_answer(phone: Phone, engine: FakeEngine) -> None:
    question = {"kind": "question", "text": "Any of these?", "expects": "safety_answer"}
    choices = [{"label": "Yes", "payload": "/affirm"}, {"label": "No", "payload": "/deny"}]
    engine.answer = [{"custom": {**question, "choices": choices}}]
    await phone.text("my back hurts")
    await phone.text("YES")

    assert engine.texts == ["my back hurts", "YES"]


async def test_what_twilio_has_answered_is_not_answered_twice(phone: Phone) -> None:
    assert await phone.text("STOP", OptOutType="STOP") is None
    assert await phone.text("hello") is None
    assert await phone.text("START", OptOutType="START") is None
    assert await phone.text("hello") is not None
    assert await phone.text("HELP", OptOutType="HELP") is None
    assert await phone.text("HELP") == words.WHO_WE_ARE


async def test_delete_my_data(phone: Phone, engine: FakeEngine) -> None:
    await phone.text("hello")
    sender = engine.turns[0]["sender"]

    assert await phone.text("delete my data please") == words.DELETED
    assert engine.forgotten == [sender]


async def test_a_failed_deletion_is_not_called_done(phone: Phone, engine: FakeEngine) -> None:
    engine.forgets = False

    assert await phone.text("DELETE MY DATA") == words.NOT_DELETED


@pytest.mark.parametrize("sender", ["60777", "NHSNoReply", "+33612345678", "+449012345678"])
async def test_machines_and_foreign_numbers_get_nothing(phone: Phone, sender: str) -> None:
    assert await phone.another(sender).text("hello") is None


async def test_a_red_flag_from_a_foreign_number_is_answered(phone: Phone) -> None:
    reply = await phone.another("+380501234567").text(FLAG)

    assert reply is not None
    assert "999" in reply


async def test_a_flood_is_told_once_and_then_met_with_silence(
    open_phone: Opener, file_url: str
) -> None:
    phone = await open_phone(file_url, sms_messages_an_hour=3)
    replies = [await phone.text(f"hello {number}") for number in range(6)]

    assert replies[2] == "Hello from the engine."
    assert replies[3:] == [words.TOO_MANY, None, None]
    assert await phone.text(FLAG) is not None


async def test_a_machine_that_repeats_itself_is_not_answered_for_ever(
    open_phone: Opener, file_url: str
) -> None:
    phone = await open_phone(file_url, sms_same_text_limit=3)
    replies = [await phone.text("Thank you for your message") for _ in range(5)]

    assert replies[2] is not None
    assert replies[3:] == [None, None]


async def test_the_daily_cap_raises_an_alarm_and_spares_emergencies(
    open_phone: Opener, file_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    phone = await open_phone(file_url, sms_daily_segments=2)
    replies = [await phone.text(f"hello {number}") for number in range(5)]

    assert replies[2:] == [words.BUSY, None, None]
    assert "daily cap" in caplog.text
    assert "fingerpost_sms_cap_reached 1.0" in await (await phone.client.get("/metrics")).text()
    assert await phone.text(FLAG) is not None
