"""What keeps the inbox true: leases, replies that went out, and what a dead process left behind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.gateway.sms_inbox import ANSWERED, Inbox, Kept
from bot.gateway.sms_outbox import Outbox
from bot.gateway.sms_posting import Postman
from bot.gateway.sms_service import SmsService
from bot.gateway.sms_store import TextsUnavailable
from bot.sms import words
from bot.sms.errors import NotSent

logger = logging.getLogger(__name__)

_RENEW_EVERY_SECONDS = 1.0
_LOOK_EVERY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Patience:
    """When a text counts as left behind, and when its answer would be too late to be of use."""

    recover_after: timedelta
    apology_after: timedelta


class Keeper:
    """Renews this process's leases, and notes which replies have gone out, once a second."""

    def __init__(self, inbox: Inbox, at_work_on: Callable[[], list[str]]) -> None:
        self._inbox = inbox
        self._at_work_on = at_work_on
        self._handed: set[str] = set()

    def handed(self, sid: str) -> None:
        """The reply has gone out in the answer to the webhook."""
        self._handed.add(sid)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(_RENEW_EVERY_SECONDS)
            await self.round()

    async def round(self) -> None:
        """Write down what has happened since the last time."""
        handed, self._handed = self._handed, set()
        try:
            await self._inbox.renew(self._at_work_on(), datetime.now(UTC))
            await self._inbox.handed(handed)
        except TextsUnavailable:
            self._handed |= handed
            logger.warning("the inbox cannot be written")


class Recovery:
    """Answers, through the outbox, each text that was left without an answer. Exactly once."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        outbox: Outbox,
        service: SmsService,
        postman: Postman,
        process: str,
        patience: Patience,
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._service = service
        self._postman = postman
        self._process = process
        self._patience = patience

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.round()
            except Exception as error:
                # Whatever it is, the next round tries again; its words may hold a number.
                logger.warning("recovery has to wait: %s", type(error).__name__)
            await asyncio.sleep(_LOOK_EVERY_SECONDS)

    async def round(self) -> None:
        """Deal with everything that is left over now."""
        left = await self._inbox.left_over(
            datetime.now(UTC), older_than=self._patience.recover_after
        )
        for kept in left:
            if await self._inbox.claim(kept.sid, datetime.now(UTC)):
                await self._recover(kept)

    async def _recover(self, kept: Kept) -> None:
        if kept.message is None:
            await self._inbox.handed([kept.sid])
            return
        reply, outcome = kept.reply, kept.outcome or "recovered"
        if kept.status != ANSWERED:
            reply, outcome = await self._answer(kept)
        sender = self._service.sender_of(kept.message)
        if reply is None or sender.number is None:
            await self._close(kept, outcome)
            return
        if await self._has_gone_out(sender.number, reply, kept):
            await self._close(kept, outcome)
            return
        posted = await self._outbox.post_reply(
            kept.sid,
            process=self._process,
            to=sender.number,
            body=reply,
            person=sender.person,
            outcome=outcome,
            now=datetime.now(UTC),
            counted=True,
        )
        if posted:
            logger.warning("a text left behind is answered through the outbox")
            self._postman.wake()

    async def _answer(self, kept: Kept) -> tuple[str | None, str]:
        """The reply as it would have been; after too long, an apology with 999 and 111."""
        now = datetime.now(UTC)
        if now - kept.received_at > self._patience.apology_after:
            return await self._service.apologise(kept, words.LATE)
        answered = await self._service.answer_again(kept, now)
        if answered is None:
            return None, "answered_elsewhere"
        return answered.text, answered.outcome

    async def _has_gone_out(self, number: str, reply: str, kept: Kept) -> bool:
        """Ask Twilio: the process may have died after the answer had left it.

        The static answer from elsewhere counts too: whoever got that has had their reply.
        """
        for body in (reply, words.FALLBACK_ELSEWHERE):
            try:
                if await self._postman.has_gone_out(number, body, kept.received_at):
                    return True
            except NotSent as error:
                raise TextsUnavailable from error
        return False

    async def _close(self, kept: Kept, outcome: str) -> None:
        logger.info("a text left behind needs no answer", extra={"outcome": outcome})
        await self._inbox.handed([kept.sid])
