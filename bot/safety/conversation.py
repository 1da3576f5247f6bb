"""What lasts after an emergency reply: the advice stays in view, whatever is said next.

The state ends after TURNS messages, after LASTS, or when the person starts again: never because
the subject changes, the person takes it back, or says that it has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from bot.safety.model import Disposition, RedFlag, Screening
from bot.safety.nodes import possible
from bot.safety.rulebook import CueBook, cue_book, read_yaml
from bot.safety.tokens import tokenise
from bot.safety.wording import Channel

TURNS = 8
LASTS = timedelta(hours=2)
_MOST_CHARACTERS = 2_000


class FollowUpKind(str, Enum):
    """What somebody says after an emergency reply."""

    CANNOT_PHONE = "cannot_phone"
    AMBULANCE_COMING = "ambulance_coming"
    RETRACTION = "retraction"
    PASSED = "passed"
    MINIMISING = "minimising"
    ALONE = "alone"
    OTHER = "other"


@dataclass(frozen=True)
class EmergencyState:
    """An emergency reply was given: for what, when (aware), and how many turns it still lasts."""

    rule: str
    family: str
    disposition: Disposition
    began_at: datetime
    turns_left: int = TURNS

    @classmethod
    def begin(cls, flag: RedFlag, at: datetime) -> EmergencyState:
        """Return the state that `flag`, answered at the aware time `at`, leaves behind."""
        return cls(flag.rule, flag.family, flag.disposition, at)

    def after_turn(self) -> EmergencyState:
        """Return the state once one more message has been answered."""
        return replace(self, turns_left=max(0, self.turns_left - 1))

    def is_over(self, at: datetime) -> bool:
        """Whether, at the aware time `at`, the advice need no longer be kept in view."""
        return self.turns_left <= 0 or at - self.began_at >= LASTS

    def to_json(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return {
            "rule": self.rule,
            "family": self.family,
            "disposition": self.disposition.value,
            "began_at": self.began_at.isoformat(),
            "turns_left": self.turns_left,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> EmergencyState:
        """The inverse of `to_json`."""
        return cls(
            rule=str(stored["rule"]),
            family=str(stored["family"]),
            disposition=Disposition(stored["disposition"]),
            began_at=datetime.fromisoformat(str(stored["began_at"])),
            turns_left=int(stored["turns_left"]),
        )


@dataclass(frozen=True)
class FollowUp:
    """The words that keep the advice in view: `text` on the web, `sms` in one text message.

    `stands_alone` says that they are the whole reply; otherwise they go above the ordinary answer.
    """

    kind: FollowUpKind
    text: str
    sms: str
    stands_alone: bool

    def words(self, channel: Channel) -> str:
        """Return the words for `channel`."""
        return self.sms if channel == "sms" else self.text


class CheckAnswer(str, Enum):
    """The answer to the check question; an unclear one counts as yes."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


def follow_up(state: EmergencyState, text: str, screening: Screening) -> FollowUp | None:
    """Return what must be said to `text`, or None if the state is over or a new flag speaks."""
    if state.turns_left <= 0 or screening.red_flag is not None:
        return None
    kind = _kind(text)
    texts = _document()["texts"][kind.value]
    tail = _tail(kind, state)
    return FollowUp(
        kind=kind,
        text=f"{texts['web']} {tail}".strip(),
        sms=f"{texts['sms']} {tail}".strip(),
        stands_alone=bool(texts["stands_alone"]),
    )


def read_check_answer(text: str) -> CheckAnswer:
    """Read the answer to the check question: only a plain no is a no."""
    words = {token.text for token in tokenise(text[:_MOST_CHARACTERS], _book().spellings)}
    yes, no = _document()["yes_words"].split(), _document()["no_words"].split()
    if words & set(yes):
        return CheckAnswer.YES
    if words & set(no) and len(words) <= int(_document()["plain_no_words"]):
        return CheckAnswer.NO
    return CheckAnswer.UNCLEAR


def _tail(kind: FollowUpKind, state: EmergencyState) -> str:
    if kind in {FollowUpKind.CANNOT_PHONE, FollowUpKind.ALONE}:
        return ""
    if kind is FollowUpKind.AMBULANCE_COMING:
        stay: dict[str, str] = _document()["stay"]
        return stay.get(state.family, stay["default"])
    return str(_document()["keep"][state.disposition.value])


def _kind(text: str) -> FollowUpKind:
    book = _book()
    context = book.lexicon.context(tokenise(text[:_MOST_CHARACTERS], book.spellings))
    for name, node in book.cues.items():
        if possible(node, context) and node.find(context):
            return FollowUpKind(name)
    return FollowUpKind.OTHER


@lru_cache(maxsize=1)
def _document() -> Mapping[str, Any]:
    return read_yaml("conversation.yml")


@lru_cache(maxsize=1)
def _book() -> CueBook:
    cues: dict[str, str] = _document()["cues"]
    return cue_book(cues)
