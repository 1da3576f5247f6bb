"""A text in another language: the emergency line in it, where nothing better can be said."""

from __future__ import annotations

from bot.gateway.outcomes import ENGINE_FAILED, ENGINE_SILENT
from bot.safety.languages import emergency_line, notice
from bot.safety.model import Disposition
from bot.sms.gsm7 import downgraded
from bot.web.views import Message

_FIRST = {
    Disposition.A_AND_E_NOW.value: "Go to A&E now.",
    Disposition.URGENT_111.value: "Call 111 now.",
}
_IN_ENGLISH = "Or text in English what you need and your town."
_NOT_UNDERSTOOD = (ENGINE_FAILED, ENGINE_SILENT, "answered:nlu_fallback", "answered:out_of_scope")


def in_their_language(answer: Message, outcome: str, body: str) -> str | None:
    """The reply in the language of `body`; None for English, and where English was understood.

    Other alphabets travel as UCS-2, in two or three segments: better read than short.
    """
    is_emergency = answer["kind"] == "emergency"
    if not is_emergency and outcome not in _NOT_UNDERSTOOD:
        return None
    language = notice(body)
    if language is None:
        return None
    if is_emergency:
        first = _FIRST.get(answer.get("disposition") or "", "Call 999 now.")
        return downgraded(f"{first} {emergency_line(language)}")
    return downgraded(f"{emergency_line(language)} {_IN_ENGLISH}")
