"""Hello, thanks, goodbye, and who is there."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.messages import say, text

_HELLO = (
    "Hello. I can help you find local health, care and community services in Kent and Medway. "
    "What do you need, and where are you?"
)
_ANSWERS = (
    (
        re.compile(r"\b(?:thank|thanks|thankyou|thx|ty|ta|cheers|helpful|brilliant|great)\b", re.I),
        "You are welcome. Tell me if you need anything else.",
    ),
    (
        re.compile(r"\b(?:bye|goodbye|good ?night|see (?:you|ya)|that'?s all|cya)\b", re.I),
        "Goodbye, and take care. You can come back whenever you like.",
    ),
    (
        re.compile(
            r"\b(?:robot|bot|human|real|person|computer|who are (?:you|u)|your name)\b", re.I
        ),
        (
            "I am a computer program called Fingerpost. I point people to local services in Kent "
            "and Medway. I cannot tell you what is wrong, and I cannot book anything."
        ),
    ),
)


class ActionSmalltalk(Action):
    """Answers in kind, and says what this is for."""

    def name(self) -> str:
        return "action_smalltalk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        said = tracker.latest_message.get("text") or ""
        found = (words for pattern, words in _ANSWERS if pattern.search(said))
        on_the_way = bool((tracker.active_loop or {}).get("name"))
        say(dispatcher, text(next(found, "Hello." if on_the_way else _HELLO)))
        return []
