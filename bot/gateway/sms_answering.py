"""What one text is answered with: a red flag first, then the door, short commands, the turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.gateway import outcomes
from bot.gateway.conversation import Inbound
from bot.gateway.errors import UnknownChoice
from bot.gateway.sms_door import Door
from bot.gateway.sms_inbox import Inbox, Reply
from bot.gateway.sms_places import place_near
from bot.gateway.sms_replies import (
    Answered,
    Sender,
    composed,
    fixed,
    no_such_number,
    revealed,
)
from bot.gateway.sms_store import TextsUnavailable
from bot.gateway.turn import Turns
from bot.safety.screen import screen
from bot.sms import words
from bot.sms.commands import Command, Verb, read_command
from bot.sms.consent import is_delete_request, is_help_word
from bot.sms.detailing import map_text
from bot.sms.inbound import InboundText
from bot.sms.memory import Memory

CHANNEL = "sms"


class Answering:
    """Answers one text; `forget` deletes the conversation everywhere else."""

    def __init__(
        self, *, turns: Turns, inbox: Inbox, door: Door, forget: Callable[[str], Awaitable[bool]]
    ) -> None:
        self._turns = turns
        self._inbox = inbox
        self._door = door
        self._forget = forget

    async def answer(self, message: InboundText, sender: Sender, now: datetime) -> Answered:
        """The one reply to a text; without words where nothing may be sent."""
        memory = await self._memory(sender)
        if screen(message.body).red_flag is not None:
            return await self._by_turn(message, sender, memory, now)
        at_the_door = await self._door.answer(message, sender, memory, now)
        return at_the_door or await self._ordinary(message, sender, memory, now)

    async def _ordinary(
        self, message: InboundText, sender: Sender, memory: Memory, now: datetime
    ) -> Answered:
        body = message.body.strip()
        if is_delete_request(body):
            return await self._deleted(sender)
        if is_help_word(body):
            return fixed(words.WHO_WE_ARE, "help")
        if message.latitude is not None and message.longitude is not None:
            place = await asyncio.to_thread(place_near, message.latitude, message.longitude)
            if place is None:
                return fixed(words.PIN_OUTSIDE, "pin_outside")
            body = f"{body} in {place}" if body else place
        elif message.media and not body:
            return fixed(words.PICTURE, "picture")
        elif not body:
            return fixed(words.EMPTY, "empty")
        command = read_command(body)
        if command is not None:
            done = await self._command(command, message, sender, memory, now)
            if done is not None:
                return done
        return await self._by_turn(replace(message, body=body), sender, memory, now)

    async def _command(
        self,
        command: Command,
        message: InboundText,
        sender: Sender,
        memory: Memory,
        now: datetime,
    ) -> Answered | None:
        """What a short reply means here; None when it is for the engine after all."""
        if memory.hidden is not None and command.verb in (Verb.OK, Verb.MORE):
            return revealed(memory)
        if command.verb is Verb.BACK and memory.list_text:
            return Answered(Reply(memory.list_text, "back"), memory)
        card = memory.card(command.number)
        wants_card = command.verb in (Verb.HOURS, Verb.MAP) and bool(memory.cards)
        if command.verb is Verb.MAP and card is not None:
            return Answered(Reply(map_text(card), "map"), memory)
        choice = memory.choice_for(command)
        if choice is not None:
            hours = command.verb is Verb.HOURS
            return await self._by_turn(message, sender, memory, now, choice=choice, hours=hours)
        numbered = command.verb is Verb.CHOOSE and not (memory.asks and not memory.menu)
        if command.number is not None and (wants_card or numbered):
            return no_such_number(command.number, memory)
        return None

    async def _by_turn(
        self,
        message: InboundText,
        sender: Sender,
        memory: Memory,
        now: datetime,
        *,
        choice: str | None = None,
        hours: bool = False,
    ) -> Answered:
        said = "" if choice else message.body
        inbound = Inbound(
            conversation_id=sender.conversation_id,
            channel=CHANNEL,
            message_id=message.sid,
            said=said,
            choice=choice,
            received_at=now,
            screening=screen(said),
        )
        try:
            turn = await self._turns.answer(inbound)
        except UnknownChoice:
            return Answered(Reply(words.OLD_LIST, "old_list"), Memory(revealed=memory.revealed))
        if turn.outcome == outcomes.DELETION_CHOSEN:
            return await self._deleted(sender, already=True)
        return composed(turn, message, memory, now, hours=hours)

    async def _deleted(self, sender: Sender, *, already: bool = False) -> Answered:
        done = already or await self._forget(sender.conversation_id)
        try:
            await self._inbox.forget(sender.conversation_id)
        except TextsUnavailable:
            done = False
        return Answered(Reply(words.DELETED if done else words.NOT_DELETED, "deleted"), Memory())

    async def _memory(self, sender: Sender) -> Memory:
        try:
            return await self._inbox.memory(sender.conversation_id)
        except TextsUnavailable:
            return Memory()
