"""A conversation as the gateway knows it: what it offered, what it waits for, what was said."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.safety.model import Screening
from bot.safety.screen import screen
from bot.web.views import Message

_CHOICES_KEPT = 80
_NOT_YET = Screening()


@dataclass(slots=True)
class OfferedChoice:
    """What a button stands for. The payload never leaves the server."""

    label: str
    payload: str


@dataclass(slots=True)
class ConversationState:
    """Kept between turns as JSON.

    `expecting`: what the last reply asked for. `emergency`: the lasting state after a red flag.
    `check`: a message whose sign was in doubt, with its flag, until the question is answered.
    `silences`: how often in a row the engine had nothing to say.
    """

    expecting: str | None = None
    emergency: dict[str, Any] | None = None
    check: dict[str, Any] | None = None
    silences: int = 0
    choices: dict[str, OfferedChoice] = field(default_factory=dict)

    def offer(self, choice_id: str, choice: OfferedChoice) -> None:
        """Remember a button, and forget the oldest beyond a screenful or two."""
        self.choices[choice_id] = choice
        while len(self.choices) > _CHOICES_KEPT:
            del self.choices[next(iter(self.choices))]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ConversationState:
        """The inverse of `as_json`."""
        choices = {key: OfferedChoice(**value) for key, value in data.get("choices", {}).items()}
        return cls(
            expecting=data.get("expecting"),
            emergency=data.get("emergency"),
            check=data.get("check"),
            silences=int(data.get("silences", 0)),
            choices=choices,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message from a resident. `said` is their text, or the label of what they chose.

    It is always screened: by who makes it, or else at once. Of a choice (`choice` is its id)
    nothing is: its words are ours.
    """

    conversation_id: str
    channel: str
    message_id: str
    said: str
    received_at: datetime
    choice: str | None = None
    screening: Screening = _NOT_YET

    def __post_init__(self) -> None:
        if self.screening is _NOT_YET:
            screening = Screening() if self.choice is not None else screen(self.said)
            object.__setattr__(self, "screening", screening)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """One exchange as it was answered; `outcome` names what happened, without the text."""

    message_id: str
    said: str | None
    chosen: bool
    messages: list[Message]
    outcome: str
    answered_at: datetime
