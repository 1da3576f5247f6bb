"""Who is let in: consent first, then machines, loops, floods and the daily cap.

Never asked about a red flag, which is answered whatever stands here.
"""

from __future__ import annotations

import logging
from datetime import datetime

from bot.gateway.sms_guard import DailyCap, Loops, RateLimit
from bot.gateway.sms_inbox import Reply
from bot.gateway.sms_optouts import OptOuts
from bot.gateway.sms_replies import (
    Answered,
    Sender,
    answers_a_question,
    fixed,
    in_emergency,
    is_about_the_emergency,
    silence,
)
from bot.gateway.sms_store import TextsUnavailable
from bot.safety.screen import screen
from bot.sms import words
from bot.sms.consent import is_opt_in, is_opt_out
from bot.sms.inbound import InboundText
from bot.sms.memory import Memory
from bot.sms.numbers import is_uk

logger = logging.getLogger(__name__)


class Door:
    """Says what is answered at the door; None lets a text through."""

    def __init__(self, *, opt_outs: OptOuts, rate: RateLimit, loops: Loops, cap: DailyCap) -> None:
        self._opt_outs = opt_outs
        self._rate = rate
        self._loops = loops
        self._cap = cap

    async def answer(
        self, message: InboundText, sender: Sender, memory: Memory, now: datetime
    ) -> Answered | None:
        """The reply to a text that is not to be read further, or None."""
        if sender.number is None or not is_uk(sender.number):
            return silence("not_answerable")
        if message.twilio_answered == "STOP" or is_opt_out(message.body):
            return await self._opt_out(message, sender, memory, now)
        doubtful = screen(message.body).check is not None
        if await self._has_opted_out(sender):
            return await self._from_outside(message, sender, memory, now, doubtful=doubtful)
        if message.twilio_answered and not answers_a_question(message.body, memory):
            return silence("twilio_answered")
        if is_opt_in(message.body) and not memory.asks:
            return _welcome()
        if doubtful or in_emergency(memory, now):
            return None
        return await self._refused(message, sender, now)

    async def _opt_out(
        self, message: InboundText, sender: Sender, memory: Memory, now: datetime
    ) -> Answered:
        """Confirmed once; where Twilio has confirmed it already, not again."""
        await self._opt_outs.add(sender.person, now)
        memory.emergency_at = None
        text = None if message.twilio_answered == "STOP" else words.OPTED_OUT
        return Answered(Reply(text, "opted_out"), memory)

    async def _from_outside(
        self,
        message: InboundText,
        sender: Sender,
        memory: Memory,
        now: datetime,
        *,
        doubtful: bool,
    ) -> Answered | None:
        """Somebody who has opted out: coming back, or in an emergency since; else silence."""
        answering = answers_a_question(message.body, memory) and in_emergency(memory, now)
        if is_opt_in(message.body) and not answering:
            await self._opt_outs.remove(sender.person)
            return silence("opted_in") if message.twilio_answered else _welcome()
        if doubtful or answering or is_about_the_emergency(message.body, memory, now):
            return None
        return silence("is_opted_out")

    async def _refused(
        self, message: InboundText, sender: Sender, now: datetime
    ) -> Answered | None:
        if not message.media and self._loops.is_loop(sender.person, message.body, now):
            return silence("loop")
        if not await self._rate.allow(sender.person):
            told = await self._rate.may_tell(sender.person)
            return fixed(words.TOO_MANY, "too_many") if told else silence("too_many")
        if self._cap.is_reached(now):
            told = self._cap.may_tell(sender.person)
            return fixed(words.BUSY, "cap_reached") if told else silence("cap_reached")
        return None

    async def _has_opted_out(self, sender: Sender) -> bool:
        try:
            return await self._opt_outs.has(sender.person)
        except TextsUnavailable:
            logger.error("the opt-out list cannot be read")
            return False


def _welcome() -> Answered:
    return fixed(words.WELCOME_BACK, "opted_in")
