"""What the form asks: the safety question of a need, and where somebody is."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import AREA_CODE
from actions.context import context
from actions.messages import Message, choice, question, say
from bot.understanding.model import PlaceMention, PlaceStatus
from bot.understanding.safety_questions import safety_questions

_WHERE = "Where are you? Type a postcode or a town. The first half of a postcode is enough."
_ANYWHERE = choice("Anywhere in Kent and Medway", "give_place", place=AREA_CODE)


class ActionAskSafetyAnswer(Action):
    """One question in plain words before services are listed."""

    def name(self) -> str:
        return "action_ask_safety_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        asked = safety_questions()[tracker.get_slot("need")]
        lead = "First, to be safe. Do you, or the person you ask for, have any of these?"
        if _asked_before(tracker, self.name()):
            lead = "Please answer yes, no or not sure. Is any of these true?"
        say(
            dispatcher,
            question(
                lead,
                expects="safety_answer",
                signs=list(asked.signs),
                choices=[
                    choice("Yes", "affirm"),
                    choice("No, none of these", "deny"),
                    choice("Not sure", "not_sure"),
                ],
            ),
        )
        return []


class ActionAskPlace(Action):
    """Asks where; says what was wrong with the place that was given, if one was."""

    def name(self) -> str:
        return "action_ask_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        mention = context().reader.read(tracker.latest_message.get("text") or "").place
        misses = int(tracker.get_slot("misses") or 0)
        say(dispatcher, _place_question(mention, misses))
        return [SlotSet("misses", misses + 1)]


def _place_question(mention: PlaceMention | None, misses: int) -> Message:
    if mention is None or mention.status is PlaceStatus.FOUND:
        return _ask_where(misses)
    if mention.status is PlaceStatus.AMBIGUOUS:
        return _ask_which(mention)
    if mention.status is PlaceStatus.OUTSIDE_AREA:
        return question(
            f"{mention.outside_name or mention.text} is outside Kent and Medway, and I only know "
            "services here. For help elsewhere, phone 111 or look at nhs.uk. If you can travel to "
            "Kent or Medway, tell me a town or a postcode here.",
            expects="place",
            choices=[],
        )
    return question(
        f"I cannot find the postcode {mention.text.upper()}. Please check it and type it again, or "
        "type your town.",
        expects="place",
        choices=[
            choice(f"Use {place.label}", "give_place", place=place.code)
            for place in mention.candidates
        ],
    )


def _ask_where(misses: int) -> Message:
    if misses == 0:
        return question(_WHERE, expects="place", choices=[])
    return question(
        "I did not recognise a place. Type a postcode such as ME14 1XX, or the name of the nearest "
        "town.",
        expects="place",
        choices=[_ANYWHERE],
    )


def _ask_which(mention: PlaceMention) -> Message:
    choices = [choice(place.label, "give_place", place=place.code) for place in mention.candidates]
    if mention.outside_name:
        choices.append(
            choice(mention.outside_name, "give_place", place=f"outside:{mention.outside_name}")
        )
    return question(f"Which {mention.text.title()} do you mean?", expects="place", choices=choices)


def _asked_before(tracker: Tracker, action: str) -> bool:
    """Whether this question was put since the last answer to one."""
    for event in reversed(tracker.events):
        if event.get("event") == "active_loop" and event.get("name"):
            return False
        if event.get("event") == "action" and event.get("name") == action:
            return True
    return False
