"""Puts two messages into one, as people do who mention the grave thing in passing."""

from __future__ import annotations

import random

_BETWEEN = (", ", ". ", " ", " - ", " and ")
_GRAVE_FIRST = 0.6


def join(message: str, request: str, chance: random.Random) -> str:
    """Both in one, the message first more often than not."""
    first, second = (message, request) if chance.random() < _GRAVE_FIRST else (request, message)
    return first.rstrip(".") + chance.choice(_BETWEEN) + second
