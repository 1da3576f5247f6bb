"""Messages that several tests use."""

from __future__ import annotations

from typing import Any, cast

from bot.web.views import Message


def card(number: int, **changes: Any) -> dict[str, Any]:
    """One service of a list."""
    return {
        "id": f"s{number}",
        "number": number,
        "name": f"Pharmacy number {number}, Week Street, Maidstone",
        "needs": ["pharmacy"],
        "distance_km": 0.5,
        "distance_text": "0.3 miles away in a straight line",
        "open_state": "open",
        "open_text": "Open until 6pm",
        "phone": f"01622 00000{number}",
        "address": "1 Week Street, Maidstone",
        "postcode": "ME14 1AA",
        "latitude": 51.2725,
        "longitude": 0.5225,
        "details_choice": f"choice-{number}",
        **changes,
    }


def services(count: int, **changes: Any) -> Message:
    """A list of so many services."""
    return cast(
        Message,
        {
            "kind": "services",
            "need": "pharmacy",
            "heading": "Pharmacies near Maidstone",
            "text": "",
            "services": [card(number) for number in range(1, count + 1)],
            "notices": [],
            "safety_net": "If you get worse, call 111. If it is life-threatening, call 999.",
            "choices": [],
            **changes,
        },
    )
