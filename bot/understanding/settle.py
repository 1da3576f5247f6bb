"""Settling which namesake is meant from the rest of the message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.model import Place, PlaceKind, PlaceMention, PlaceStatus
from bot.understanding.names import Name
from bot.understanding.text import Text, normalise

_HERE = ("kent", "medway")
_SHORT = {"hampshire": "hants", "lancashire": "lancs", "yorkshire": "yorks", "berkshire": "berks"}


def settle(
    mention: PlaceMention,
    meanings: Sequence[Name],
    mentions: Sequence[PlaceMention],
    text: Text,
) -> PlaceMention:
    """Turn AMBIGUOUS into FOUND or OUTSIDE_AREA when other words leave one meaning only."""
    if mention.status is not PlaceStatus.AMBIGUOUS:
        return mention
    rest = _without(text, mention)
    if mention.outside_name and _region(mention.outside_name, rest):
        return replace(mention, status=PlaceStatus.OUTSIDE_AREA, candidates=(), place=None)
    others = [other for other in mentions if other is not mention]
    chosen = _candidates(mention, meanings, text, others)
    if len(chosen) == 1:
        return replace(
            mention,
            status=PlaceStatus.FOUND,
            place=chosen[0],
            candidates=(),
            outside_name=None,
        )
    return mention


def _candidates(
    mention: PlaceMention,
    meanings: Sequence[Name],
    text: Text,
    others: Sequence[PlaceMention],
) -> list[Place]:
    """The meanings that the message speaks for."""
    whole = f" {' '.join(text.words)} "
    local = [name for name in meanings if name.place is not None]
    spoken_for = [
        name.place
        for name in local
        if name.place is not None
        and (
            any(f" {word} " in whole for word in name.context)
            or any(_nearby(name.place, other) for other in others)
        )
    ]
    if spoken_for:
        return spoken_for
    only_namesake_is_elsewhere = len(local) == 1
    here = _says_here(text, mention) or any(_fine(other) for other in others)
    return (
        [name.place for name in local if name.place] if only_namesake_is_elsewhere and here else []
    )


def _says_here(text: Text, mention: PlaceMention) -> bool:
    """Whether "Kent" or "Medway" stands right beside the name ("from Leeds to Kent" does not)."""
    following = [token.word for token in text.tokens if token.start >= mention.end][:2]
    before = [token.word for token in text.tokens if token.end <= mention.start][-1:]
    if following[:1] and following[0] not in {"in", *_HERE}:
        following = []
    return any(word in _HERE for word in (*following, *before))


def _nearby(place: Place, other: PlaceMention) -> bool:
    return _fine(other) and other.place is not None and other.place.district == place.district


def _fine(mention: PlaceMention) -> bool:
    return (
        mention.status is PlaceStatus.FOUND
        and mention.place is not None
        and mention.place.kind is not PlaceKind.AREA
    )


def _region(outside_name: str, rest: str) -> bool:
    """Whether the message names the county of the namesake elsewhere ("Dorset")."""
    region = normalise(outside_name.rpartition(" in ")[2])
    return any(f" {word} " in rest for word in (region, _SHORT.get(region, region)))


def _without(text: Text, mention: PlaceMention) -> str:
    words = [token.word for token in text.tokens if not mention.start <= token.start < mention.end]
    return f" {' '.join(words)} "
