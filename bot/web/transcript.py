"""The conversation as plain text that can be kept or printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.web import filters
from bot.web.views import Emergency, Message, ServiceCard, Turn

INTRODUCTION = (
    "Fingerpost: local health and care services in Kent & Medway",
    "In an emergency call 999. For urgent medical help call 111.",
    "Opening times can change. Check with a service before you go.",
)


def transcript_text(turns: Sequence[Turn]) -> str:
    """All turns, oldest first, one blank line between the parts, ending with a line break."""
    parts = ["\n".join(INTRODUCTION)]
    for turn in turns:
        resident = turn.resident
        at = f"[{filters.long_date(filters.iso(resident.time))}, {filters.clock(resident.time)}]"
        if resident.text is not None:
            verb = "You chose" if resident.chosen else "You said"
            parts.append(f"{at} {verb}: {resident.text}")
        parts.extend(f"{at} Fingerpost said:\n{message_text(message)}" for message in turn.messages)
    return "\n\n".join(parts) + "\n"


def message_text(message: Message) -> str:
    """One answer as plain text."""
    return "\n\n".join(part for part in _parts(message) if part)


def _parts(message: Message) -> Iterator[str]:
    emergency = message.get("emergency")
    if emergency:
        yield _emergency(emergency)
        return
    yield message.get("heading") or ""
    yield message["text"].strip()
    yield "\n".join(f"* {sign}" for sign in message.get("signs") or [])
    yield from message.get("notices") or []
    for card in message.get("services") or []:
        yield "\n".join(_card(card))
    yield message.get("safety_net") or ""
    yield "\n".join(f"- {choice['label']}" for choice in message.get("choices") or [])


def _emergency(emergency: Emergency) -> str:
    actions = [action["label"] for action in emergency["actions"]]
    lines = [emergency["heading"].upper(), *emergency["lines"], *actions]
    return "\n".join([*lines, *emergency.get("more", [])])


def _card(card: ServiceCard) -> Iterator[str]:
    yield f"{card['number']}. {card['name']}"
    yield from _given("", card.get("organization"), card.get("description"))
    yield card.get("open_text") or filters.open_words(card["open_state"])
    yield from _given("Distance: ", card.get("distance_text"))
    yield from _given("Address: ", _address(card))
    yield from _given("Phone: ", card.get("phone"))
    yield from _given("Text: ", card.get("text_number"))
    yield from _given("Website: ", card.get("url"))
    yield from _given("How to get in: ", *filters.as_list(card.get("access")))
    yield from _given("Who it is for: ", card.get("eligibility"))
    yield from _given("Cost: ", card.get("cost"))
    yield from _given("Why this one: ", "; ".join(card.get("why") or []))
    for row in card.get("hours") or []:
        yield f"  {row['day']}: {row['text']}"
    yield from _given("", card.get("checked_text"))
    yield from _given("Source: ", card.get("source"))


def _address(card: ServiceCard) -> str:
    address, postcode = card.get("address") or "", card.get("postcode") or ""
    return address if postcode in address else ", ".join(filter(None, (address, postcode)))


def _given(label: str, *values: str | None) -> Iterator[str]:
    for value in values:
        if value:
            yield f"   {label}{value}"
