"""A question typed at the command line, read into a query.

The need is found by its words here, since the command line has no trained engine at hand;
`NeedReader` is the place to put a better one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import PlaceMention, PlaceStatus
from bot.understanding.reading import Reader
from directory.asking import person_of, point_of, window_of
from directory.domain.errors import DirectoryError
from directory.domain.needs import Need
from directory.domain.query import Point, Query
from directory.holidays import england

NEED_WORDS = Path(__file__).with_name("need_words.yml")
DEFAULT_GAZETTEER = "var/gazetteer.bin"

NeedReader = Callable[[str], tuple[str, ...]]


class QuestionUnclear(DirectoryError):
    """A question that the command line cannot turn into a query."""


def open_reader() -> Reader:
    """Places as people write them. Raises `GazetteerMissing`."""
    return Reader(
        Gazetteer.from_files(os.environ.get("FINGERPOST_GAZETTEER_PATH") or DEFAULT_GAZETTEER)
    )


def read_query(
    text: str,
    *,
    near: str | None,
    now: datetime,
    reader: Reader,
    limit: int,
    read_needs: NeedReader | None = None,
) -> Query:
    """The query that the words ask for. Raises `QuestionUnclear` naming what is unclear."""
    needs = (read_needs or needs_in_words)(text)
    if not needs:
        raise QuestionUnclear(
            f"I do not know what kind of help {text!r} is. Name a need, such as: "
            f"{', '.join(need.value for need in Need)}."
        )
    reading = reader.read(text)
    mention = reading.place if near is None else reader.read(near).place
    if near is not None and mention is None:
        raise QuestionUnclear(f"I do not know a place {near!r} in or near Kent & Medway.")
    return Query(
        needs=needs,
        now=now,
        point=_point(mention) if mention else None,
        window=window_of(reading.when.when if reading.when else None, now, england()),
        person=person_of(reading.who),
        filters=reading.filters,
        subcategories=reading.kinds,
        limit=limit,
    )


def needs_in_words(text: str) -> tuple[str, ...]:
    """The need whose longest word or phrase is in the text, or whose name is; empty if none."""
    plain = f" {' '.join(re.findall(r"[a-z0-9'-]+", text.lower().replace('_', ' ')))} "
    found = [(len(phrase), need) for phrase, need in _phrases().items() if f" {phrase} " in plain]
    return (max(found)[1],) if found else ()


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    words = yaml.safe_load(NEED_WORDS.read_text(encoding="utf-8"))
    phrases = {phrase: need for need, known in words.items() for phrase in known}
    return phrases | {need.value.replace("_", " "): need.value for need in Need}


def _point(mention: PlaceMention) -> Point:
    if mention.status is PlaceStatus.AMBIGUOUS and len(mention.candidates) == 1:
        return point_of(mention.candidates[0])  # The others are elsewhere in the country.
    if mention.status is PlaceStatus.AMBIGUOUS:
        labels = " or ".join(place.label for place in mention.candidates)
        raise QuestionUnclear(f"{mention.text!r} may be {labels}. Say which, or give a postcode.")
    if mention.status is PlaceStatus.OUTSIDE_AREA:
        where = f" (it is in {mention.outside_name})" if mention.outside_name else ""
        raise QuestionUnclear(f"{mention.text!r} is not in Kent & Medway{where}.")
    if mention.place is None:
        raise QuestionUnclear(f"{mention.text!r} is not in our list of postcodes. Check it.")
    return point_of(mention.place)
