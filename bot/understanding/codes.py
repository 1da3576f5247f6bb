"""Postcodes and their parts as people type them.

Formats: Royal Mail's, one or two letters, a digit, perhaps a further digit or letter, a space, a
digit and two letters other than C, I, K, M, O and V. Full codes are believed when they are known.
Parts are believed when the outcode exists and nothing about them says dose, road or "me too".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.understanding import cues
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.model import Place, PlaceMention, PlaceStatus
from bot.understanding.text import Text

MOST_CODES = 20
"""Postcodes of a message that are kept: nobody lives in more places."""
_EDGE, _END = r"(?<![a-z0-9'])", r"(?![a-z0-9])"
_FULL = re.compile(
    _EDGE + r"([a-z]{1,2}) ?([0-9][0-9a-z]?)[\s.,/-]{0,2}([0-9])[\s-]?([a-z]{2})" + _END
)
_SLIPPED = re.compile(
    _EDGE + r"(me|ct|tn|da|br) ?([0-9oils]{1,2})[\s.,/-]{0,2}([0-9oilsb])([a-z0-9]{2})" + _END
)
_PART = re.compile(_EDGE + r"([a-z]{1,2})( ?)([0-9]{1,2}[a-z]?)(?:[\s-]?([0-9]))?" + _END)
_DIGITS = str.maketrans("OILSBZ", "011582")
_LETTERS = str.maketrans("0158", "OISB")
_NEVER_INWARD = frozenset("CIKMOV")
_DOSES = frozenset({"UG", "ST", "ND", "RD", "TH", "AN", "PT", "YR", "YO", "HR", "GB"})
_OURS = frozenset({"ME", "CT", "TN", "DA", "BR"})
_UNITS = re.compile(
    r"\s*(?:weeks?|wks?|days?|months?|mths?|years?|yrs?|hours?|hrs?|mins?|minutes?|times?|kids?"
    r"|children|tablets?|pills?|miles?|people|bed|x|am|pm|mg|ml|%|:\d|\.\d|of|or|and a|[-/]\d)\b"
)


def find_codes(text: Text, gazetteer: Gazetteer, *, bare: bool = False) -> list[PlaceMention]:
    """Every postcode, sector and outcode, in the order of the message.

    `bare` says that the message is the answer to "where are you?", so that less is doubted.
    """
    found = list(_full(text, gazetteer))
    taken = [(mention.start, mention.end) for mention in found]
    for mention in _parts(text, gazetteer, bare):
        if all(mention.end <= start or mention.start >= end for start, end in taken):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)[:MOST_CODES]


def _full(text: Text, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    seen: set[int] = set()
    for match in islice(_FULL.finditer(text.clean), MOST_CODES):
        area, rest, digit, unit = (part.upper() for part in match.groups())
        mention = _known(text, match, f"{area}{rest}", f"{digit}{unit}", gazetteer)
        if mention is not None:
            seen.add(match.start())
            yield mention
    for match in islice(_SLIPPED.finditer(text.clean), MOST_CODES):
        if match.start() in seen or sum(c.isdigit() for c in match.group()) == 0:
            continue
        area, rest, digit, unit = (part.upper() for part in match.groups())
        code = f"{area}{rest.translate(_DIGITS)} {digit.translate(_DIGITS)}"
        place = gazetteer.postcode(code + unit.translate(_LETTERS))
        if place is not None:
            yield _mention(text, match, PlaceStatus.FOUND, place=place)


def _known(
    text: Text, match: re.Match[str], outward: str, inward: str, gazetteer: Gazetteer
) -> PlaceMention | None:
    place = gazetteer.postcode(f"{outward} {inward}")
    if place is not None:
        return _mention(text, match, PlaceStatus.FOUND, place=place)
    outside = gazetteer.outside(f"{outward} {inward}")
    plausible = not (_NEVER_INWARD & set(inward)) and inward[1:] not in _DOSES
    if outside is not None:
        return _outside(text, match, outside) if plausible else None
    if not gazetteer.knows_every_postcode_of(outward) or not plausible:
        return None
    near = gazetteer.sector(f"{outward} {inward[0]}") or gazetteer.outcode(outward)
    candidates = (near,) if near else ()
    return _mention(text, match, PlaceStatus.UNKNOWN_POSTCODE, candidates=candidates)


def _parts(text: Text, gazetteer: Gazetteer, bare: bool) -> Iterator[PlaceMention]:
    for match in islice(_PART.finditer(text.clean), MOST_CODES):
        area, digits = match.group(1).upper(), match.group(3).upper()
        if not gazetteer.outcode_exists(area + digits) and len(digits) == 2 and not match.group(4):
            area_only = gazetteer.sector(f"{area}{digits[0]} {digits[1]}")
            if area_only is not None and not match.group(2):
                yield _mention(text, match, PlaceStatus.FOUND, place=area_only)
            continue
        if not gazetteer.outcode_exists(area + digits):
            continue
        if bare or _believed(text, match, area):
            yield _part(text, match, area + digits, gazetteer)


def _believed(text: Text, match: re.Match[str], area: str) -> bool:
    """Whether something that looks like an outcode is meant as one."""
    if _UNITS.match(text.clean, match.end(3)):
        return False
    first = _token_at(text, match.start())
    if len(area) == 1:
        return cues.gives_home(text, first)
    if area not in _OURS:
        spaced = bool(match.group(2))
        return cues.asks_for_postcode(text, first) or (_alone(text, match) and not spaced)
    start, end = text.span(match.start(), match.end(3))
    written = text.original[start:end]
    spaced = bool(match.group(2))
    doubtful = spaced or (area == "ME" and len(match.group(3)) == 1)
    if not doubtful:
        return True
    if cues.asks_for_postcode(text, first) or _alone(text, match):
        return True
    return written == written.upper() and text.original != text.original.upper()


def _part(text: Text, match: re.Match[str], outcode: str, gazetteer: Gazetteer) -> PlaceMention:
    digit = match.group(4)
    if digit and not _UNITS.match(text.clean, match.end()):
        sector = gazetteer.sector(f"{outcode} {digit}")
        if sector is not None:
            return _mention(text, match, PlaceStatus.FOUND, place=sector)
    span = (match.start(), match.end(3))
    place = gazetteer.outcode(outcode)
    if place is not None:
        return _mention(text, match, PlaceStatus.FOUND, place=place, span=span)
    return _outside(text, match, gazetteer.outside(outcode) or outcode, span=span)


def _alone(text: Text, match: re.Match[str]) -> bool:
    return not (text.clean[: match.start()] + text.clean[match.end() :]).strip(" .,!?")


def _token_at(text: Text, position: int) -> int:
    start, _ = text.span(position, position + 1)
    return next(
        (index for index, token in enumerate(text.tokens) if token.end > start), len(text.tokens)
    )


def _outside(
    text: Text, match: re.Match[str], name: str, span: tuple[int, int] | None = None
) -> PlaceMention:
    return _mention(text, match, PlaceStatus.OUTSIDE_AREA, outside_name=name, span=span)


def _mention(
    text: Text,
    match: re.Match[str],
    status: PlaceStatus,
    *,
    place: Place | None = None,
    candidates: tuple[Place, ...] = (),
    outside_name: str | None = None,
    span: tuple[int, int] | None = None,
) -> PlaceMention:
    start, end = text.span(*(span or match.span()))
    return PlaceMention(
        status=status,
        text=text.original[start:end],
        start=start,
        end=end,
        place=place,
        candidates=candidates,
        outside_name=outside_name,
    )
