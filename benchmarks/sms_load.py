"""Playing Twilio towards the running service: phones, copies of a message, replies that count.

Twilio by itself asks a webhook once, and its fallback address after that. With the connection
overrides that docs/sms.md sets (`#rc=5&rp=all`) it asks again first. Three ways are played: asking
again at once and often (`PROMPT`), not at all (`ONCE`), and so late that recovery has been quicker
(`LATE`). When nothing has answered in the end, the fallback's static TwiML is the reply.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import aiohttp

from bot.gateway.sms_practice_post import NotAnswered, inbound_fields, post_text
from bot.gateway.sms_settings import SmsSettings
from bot.sms.words import FALLBACK_ELSEWHERE
from tests.fakes.twilio_api import FakeTwilio


@dataclass(frozen=True)
class Manner:
    """How often Twilio asks, how long it waits between, and when it stops (its `tt`)."""

    tries: int
    wait_seconds: float
    total_seconds: float


TOTAL_SECONDS = 8.0
PROMPT = Manner(6, 0.7, TOTAL_SECONDS)
ONCE = Manner(1, 0.0, TOTAL_SECONDS)
LATE = Manner(6, 16.0, 180.0)
TEXTS = (
    "pharmacy in Deal",
    "I need a pharmacy open now near TN9 1BE",
    "want to quit smoking, ME14",
    "MORE",
    "1",
    "food bank in Margate please",
    "chemist open tonight CT9 1AA",
    "HOURS 1",
    "hello",
    "my dad has chest pain and is sweating",
)


@dataclass
class Sent:
    """One message and what came of it."""

    sid: str
    number: str
    began: float
    seconds: float | None = None
    by_webhook: int = 0
    by_fallback: int = 0
    tries: int = 0


@dataclass
class TwilioAtWork:
    """Passes messages on to the service at `base_url`, and keeps every reply at the fake."""

    twilio: FakeTwilio
    settings: SmsSettings
    base_url: str
    sent: list[Sent] = field(default_factory=list)

    async def pass_on(
        self, http: aiohttp.ClientSession, number: str, text: str, manner: Manner = PROMPT
    ) -> Sent:
        """One message, tried as Twilio does; its reply becomes a message at Twilio."""
        fields = inbound_fields(sender=number, body=text)
        message = Sent(fields["MessageSid"], number, time.perf_counter())
        self.sent.append(message)
        stop = time.monotonic() + manner.total_seconds
        while message.tries < manner.tries and time.monotonic() < stop:
            message.tries += 1
            try:
                async with asyncio.timeout(min(TOTAL_SECONDS, stop - time.monotonic())):
                    reply = await post_text(http, self.settings, fields, base_url=self.base_url)
            except (aiohttp.ClientError, TimeoutError, OSError, NotAnswered):
                await asyncio.sleep(manner.wait_seconds)
                continue
            message.seconds = time.perf_counter() - message.began
            if reply is not None:
                message.by_webhook += 1
                self.twilio.add(to=number, body=reply, direction="outbound-reply")
            return message
        message.by_fallback += 1
        self.twilio.add(to=number, body=FALLBACK_ELSEWHERE, direction="outbound-reply")
        return message


def numbers(count: int) -> list[str]:
    """So many drama numbers of Ofcom."""
    return [f"+447700900{number:03}" for number in range(count)]
