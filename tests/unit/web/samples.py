"""Pages and messages of every kind, for the tests of the chat page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.web.views import ChatPage, Choice, Message, ResidentTurn, ServiceCard, Turn

MORNING = datetime(2026, 5, 4, 10, 42, tzinfo=ZoneInfo("Europe/London"))
SUGGESTIONS: list[Choice] = [
    {"id": "start-1", "label": "See a pharmacist"},
    {"id": "start-2", "label": "Back, joint or muscle pain"},
]


def service(**changes: Any) -> ServiceCard:
    """One service with everything told, but for `changes`."""
    told = {
        "id": "fa123",
        "number": 1,
        "name": "Week Street Pharmacy",
        "organization": "Week Street Chemists Ltd",
        "description": "Advice and medicines.",
        "needs": ["pharmacy"],
        "distance_km": 0.6,
        "distance_text": "0.4 miles away in a straight line",
        "open_state": "open",
        "open_text": "Open until 6pm",
        "phone": "01622 496 000",
        "phone_href": "tel:01622496000",
        "text_number": None,
        "address": "1 Week Street, Maidstone",
        "postcode": "ME14 1RF",
        "url": "https://www.example.org/pharmacy",
        "access": "Walk in",
        "cost": "Free",
        "eligibility": "Everyone",
        "why": ["Nearest to ME14"],
        "phone_first": False,
        "last_checked": "2026-04-20",
        "checked_text": "Details checked in April 2026",
        "source": "Council list",
        "hours": [{"day": "Monday 4 May", "text": "9am to 6pm"}],
        "details_choice": "details-1",
    }
    return cast(ServiceCard, told | changes)


def message(**changes: Any) -> Message:
    """A plain text, but for `changes`."""
    return cast(Message, {"kind": "text", "text": "You are welcome."} | changes)


QUESTION = message(
    kind="question",
    text="Do you have any of these?",
    signs=["a stiff neck", "a very bad headache"],
    choices=[{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
)
SERVICES = message(
    kind="services",
    heading="Pharmacies near ME14",
    text="A pharmacist can help.",
    services=[service(), service(id="b", number=2, name="Brenchley Pharmacy", phone_first=True)],
    notices=["Nothing nearer was open."],
    safety_net="If you get worse, call 111.",
    choices=[{"id": "more", "label": "Show more"}],
)
EMERGENCY = message(
    kind="emergency",
    text="Call 999 now.",
    disposition="999",
    emergency={
        "heading": "Call 999 now",
        "lines": ["This may be a heart attack.", "Sit down and rest."],
        "actions": [{"label": "Call 999", "href": "tel:999"}],
        "quick_exit": False,
        "more": ["Deaf? Use Relay UK: 18000."],
    },
)
CRISIS = message(
    kind="emergency",
    text="Get help now.",
    emergency={
        "heading": "Get help now",
        "lines": ["Talk to someone now."],
        "actions": [
            {"label": "Call Samaritans: 116 123", "href": "tel:116123"},
            {"label": "Text KENT to 85258", "href": "sms:85258"},
        ],
    },
)
ABUSE = message(
    kind="emergency",
    text="Call 999.",
    emergency={
        "heading": "If you are in danger now, call 999",
        "lines": ["If you cannot speak, press 55 when asked."],
        "actions": [{"label": "Call 999", "href": "tel:999"}],
        "quick_exit": True,
    },
)


def said(text: str | None = "my ear hurts", *, chosen: bool = False) -> ResidentTurn:
    """A resident's turn at 10:42 on 4 May 2026."""
    return ResidentTurn(text=text, time=MORNING, chosen=chosen)


def turn(answer: Message, text: str | None = "my ear hurts", *, chosen: bool = False) -> Turn:
    """One exchange with one answer."""
    return Turn(resident=said(text, chosen=chosen), messages=[answer])


PAGES = {
    "first visit": ChatPage(suggestions=SUGGESTIONS, message_id="page-1", form_token="token-1"),
    "question": ChatPage(turns=[turn(QUESTION)]),
    "services": ChatPage(turns=[turn(QUESTION), turn(SERVICES, "No", chosen=True)]),
    "emergency": ChatPage(turns=[turn(EMERGENCY)]),
    "crisis": ChatPage(turns=[turn(CRISIS)]),
    "domestic abuse": ChatPage(turns=[turn(ABUSE)]),
    "error": ChatPage(suggestions=SUGGESTIONS, draft="my ear", error="Please try again."),
    "deleted": ChatPage(suggestions=SUGGESTIONS, notice="Your conversation has been deleted."),
    "long": ChatPage(turns=[turn(QUESTION), turn(SERVICES), turn(message()), turn(EMERGENCY)] * 3),
}
