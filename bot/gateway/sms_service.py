"""Exactly one reply to each text: stored first, answered within the time, told the same again.

A copy that comes while the first is being answered waits for it, in this process or another. What
a dead process has left is taken over by the next copy, or by recovery.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from bot.gateway.identity import Pseudonyms
from bot.gateway.sms_answering import CHANNEL, Answering
from bot.gateway.sms_guard import DailyCap
from bot.gateway.sms_inbox import POSTED, RECEIVED, Inbox, Kept, Reply
from bot.gateway.sms_replies import Answered, Sender
from bot.gateway.sms_store import TextsUnavailable
from bot.safety.screen import screen
from bot.safety.wording import emergency_wording, never_silent
from bot.sms.inbound import InboundText
from bot.sms.numbers import e164

logger = logging.getLogger(__name__)

DEADLINE_SECONDS = 9.3
_SETTLING_SECONDS = 0.4
_POLL_SECONDS = 0.1
_REPLIES_KEPT = 5_000
TOO_LATE = "too_late"


class SmsService:
    """Answers texts. One per process."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        answering: Answering,
        pseudonyms: Pseudonyms,
        cap: DailyCap,
        count: Callable[[str], None],
    ) -> None:
        self._inbox = inbox
        self._answering = answering
        self._pseudonyms = pseudonyms
        self._cap = cap
        self._count = count
        self._making: dict[str, asyncio.Task[Reply]] = {}
        self._unstored: OrderedDict[str, Reply] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def at_work_on(self) -> list[str]:
        """The ids that are being answered now."""
        return list(self._making)

    def sender_of(self, message: InboundText) -> Sender:
        """Who writes, without the number but for what needs it."""
        number = e164(message.sender)
        identity = number or message.sender
        return Sender(
            conversation_id=self._pseudonyms.of(CHANNEL, identity),
            person=self.person(identity),
            number=number,
        )

    def person(self, number: str) -> str:
        """The keyed hash that the opt-out list and the limits know a number by."""
        return self._pseudonyms.of("sms-person", number)

    async def reply(self, message: InboundText) -> Reply:
        """The reply to a text, within ten seconds whatever happens."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        task = self._making.get(message.sid)
        if task is None:
            task = asyncio.create_task(self._make(message, deadline))
            self._making[message.sid] = task
            task.add_done_callback(lambda _: self._making.pop(message.sid, None))
        try:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + DEADLINE_SECONDS):
                return await asyncio.shield(task)
        except TimeoutError:
            task.cancel()
            return await self._too_late(message)
        except Exception:
            logger.exception("a text could not be answered")
            return await self._too_late(message)

    async def answer_again(self, kept: Kept, now: datetime) -> Reply | None:
        """Recovery's way: answer a text that a dead process left; None if somebody else has."""
        assert kept.message is not None
        return await self._answer(kept.message, self.sender_of(kept.message), now)

    async def apologise(self, kept: Kept, text: str) -> tuple[str | None, str]:
        """Recovery's way when it is too late for an answer; a red flag is answered all the same."""
        assert kept.message is not None
        reply = _fallback(kept.message)
        if reply.outcome == TOO_LATE:
            reply = Reply(text, TOO_LATE)
        sender = self.sender_of(kept.message)
        stored = await self._settle(kept.message, sender, Answered(reply))
        return (stored.text, stored.outcome) if stored else (None, "answered_elsewhere")

    async def _make(self, message: InboundText, deadline: float) -> Reply:
        if message.sid in self._unstored:
            return self._unstored[message.sid]
        sender, now = self.sender_of(message), datetime.now(UTC)
        try:
            if await self._inbox.begin(message, sender.conversation_id, now):
                found = None
            else:
                found = await self._answered_elsewhere(message.sid, deadline)
        except TextsUnavailable:
            return await self._without_storing(message, sender, now)
        if found is not None:
            return found
        reply = await self._answer(message, sender, now)
        if reply is not None:
            return reply
        return await self._answered_elsewhere(message.sid, deadline) or _fallback(message)

    async def _answer(self, message: InboundText, sender: Sender, now: datetime) -> Reply | None:
        """Answer and store; in order within a conversation, but a red flag waits for nobody."""
        if screen(message.body).red_flag is not None:
            return await self._answer_now(message, sender, now)
        lock = self._locks.setdefault(sender.conversation_id, asyncio.Lock())
        async with lock:
            return await self._answer_now(message, sender, now)

    async def _answer_now(
        self, message: InboundText, sender: Sender, now: datetime
    ) -> Reply | None:
        answered = await self._answering.answer(message, sender, now)
        return await self._settle(message, sender, answered)

    async def _settle(
        self, message: InboundText, sender: Sender, answered: Answered
    ) -> Reply | None:
        now = datetime.now(UTC)
        try:
            total = await self._inbox.settle(
                message.sid, sender.conversation_id, answered.reply, answered.memory, now
            )
        except TextsUnavailable:
            logger.error("a reply to a text could not be stored")
            self._keep(message.sid, answered.reply)
            return answered.reply
        if total is None:
            return None
        self._cap.heard(total, now)
        self._count(answered.reply.outcome)
        return answered.reply

    async def _answered_elsewhere(self, sid: str, deadline: float) -> Reply | None:
        """The stored reply, waited for while it is being made; None once it is ours to make."""
        while time.monotonic() < deadline:
            kept = await self._inbox.find(sid)
            if kept is None:
                return None
            if kept.status != RECEIVED:
                if kept.status == POSTED or not await self._inbox.hand_again(sid):
                    return Reply(None, POSTED)
                return Reply(kept.reply, kept.outcome or "answered")
            now = datetime.now(UTC)
            if kept.lease_until < now and await self._inbox.claim(sid, now):
                return None
            await asyncio.sleep(_POLL_SECONDS)
        return None

    async def _without_storing(self, message: InboundText, sender: Sender, now: datetime) -> Reply:
        """The database is away: answer all the same, and remember the reply in this process."""
        logger.error("a text could not be stored")
        answered = await self._answering.answer(message, sender, now)
        self._keep(message.sid, answered.reply)
        return answered.reply

    async def _too_late(self, message: InboundText) -> Reply:
        reply = _fallback(message)
        sender = self.sender_of(message)
        self._keep(message.sid, reply)
        with suppress(TextsUnavailable, TimeoutError):
            async with asyncio.timeout(_SETTLING_SECONDS):
                stored = await self._inbox.settle(
                    message.sid, sender.conversation_id, reply, None, datetime.now(UTC)
                )
                if stored is None and (kept := await self._inbox.find(message.sid)):
                    return Reply(kept.reply, kept.outcome or TOO_LATE)
        self._count(reply.outcome)
        return reply

    def _keep(self, sid: str, reply: Reply) -> None:
        self._unstored[sid] = reply
        while len(self._unstored) > _REPLIES_KEPT:
            self._unstored.popitem(last=False)


def _fallback(message: InboundText) -> Reply:
    """What is said when time is up: the red flag's words if there is one, or 999 and 111."""
    flag = screen(message.body).red_flag
    if flag is not None:
        return Reply(emergency_wording(flag, "sms").sms, f"emergency:{flag.disposition.value}")
    return Reply(never_silent("sms"), TOO_LATE)
