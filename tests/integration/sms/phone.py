"""A phone that texts to a gateway as Twilio would pass it on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.gateway.sms_parts import SMS, Sms
from bot.gateway.sms_practice_post import INBOUND_PATH, inbound_fields, message_in
from bot.gateway.sms_settings import SmsSettings
from bot.sms.signature import HEADER, signature

NUMBER = "+447700900123"


class Phone:
    """Sends texts from `number` and reads the replies."""

    def __init__(self, client: TestClient, settings: SmsSettings, number: str = NUMBER) -> None:  # type: ignore[type-arg]
        self.client = client
        self.settings = settings
        self.number = number

    @property
    def sms(self) -> Sms:
        """The gateway's own parts."""
        return self.client.server.app[SMS]  # type: ignore[attr-defined, no-any-return]

    def another(self, number: str) -> Phone:
        """A second phone at the same gateway."""
        return Phone(self.client, self.settings, number)

    async def text(self, body: str, **fields: str) -> str | None:
        """Send one text; the reply's words."""
        answer = await self.post(body, **fields)
        assert answer.status == 200
        assert answer.content_type == "text/xml"
        twiml = await answer.text()
        assert twiml.count("<Message>") <= 1
        return message_in(twiml)

    async def post(self, body: str, *, token: str | None = None, **fields: str) -> ClientResponse:
        """Send one text; the whole response."""
        return await self.post_fields(
            inbound_fields(sender=self.number, body=body, **fields), token=token
        )

    async def post_fields(
        self, fields: dict[str, str], *, token: str | None = None, path: str = INBOUND_PATH
    ) -> ClientResponse:
        """Post a signed form."""
        url = self.settings.address(path)
        signed = signature(token or self.settings.tokens[0], url, fields.items())
        return await self.client.post(
            path,
            data=urlencode(fields),
            headers={HEADER: signed, "Content-Type": "application/x-www-form-urlencoded"},
        )


async def until(condition: Callable[[], Awaitable[bool]], *, seconds: float = 5.0) -> None:
    """Wait for something to become true."""
    began = time.monotonic()
    while not await condition():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        await asyncio.sleep(0.05)
