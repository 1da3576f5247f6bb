"""The answer to a question about one service, in a sentence or two."""

from __future__ import annotations

import re
from datetime import datetime

from directory.domain.holidays import HolidayCalendar
from directory.domain.opening import is_open_in
from directory.domain.opening_text import DayHours, fortnight
from directory.domain.query import Match, Window

_ABOUT_PHONE = re.compile(r"\b(?:phone|number|ring|call|tel(?:ephone)?|contact)\b", re.IGNORECASE)
_ABOUT_PLACE = re.compile(r"\b(?:where|address|find it|get there|directions?|map)\b", re.IGNORECASE)
_ABOUT_COST = re.compile(r"\b(?:cost|price|pay|free|charge|how much)\b", re.IGNORECASE)
_ABOUT_HOURS = re.compile(r"\b(?:open(?:s|ing)?|clos(?:e|es|ing)|hours|times?|shut)\b", re.I)
_ABOUT_ACCESS = re.compile(
    r"\b(?:get in|appointments?|refer(?:ral|red)?|book|walk in|turn up|sign up)\b", re.IGNORECASE
)
_COSTS = {
    "free": "It is free.",
    "nhs_charge": "NHS charges may apply, for example for prescriptions.",
    "charge": "There is a charge. Ask how much before you go.",
}


def answer_about(
    match: Match, said: str, window: Window | None, *, now: datetime, holidays: HolidayCalendar
) -> str:
    """What was asked about: its hours at a time, phone, cost, address, the way in; else hours."""
    service = match.service
    if window is not None:
        return _hours_then(match, window, now=now, holidays=holidays)
    if _ABOUT_PHONE.search(said):
        return (
            f"Phone {service.phone}." if service.phone else "I do not have a phone number for it."
        )
    if _ABOUT_COST.search(said):
        return _COSTS.get(service.cost.value, "I do not know what it costs. Ask before you go.")
    if _ABOUT_PLACE.search(said):
        where = ", ".join(
            part for part in (service.location.address, service.location.postcode) if part
        )
        return f"It is at {where}." if where else "I do not have an address for it."
    if _ABOUT_ACCESS.search(said):
        return match.access_text
    return f"{match.open_text}."


def asks_for_card(said: str, window: Window | None) -> bool:
    """Whether the answer is better seen than told: a number to press, or two weeks of hours."""
    hours = window is None and _ABOUT_HOURS.search(said) is not None
    return not said or hours or _ABOUT_PHONE.search(said) is not None


def _hours_then(match: Match, window: Window, *, now: datetime, holidays: HolidayCalendar) -> str:
    is_open = is_open_in(match.service.hours, window, holidays)
    if is_open is None:
        ask = "Phone first." if match.service.phone else "Check before you go."
        return f"I do not know if it is open {window.label}. {ask}"
    state = "open" if is_open else "closed"
    row = _row(match, window, now=now, holidays=holidays)
    hours = f" {row.weekday} {row.day.day} {row.day:%B}: {row.text}." if row else ""
    return f"By its hours, it is {state} {window.label}.{hours}"


def _row(
    match: Match, window: Window, *, now: datetime, holidays: HolidayCalendar
) -> DayHours | None:
    days = fortnight(match.service.hours, now.date(), holidays)
    return next((row for row in days if row.day == window.start.date()), None)
