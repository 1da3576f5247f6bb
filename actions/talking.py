"""Everything that needs no directory: not understood, repeat, start again, and the like."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, EventType, SlotSet, UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import shown_before
from actions.finding import ask_what_is_needed, show_more
from actions.messages import choice, last_answer, need_choice, question, say, text
from actions.needs import COMMON_NEEDS, need_wordings
from actions.presenting import follow_ups

NOT_UNDERSTOOD = (
    "Sorry, I did not understand. Tell me what you need in other words, or choose. For health "
    "advice from a person at any hour, phone 111. If somebody's life is at risk, call 999."
)


class ActionOfferChoices(Action):
    """Not understood: the three likeliest needs; the second time a menu and 111."""

    def name(self) -> str:
        return "action_offer_choices"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        misses = int(tracker.get_slot("misses") or 0)
        likeliest = _likeliest_needs(tracker)
        if misses == 0 and likeliest:
            words = "I want to be sure I understand. Is it one of these?"
            choices = [need_choice(need) for need in likeliest]
            choices.append(choice("None of these", "start_again"))
        else:
            words = NOT_UNDERSTOOD
            choices = [need_choice(need) for need in COMMON_NEEDS]
        say(dispatcher, question(words, expects="choice", choices=choices))
        return [SlotSet("misses", misses + 1)]


class ActionDefaultFallback(Action):
    """No rule speaks: what Rasa falls back to. It steps back, so that nothing is stuck."""

    def name(self) -> str:
        return "action_default_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        choices = [need_choice(need) for need in COMMON_NEEDS]
        say(dispatcher, question(NOT_UNDERSTOOD, expects="choice", choices=choices))
        return [UserUtteranceReverted()]


class ActionRepeat(Action):
    """The last answer again."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        last = last_answer(tracker)
        if last is None:
            return ask_what_is_needed(dispatcher)
        say(dispatcher, last)
        return []


class ActionStartAgain(Action):
    """Forget what was asked, and ask anew."""

    def name(self) -> str:
        return "action_start_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        ask_what_is_needed(dispatcher)
        return [AllSlotsReset()]


class ActionReportWrong(Action):
    """Thanks for a correction, and what to do meanwhile."""

    def name(self) -> str:
        return "action_report_wrong"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(
            dispatcher,
            text(
                "Thank you for telling me. Please phone the service before you travel, or choose "
                "another one.",
                reported=True,
                choices=follow_ups(has_more=shown_before(tracker).has_more),
            ),
        )
        return []


class ActionSendText(Action):
    """Offers to send the last list to a phone; the page asks for the number, the engine never."""

    def name(self) -> str:
        return "action_send_text"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if not (tracker.get_slot("shown") or {}).get("ids"):
            return ask_what_is_needed(dispatcher)
        if tracker.get_latest_input_channel() == "sms":
            say(dispatcher, text("This is a text already, so you have it to keep."))
        else:
            say(dispatcher, text("I can text you the last list.", form="mobile"))
        return []


class ActionDeleteData(Action):
    """How to delete the conversation; the gateway does it when the button is pressed."""

    def name(self) -> str:
        return "action_delete_data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(
            dispatcher,
            question(
                "I can delete this conversation now. Nothing of it is kept after that. Delete it?",
                expects="deletion",
                choices=[
                    {"label": "Delete this conversation", "payload": "gateway:delete"},
                    choice("Keep it", "deny"),
                ],
            ),
        )
        return []


class ActionEmergency(Action):
    """A red flag that the gateway was told of by the engine; the gateway words it."""

    def name(self) -> str:
        return "action_emergency"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        flag = tracker.latest_message.get("red_flag") or {}
        say(dispatcher, {"kind": "emergency", "text": "", **flag})
        return [SlotSet("safety_answer", None), SlotSet("need", None)]


class ActionAnswerYesNo(Action):
    """Yes or no when nothing was asked: yes to a list means more of it, no that it will do."""

    def name(self) -> str:
        return "action_answer_yes_no"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        said_yes = tracker.latest_message["intent"].get("name") == "affirm"
        said_no = tracker.latest_message["intent"].get("name") == "deny"
        if said_yes and shown_before(tracker).asked.need:
            return await show_more(dispatcher, tracker)
        if said_no and last_answer(tracker) is not None:
            start = [choice("Start again", "start_again")]
            say(dispatcher, text("All right. Tell me if you need anything else.", choices=start))
            return []
        return ask_what_is_needed(dispatcher)


def _likeliest_needs(tracker: Tracker) -> list[str]:
    ranking = tracker.latest_message.get("intent_ranking") or []
    known = need_wordings()
    return [entry["name"] for entry in ranking if entry.get("name") in known][:3]
