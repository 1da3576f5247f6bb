"""The directory's answer as a message: a heading, what was given up, a card for each service."""

from __future__ import annotations

from typing import Any

from actions.asked import Asked
from actions.messages import Message, choice
from actions.needs import CLINICAL_NEEDS, MENTAL_HEALTH_NEEDS, need_wordings
from bot.understanding.model import Place, PlaceKind, Who
from directory.asking import person_of
from directory.domain.eligibility import needs_111_for_under_five
from directory.domain.query import Match, Result
from directory.domain.ranking import distance_text

_COST_TEXT = {"free": "Free", "nhs_charge": "NHS charges may apply", "charge": "There is a charge"}
_UNDER_FIVES = (
    "If a child under 5 is unwell, phone 111: the 111 website cannot check children under 5."
)


def services_message(
    result: Result, asked: Asked, place: Place | None, who: Who, *, offset: int
) -> Message:
    """Up to a page of services; `offset` is how many were shown before."""
    need = need_wordings()[asked.need or "pharmacy"]
    cards = [card(match, offset + number) for number, match in enumerate(result.matches, start=1)]
    return {
        "kind": "services",
        "need": asked.need,
        "heading": f"{need.heading}{_where(place)}",
        "text": need.more or "",
        "services": cards,
        "notices": _notices(result, asked, who),
        "safety_net": _safety_net(asked.need),
        "choices": follow_ups(has_more=offset + len(cards) < result.total),
        "expects": "choice",
    }


def card(match: Match, number: int) -> dict[str, Any]:
    """One service as the contract's JSON; texts are for people."""
    service = match.service
    return {
        "id": service.id,
        "number": number,
        "name": service.name,
        "organization": service.organization,
        "description": service.description,
        "needs": list(service.needs),
        "distance_km": None if match.distance_km is None else round(match.distance_km, 2),
        "distance_text": distance_text(match.distance_km),
        "open_state": match.opening.state.value,
        "open_text": match.open_text,
        "phone": service.phone,
        "text_number": service.text_number,
        "address": service.location.address,
        "postcode": service.location.postcode,
        "latitude": service.location.latitude,
        "longitude": service.location.longitude,
        "url": service.url,
        "access": match.access_text,
        "cost": _COST_TEXT.get(service.cost.value),
        "eligibility": service.eligibility.text,
        "why": list(match.reasons),
        "phone_first": match.phone_first,
        "last_checked": match.last_checked.isoformat() if match.last_checked else None,
        "checked_text": match.checked_text,
        "source": match.source_text,
        "sensitive": service.sensitive,
        "details": choice("More about this", "service_details", number=str(number))["payload"],
    }


def _where(place: Place | None) -> str:
    if place is None or place.kind is PlaceKind.AREA:
        return " in Kent and Medway"
    return f" {'in' if place.kind is PlaceKind.DISTRICT else 'near'} {place.label}"


def _notices(result: Result, asked: Asked, who: Who) -> list[str]:
    notices = [relaxation.explanation for relaxation in result.relaxed]
    if needs_111_for_under_five((asked.need or "",), person_of(who)):
        return [_UNDER_FIVES, *notices]
    return notices


def _safety_net(need: str | None) -> str | None:
    if need in MENTAL_HEALTH_NEEDS:
        return (
            "If you cannot keep yourself safe, call 999. For urgent mental health help at any "
            "hour, phone 111 and choose option 2."
        )
    if need in CLINICAL_NEEDS:
        return "If you get worse, call 111. If it is life-threatening, call 999."
    if need == "domestic_abuse_support":
        return "If you are in danger now, call 999. If you cannot speak, press 55 when asked."
    return None


def follow_ups(*, has_more: bool) -> list[dict[str, str]]:
    """The buttons under a list."""
    more = [choice("Show more", "ask_more")] if has_more else []
    return [*more, choice("Start again", "start_again")]
