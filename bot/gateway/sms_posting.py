"""The worker that empties the outbox, and the question to Twilio whether a text has gone out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.gateway.sms_optouts import OptOuts
from bot.gateway.sms_outbox import Due, Outbox
from bot.gateway.sms_store import TextsUnavailable
from bot.sms.errors import NeverSend, NotSent, SendLater
from bot.sms.numbers import is_uk
from bot.sms.sender import OPTED_OUT, Sender

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
CLOCKS_DIFFER = timedelta(seconds=2)
"""Twilio's moments are whole seconds, and its clock is not ours."""


class Postman:
    """Sends what is due. `callback` gives the address for a message's states."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        opt_outs: OptOuts,
        sender: Sender,
        callback: Callable[[str], str],
        count: Callable[[str], None],
    ) -> None:
        self._outbox = outbox
        self._opt_outs = opt_outs
        self._sender = sender
        self._callback = callback
        self._count = count
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                while await self.round():
                    pass
            except TextsUnavailable:
                logger.warning("the outbox cannot be read")
            except Exception as error:
                # Whatever it is, the next round tries again; its words may hold a number.
                logger.error("a round of the outbox failed: %s", type(error).__name__)
            self._wake.clear()
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def round(self) -> int:
        """Send what is due now; how many messages that was."""
        due = await self._outbox.take(datetime.now(UTC))
        await asyncio.gather(*(self._deliver(message) for message in due))
        return len(due)

    async def has_gone_out(self, to: str, body: str, since: datetime) -> str | None:
        """The id at Twilio of this text to this number, if it has been made since. May raise
        `NotSent`."""
        for sent in await self._sender.sent_to(to, since - CLOCKS_DIFFER):
            made_since = sent.made_at is None or sent.made_at >= since - CLOCKS_DIFFER
            if sent.body == body and made_since:
                return sent.sid
        return None

    async def _deliver(self, due: Due) -> None:
        now = datetime.now(UTC)
        if now >= due.expires_at:
            await self._outbox.give_up(due.id, code=None, expired=True)
            self._count("expired")
            return
        if not is_uk(due.to) or await self._refuses(due):
            await self._outbox.give_up(due.id, code=OPTED_OUT)
            self._count("dropped")
            return
        try:
            await self._send(due, now)
        except NeverSend as error:
            await self._outbox.give_up(due.id, code=error.code)
            if error.code == OPTED_OUT:
                await self._opt_outs.add(due.person, now)
            self._count("refused")
        except SendLater as error:
            await self._outbox.later(due, now, code=error.code)
            self._count("postponed")

    async def _send(self, due: Due, now: datetime) -> None:
        if due.begun:
            try:
                sid = await self.has_gone_out(due.to, due.body, due.created_at)
            except NotSent as error:
                raise SendLater(error.code, error.status) from error
            if sid is not None:
                await self._outbox.sent(due.id, twilio_sid=sid, status="accepted")
                return
        left = max(10, int((due.expires_at - now).total_seconds()))
        sent = await self._sender.send(
            due.to, due.body, callback=self._callback(due.id), valid_seconds=left
        )
        await self._outbox.sent(due.id, twilio_sid=sent.sid, status=sent.status)
        self._count("sent")

    async def _refuses(self, due: Due) -> bool:
        """A reply answers what somebody has just sent; all else stops at an opt-out."""
        return not due.id.startswith("reply-") and await self._opt_outs.has(due.person)
