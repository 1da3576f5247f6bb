"""Writing to the running service as Twilio does: signed, with the fields that Twilio sends."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode
from xml.etree import ElementTree

import aiohttp

from bot.gateway.sms_settings import DEVELOPMENT_RECIPIENT, SmsSettings
from bot.sms.gsm7 import segments
from bot.sms.signature import HEADER, signature

INBOUND_PATH = "/sms/inbound"
PRACTICE_ACCOUNT = "AC" + "0" * 32
_SECONDS = 15.0


class NotAnswered(RuntimeError):
    """The service did not answer, or refused; the message says which."""


def inbound_fields(
    *, sender: str, body: str, account: str = PRACTICE_ACCOUNT, **more: str
) -> dict[str, str]:
    """The fields of one inbound text as Twilio posts them, blank ones too."""
    sid = f"SM{secrets.token_hex(16)}"
    return {
        "ToCountry": "GB",
        "ToState": "",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": sid,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": body,
        "FromCountry": "GB",
        "To": DEVELOPMENT_RECIPIENT,
        "ToZip": "",
        "NumSegments": str(segments(body)),
        "MessageSid": sid,
        "AccountSid": account,
        "From": sender,
        "ApiVersion": "2010-04-01",
        **more,
    }


async def post_text(
    http: aiohttp.ClientSession,
    settings: SmsSettings,
    fields: Mapping[str, str],
    *,
    base_url: str,
    token: str | None = None,
) -> str | None:
    """Post one inbound text to the service at `base_url`; the reply's words, or None.

    Raises:
        NotAnswered: the service refused it.
    """
    url = settings.address(INBOUND_PATH)
    signed = signature(token or settings.tokens[0], url, fields.items())
    async with http.post(
        base_url.rstrip("/") + INBOUND_PATH,
        data=urlencode(fields),
        headers={HEADER: signed, "Content-Type": "application/x-www-form-urlencoded"},
        timeout=aiohttp.ClientTimeout(total=_SECONDS),
    ) as answer:
        if answer.status != 200:
            raise NotAnswered(
                f"The service answered {answer.status}. Do FINGERPOST_PUBLIC_URL and "
                "FINGERPOST_TWILIO_AUTH_TOKEN here agree with those of the service?"
            )
        return message_in(await answer.text())


def message_in(twiml: str) -> str | None:
    """The words of the one `<Message>`."""
    return ElementTree.fromstring(twiml).findtext("Message")
