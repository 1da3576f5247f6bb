"""What the second net learns from, and how its families lead to dispositions."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.engine.learning.joining import join

HARMLESS = "harmless"
SHORT = 90
"""Characters of a request that may stand beside another message."""
_MESSAGES = ("emergency.yml", "harmless.yml", "in_passing.yml")
_DISPOSITIONS = "dispositions.yml"


def dangers(folder: Path) -> list[tuple[str, str]]:
    """Messages with their family; those without one are `harmless`."""
    return [
        (entry["text"], entry.get("family", HARMLESS))
        for name in _MESSAGES
        for entry in yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    ]


class Lesson(NamedTuple):
    """One message in its two wordings, and its family or `harmless`."""

    embedded: str
    counted: str
    family: str


def with_requests(
    lessons: Sequence[Lesson], requests: Sequence[Lesson], *, seed: int
) -> list[Lesson]:
    """Each lesson once more, with some short request beside it in the same message.

    Dangers are often mentioned in passing; and a request beside a harmless message keeps it so.
    """
    short = [request for request in requests if len(request.embedded) < SHORT]
    chance = random.Random(seed)
    joined = []
    for lesson in lessons:
        request, order = chance.choice(short), chance.random()
        joined.append(
            Lesson(
                join(lesson.embedded, request.embedded, random.Random(order)),
                join(lesson.counted, request.counted, random.Random(order)),
                lesson.family,
            )
        )
    return joined


@lru_cache(maxsize=4)
def dispositions(folder: Path) -> dict[str, str]:
    """Where each family is sent when nothing but the family is known."""
    found: dict[str, str] = yaml.safe_load((folder / _DISPOSITIONS).read_text(encoding="utf-8"))
    return found


def content_hash(folder: Path) -> str:
    """Changes whenever one of the files does."""
    digest = hashlib.sha256()
    for name in (*_MESSAGES, _DISPOSITIONS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
