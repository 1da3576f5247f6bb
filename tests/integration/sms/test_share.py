""" "Text this to me" on the web chat."""

from __future__ import annotations

import pytest

from tests.fakes.engine import FakeEngine
from tests.fakes.twilio_api import FakeTwilio
from tests.integration.sms.conftest import Opener
from tests.integration.sms.phone import Phone, until
from tests.unit.sms.samples import services

NUMBER = "+447700900777"


async def chat(phone: Phone, engine: FakeEngine) -> None:
    """A web conversation that has come to a list."""
    engine.answer = [{"custom": dict(services(2))}]
    answer = await phone.client.post("/chat/messages", json={"text": "pharmacy in Maidstone"})
    assert answer.status == 200


async def test_the_last_list_goes_to_the_number(
    open_phone: Opener, file_url: str, engine: FakeEngine, twilio: FakeTwilio
) -> None:
    phone = await open_phone(file_url, twilio=twilio)
    await chat(phone, engine)
    answer = await phone.client.post(
        "/chat/text-me", data={"mobile": "07700 900777"}, allow_redirects=False
    )

    async def arrived() -> bool:
        return len(twilio.bodies_to(NUMBER)) == 1

    assert answer.status == 303
    await until(arrived)
    assert "01622 000002" in twilio.bodies_to(NUMBER)[0]
    assert NUMBER not in str(engine.turns)


@pytest.mark.parametrize("mobile", ["", "01622 690751", "+33612345678", "hello"])
async def test_a_wrong_number_is_said_to_be_one(
    phone: Phone, engine: FakeEngine, mobile: str
) -> None:
    await chat(phone, engine)
    answer = await phone.client.post("/chat/text-me", data={"mobile": mobile})

    assert answer.status == 400
    assert "Enter a UK mobile number" in await answer.text()


async def test_without_a_list_there_is_nothing_to_send(phone: Phone) -> None:
    answer = await phone.client.post("/chat/text-me", data={"mobile": "07700 900777"})

    assert answer.status == 400


async def test_another_page_cannot_make_a_visitor_send_texts(
    phone: Phone, engine: FakeEngine
) -> None:
    await chat(phone, engine)
    answer = await phone.client.post(
        "/chat/text-me",
        data={"mobile": "07700 900777"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status == 403


async def test_nobody_sends_texts_without_end(phone: Phone, engine: FakeEngine) -> None:
    await chat(phone, engine)
    statuses = [
        (
            await phone.client.post(
                "/chat/text-me", data={"mobile": "07700 900777"}, allow_redirects=False
            )
        ).status
        for _ in range(4)
    ]

    assert statuses == [303, 303, 303, 400]


async def test_the_form_is_in_the_page(phone: Phone, engine: FakeEngine) -> None:
    engine.answer = [{"custom": {"kind": "text", "text": "I can text you.", "form": "mobile"}}]
    await phone.client.post("/chat/messages", json={"text": "text it to me"})
    page = await (await phone.client.get("/chat")).text()

    assert 'action="/chat/text-me"' in page
    assert "UK mobile number" in page
