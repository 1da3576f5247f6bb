"""Which place a message names, if any.

A name that people here would not be sure about (two villages of Kent, or a namesake elsewhere) is
AMBIGUOUS with its candidates, unless other words of the message settle it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.understanding import cues
from bot.understanding.codes import find_codes
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import Place, PlaceKind, PlaceMention, PlaceStatus
from bot.understanding.names import LONGEST_NAME, Name
from bot.understanding.settle import settle
from bot.understanding.spelling import nearest
from bot.understanding.text import Text

_FINENESS = {
    PlaceKind.POSTCODE: 0,
    PlaceKind.SECTOR: 1,
    PlaceKind.OUTCODE: 2,
    PlaceKind.TOWN: 3,
    PlaceKind.LANDMARK: 4,
    PlaceKind.DISTRICT: 5,
    PlaceKind.AREA: 6,
}
_STATUS_ORDER = {
    PlaceStatus.FOUND: 0,
    PlaceStatus.AMBIGUOUS: 1,
    PlaceStatus.UNKNOWN_POSTCODE: 2,
    PlaceStatus.OUTSIDE_AREA: 3,
}
MOST_WORDS = 200
"""Words of a message in which names are looked for: far more than a text message holds."""
MOST_NAMES = 20


@dataclass(frozen=True)
class _Hit:
    """A name in a message: tokens `first` up to `after`, and what it may stand for."""

    first: int
    after: int
    meanings: tuple[Name, ...]


class PlaceFinder:
    """Finds places in messages."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = gazetteer.names

    def find(self, text: str | Text) -> PlaceMention | None:
        """The place that the message is about: the finest one inside the area, else the first."""
        mentions = self.find_all(text)
        return min(mentions, key=_rank, default=None)

    def find_all(self, text: str | Text) -> list[PlaceMention]:
        """Every place named and not ruled out, in the order of the message."""
        read = text if isinstance(text, Text) else Text(text)
        return self._mentions(read, bare=False)

    def bare_place(self, text: str | Text) -> PlaceMention | None:
        """The place, if the message is nothing but a place ("in Deal", "my postcode is ...")."""
        read = text if isinstance(text, Text) else Text(text)
        if len(read.tokens) > 12:
            return None
        mentions = self._mentions(read, bare=True)
        if not mentions:
            return None
        for token in read.tokens:
            covered = any(m.start <= token.start and token.end <= m.end for m in mentions)
            if not covered and not cues.is_filler(token.word) and token.word != "&":
                return None
        return min(mentions, key=_rank)

    def _mentions(self, text: Text, *, bare: bool) -> list[PlaceMention]:
        codes = find_codes(text, self._gazetteer, bare=bare)
        named = [
            _mention(text, hit)
            for hit in self._hits(text, codes, bare=bare)
            if not cues.is_negated(text, hit.first)
        ]
        kept = [code for code in codes if not cues.is_negated(text, _first(text, code))]
        mentions = sorted([*kept, *(m for m, _ in named)], key=lambda mention: mention.start)
        meanings = {mention.start: hit.meanings for mention, hit in named}
        return [
            settle(mention, meanings.get(mention.start, ()), mentions, text) for mention in mentions
        ]

    def _hits(self, text: Text, codes: list[PlaceMention], *, bare: bool) -> list[_Hit]:
        hits: list[_Hit] = []
        taken = {at for code in codes for at in range(code.start, code.end)}
        index = 0
        limit = min(len(text.tokens), MOST_WORDS)
        while index < limit and len(hits) < MOST_NAMES:
            token = text.tokens[index]
            if token.start in taken:
                index += 1
                continue
            hit = self._exact(text, index, bare) or nearest(text, index, self._names, bare=bare)
            if isinstance(hit, tuple):
                hit = _Hit(index, hit[0], tuple(hit[1]))
            if hit is not None and self._meant(text, hit, bare):
                hits.append(hit)
                index = hit.after
            else:
                index += 1
        return hits

    def _exact(self, text: Text, index: int, bare: bool) -> _Hit | None:
        """The longest name that begins at this word and is meant as a place."""
        longest = self._names.longest.get(_word(text, index), 0)
        for width in range(min(longest, LONGEST_NAME, len(text.words) - index), 0, -1):
            after = index + width
            spelling = " ".join(_word(text, at) for at in range(index, after))
            meanings = self._names.exact(spelling)
            if meanings:
                hit = _Hit(index, after, tuple(meanings))
                if self._meant(text, hit, bare):
                    return hit
        return None

    @staticmethod
    def _meant(text: Text, hit: _Hit, bare: bool) -> bool:
        if cues.is_street(text, hit.after) or cues.is_person(text, hit.first):
            return False
        cue = hit.meanings[0].cue
        if not cue or bare or hit.after - hit.first == len(text.tokens):
            return True
        if hit.after - hit.first > 1 and cue == "yes":
            return True
        if cue == "yes":
            return cues.is_cued(text, hit.first, hit.after)
        return cues.is_strongly_cued(text, hit.first, hit.after)


def _word(text: Text, index: int) -> str:
    word = text.words[index]
    return "and" if word == "&" else word


def _first(text: Text, mention: PlaceMention) -> int:
    return next(i for i, token in enumerate(text.tokens) if token.end > mention.start)


def _mention(text: Text, hit: _Hit) -> tuple[PlaceMention, _Hit]:
    start, end = text.tokens[hit.first].start, text.tokens[hit.after - 1].end
    inside = tuple(name.place for name in hit.meanings if name.place is not None)
    elsewhere = next((name.elsewhere for name in hit.meanings if name.elsewhere), None)
    base = PlaceMention(
        status=PlaceStatus.FOUND, text=text.original[start:end], start=start, end=end
    )
    if not inside:
        label = hit.meanings[0].label
        return replace(base, status=PlaceStatus.OUTSIDE_AREA, outside_name=label), hit
    if len(inside) > 1 or elsewhere:
        return (
            replace(
                base,
                status=PlaceStatus.AMBIGUOUS,
                candidates=inside,
                outside_name=elsewhere,
            ),
            hit,
        )
    return replace(base, place=inside[0]), hit


def _rank(mention: PlaceMention) -> tuple[int, int, int]:
    place: Place | None = mention.place
    fineness = _FINENESS[place.kind] if place else 0
    return _STATUS_ORDER[mention.status], fineness, mention.start
