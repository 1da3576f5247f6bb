"""The emergency line in somebody's own language, beside an answer in English."""

from __future__ import annotations

from bot.safety.languages import notice
from bot.web.views import Message


def with_their_language(message: Message, said: str) -> Message:
    """The message with the line in the language of `said`; unchanged for English.

    In an emergency it comes right after the first line, which says what to do; else first of all.
    """
    language = notice(said)
    if language is None:
        return message
    emergency = message.get("emergency")
    if emergency:
        first, *others = emergency["lines"]
        return {**message, "emergency": {**emergency, "lines": [first, language.line, *others]}}
    return {**message, "notices": [language.line, *(message.get("notices") or [])]}
