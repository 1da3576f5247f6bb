"""One message in, one reply out, within the budget: in order, once, and stored before it is sent.

What the reply is, `bot.gateway.reply` decides; here is what makes it exactly one. Messages of a
conversation are answered one after the other, except a red flag: that waits for nobody.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from bot.gateway import compose, outcomes
from bot.gateway.conversation import ConversationState, Inbound, StoredTurn
from bot.gateway.errors import ConversationsUnavailable, UnknownChoice
from bot.gateway.reply import Answer, Replies
from bot.gateway.starters import starter
from bot.gateway.store import Conversations

logger = logging.getLogger(__name__)

_KEPT_FOR_STORING = 0.5
_LEAST_FOR_ENGINE = 1.0


class Turns:
    """Answers messages, one at a time per conversation."""

    def __init__(
        self,
        *,
        conversations: Conversations,
        replies: Replies,
        budget_seconds: float,
        on_outcome: Callable[[str, str], None],
    ) -> None:
        self._conversations = conversations
        self._replies = replies
        self._budget_seconds = budget_seconds
        self._on_outcome = on_outcome
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._begun: dict[str, dict[str, Any]] = {}

    async def answer(self, inbound: Inbound) -> StoredTurn:
        """The one reply to `inbound`; the stored one if this message was answered before.

        Raises:
            UnknownChoice: the choice was never offered here, or not any more.
        """
        deadline = time.monotonic() + self._budget_seconds
        lock = self._locks.setdefault(inbound.conversation_id, asyncio.Lock())
        if inbound.screening.red_flag is not None and lock.locked():
            return await self._answer(inbound, deadline, overtaking=True)
        try:
            async with _held(lock, until=deadline):
                return await self._answer(inbound, deadline)
        except TimeoutError:
            fallback = compose.fallback_message(inbound.channel, ConversationState())
            self._on_outcome(inbound.channel, outcomes.BUSY)
            return _turn(inbound, Answer(fallback, outcomes.BUSY))

    async def _answer(
        self, inbound: Inbound, deadline: float, *, overtaking: bool = False
    ) -> StoredTurn:
        state, stored = await self._load(inbound)
        if stored is not None:
            return stored
        inbound, payload = _meant(inbound, state)
        left = deadline - time.monotonic() - _KEPT_FOR_STORING
        answer = await self._replies.to(
            inbound, payload, state, budget_seconds=max(left, _LEAST_FOR_ENGINE)
        )
        if overtaking and state.emergency is not None:
            self._begun[inbound.conversation_id] = state.emergency
        turn = _turn(inbound, answer)
        if answer.outcome != outcomes.DELETION_CHOSEN:
            await self._save(inbound, state, turn, overtaking=overtaking)
        self._on_outcome(inbound.channel, answer.outcome)
        return turn

    async def _load(self, inbound: Inbound) -> tuple[ConversationState, StoredTurn | None]:
        try:
            state, stored = await self._conversations.load(
                inbound.conversation_id, inbound.message_id
            )
        except ConversationsUnavailable:
            logger.error("conversations cannot be read")
            return ConversationState(), None
        return state or ConversationState(), stored

    async def _save(
        self, inbound: Inbound, state: ConversationState, turn: StoredTurn, *, overtaking: bool
    ) -> None:
        if not overtaking and (begun := self._begun.pop(inbound.conversation_id, None)):
            # A red flag overtook this message: its state must outlast this older one.
            state.emergency, state.check, state.expecting = begun, None, None
        try:
            await self._conversations.save(inbound.conversation_id, inbound.channel, state, turn)
        except ConversationsUnavailable:
            logger.error("a turn could not be stored")


@asynccontextmanager
async def _held(lock: asyncio.Lock, *, until: float) -> AsyncIterator[None]:
    """The lock, or `TimeoutError` when it is not free by `until` (monotonic seconds)."""
    async with asyncio.timeout(until - time.monotonic()):
        await lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _turn(inbound: Inbound, answer: Answer) -> StoredTurn:
    return StoredTurn(
        message_id=inbound.message_id,
        said=inbound.said,
        chosen=inbound.choice is not None,
        messages=[answer.message],
        outcome=answer.outcome,
        answered_at=inbound.received_at,
    )


def _meant(inbound: Inbound, state: ConversationState) -> tuple[Inbound, str | None]:
    """What a choice says and stands for."""
    if inbound.choice is None:
        return inbound, None
    offered = state.choices.get(inbound.choice) or starter(inbound.choice)
    if offered is None:
        raise UnknownChoice
    return replace(inbound, said=offered.label), offered.payload
