"""A list of results as numbered lines that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.sms.gsm7 import downgraded
from bot.sms.shorten import fewer_sentences, shortened
from bot.web.views import Message, ServiceCard

SHORT_NET = "Worse? 111. Life in danger? 999."
_OPEN_WORDS = (
    (re.compile(r"^Opening times not known: phone first$"), "Hours not known"),
    (re.compile(r", closing time not known: phone first$"), ", phone first"),
    (re.compile(r"\. Next opening not known: phone first$"), ", phone first"),
    (re.compile(r"^Closes soon, at "), "Closes at "),
    (re.compile(r"^Open until "), "Open to "),
)
_WEB = re.compile(r"^https?://(?:www\.)?")
_LONGEST_SITE = 32
_MILES = re.compile(r"([0-9.]+) miles")
_NAME_LENGTHS = (60, 44, 36, 30, 26, 22, 18)


def list_versions(message: Message, *, more: bool, ending: str | None = None) -> Iterator[str]:
    """The list in ever fewer characters; names and phone numbers are in every version.

    `ending` stands instead of what can be replied.
    """
    cards = message.get("services") or []
    texts = fewer_sentences(message["text"])
    notices = [fewer_sentences(notice) for notice in message.get("notices") or []]
    net = message.get("safety_net") or ""
    for length in _NAME_LENGTHS:
        lines = [_line(card, length) for card in cards]
        heading = _heading(message.get("heading") or "", max(length, 30))
        hint = ending or _hint(cards, more=more, long=length > 30)
        shortest = [notice[-1] for notice in notices]
        if length > 40:
            yield _joined(*(notice[0] for notice in notices), texts[0], heading, *lines, net, hint)
        short_net = SHORT_NET if net else ""
        yield _joined(*shortest, texts[-1], heading, *lines, short_net, hint)
        yield _joined(*shortest, heading, *lines, short_net, hint)
    bare = [_line(card, _NAME_LENGTHS[-1], far=False) for card in cards]
    yield _joined(*shortest, heading, *bare, short_net, hint)


def _heading(heading: str, length: int) -> str:
    """The heading with its place; where that is too long, the place alone."""
    _, near, place = heading.rpartition(" near ")
    if len(heading) <= length:
        return f"{heading}:" if heading else ""
    if near:
        return f"Near {place}:"
    return f"{shortened(heading, length)}:"


def _line(card: ServiceCard, length: int, *, far: bool = True) -> str:
    parts = [
        f"{card['number']} {shortened(card['name'], length)}",
        open_words(card),
        _distance(card) if far else "",
        _contact(card),
    ]
    return ". ".join(part for part in parts if part)


def open_words(card: ServiceCard) -> str:
    """The opening state in few words."""
    words = card.get("open_text") or ""
    for pattern, short in _OPEN_WORDS:
        words = pattern.sub(short, words)
    return words


def _distance(card: ServiceCard) -> str:
    words = card.get("distance_text") or ""
    found = _MILES.search(words)
    if not found:
        return ""
    return f"{'<' if words.startswith('Less') else ''}{found.group(1)}mi"


def _contact(card: ServiceCard) -> str:
    if phone := card.get("phone"):
        return phone
    if number := card.get("text_number"):
        return f"Text {number}"
    site = _WEB.sub("", card.get("url") or "").rstrip("/")
    return site if len(site) <= _LONGEST_SITE else ""


def _hint(cards: list[ServiceCard], *, more: bool, long: bool) -> str:
    first, last = cards[0]["number"], cards[-1]["number"]
    numbers = f"{first}-{last}" if last > first else f"{first}"
    if long:
        also = ", MORE" if more else ""
        return f"Reply {numbers} for details{also}, or a new place."
    return f"Reply {numbers}{' or MORE' if more else ''}"


def _joined(*lines: str) -> str:
    return downgraded("\n".join(line for line in lines if line))
