"""Sending through Twilio's own client, over the session that the whole process shares."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.sms.errors import NeverSend, NotSent, SendLater

TWILIO = "https://api.twilio.com"
OPTED_OUT = 21610
NEVER_AGAIN = frozenset({OPTED_OUT, 21211, 21212, 21214, 21408, 21612, 21614, 21617, 21635})
"""Opted out; a number that is not one, not a mobile, not reachable or not permitted; too long."""

_LISTED = 50
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as Twilio knows it: its id, its state, its text, and when it was made."""

    sid: str
    status: str
    body: str = ""
    made_at: datetime | None = None


class Sender(Protocol):
    """What can send a text, and tell what has been sent."""

    async def send(self, to: str, body: str, *, callback: str, valid_seconds: int) -> Sent:
        """Hand over one text. Raises `NeverSend` or `SendLater`."""

    async def sent_to(self, to: str, since: datetime) -> Sequence[Sent]:
        """What went to a number since an aware time, by webhook or not. Raises `NotSent`."""


class TwilioSender:
    """The real thing. One client for the whole process, with one token at a time."""

    def __init__(
        self,
        *,
        account_sid: str,
        tokens: Sequence[str],
        service_sid: str,
        http: aiohttp.ClientSession,
        base_url: str = TWILIO,
    ) -> None:
        self._service_sid = service_sid
        client = _SharedSession(http, base_url)
        self._clients = [Client(account_sid, token, http_client=client) for token in tokens]

    async def send(self, to: str, body: str, *, callback: str, valid_seconds: int) -> Sent:
        """Create one message. Raises `NeverSend` or `SendLater`."""
        fields: dict[str, Any] = {
            "to": to,
            "body": body,
            "messaging_service_sid": self._service_sid,
            "status_callback": callback,
            "validity_period": valid_seconds,
        }
        try:
            made = await self._with_a_good_token(
                lambda client: client.messages.create_async(**fields)
            )
        except (TwilioException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _told(error) from error
        return Sent(str(made.sid), str(made.status or "queued"), body)

    async def sent_to(self, to: str, since: datetime) -> Sequence[Sent]:
        """The latest messages to a number. Raises `NotSent`."""
        try:
            found = await self._with_a_good_token(
                lambda client: client.messages.list_async(
                    to=to, date_sent_after=since, limit=_LISTED, page_size=_LISTED
                )
            )
        except (TwilioException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _told(error) from error
        return [
            Sent(str(one.sid), str(one.status), one.body or "", one.date_created)
            for one in found
            if str(one.direction or "").startswith("outbound")
        ]

    async def _with_a_good_token(self, call: Any) -> Any:
        """During a rotation the first token that Twilio takes."""
        for client in self._clients[:-1]:
            try:
                return await call(client)
            except TwilioRestException as error:
                if error.status != 401:
                    raise
        return await call(self._clients[-1])


class _SharedSession(AsyncHttpClient):  # type: ignore[misc]
    """Twilio's client over our own session; `base_url` stands in for Twilio in tests."""

    def __init__(self, http: aiohttp.ClientSession, base_url: str) -> None:
        super().__init__(_Quiet(), True, _SECONDS)
        self._http = http
        self._base_url = base_url.rstrip("/")

    async def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """One request, with a time limit."""
        async with self._http.request(
            method,
            url.replace(TWILIO, self._base_url, 1),
            params={key: str(value) for key, value in (params or {}).items()},
            data={key: _spelt(value) for key, value in (data or {}).items()} or None,
            headers={**(headers or {}), **_authorisation(auth)},
            timeout=aiohttp.ClientTimeout(total=timeout or _SECONDS),
            allow_redirects=allow_redirects,
        ) as answer:
            return Response(answer.status, await answer.text(), answer.headers)


def _authorisation(auth: tuple[str, str] | None) -> dict[str, str]:
    if auth is None:
        return {}
    pair = base64.b64encode(":".join(auth).encode()).decode()
    return {"Authorization": f"Basic {pair}"}


class _Quiet:
    """Takes the client's log lines, which would hold numbers and texts, and keeps none."""

    def __getattr__(self, name: str) -> Any:
        return lambda *parts, **more: None


def _spelt(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _told(error: Exception) -> NotSent:
    if not isinstance(error, TwilioRestException):
        return SendLater()
    code, status = error.code or None, error.status
    if code in NEVER_AGAIN:
        return NeverSend(code, status)
    if status == 429 or status >= 500:
        return SendLater(code, status)
    return NeverSend(code, status)
