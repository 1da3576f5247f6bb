"""The path of one message, the same for every channel.

Seen before? -> a choice's meaning -> red-flag screen -> the lasting emergency -> the engine, with
a budget -> one reply, stored before it is sent. Every way through ends in exactly one message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from bot.gateway import compose, outcomes
from bot.gateway.check import check_from, check_to, is_plain_no
from bot.gateway.conversation import ConversationState, Inbound, StoredTurn
from bot.gateway.emergency import begin_emergency, follow_emergency
from bot.gateway.engine import Engine
from bot.gateway.errors import ConversationsUnavailable, EngineUnavailable, UnknownChoice
from bot.gateway.neutral import neutralised
from bot.gateway.starters import starter
from bot.gateway.store import Conversations
from bot.safety.model import RedFlag
from bot.safety.screen import screen
from bot.safety.wording import Channel, check_question
from bot.web.views import Message

logger = logging.getLogger(__name__)

LONGEST_READ = 2_000
DELETED = "This conversation has been deleted. Nothing of it is kept."
TOO_LONG = (
    "That is a long message, and I read best in short. Please tell me in a few words what you "
    "need and where you are. For health advice from a person at any hour, phone 111. In an "
    "emergency, call 999."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One message in reply, and what happened (never the text)."""

    message: Message
    outcome: str


class Turns:
    """Answers messages, one at a time per conversation."""

    def __init__(
        self,
        *,
        conversations: Conversations,
        engine: Engine,
        budget_seconds: float,
        on_outcome: Callable[[str, str], None],
    ) -> None:
        self._conversations = conversations
        self._engine = engine
        self._budget_seconds = budget_seconds
        self._on_outcome = on_outcome
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, inbound: Inbound) -> StoredTurn:
        """The one reply to `inbound`; the stored one if this message was answered before.

        Raises:
            UnknownChoice: the choice was never offered here, or not any more.
        """
        lock = self._locks.setdefault(inbound.conversation_id, asyncio.Lock())
        async with lock:
            state, stored = await self._load(inbound)
            if stored is not None:
                return stored
            inbound, payload = _meant(inbound, state)
            answer = await self._reply(inbound, payload, state)
            turn = StoredTurn(
                message_id=inbound.message_id,
                said=inbound.said,
                chosen=inbound.choice is not None,
                messages=[answer.message],
                outcome=answer.outcome,
                answered_at=inbound.received_at,
            )
            await self._save(inbound, state, turn)
            self._on_outcome(inbound.channel, answer.outcome)
            return turn

    async def _reply(
        self, inbound: Inbound, payload: str | None, state: ConversationState
    ) -> Answer:
        if payload == compose.DELETE:
            return Answer(compose.plain_message(DELETED), outcomes.DELETION_CHOSEN)
        if payload is not None and not payload.startswith("gateway:"):
            return await self._ask_engine(inbound, payload, state)
        if state.check is not None:
            return await self._settle_check(inbound, payload, state)
        screening = screen(inbound.said)
        if screening.red_flag is not None:
            return self._emergency(inbound, screening.red_flag, state)
        follow = follow_emergency(state, inbound.said, screening, inbound.received_at)
        reminder = follow.words(_wording_channel(inbound)) if follow is not None else None
        if follow is not None and follow.stands_alone:
            message = compose.reminder_message(follow.words(_wording_channel(inbound)), state)
            return Answer(message, outcomes.EMERGENCY_CONTINUES)
        if screening.check is not None:
            state.check = check_to(inbound.said, screening.check)
            question = check_question(screening.check)
            return Answer(compose.check_message(question, state), outcomes.CHECK_ASKED)
        if len(inbound.said) > LONGEST_READ:
            return Answer(compose.plain_message(TOO_LONG), outcomes.TOO_LONG)
        answer = await self._ask_engine(inbound, neutralised(inbound.said), state)
        return _with_reminder(answer, reminder)

    async def _settle_check(
        self, inbound: Inbound, payload: str | None, state: ConversationState
    ) -> Answer:
        """The answer to the yes/no question: an emergency, or the first message after all.

        An answer that brings a red flag of its own is answered for that.
        """
        first_text, flag = check_from(state.check)
        state.check = None
        own = screen(inbound.said).red_flag if payload is None else None
        if own is None and is_plain_no(inbound.said, payload):
            return await self._ask_engine(inbound, neutralised(first_text), state)
        return self._emergency(inbound, own or flag, state)

    def _emergency(self, inbound: Inbound, flag: RedFlag, state: ConversationState) -> Answer:
        begin_emergency(state, flag, inbound.received_at)
        self._engine.tell(
            sender=inbound.conversation_id,
            text="/red_flag",
            channel=inbound.channel,
            message_id=inbound.message_id,
        )
        logger.info("red flag", extra={"rule": flag.rule, "family": flag.family})
        message = compose.emergency_message(flag, inbound.channel, state)
        return Answer(message, outcomes.emergency(flag))

    async def _ask_engine(self, inbound: Inbound, text: str, state: ConversationState) -> Answer:
        try:
            answer = await self._engine.ask(
                sender=inbound.conversation_id,
                text=text,
                channel=inbound.channel,
                message_id=inbound.message_id,
                expecting=state.expecting,
                budget_seconds=self._budget_seconds,
            )
        except EngineUnavailable as error:
            logger.warning("the engine did not answer", extra={"cause": str(error)})
            message = compose.fallback_message(inbound.channel, state)
            return Answer(message, outcomes.ENGINE_FAILED)
        composed, flag = compose.from_engine(answer.messages, inbound.channel, state)
        if composed is None:
            message = compose.fallback_message(inbound.channel, state)
            return Answer(message, outcomes.ENGINE_SILENT)
        if flag is not None:
            begin_emergency(state, flag, inbound.received_at)
            return Answer(composed, outcomes.emergency(flag))
        return Answer(composed, outcomes.answered(answer.reading))

    async def _load(self, inbound: Inbound) -> tuple[ConversationState, StoredTurn | None]:
        try:
            state, stored = await self._conversations.load(
                inbound.conversation_id, inbound.message_id
            )
        except ConversationsUnavailable:
            logger.error("conversations cannot be read")
            return ConversationState(), None
        return state or ConversationState(), stored

    async def _save(self, inbound: Inbound, state: ConversationState, turn: StoredTurn) -> None:
        try:
            await self._conversations.save(inbound.conversation_id, inbound.channel, state, turn)
        except ConversationsUnavailable:
            logger.error("a turn could not be stored")


def _meant(inbound: Inbound, state: ConversationState) -> tuple[Inbound, str | None]:
    """What a choice says and stands for."""
    if inbound.choice is None:
        return inbound, None
    offered = state.choices.get(inbound.choice) or starter(inbound.choice)
    if offered is None:
        raise UnknownChoice
    return replace(inbound, said=offered.label), offered.payload


def _wording_channel(inbound: Inbound) -> Channel:
    return "sms" if inbound.channel == "sms" else "web"


def _with_reminder(answer: Answer, reminder: str | None) -> Answer:
    if reminder is None or answer.message["kind"] == "emergency":
        return answer
    notices = [reminder, *(answer.message.get("notices") or [])]
    message: Message = {**answer.message, "notices": notices}
    return Answer(message, answer.outcome)
