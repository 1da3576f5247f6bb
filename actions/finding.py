"""Finding services: the first list, more of it, and the same for another place, time or person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import Asked, Shown, asked_from, merged, place_of, query_for, shown_before
from actions.asking import ask_place, urgent_advice
from actions.context import Context, context
from actions.messages import choice, entity_of, need_choice, question, say, text
from actions.needs import COMMON_NEEDS
from actions.presenting import services_message
from bot.understanding.needs import IMMEDIATE_NEEDS
from bot.understanding.slots import who_from_text
from directory.domain.errors import DirectoryError

DOWN = (
    "Sorry, I cannot look up services just now. Please try again in a few minutes. For health "
    "advice at any hour, phone 111. If somebody's life is at risk, call 999."
)
NEARER = "Tell me your town or postcode, and I can look nearer to you."
NO_MORE = (
    "That is all I know of for this. I can look near another place or for another time: just tell "
    "me which."
)
NOTHING = (
    "I do not know of a service for this. Phone 111 for health advice at any hour, or ask your GP "
    "practice or a pharmacist what there is near you."
)


class ActionFindServices(Action):
    """The first list for a need, or the emergency advice that a yes to its question calls for."""

    def name(self) -> str:
        return "action_find_services"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        asked = asked_from(tracker)
        if asked.need is None:
            return []  # The form ended with urgent advice.
        if tracker.get_slot("safety_answer") == "yes":
            return urgent_advice(dispatcher, tracker)
        return [
            *await show_services(dispatcher, asked, context()),
            SlotSet("safety_answer", None),
        ]


class ActionShowMore(Action):
    """The next page of the same list."""

    def name(self) -> str:
        return "action_show_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return await show_more(dispatcher, tracker)


async def show_more(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """The services of the list that were not shown yet."""
    shown = shown_before(tracker)
    if not shown.asked.need:
        return ask_what_is_needed(dispatcher)
    if not shown.has_more:
        say(dispatcher, text(NO_MORE, choices=[choice("Start again", "start_again")]))
        return []
    return await show_services(dispatcher, shown.asked, context(), after=shown.ids)


async def ask_again(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """The same need with something changed; without a need yet, ask for it."""
    asked = merged(shown_before(tracker).asked, asked_from(tracker))
    if not asked.need:
        return ask_what_is_needed(dispatcher)
    return await show_services(dispatcher, asked, context())


class ActionChangePlace(Action):
    """The same again, elsewhere."""

    def name(self) -> str:
        return "action_change_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if entity_of(tracker, "place") is None:
            ask_place(dispatcher, tracker)
            return []
        return await ask_again(dispatcher, tracker)


class ActionChangeWishes(Action):
    """The same again, for somebody else or with a wish (free, step-free, women only)."""

    def name(self) -> str:
        return "action_change_wishes"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return await ask_again(dispatcher, tracker)


async def show_services(
    dispatcher: CollectingDispatcher, asked: Asked, parts: Context, *, after: Sequence[str] = ()
) -> list[EventType]:
    """Search, say what was found beyond the ids in `after`, and remember it."""
    place = place_of(asked, parts)
    offset = len(after)
    try:
        result = await parts.directory.search(query_for(asked, parts, offset=offset))
    except DirectoryError:
        say(dispatcher, text(DOWN, failed=True))
        return []
    if not result.matches:
        say(dispatcher, text(NO_MORE if offset else NOTHING))
        return []
    message = services_message(result, asked, place, who_from_text(asked.who), offset=offset)
    if place is None and asked.need in IMMEDIATE_NEEDS:
        message["text"] = f"{message['text']} {NEARER}".strip()
    say(dispatcher, message)
    ids = (*after, *(match.service.id for match in result.matches))
    shown = Shown(asked=asked, ids=ids, total=result.total)
    return [SlotSet("shown", shown.as_slot()), SlotSet("misses", 0)]


def ask_what_is_needed(dispatcher: CollectingDispatcher) -> list[EventType]:
    """Offer the commonest needs."""
    choices = [need_choice(need) for need in COMMON_NEEDS]
    say(
        dispatcher,
        question(
            "What do you need? Tell me in your own words, or choose.",
            expects="choice",
            choices=choices,
        ),
    )
    return []
