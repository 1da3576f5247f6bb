"""From one message of the contract to one text: GSM-7, two segments, three at the very most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.sms import words
from bot.sms.detailing import details_versions, hours_versions
from bot.sms.gsm7 import downgraded, is_gsm7, segments
from bot.sms.listing import SHORT_NET, list_versions
from bot.sms.shorten import fewer_sentences, shortened
from bot.web.views import Choice, Message

NORMAL, EMERGENCY, MOST = 2, 1, 3
PRIVATE_NEEDS = frozenset(
    {
        "domestic_abuse_support",
        "sexual_health",
        "mental_health_crisis",
        "mental_health_talking_therapies",
        "drugs_alcohol",
    }
)
"""Results for these are offered before they are sent: a phone may be shared, or looked through."""

_SIGNS_LEAD = "To be safe: have you, or who you ask for, any of these?"
_YES_NO = "Reply YES, NO or NOT SURE."
_CHOICE_LENGTHS = (60, 40, 34, 28, 22)
_DO_NOT_OFFER = frozenset({"Start again", "Show more"})


def text_of(message: Message, *, hours: bool = False, more: bool = False) -> str:
    """The text for one answer; `hours`: only the hours of the result in it; `more`: MORE works."""
    if message["kind"] == "emergency":
        return fitted([downgraded(message["text"])], aim=EMERGENCY)
    services = message.get("services") or []
    if services and hours:
        return fitted(hours_versions(message))
    if len(services) == 1 and services[0].get("hours"):
        return fitted(details_versions(message))
    if services:
        return fitted(list_versions(message, more=more))
    return fitted(_plain_versions(message))


def fitted(versions: Iterable[str], *, aim: int = NORMAL) -> str:
    """The first version within `aim` segments, or else the first within three, or else a cut."""
    tried: list[tuple[int, str]] = []
    for version in versions:
        size = segments(version)
        if size <= aim:
            return version
        tried.append((size, version))
    smallest = min(size for size, _ in tried)
    if smallest <= MOST:
        return next(version for size, version in tried if size == smallest)
    return _cut(tried[-1][1])


def is_private(message: Message, revealed: Iterable[str]) -> bool:
    """Whether an answer is better offered than sent."""
    services = message.get("services") or []
    if not services:
        return False
    need = message.get("need")
    asked = (
        {need} if need else set.intersection(*(set(card.get("needs") or []) for card in services))
    )
    return bool((asked & PRIVATE_NEEDS) - set(revealed)) and (
        need is not None or asked <= PRIVATE_NEEDS
    )


def private_needs(message: Message) -> list[str]:
    """The needs that an OK to this answer reveals."""
    services = message.get("services") or []
    shown = {need for card in services for need in card.get("needs") or []}
    return sorted((shown | {message.get("need") or ""}) & PRIVATE_NEEDS)


def shared_text(message: Message) -> str:
    """A list for a phone that has not asked by text: who it is from, and how to opt out."""
    return fitted(list_versions(message, more=False, ending=words.SHARED), aim=NORMAL)


def offer_text() -> str:
    """What is sent instead of a private answer."""
    return words.PRIVATE


def _plain_versions(message: Message) -> Iterator[str]:
    choices = message.get("choices") or []
    notices = message.get("notices") or []
    if signs := message.get("signs"):
        yield from _signs_versions(signs, notices)
        return
    texts = fewer_sentences(message["text"])
    ends = _endings(choices, message["text"], asks=message["kind"] == "question")
    net = message.get("safety_net") or ""
    nets = list(dict.fromkeys((net, SHORT_NET))) if net and not _has_numbers(texts[0]) else [""]
    for end in ends:
        for text in texts:
            for last in nets:
                yield _lines(*notices, text, *end, last)


def _signs_versions(signs: list[str], notices: list[str]) -> Iterator[str]:
    yield _lines(*notices, _SIGNS_LEAD, *(f"- {sign}" for sign in signs), _YES_NO)
    yield _lines(*notices, "Any of these?", *(f"- {sign}" for sign in signs), _YES_NO)


def _endings(choices: list[Choice], text: str, *, asks: bool) -> list[list[str]]:
    """What follows the text: how to answer yes or no, or the numbered choices."""
    if choices and choices[0]["label"] == "Yes":
        return [[]] if "yes or no" in text else [[_YES_NO]]
    offered = list(enumerate(choices, start=1)) if asks else []
    if not offered:
        return [[]]
    return [
        [f"{number} {shortened(choice['label'], length)}" for number, choice in offered]
        for length in _CHOICE_LENGTHS
    ]


def _has_numbers(text: str) -> bool:
    return "999" in text and "111" in text


def _lines(*lines: str) -> str:
    return downgraded("\n".join(line for line in lines if line))


def _cut(text: str) -> str:
    """Whole words up to three segments. For texts in other scripts that nobody has shortened."""
    kept = text.split(" ")
    while len(kept) > 1 and segments(" ".join(kept)) > MOST:
        kept.pop()
    return " ".join(kept) if is_gsm7(text) or len(kept) > 1 else text[:200]
