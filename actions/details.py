"""One service: when it is open, how to reach it, how to get in."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import Asked, query_for, shown_before, window_of
from actions.context import Context, context
from actions.finding import DOWN, ask_what_is_needed
from actions.messages import choice, question, say, text
from actions.presenting import card
from directory.domain.errors import DirectoryError
from directory.domain.opening import is_open_in
from directory.domain.opening_text import fortnight
from directory.domain.query import Match, Window

_NAMED = 85
_ABOUT_PHONE = re.compile(r"\b(?:phone|number|ring|call|tel(?:ephone)?|contact)\b", re.IGNORECASE)
_ABOUT_PLACE = re.compile(r"\b(?:where|address|find it|get there|directions?|map)\b", re.IGNORECASE)
_ABOUT_COST = re.compile(r"\b(?:cost|price|pay|free|charge|how much)\b", re.IGNORECASE)


class ActionShowDetails(Action):
    """Answers about the service that was meant: by number, by name, or the only one shown."""

    def name(self) -> str:
        return "action_show_details"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        parts = context()
        asked, ids = shown_before(tracker)
        said = tracker.latest_message.get("text") or ""
        try:
            match, number = await _meant(tracker, parts, asked, ids, said)
            if match is None:
                return await _ask_which(dispatcher, parts, ids)
        except DirectoryError:
            say(dispatcher, text(DOWN, failed=True))
            return []
        say(dispatcher, _details(match, number, said, _window(tracker, parts), parts))
        return []


async def _meant(
    tracker: Tracker, parts: Context, asked: Asked, ids: list[str], said: str
) -> tuple[Match | None, int]:
    query = query_for(asked, parts)
    number = _number(tracker)
    if number is not None and 1 <= number <= len(ids):
        return await parts.directory.match(ids[number - 1], query), number
    shown = [await parts.directory.match(id_, query) for id_ in ids]
    for position, match in enumerate(shown, start=1):
        if match and fuzz.partial_ratio(match.service.name.lower(), said.lower()) >= _NAMED:
            return match, position
    named = await parts.directory.by_name(said, query.point)
    if named:
        return await parts.directory.match(named[0].id, query), 1
    if len(ids) == 1:
        return shown[0], 1
    return None, 0


async def _ask_which(
    dispatcher: CollectingDispatcher, parts: Context, ids: list[str]
) -> list[EventType]:
    if not ids:
        return ask_what_is_needed(dispatcher)
    choices = []
    for number, id_ in enumerate(ids[-3:], start=max(len(ids) - 2, 1)):
        service = await parts.directory.service(id_)
        if service is not None:
            choices.append(choice(service.name, "service_details", number=str(number)))
    say(dispatcher, question("Which one do you mean?", expects="choice", choices=choices))
    return []


def _details(
    match: Match, number: int, said: str, window: Window | None, parts: Context
) -> dict[str, Any]:
    service = match.service
    today = parts.clock.now().date()
    shown = card(match, number)
    shown["hours"] = [
        {"day": f"{day.weekday} {day.day.day} {day.day:%B}", "text": day.text}
        for day in fortnight(service.hours, today, parts.holidays)
    ]
    return {
        "kind": "services",
        "heading": service.name,
        "text": _answer(match, said, window, parts),
        "services": [shown],
        "notices": [],
        "safety_net": None,
        "choices": [choice("Show more", "ask_more"), choice("Start again", "start_again")],
        "expects": "choice",
    }


def _answer(match: Match, said: str, window: Window | None, parts: Context) -> str:
    service = match.service
    if window is not None:
        return _open_answer(match, window, parts)
    if _ABOUT_PHONE.search(said):
        return (
            f"Phone {service.phone}." if service.phone else "I do not have a phone number for it."
        )
    if _ABOUT_COST.search(said):
        return {
            "free": "It is free.",
            "nhs_charge": "NHS charges may apply, for example for prescriptions.",
            "charge": "There is a charge. Ask how much before you go.",
        }.get(service.cost.value, "I do not know what it costs. Phone to ask.")
    if _ABOUT_PLACE.search(said):
        where = ", ".join(
            part for part in (service.location.address, service.location.postcode) if part
        )
        return f"It is at {where}." if where else "I do not have an address for it."
    return match.access_text


def _open_answer(match: Match, window: Window, parts: Context) -> str:
    is_open = is_open_in(match.service.hours, window, parts.holidays)
    if is_open is None:
        return f"I do not know if it is open {window.label}. Phone first."
    if is_open:
        return f"Its hours say that it is open {window.label}."
    return f"Its hours say that it is closed {window.label}."


def _number(tracker: Tracker) -> int | None:
    number = _entity(tracker, "number")
    return int(number) if number is not None and number.isdigit() else None


def _window(tracker: Tracker, parts: Context) -> Window | None:
    return window_of(_entity(tracker, "when"), parts)


def _entity(tracker: Tracker, kind: str) -> str | None:
    for entity in tracker.latest_message.get("entities") or []:
        if entity.get("entity") == kind:
            return str(entity.get("value"))
    return None
