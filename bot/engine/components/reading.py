"""Place, time, person, wishes and numbers, as entities."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.engine.components.base import MessageComponent, add_entity
from bot.engine.settings import engine_settings
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import PlaceStatus, Reading
from bot.understanding.reading import Reader
from bot.understanding.slots import filters_text, who_text
from bot.understanding.whencode import code as when_code


@lru_cache(maxsize=1)
def reader(path: Path) -> Reader:
    """One reader a process: the gazetteer is the larger part of it."""
    return Reader(Gazetteer.from_files(path))


def entities_of(reading: Reading) -> list[dict[str, Any]]:
    """The reading as name, value and span. Only a place that was found becomes `place`."""
    found: list[dict[str, Any]] = []

    def add(kind: str, value: str, start: int = 0, end: int = 0) -> None:
        found.append({"kind": kind, "value": value, "start": start, "end": end})

    mention = reading.place
    if mention is not None and mention.status is PlaceStatus.FOUND and mention.place is not None:
        add("place", mention.place.code, mention.start, mention.end)
    if reading.when is not None:
        add("when", when_code(reading.when.when), reading.when.start, reading.when.end)
    who = who_text(reading.who)
    if who:
        add("who", who)
    if reading.filters:
        add("filters", filters_text(reading.filters))
    if reading.kinds:
        add("kinds", filters_text(reading.kinds))
    if reading.number is not None:
        add("number", str(reading.number))
    return found


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class ReadingExtractor(MessageComponent):
    """Adds what `bot.understanding` reads in the text."""

    def read(self, message: Message) -> None:
        text = message.get(TEXT)
        reading = reader(engine_settings().gazetteer_path).read(text)
        for entity in entities_of(reading):
            add_entity(
                message,
                entity["kind"],
                entity["value"],
                start=entity["start"],
                end=entity["end"],
                extractor=type(self).__name__,
            )
        mention = reading.place
        if mention is not None and mention.status is not PlaceStatus.FOUND:
            # Somewhere else is meant: the place of before must not stand in for it.
            add_entity(
                message,
                "place",
                None,
                start=mention.start,
                end=mention.end,
                extractor=type(self).__name__,
            )
