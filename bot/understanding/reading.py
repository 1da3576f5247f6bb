"""Everything that a message says besides the need and the red flags."""

from __future__ import annotations

from bot.understanding.filters import find_filters
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.kinds import find_kinds
from bot.understanding.model import PlaceMention, Reading
from bot.understanding.number import find_number
from bot.understanding.place import PlaceFinder
from bot.understanding.text import Text
from bot.understanding.when import find_when
from bot.understanding.who import find_who

LONGEST = 2_000
"""Characters that are read: a longer message is not a message."""


class Reader:
    """Reads messages. One instance serves all; it holds no state between messages."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places = PlaceFinder(gazetteer)

    def read(self, text: str) -> Reading:
        """Place, time, person, wishes, kinds of help and a number, each if the message says so."""
        read = Text(text[:LONGEST])
        return Reading(
            text=text,
            place=self.places.find(read),
            when=find_when(read),
            who=find_who(read),
            filters=find_filters(read),
            number=find_number(read),
            kinds=find_kinds(read),
        )

    def bare_place(self, text: str | Text) -> PlaceMention | None:
        """The place, if the message is nothing but a place."""
        return self.places.bare_place(text)
