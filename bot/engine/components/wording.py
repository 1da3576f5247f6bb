"""The two wordings of a message that the trained components see."""

from functools import lru_cache
from typing import NamedTuple

from bot.engine.components.reading import reader
from bot.engine.learning.masking import COUNTED, EMBEDDED, masked
from bot.engine.settings import engine_settings


class Wording(NamedTuple):
    """`embedded` goes to the embedding model, `counted` to the n-grams."""

    embedded: str
    counted: str


@lru_cache(maxsize=64)
def wording(text: str) -> Wording:
    """The message without its place and time; kept for the components that follow."""
    reading = reader(engine_settings().gazetteer_path).read(text)
    return Wording(masked(reading, EMBEDDED), masked(reading, COUNTED))
