"""The shape of what an action says: one JSON message, which each channel words for itself.

`{"kind", "text", "heading", "choices": [{"label", "payload"}], "services", "notices",
"safety_net", "expects", "disposition", "family", "rule"}`; absent means nothing of the sort.
"""

from __future__ import annotations

import json
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.needs import need_wordings
from bot.understanding.safety_questions import asks_safety_question

Message = dict[str, Any]


def say(dispatcher: CollectingDispatcher, message: Message) -> None:
    """Hand one message to the channel."""
    dispatcher.utter_message(json_message=message)


def text(words: str, **more: Any) -> Message:
    """A plain answer."""
    return {"kind": "text", "text": words, **more}


def question(words: str, *, expects: str, choices: list[dict[str, str]], **more: Any) -> Message:
    """Something is asked; `expects` is what a short answer will be about."""
    return {"kind": "question", "text": words, "expects": expects, "choices": choices, **more}


def choice(label: str, intent: str, **entities: str | None) -> dict[str, str]:
    """A button; its payload stays on the server."""
    payload = f"/{intent}" + (json.dumps(entities) if entities else "")
    return {"label": label, "payload": payload}


def need_choice(need: str) -> dict[str, str]:
    """A button for a need.

    The engine reads nothing in a button: so it says itself whether the need's safety question is
    to be asked (None) or not.
    """
    answer = None if asks_safety_question(need, "") else "not_needed"
    return choice(need_wordings()[need].label, need, safety_answer=answer)


def entity_of(tracker: Tracker, kind: str) -> str | None:
    """What the latest message says of this kind; None if nothing."""
    for entity in tracker.latest_message.get("entities") or []:
        if entity.get("entity") == kind and entity.get("value") is not None:
            return str(entity["value"])
    return None


def last_answer(tracker: Tracker) -> Message | None:
    """What was said last, before the message that is being answered; None at the start."""
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            custom: Message | None = (event.get("data") or {}).get("custom")
            return custom or text(event.get("text") or "")
    return None
