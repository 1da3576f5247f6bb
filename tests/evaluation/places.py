"""Whether a place or a time was read as its writer meant it."""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import Place, When
from bot.understanding.reading import Reader
from bot.understanding.text import normalise
from bot.understanding.whencode import from_code
from bot.understanding.window import resolve

GAZETTEER = Path("var") / "gazetteer.bin"
NEAR_KM = 5.0
"""A hospital counts as its town, a sector as its outward code, within this distance."""
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/London"))
"""A Wednesday morning: times are compared as they would be understood then."""
BANK_HOLIDAYS = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",
    date(2027, 1, 1): "New Year's Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
}
"""The next ones in England, from gov.uk/bank-holidays."""


def place_is_right(expected: dict[str, Any], heard: dict[str, Any] | None) -> bool:
    """None where none is meant; outside where outside; else the same place, or it among those
    that the person is asked about.
    """
    name = expected.get("place")
    if name is None or heard is None:
        return name is None and heard is None
    if expected.get("outside"):
        return bool(heard["status"] == "outside_area")
    wanted = normalise(name)
    if any(wanted in normalise(label) for label in heard["candidates"]):
        return True
    if heard["status"] != "found":
        return False
    if wanted in (normalise(heard["label"]), normalise(heard["label"]).removeprefix("royal ")):
        return True
    here, there = _find(name), _gazetteer().by_code(heard["code"])
    return here is not None and there is not None and _distance_km(here, there) <= NEAR_KM


def time_is_right(expected: str | None, heard: dict[str, Any] | None) -> bool:
    """None where none is meant, or else a time that comes to the same window."""
    if expected is None or heard is None:
        return expected is None and heard is None
    meant = _meant(expected)
    return meant is not None and _window(meant) == _window(from_code(heard["code"]))


def _meant(described: str) -> When | None:
    """The writer's plain description ("sunday evening") as a time."""
    for sentence in (described, f"open {described}", f"open in the {described}"):
        found = _reader().read(sentence).when
        if found is not None:
            return found.when
    return None


def _window(when: When) -> tuple[datetime, datetime]:
    window = resolve(when, NOW, BANK_HOLIDAYS)
    return window.start, window.end


def _find(name: str) -> Place | None:
    mention = _reader().read(f"in {name}").place
    if mention is None:
        return None
    return mention.place or next(iter(mention.candidates), None)


def _distance_km(one: Place, other: Place) -> float:
    east = math.radians(one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 6371.0 * math.hypot(east, math.radians(one.latitude - other.latitude))


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.from_file(GAZETTEER)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(_gazetteer())
