"""One service: when it is open, how to reach it, how to get in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import Shown, query_for, shown_before, window_of
from actions.context import Context, context
from actions.details_text import answer_about, asks_for_card
from actions.finding import DOWN, ask_again, ask_what_is_needed
from actions.messages import Message, choice, entity_of, question, say, text
from actions.presenting import card, follow_ups
from directory.domain.errors import DirectoryError
from directory.domain.opening_text import fortnight
from directory.domain.query import Match

_NAMED = 85
_IT = re.compile(
    r"\b(?:it|it'?s|its|they|their|them|(?<!is )(?<!are )there|that one|this one)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:any|anywhere|anything|others?|another|else|somewhere|which|ones|all|who)\b",
    re.IGNORECASE,
)
_CARRIED = ("when", "who", "filters", "kinds")


class ActionShowDetails(Action):
    """Answers about the service that was meant: by number, by name, or the one spoken of."""

    def name(self) -> str:
        return "action_show_details"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return await show_details(dispatcher, tracker)


class ActionChangeTime(Action):
    """The same list at another time; or, when one service is spoken of, its hours then."""

    def name(self) -> str:
        return "action_change_time"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        shown = shown_before(tracker)
        spoken_of = shown.focus is not None or (len(shown.ids) == 1 and _IT.search(_said(tracker)))
        if spoken_of and not _OTHERS.search(_said(tracker)):
            return await show_details(dispatcher, tracker)
        return await ask_again(dispatcher, tracker)


async def show_details(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Answer about one service, and remember that it is the one spoken of."""
    parts, shown, said = context(), shown_before(tracker), _said(tracker)
    try:
        match, number = await _meant(entity_of(tracker, "number"), parts, shown, said)
        if match is None and entity_of(tracker, "when") and not _IT.search(said):
            return await ask_again(dispatcher, tracker)
        if match is None:
            return await _ask_which(dispatcher, parts, shown)
    except DirectoryError:
        say(dispatcher, text(DOWN, failed=True))
        return []
    window = window_of(entity_of(tracker, "when"), parts)
    # A button's payload says nothing: "number" in it does not ask for a phone number.
    asked_about = "" if said.startswith("/") else said
    words = answer_about(match, asked_about, window, now=parts.clock.now(), holidays=parts.holidays)
    if shown.focus == match.service.id and not asks_for_card(asked_about, window):
        say(dispatcher, _in_words(match, words, shown))
    else:
        say(dispatcher, _details(match, number, words, shown, parts))
    # What was asked about this one service is no wish for the next list.
    kept = [SlotSet(name, getattr(shown.asked, name)) for name in _CARRIED]
    return [SlotSet("shown", replace(shown, focus=match.service.id).as_slot()), *kept]


async def _meant(
    chosen: str | None, parts: Context, shown: Shown, said: str
) -> tuple[Match | None, int]:
    """The service that is meant, with its number on the list (0: it is not on it)."""
    query = query_for(shown.asked, parts)
    number = int(chosen) if chosen is not None and chosen.isdigit() else 0
    if 1 <= number <= len(shown.ids):
        return await parts.directory.match(shown.ids[number - 1], query), number
    candidates = [await parts.directory.match(id_, query) for id_ in shown.ids]
    for position, match in enumerate(candidates, start=1):
        if match and fuzz.partial_ratio(match.service.name.lower(), said.lower()) >= _NAMED:
            return match, position
    spoken_of = shown.focus or (shown.ids[0] if len(shown.ids) == 1 else None)
    if spoken_of is not None and _IT.search(said):
        return await parts.directory.match(spoken_of, query), _number(spoken_of, shown)
    named = [] if said.startswith("/") else await parts.directory.by_name(said, query.point)
    if named:
        return await parts.directory.match(named[0].id, query), _number(named[0].id, shown)
    if spoken_of is not None:
        return await parts.directory.match(spoken_of, query), _number(spoken_of, shown)
    return None, 0


async def _ask_which(
    dispatcher: CollectingDispatcher, parts: Context, shown: Shown
) -> list[EventType]:
    if not shown.ids:
        return ask_what_is_needed(dispatcher)
    choices = []
    for number, id_ in enumerate(shown.ids[-3:], start=max(len(shown.ids) - 2, 1)):
        service = await parts.directory.service(id_)
        if service is not None:
            label = f"{number}. {service.name}"
            choices.append(choice(label, "service_details", number=str(number)))
    say(dispatcher, question("Which one do you mean?", expects="choice", choices=choices))
    return []


def _in_words(match: Match, words: str, shown: Shown) -> Message:
    """A short answer about the service whose card was the last that was shown."""
    choices = follow_ups(has_more=shown.has_more)
    return text(words, heading=match.service.name, choices=choices, expects="choice")


def _details(match: Match, number: int, words: str, shown: Shown, parts: Context) -> Message:
    service = match.service
    answered = card(match, number or 1)
    answered["details"] = None
    answered["hours"] = [
        {"day": f"{day.weekday} {day.day.day} {day.day:%B}", "text": day.text}
        for day in fortnight(service.hours, parts.clock.now().date(), parts.holidays)
    ]
    return {
        "kind": "services",
        "heading": service.name,
        "text": words,
        "services": [answered],
        "notices": [],
        "safety_net": None,
        "choices": follow_ups(has_more=shown.has_more),
        "expects": "choice",
    }


def _number(service_id: str, shown: Shown) -> int:
    return shown.ids.index(service_id) + 1 if service_id in shown.ids else 0


def _said(tracker: Tracker) -> str:
    return tracker.latest_message.get("text") or ""
