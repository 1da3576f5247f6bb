"""Everything that a message says besides the need and the red flags."""

from __future__ import annotations

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import Reading
from bot.understanding.place import PlaceFinder
from bot.understanding.text import Text


class Reader:
    """Reads messages. One instance serves all; it holds no state between messages."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places = PlaceFinder(gazetteer)

    def read(self, text: str) -> Reading:
        """What the message says about place."""
        return Reading(text=text, place=self.places.find(Text(text)))
