"""One result: how to reach it, when it is open, where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from bot.sms import words
from bot.sms.gsm7 import downgraded
from bot.sms.listing import open_words
from bot.sms.shorten import fewer_sentences, shortened
from bot.web.views import HoursRow, Message, ServiceCard

_DAYS_SAID = (7, 5, 3, 2, 1)
_ANSWER_LIMIT = 150
_TEXT_WORD = re.compile(r"^([\d ]+?)\s*\(text (\w+)\)$", re.IGNORECASE)
_WEB = re.compile(r"^https?://(?:www\.)?")


def details_versions(message: Message) -> Iterator[str]:
    """A result in ever fewer characters; name, phone, way in and address stay to the end."""
    card = (message.get("services") or [])[0]
    spare = [
        _labelled("For", card.get("eligibility")),
        card.get("cost") or "",
        card.get("distance_text") or "",
        _web(card),
        card.get("checked_text") or "",
    ]
    answers = fewer_sentences(message["text"])
    notices = [fewer_sentences(notice)[-1] for notice in message.get("notices") or []]
    for answer in dict.fromkeys((answers[0], answers[-1])):
        for kept in range(len(spare), -1, -1):
            for length in (80, 50, 36):
                yield _details(card, answer, notices, spare[:kept], length)
    yield _details(card, "", notices, [], 30)


def hours_versions(message: Message) -> Iterator[str]:
    """The hours of the coming days, equal days together, in ever fewer days."""
    card = (message.get("services") or [])[0]
    rows = card.get("hours") or []
    name = shortened(card["name"], 50)
    for days in _DAYS_SAID:
        hours = "\n".join(_together(rows[:days])) or "Opening times not known: phone first."
        yield downgraded("\n".join(filter(None, (f"{name}:", hours, _phone(card), "BACK = list"))))


def map_text(card: ServiceCard) -> str:
    """A link to a map, with the address in words."""
    link = _map_link(card)
    name = shortened(card["name"], 50)
    if link is None:
        return downgraded(words.NO_MAP.format(name=name, way=_phone(card)).strip())
    return downgraded("\n".join(filter(None, (f"{name}:", _address(card), link))))


def has_place(card: ServiceCard) -> bool:
    """Whether there is anything to put on a map."""
    return _map_link(card) is not None


def _details(
    card: ServiceCard, answer: str, notices: list[str], spare: list[str], length: int
) -> str:
    number = card["number"]
    commands = [f"HOURS {number}", *([f"MAP {number}"] if has_place(card) else []), "BACK"]
    lines = [
        *notices,
        shortened(card["name"], length),
        answer,
        open_words(card),
        _phone(card),
        _text(card),
        _address(card),
        *spare,
        f"Reply {', '.join(commands)}",
    ]
    return downgraded("\n".join(_distinct(lines)))


def _distinct(lines: list[str]) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in lines if line and line.strip()))


def _phone(card: ServiceCard) -> str:
    return _labelled("Phone", card.get("phone"))


def _text(card: ServiceCard) -> str:
    """How to text a service. The word is named with its number, so that it is not sent to us."""
    found = _TEXT_WORD.match(card.get("text_number") or "")
    if found:
        return f"Text {found.group(2)} to {found.group(1)}"
    return _labelled("Text", card.get("text_number"))


def _labelled(label: str, value: str | None) -> str:
    return f"{label} {value}" if value else ""


def _web(card: ServiceCard) -> str:
    return _WEB.sub("", card.get("url") or "").rstrip("/")


def _address(card: ServiceCard) -> str:
    address, postcode = card.get("address") or "", card.get("postcode") or ""
    whole = address if postcode in address else ", ".join(filter(None, (address, postcode)))
    return whole if len(whole) <= _ANSWER_LIMIT else f"{shortened(address, 100)}, {postcode}"


def _map_link(card: ServiceCard) -> str | None:
    latitude, longitude = card.get("latitude"), card.get("longitude")
    if latitude is not None and longitude is not None and card.get("address"):
        return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}&zoom=17"
    if sought := card.get("postcode") or card.get("address"):
        return f"https://www.openstreetmap.org/search?query={quote(sought)}"
    return None


def _together(rows: list[HoursRow]) -> Iterator[str]:
    """ "Mon 4-Fri 8: 9am to 5pm": days with the same hours in one line."""
    start = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index]["text"] != rows[start]["text"]:
            yield f"{_days(rows[start], rows[index - 1])}: {rows[start]['text']}"
            start = index


def _days(first: HoursRow, last: HoursRow) -> str:
    one, other = _short_day(first["day"]), _short_day(last["day"])
    return one if one == other else f"{one}-{other}"


def _short_day(day: str) -> str:
    weekday, number = day.split()[:2]
    return f"{weekday[:3]} {number}"
