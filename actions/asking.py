"""What the form asks: the safety question of a need, and where somebody is."""

from __future__ import annotations

from itertools import islice
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import AREA_CODE
from actions.context import context
from actions.messages import Message, choice, entity_of, last_answer, question, say
from actions.needs import need_wordings
from bot.understanding.model import PlaceMention, PlaceStatus
from bot.understanding.safety_questions import safety_questions

_WHERE = "Where are you? Type a postcode or a town. The first half of a postcode is enough."
_ANYWHERE = choice("Anywhere in Kent and Medway", "give_place", place=AREA_CODE)
_LOOK_BACK = 6
_GIVEN_MEANWHILE = ("place", "when", "who", "filters")


class ActionAskSafetyAnswer(Action):
    """One question in plain words before services are listed."""

    def name(self) -> str:
        return "action_ask_safety_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        asked = safety_questions()[tracker.get_slot("need")]
        say(
            dispatcher,
            question(
                _lead(tracker),
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


class ActionGoOn(Action):
    """Says nothing: after it, the form puts its question (again)."""

    def name(self) -> str:
        return "action_go_on"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return []


class ActionAskPlace(Action):
    """Asks where; says what was wrong with the place that was given, if one was."""

    def name(self) -> str:
        return "action_ask_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if tracker.get_slot("safety_answer") == "yes":
            # Nobody waits for advice until they have said where they are.
            return [*urgent_advice(dispatcher, tracker), SlotSet("requested_slot", None)]
        ask_place(dispatcher, tracker)
        return []


def urgent_advice(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """The emergency that a yes to the need's safety question stands for; the need is done with."""
    need = tracker.get_slot("need") or ""
    asked = safety_questions()[need]
    say(
        dispatcher,
        {
            "kind": "emergency",
            "text": "",
            "disposition": asked.disposition,
            "family": asked.family,
            "rule": f"safety-question-{need}",
        },
    )
    return [SlotSet("safety_answer", None), SlotSet("need", None)]


def ask_place(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Put the question about the place; otherwise than the first time if it was not answered."""
    if (tracker.active_loop or {}).get("name"):
        again = _asked_before(tracker, "place")
    else:
        again = (last_answer(tracker) or {}).get("expects") == "place"
    say(dispatcher, _place_question(_mention(tracker, again=again), again=again))


def _lead(tracker: Tracker) -> str:
    if not _asked_before(tracker, "safety_answer"):
        return "First, to be safe. Do you, or the person you ask for, have any of these?"
    if any(entity_of(tracker, kind) for kind in _GIVEN_MEANWHILE):
        return "Thank you. Now please answer yes, no or not sure. Is any of these true?"
    return "Please answer yes, no or not sure. Is any of these true?"


def _mention(tracker: Tracker, *, again: bool) -> PlaceMention | None:
    """The place that was named and could not be used, now or earlier on the way to this need."""
    elsewhere = entity_of(tracker, "elsewhere")
    if elsewhere is not None:
        return PlaceMention(
            PlaceStatus.OUTSIDE_AREA, text=elsewhere, start=0, end=0, outside_name=elsewhere
        )
    for event in islice(_said_lately(tracker), 1 if again else _LOOK_BACK):
        said = event.get("text") or ""
        mention = None if said.startswith("/") else context().reader.read(said).place
        if mention is not None and mention.status is not PlaceStatus.FOUND:
            return mention
        if _names_a_need(event):
            return None
    return None


def _said_lately(tracker: Tracker) -> Any:
    return (event for event in reversed(tracker.events) if event.get("event") == "user")


def _place_question(mention: PlaceMention | None, *, again: bool) -> Message:
    if mention is None:
        return _ask_where(again=again)
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


def _ask_where(*, again: bool) -> Message:
    if not again:
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
        choices.append(choice(mention.outside_name, "give_place", elsewhere=mention.outside_name))
    return question(f"Which {mention.text.title()} do you mean?", expects="place", choices=choices)


def _asked_before(tracker: Tracker, expects: str) -> bool:
    """Whether this question was put since the need was named."""
    for event in reversed(tracker.events):
        if event.get("event") == "user" and _names_a_need(event):
            return False
        custom = (event.get("data") or {}).get("custom") or {}
        if event.get("event") == "bot" and custom.get("expects") == expects:
            return True
    return False


def _names_a_need(event: dict[str, Any]) -> bool:
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return intent in need_wordings()
