"""What a newcomer can press before writing anything: the commonest needs."""

from __future__ import annotations

import json
from functools import cache

from bot.gateway.conversation import OfferedChoice
from bot.understanding.safety_questions import asks_safety_question
from bot.web.views import Choice

_STARTERS = {
    "start-pharmacy": ("A pharmacy near me", "pharmacy"),
    "start-gp": ("Register with a GP", "gp"),
    "start-mood": ("Help with low mood or worry", "mental_health_talking_therapies"),
    "start-physio": ("Back, neck or joint pain", "physio_self_referral"),
    "start-smoking": ("Stop smoking or vaping", "stop_smoking"),
    "start-community": ("Company, food or money help", "voluntary_community"),
}


def starter(choice_id: str) -> OfferedChoice | None:
    """What a starter stands for; they are the same for everybody."""
    return _offered().get(choice_id)


def starters() -> list[Choice]:
    """The buttons for the page."""
    return [{"id": key, "label": choice.label} for key, choice in _offered().items()]


@cache
def _offered() -> dict[str, OfferedChoice]:
    return {
        key: OfferedChoice(label=label, payload=_payload(need))
        for key, (label, need) in _STARTERS.items()
    }


def _payload(need: str) -> str:
    """The engine reads nothing in it: so it says itself if the safety question is to be asked."""
    answer = None if asks_safety_question(need, "") else "not_needed"
    return f"/{need}{json.dumps({'safety_answer': answer})}"
