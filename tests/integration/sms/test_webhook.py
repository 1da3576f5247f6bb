"""A text in, one text out: signed, once, in time, whatever it holds."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.gateway.sms_practice_post import inbound_fields, message_in
from bot.sms import words
from bot.sms.gsm7 import segments
from bot.sms.signature import HEADER, signature
from tests.fakes.engine import FakeEngine
from tests.integration.sms.conftest import Opener
from tests.integration.sms.phone import Phone

NEXT = "fedcba9876543210fedcba9876543210"


async def test_a_text_is_answered_with_one_message(phone: Phone) -> None:
    assert await phone.text("hello") == "Hello from the engine."


async def test_the_engine_sees_a_pseudonym_and_no_number(phone: Phone, engine: FakeEngine) -> None:
    await phone.text("hello")

    assert phone.number[1:] not in str(engine.turns)
    assert len(engine.turns[0]["sender"]) == 32


@pytest.mark.parametrize("token", ["wrong", NEXT])
async def test_a_bad_signature_is_refused_without_a_word(phone: Phone, token: str) -> None:
    answer = await phone.post("hello", token=token)

    assert answer.status == 403
    assert await answer.text() == ""


async def test_no_signature_is_refused(phone: Phone) -> None:
    answer = await phone.client.post("/sms/inbound", data=inbound_fields(sender="+44", body="x"))

    assert answer.status == 403


async def test_both_tokens_work_during_a_rotation(open_phone: Opener, file_url: str) -> None:
    both = {
        "twilio_account_sid": "AC" + "a" * 32,
        "twilio_messaging_service_sid": "MG" + "b" * 32,
        "twilio_auth_token": f"{NEXT},{'0' * 32}",
    }
    phone = await open_phone(file_url, **both)

    assert (await phone.post("hello", token=NEXT)).status == 200
    assert (await phone.post("hello", token="0" * 32)).status == 200
    assert (await phone.post("hello", token="1" * 32)).status == 403


async def test_the_signature_is_over_the_public_address(open_phone: Opener, file_url: str) -> None:
    phone = await open_phone(file_url, public_url="https://example.org/base#rc=3&rp=all")
    fields = inbound_fields(sender=phone.number, body="hello")
    token = phone.settings.tokens[0]

    answer = await phone.client.post(
        "/sms/inbound",
        data=fields,
        headers={HEADER: signature(token, "https://example.org/base/sms/inbound", fields.items())},
    )

    assert answer.status == 200


async def test_the_same_message_gets_the_same_reply_and_counts_once(
    phone: Phone, engine: FakeEngine
) -> None:
    fields = inbound_fields(sender=phone.number, body="hello")
    first = await (await phone.post_fields(fields)).text()
    engine.answer = [{"custom": {"kind": "text", "text": "Something else."}}]

    assert await (await phone.post_fields(fields)).text() == first
    assert len(engine.turns) == 1


async def test_copies_that_come_together_wait_for_one_reply(
    phone: Phone, engine: FakeEngine
) -> None:
    engine.delay = 0.4
    fields = inbound_fields(sender=phone.number, body="hello")

    answers = await asyncio.gather(*(phone.post_fields(fields) for _ in range(5)))

    assert {message_in(await answer.text()) for answer in answers} == {"Hello from the engine."}
    assert len(engine.turns) == 1


async def test_a_copy_to_another_process_waits_too(
    open_phone: Opener, any_url: str, engine: FakeEngine
) -> None:
    engine.delay = 0.6
    one, other = await open_phone(any_url), await open_phone(any_url)
    fields = inbound_fields(sender=one.number, body="hello")

    first = asyncio.create_task(one.post_fields(fields))
    await asyncio.sleep(0.2)
    second = await other.post_fields(fields)

    assert message_in(await second.text()) == message_in(await (await first).text())
    assert len(engine.turns) == 1


async def test_the_reply_outlives_the_process(
    open_phone: Opener, any_url: str, engine: FakeEngine
) -> None:
    before = await open_phone(any_url)
    fields = inbound_fields(sender=before.number, body="hello")
    first = await (await before.post_fields(fields)).text()
    await before.client.close()

    after = await open_phone(any_url)

    assert await (await after.post_fields(fields)).text() == first
    assert len(engine.turns) == 1


@pytest.mark.parametrize("mode", ["slow", "broken", "garbage", "hangs up", "silent"])
async def test_never_silent_and_always_in_time(phone: Phone, engine: FakeEngine, mode: str) -> None:
    engine.mode = mode
    began = time.monotonic()
    reply = await phone.text("I need a dentist")

    assert reply is not None
    assert "999" in reply
    assert "111" in reply
    assert time.monotonic() - began < 5


async def test_answered_without_a_database(open_phone: Opener, tmp_path: object) -> None:
    phone = await open_phone(f"sqlite:///{tmp_path}/no-tables.db")
    fields = inbound_fields(sender=phone.number, body="hello")
    first = await (await phone.post_fields(fields)).text()

    assert message_in(first) == "Hello from the engine."
    assert await (await phone.post_fields(fields)).text() == first


async def test_a_red_flag_needs_neither_engine_nor_database(
    open_phone: Opener, tmp_path: object, engine: FakeEngine
) -> None:
    engine.mode = "slow"
    phone = await open_phone(f"sqlite:///{tmp_path}/no-tables.db")
    began = time.monotonic()
    reply = await phone.text("my dad has chest pain and is sweating")

    assert reply is not None
    assert reply.startswith("Call 999")
    assert segments(reply) == 1
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"NumMedia": "1", "MediaContentType0": "image/jpeg"}, words.PICTURE),
        ({"NumMedia": "1", "MediaContentType0": "audio/ogg"}, words.PICTURE),
        ({"NumMedia": "0"}, words.EMPTY),
        ({"Latitude": "51.5014", "Longitude": "-0.1419"}, words.PIN_OUTSIDE),
    ],
)  # fmt: skip
async def test_texts_without_words(phone: Phone, fields: dict[str, str], said: str) -> None:
    assert await phone.text("", **fields) == said


async def test_a_location_pin_is_the_place(phone: Phone, engine: FakeEngine) -> None:
    await phone.text("", Latitude="51.3890", Longitude="1.3820")

    assert engine.texts == ["Margate"]


@pytest.mark.parametrize(
    "body", ["x" * 1600, "pharmacy " * 177, "😀" * 300, "потрібна аптека", "/restart", "\x00\x07"]
)
async def test_whatever_comes_there_is_one_reply(phone: Phone, body: str) -> None:
    reply = await phone.text(body)

    assert reply
    assert segments(reply) <= 3


async def test_ten_parts_in_the_wrong_order_each_get_a_reply(phone: Phone) -> None:
    parts = [f"part {number} of a long message" for number in (3, 1, 2, 10, 9, 5, 4, 8, 7, 6)]

    replies = await asyncio.gather(*(phone.text(part) for part in parts))

    assert len([reply for reply in replies if reply]) == 10


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"From=%2B447700900123", b"a" * 70_000])
async def test_what_is_not_a_message_is_refused(phone: Phone, body: bytes) -> None:
    answer = await phone.client.post("/sms/inbound", data=body)

    assert answer.status in (400, 403, 413)
