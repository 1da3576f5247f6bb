"""From a turn, or from what a conversation remembers, to one text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.gateway.conversation import StoredTurn
from bot.gateway.outcomes import CHECK_ASKED
from bot.gateway.sms_inbox import Reply
from bot.gateway.sms_language import in_their_language
from bot.safety.conversation import EmergencyState, follow_up
from bot.safety.model import Disposition, Screening
from bot.sms import words
from bot.sms.composing import is_private, offer_text, private_needs, text_of
from bot.sms.gsm7 import segments
from bot.sms.inbound import InboundText
from bot.sms.memory import Memory
from bot.web.views import Message

EMERGENCY_LASTS = timedelta(hours=2)
_ANSWER_WORDS = frozenset({"YES", "NO", "OK"})


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: `conversation_id` and `person` are keyed hashes; `number` is E.164 or None."""

    conversation_id: str
    person: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and what the conversation remembers after it (None: as before)."""

    reply: Reply
    memory: Memory | None = None


def fixed(text: str, outcome: str) -> Answered:
    """A text of our own; nothing changes in what is remembered."""
    return Answered(Reply(text, outcome))


def silence(outcome: str) -> Answered:
    """Nothing is sent."""
    return Answered(Reply(None, outcome))


def composed(
    turn: StoredTurn, message: InboundText, memory: Memory, now: datetime, *, hours: bool = False
) -> Answered:
    """The turn's message as one text, and the memory after it."""
    answer = turn.messages[0]
    memory.learn(answer)
    if answer["kind"] == "emergency" or turn.outcome == CHECK_ASKED:
        memory.emergency_at = now.isoformat()
    if is_private(answer, memory.revealed):
        memory.hidden = answer
        return Answered(Reply(offer_text(), turn.outcome), memory)
    text = in_their_language(answer, turn.outcome, message.body)
    text = text or _worded(answer, memory, hours=hours)
    if message.media:
        text = _with_picture_note(text)
    return Answered(Reply(text, turn.outcome), memory)


def revealed(memory: Memory) -> Answered:
    """The answer that waited for an OK; None of its needs is asked about again."""
    answer = memory.hidden
    assert answer is not None
    memory.learn(answer)
    memory.revealed = sorted({*memory.revealed, *private_needs(answer)})
    return Answered(Reply(_worded(answer, memory), "revealed"), memory)


def no_such_number(number: int | None, memory: Memory) -> Answered:
    """A number that stands for nothing: say which do."""
    known = memory.numbers()
    if not known:
        return fixed(words.NO_NUMBERS, "no_such_number")
    spoken = f"{known[0]}-{known[-1]}" if len(known) > 1 else str(known[0])
    text = words.NO_SUCH_NUMBER.format(number=number, known=spoken)
    return fixed(text, "no_such_number")


def answers_a_question(body: str, memory: Memory) -> bool:
    """Whether a keyword of Twilio's is the answer to what was asked here."""
    return memory.asks and body.strip().upper() in _ANSWER_WORDS


def in_emergency(memory: Memory, now: datetime) -> bool:
    """Whether a red flag of this person was answered a short while ago."""
    if memory.emergency_at is None:
        return False
    return now - datetime.fromisoformat(memory.emergency_at) < EMERGENCY_LASTS


def is_about_the_emergency(body: str, memory: Memory, now: datetime) -> bool:
    """Whether a text goes on about a red flag that was answered a short while ago."""
    if memory.emergency_at is None or not in_emergency(memory, now):
        return False
    state = EmergencyState("", "", Disposition.EMERGENCY_999, now)
    follow = follow_up(state, body, Screening())
    return follow is not None and follow.stands_alone


def _worded(answer: Message, memory: Memory, *, hours: bool = False) -> str:
    text = text_of(answer, hours=hours, more=memory.more is not None)
    services = answer.get("services") or []
    if services and not services[0].get("hours"):
        memory.list_text = text
    return text


def _with_picture_note(text: str) -> str:
    noted = f"{words.PICTURE_TOO} {text}"
    return noted if segments(noted) <= segments(text) else text
