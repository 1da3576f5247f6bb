"""Takes places and times out of a message, so that a town does not come to mean a need."""

from __future__ import annotations

from bot.understanding.model import Reading

EMBEDDED = {"place": "town", "time": "today"}
"""Plain words, so that the embedding model sees an ordinary sentence."""

COUNTED = {"place": "xplace", "time": "xtime"}
"""Words that nobody types, so that they are counted apart from all others."""


def masked(reading: Reading, words: dict[str, str]) -> str:
    """The text of the reading with its place and its time each put as one word."""
    spans = []
    if reading.place is not None:
        spans.append((reading.place.start, reading.place.end, words["place"]))
    if reading.when is not None:
        spans.append((reading.when.start, reading.when.end, words["time"]))
    text = reading.text
    for start, end, word in sorted(spans, reverse=True):
        if end > start:
            text = text[:start] + word + text[end:]
    return text
