"""Short answers read by rule: yes, no, not sure, a number, more, start again, a place, a time.

Only whole messages are read: every word must belong to the answer. "no but my arm is numb" is
not a no. Anything longer or unlike is left (None) to whoever understands sentences.
"""

from __future__ import annotations

import re
from typing import Protocol

from bot.understanding import phrases
from bot.understanding.model import PlaceMention, When
from bot.understanding.number import bare_number
from bot.understanding.text import Text, vocabulary
from bot.understanding.when import find_when

MOST_WORDS = 14
"""Words in the longest message that can be nothing but an answer."""
_PATTERNS = phrases.load("answers.txt")
_POLITE = _PATTERNS.pop("polite")
_ORDER = ("hedged", "not_sure", "deny", "affirm", "ask_more", "start_again")
_EMOJI = {
    "affirm": ("\N{THUMBS UP SIGN}", "\N{WHITE HEAVY CHECK MARK}", "\N{OK HAND SIGN}"),
    "deny": ("\N{THUMBS DOWN SIGN}", "\N{CROSS MARK}"),
    "not_sure": ("\N{SHRUG}", "\N{THINKING FACE}"),
}
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\u2640\u2642\\s]")
_TIME_WORDS = vocabulary(
    "on in at the for by please pls plz thanks thank you ta yes ok okay um er erm maybe probably "
    "preferably ideally would be better best is good suits me i can do make it need want its it's "
    "around about any time anytime some sometime or and well if possible how about what can you "
    "open then instead"
)


class BarePlaces(Protocol):
    """What can tell whether a message is nothing but a place."""

    def bare_place(self, text: str | Text) -> PlaceMention | None:
        """The place, or None when there is more to the message."""


def read_answer(
    text: str, expecting: str | None = None, places: BarePlaces | None = None
) -> str | None:
    """The intent of a message that is only an answer, or None.

    `expecting` is what was asked for: `safety_answer`, `place`, `choice` or None. Intents:
    `affirm`, `deny`, `not_sure`, `choose_result`, `ask_more`, `start_again`, `give_place`,
    `give_time`. To a safety question a bare number is no answer and stays unread, and a no that
    leaves room ("not really", "not now") is not sure.
    """
    read = Text(text)
    symbol = _symbol(text)
    if symbol is not None or not read.tokens:
        return symbol
    if len(read.tokens) > MOST_WORDS:
        return None
    if expecting == "place":
        return _place(read, places) or _said(read) or _time(read)
    if expecting == "choice":
        return _number(read) or _said(read) or _place(read, places) or _time(read)
    if expecting == "safety_answer":
        return _said(read, hedged="not_sure") or _place(read, places)
    return _said(read) or _number(read) or _place(read, places) or _time(read)


def _symbol(text: str) -> str | None:
    bare = _SKIN.sub("", text)
    for intent, symbols in _EMOJI.items():
        if bare and not bare.strip("".join(symbols)):
            return intent
    return None


def _said(read: Text, *, hedged: str = "deny") -> str | None:
    """What `_form` finds; `hedged` says what "not really" and "not now" count as."""
    form = _form(read)
    return hedged if form == "hedged" else form


def _form(read: Text) -> str | None:
    """Yes, no, not sure, more or start again, with nothing else but politeness around it."""
    plain = " ".join(read.words)
    for intent in _ORDER:
        rest, found = _PATTERNS[intent].subn(" ", plain)
        if intent == "hedged":
            rest = _PATTERNS["deny"].sub(" ", rest)
        if found and not _POLITE.sub(" ", rest).strip():
            return intent
    return None


def _number(read: Text) -> str | None:
    return "choose_result" if bare_number(read) is not None else None


def _place(read: Text, places: BarePlaces | None) -> str | None:
    if places is None or places.bare_place(read) is None:
        return None
    return "give_place"


def _time(read: Text) -> str | None:
    mention = find_when(read)
    if mention is None or mention.when == When():
        return None
    outside = [
        token.word
        for token in read.tokens
        if token.end <= mention.start or token.start >= mention.end
    ]
    return "give_time" if all(word in _TIME_WORDS for word in outside) else None
