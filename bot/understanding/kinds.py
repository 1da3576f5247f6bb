"""Narrower kinds of help that people name: "food bank", "men's shed", "dial-a-ride"."""

from __future__ import annotations

from bot.understanding.phrases import load
from bot.understanding.text import Text

_PATTERNS = load("kinds.txt")
KINDS = tuple(_PATTERNS)
"""Names as they stand in the columns `category` and `subcategory` of the starter directory."""


def find_kinds(text: str | Text) -> frozenset[str]:
    """The kinds of help that the message names; they narrow a search and never widen it."""
    clean = (text if isinstance(text, Text) else Text(text)).clean
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(clean))
