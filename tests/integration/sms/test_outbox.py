"""Texts that go out by themselves: through Twilio's client, once, and only where wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.gateway.sms_share import text_services
from bot.gateway.sms_tables import sms_inbound, sms_outbox
from bot.sms import words
from bot.sms.errors import NotAMobile
from bot.sms.inbound import InboundText
from tests.fakes.twilio_api import TOKEN, FakeTwilio
from tests.integration.sms.conftest import Opener
from tests.integration.sms.phone import Phone, until
from tests.unit.sms.samples import services

NUMBER = "+447700900777"


async def queue(phone: Phone, body: str = "A list.", to: str = NUMBER) -> str:
    """Put one text in the outbox."""
    sms = phone.sms
    id_, _ = await sms.outbox.enqueue(
        to=to, body=body, purpose="share", person=sms.service.person(to), now=datetime.now(UTC)
    )
    sms.postman.wake()
    return id_


async def reaches(phone: Phone, id_: str, status: str) -> None:
    """Wait until a text is in a state."""

    async def is_there() -> bool:
        return await phone.sms.outbox.status_of(id_) == status

    await until(is_there)


async def test_a_text_is_sent_with_everything_that_twilio_wants(
    open_phone: Opener, any_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(any_url, twilio=twilio, public_url="http://example.org")
    id_ = await queue(phone)
    await reaches(phone, id_, "accepted")

    assert twilio.bodies_to(NUMBER) == ["A list."]
    assert twilio.callbacks == [f"http://example.org/sms/status?id={id_}"]


@pytest.mark.parametrize("failure", [(429, 20429), (500, None), (503, 20503)])
async def test_passing_trouble_is_tried_again(
    open_phone: Opener, file_url: str, twilio: FakeTwilio, failure: tuple[int, int | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("bot.gateway.sms_outbox._FIRST_WAIT", 0.1)
    phone = await open_phone(file_url, twilio=twilio)
    twilio.failures.append(failure)
    id_ = await queue(phone)
    await reaches(phone, id_, "accepted")

    assert twilio.bodies_to(NUMBER) == ["A list."]


@pytest.mark.parametrize("code", [21610, 21211, 21614])
async def test_what_would_fail_again_is_given_up(
    open_phone: Opener, file_url: str, twilio: FakeTwilio, code: int
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    twilio.failures.append((400, code))
    id_ = await queue(phone)
    await reaches(phone, id_, "dropped")

    assert twilio.requests == 1
    assert await phone.sms.opt_outs.has(phone.sms.service.person(NUMBER)) is (code == 21610)


async def test_nothing_goes_to_who_has_opted_out(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = (await open_phone(file_url, twilio=twilio)).another(NUMBER)
    await phone.text("STOP")
    await reaches(phone, await queue(phone), "dropped")

    assert twilio.messages == []


async def test_the_second_token_is_used_when_the_first_is_no_good_yet(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio, twilio_auth_token=f"{'f' * 32},{TOKEN}")
    await reaches(phone, await queue(phone), "accepted")


async def test_the_number_is_kept_until_the_text_is_sent_and_no_longer(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    await reaches(phone, await queue(phone), "accepted")
    async with phone.sms.outbox._database.read() as connection:
        rows = (await connection.execute(sms_outbox.select())).all()

    assert [row.sealed for row in rows] == [None]
    assert NUMBER not in str(rows)


async def test_states_never_go_back(open_phone: Opener, file_url: str, twilio: FakeTwilio) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    id_ = await queue(phone)
    await reaches(phone, id_, "accepted")
    for state in ("sent", "delivered", "sending", "queued", "nonsense"):
        fields = {"MessageSid": "SM" + "1" * 32, "MessageStatus": state, "To": NUMBER}
        answer = await phone.post_fields(fields, path=f"/sms/status?id={id_}")
        assert answer.status == 204

    assert await phone.sms.outbox.status_of(id_) == "delivered"


async def test_a_status_without_a_signature_is_refused(phone: Phone) -> None:
    answer = await phone.post_fields(
        {"MessageSid": "x", "MessageStatus": "sent"}, path="/sms/status", token="wrong"
    )

    assert answer.status == 403


async def test_twilios_word_that_somebody_has_opted_out_is_believed(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    id_ = await queue(phone)
    await reaches(phone, id_, "accepted")
    fields = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "21610"}
    await phone.post_fields(fields, path=f"/sms/status?id={id_}")

    assert await phone.sms.opt_outs.has(phone.sms.service.person(NUMBER))


async def left_behind(phone: Phone, *, age: timedelta, sid: str = "SM" + "9" * 32) -> None:
    """A text that a process stored and did not live to answer."""
    message = InboundText(sid=sid, sender=phone.number, recipient="+447700900000", body="hello")
    sender = phone.sms.service.sender_of(message)
    await phone.sms.inbox.begin(message, sender.conversation_id, datetime.now(UTC) - age)


async def test_what_a_dead_process_left_is_answered_once(
    open_phone: Opener, any_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(any_url, twilio=twilio)
    await left_behind(phone, age=timedelta(minutes=1))

    async def answered() -> bool:
        return twilio.bodies_to(phone.number) == ["Hello from the engine."]

    await until(answered, seconds=8)
    await phone.sms.recovery.round()
    await phone.sms.postman.round()
    assert await answered()
    again = await phone.post("hello", MessageSid="SM" + "9" * 32)
    assert "<Message>" not in await again.text()


async def test_what_was_left_too_long_ago_gets_an_apology_with_999_and_111(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    await left_behind(phone, age=timedelta(hours=1))

    async def answered() -> bool:
        return twilio.bodies_to(phone.number) == [words.LATE]

    await until(answered, seconds=8)


@pytest.mark.parametrize("body", ["Hello from the engine.", words.FALLBACK_ELSEWHERE])
async def test_whoever_has_had_an_answer_gets_no_second_one(
    open_phone: Opener, file_url: str, twilio: FakeTwilio, body: str
) -> None:
    phone = await open_phone(file_url, twilio=twilio, sms_recover_after_seconds=600)
    twilio.add(to=phone.number, body=body, direction="outbound-reply")
    await left_behind(phone, age=timedelta(seconds=4))
    phone.sms.recovery._patience = type(phone.sms.recovery._patience)(  # as if time had passed
        recover_after=timedelta(seconds=1), apology_after=timedelta(hours=1)
    )
    await phone.sms.recovery.round()

    assert twilio.bodies_to(phone.number) == [body]
    async with phone.sms.inbox._database.read() as connection:
        rows = (await connection.execute(sms_inbound.select())).all()
    assert [row.status for row in rows] == ["handed"]


async def test_a_list_is_texted_to_a_mobile(
    open_phone: Opener, file_url: str, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    id_ = await text_services(
        phone.sms, number="07700 900777", message=services(3), purpose="handler"
    )
    await reaches(phone, id_, "accepted")

    (body,) = twilio.bodies_to(NUMBER)
    assert "01622 000001" in body
    assert body.endswith(words.SHARED)


@pytest.mark.parametrize("number", ["01622 690751", "12", "+33612345678", "070 1234 5678", "abc"])
async def test_only_uk_mobiles_are_texted(phone: Phone, number: str) -> None:
    with pytest.raises(NotAMobile):
        await text_services(phone.sms, number=number, message=services(1), purpose="share")
