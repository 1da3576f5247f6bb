"""Short replies with a meaning of their own: a number, MORE, HOURS 2, MAP 2, BACK, OK."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Verb(Enum):
    """What is wanted."""

    CHOOSE = "choose"
    MORE = "more"
    HOURS = "hours"
    MAP = "map"
    BACK = "back"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Command:
    """A verb, and the number that it is about, if one was given."""

    verb: Verb
    number: int | None = None


_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1
    )
}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
_ABOUT = r"(?:for|of|on|to|no|number|option|the)? ?"
_PATTERNS = (
    (Verb.CHOOSE, re.compile(rf"(?:no|number|option|choice|details|reply|send)? ?{_NUMBER}")),
    (Verb.HOURS, re.compile(rf"(?:opening )?(?:hours?|hrs|times) ?{_ABOUT}{_NUMBER}?")),
    (Verb.MAP, re.compile(rf"(?:map|maps|directions) ?{_ABOUT}{_NUMBER}?")),
    (Verb.MORE, re.compile(r"(?:show )?more(?: results)?|next")),
    (Verb.BACK, re.compile(r"(?:go )?back|list")),
    (Verb.OK, re.compile(r"ok(?:ay)?|k|show(?: me)?|see it")),
)  # fmt: skip
_POLITE = re.compile(r"\b(?:please|pls|plz|thanks|thank you|thx|ta)\b")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def read_command(text: str) -> Command | None:
    """The command that is the whole message, or None."""
    if len(text) > _LONGEST:
        return None
    plain = " ".join(_POLITE.sub(" ", _NOT_WORDS.sub(" ", text.lower())).split())
    for verb, pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found:
            given = found.group(1) if pattern.groups else None
            return Command(verb, _number(given))
    return None


def _number(given: str | None) -> int | None:
    if given is None:
        return None
    return int(given) if given.isdigit() else _WORDS[given]
