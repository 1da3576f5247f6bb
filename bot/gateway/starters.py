"""What a newcomer can press before writing anything: the commonest needs."""

from __future__ import annotations

from bot.gateway.conversation import OfferedChoice
from bot.web.views import Choice

_STARTERS = {
    "start-pharmacy": OfferedChoice("A pharmacy near me", "/pharmacy"),
    "start-gp": OfferedChoice("Register with a GP", "/gp"),
    "start-mood": OfferedChoice("Help with low mood or worry", "/mental_health_talking_therapies"),
    "start-physio": OfferedChoice("Back, neck or joint pain", "/physio_self_referral"),
    "start-smoking": OfferedChoice("Stop smoking or vaping", "/stop_smoking"),
    "start-community": OfferedChoice("Company, food or money help", "/voluntary_community"),
}


def starter(choice_id: str) -> OfferedChoice | None:
    """What a starter stands for; they are the same for everybody."""
    return _STARTERS.get(choice_id)


def starters() -> list[Choice]:
    """The buttons for the page."""
    return [{"id": key, "label": choice.label} for key, choice in _STARTERS.items()]
