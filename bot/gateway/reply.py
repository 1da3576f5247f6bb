"""What one message is answered with, the same for every channel.

A deletion -> a doubt that is being settled -> the red-flag screen -> the lasting emergency -> a
new doubt -> the engine, with a budget. Every way through ends in exactly one message.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.gateway import compose, outcomes
from bot.gateway.check import check_from, check_to, is_plain_no
from bot.gateway.conversation import ConversationState, Inbound
from bot.gateway.emergency import begin_emergency, follow_emergency
from bot.gateway.engine import Engine, EngineAnswer
from bot.gateway.errors import EngineUnavailable
from bot.gateway.language import with_their_language
from bot.gateway.neutral import neutralised
from bot.safety.model import RedFlag
from bot.safety.wording import Channel, check_question
from bot.understanding.answers import read_answer
from bot.web.views import Message

logger = logging.getLogger(__name__)

LONGEST_READ = 2_000
SILENCES_BORNE = 3
DELETED = "This conversation has been deleted. Nothing of it is kept."
NOT_DELETED = (
    "I could not delete everything just now. Please try again in a minute. What is left is deleted "
    "by itself within a day."
)
TOO_LONG = (
    "That is a long message, and I read best in short. Please tell me in a few words what you "
    "need and where you are. For health advice from a person at any hour, phone 111. In an "
    "emergency, call 999."
)
RED_FLAG = "/red_flag"
Forget = Callable[[str], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One message in reply, and what happened (never the text)."""

    message: Message
    outcome: str


class Replies:
    """Decides the reply; changes the state that it is given, and stores nothing."""

    def __init__(self, engine: Engine, forget: Forget) -> None:
        """`forget` deletes a conversation everywhere, and says whether it could."""
        self._engine = engine
        self._forget = forget

    async def to(
        self,
        inbound: Inbound,
        payload: str | None,
        state: ConversationState,
        *,
        budget_seconds: float,
    ) -> Answer:
        """The answer to one message; `payload` is what a choice stands for."""
        answer = await self._decide(inbound, payload, state, budget_seconds=budget_seconds)
        if inbound.channel != "web" or payload is not None:
            return answer
        return Answer(with_their_language(answer.message, inbound.said), answer.outcome)

    async def _decide(
        self,
        inbound: Inbound,
        payload: str | None,
        state: ConversationState,
        *,
        budget_seconds: float,
    ) -> Answer:
        if payload == compose.DELETE:
            return await self._delete(inbound)
        if state.check is not None:
            return await self._settle_check(inbound, payload, state, budget_seconds)
        screening = inbound.screening
        if screening.red_flag is not None:
            return self._emergency(inbound, screening.red_flag, state)
        if state.expecting == compose.DELETION and payload is None and _is_yes(inbound.said):
            return await self._delete(inbound)
        # A button's label is ours: nothing of it is read as what somebody says.
        said = inbound.said if payload is None else ""
        follow = follow_emergency(state, said, screening, inbound.received_at)
        reminder = follow.words(_wording_channel(inbound)) if follow is not None else None
        if payload is None:
            if follow is not None and follow.stands_alone:
                words = follow.words(_wording_channel(inbound))
                message = compose.reminder_message(words, state)
                return Answer(message, outcomes.EMERGENCY_CONTINUES)
            if screening.check is not None:
                state.check = check_to(said, screening.check)
                question = check_question(screening.check)
                return Answer(compose.check_message(question, state), outcomes.CHECK_ASKED)
            if len(said) > LONGEST_READ:
                too_long = Answer(compose.plain_message(TOO_LONG), outcomes.TOO_LONG)
                return _with_reminder(too_long, reminder)
        text = payload or neutralised(said)
        answer = await self._ask_engine(inbound, text, state, budget_seconds)
        return _with_reminder(answer, reminder)

    async def _delete(self, inbound: Inbound) -> Answer:
        if await self._forget(inbound.conversation_id):
            return Answer(compose.plain_message(DELETED), outcomes.DELETION_CHOSEN)
        return Answer(compose.plain_message(NOT_DELETED), outcomes.NOT_DELETED)

    async def _settle_check(
        self,
        inbound: Inbound,
        payload: str | None,
        state: ConversationState,
        budget_seconds: float,
    ) -> Answer:
        """The answer to the yes/no question: an emergency, or the first message after all.

        An answer that brings a red flag of its own is answered for that.
        """
        first_text, flag = check_from(state.check)
        state.check = None
        own = inbound.screening.red_flag
        if own is None and is_plain_no(inbound.said, payload):
            text = neutralised(first_text)
            return await self._ask_engine(inbound, text, state, budget_seconds)
        return self._emergency(inbound, own or flag, state)

    def _emergency(self, inbound: Inbound, flag: RedFlag, state: ConversationState) -> Answer:
        begin_emergency(state, flag, inbound.received_at)
        self._engine.tell(
            sender=inbound.conversation_id,
            text=RED_FLAG,
            channel=inbound.channel,
            message_id=inbound.message_id,
        )
        logger.info("red flag: %s", flag.rule)
        message = compose.emergency_message(flag, inbound.channel, state)
        return Answer(message, outcomes.emergency(flag))

    async def _ask_engine(
        self, inbound: Inbound, text: str, state: ConversationState, budget_seconds: float
    ) -> Answer:
        try:
            answer = await self._engine.ask(
                sender=inbound.conversation_id,
                text=text,
                channel=inbound.channel,
                message_id=inbound.message_id,
                expecting=state.expecting,
                budget_seconds=budget_seconds,
            )
        except EngineUnavailable as error:
            logger.warning("the engine did not answer: %s", error)
            message = compose.fallback_message(inbound.channel, state)
            return Answer(message, outcomes.ENGINE_FAILED)
        if not answer.messages:
            return await self._silence(inbound, state)
        state.silences = 0
        return self._said_by_engine(inbound, answer, state)

    def _said_by_engine(
        self, inbound: Inbound, answer: EngineAnswer, state: ConversationState
    ) -> Answer:
        message, flag = compose.from_engine(answer.messages, inbound.channel, state)
        if flag is not None:
            begin_emergency(state, flag, inbound.received_at)
            return Answer(message, outcomes.emergency(flag))
        if answer.reading.get("intent") == "start_again":
            state.emergency = None
        return Answer(message, outcomes.answered(answer.reading))

    async def _silence(self, inbound: Inbound, state: ConversationState) -> Answer:
        """The engine had nothing to say. If it stays so, its part of the conversation is stuck."""
        state.silences += 1
        if state.silences >= SILENCES_BORNE:
            await self._engine.forget(inbound.conversation_id)
            state.silences = 0
        message = compose.fallback_message(inbound.channel, state)
        return Answer(message, outcomes.ENGINE_SILENT)


def _is_yes(said: str) -> bool:
    return read_answer(said, "choice") == "affirm"


def _wording_channel(inbound: Inbound) -> Channel:
    return "sms" if inbound.channel == "sms" else "web"


def _with_reminder(answer: Answer, reminder: str | None) -> Answer:
    if reminder is None or answer.message["kind"] == "emergency":
        return answer
    notices = [reminder, *(answer.message.get("notices") or [])]
    message: Message = {**answer.message, "notices": notices}
    return Answer(message, answer.outcome)
