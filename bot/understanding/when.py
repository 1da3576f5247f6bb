"""When help is wanted, as people put it. See `whencode` and `window` for what is done with it."""

from __future__ import annotations

import re
from datetime import time
from itertools import islice

from bot.understanding import clock, tenses
from bot.understanding.dayparts import MOST_TIMES, Piece, day_part, find_parts, part_name
from bot.understanding.days import find_days
from bot.understanding.model import When, WhenMention
from bot.understanding.text import Text
from bot.understanding.whencode import code, from_code
from bot.understanding.window import resolve

__all__ = ["code", "find_when", "from_code", "resolve"]

SHORT = 4
"""Words of a message that can be about a time and nothing else."""
_NOW = re.compile(
    r"(?<![a-z0-9])(?:(?:open |available )?(?:right|rite) now|straight ?away|a\.?s\.?a\.?p\b|asap"
    r"|immediately|this (?:very )?minute|as soon as possible|right away|(?:open|available) (?:now"
    r"|atm|rn|at the moment|currently|still)|(?:still|currently) open|this instant)(?![a-z0-9])"
)
_PLAIN_NOW = re.compile(r"(?<![a-z0-9])now(?![a-z0-9])")
_FOLLOWS = (
    r"(?= ?(?:$|[?!.,;)]|(?:on|in|near|at|today|tomorrow|tonight|please|pls|or|and|if|but|when|for"
    r"|is|are|onwards|ish|this|mon|tues?|wed|thu\w*|fri|sat|sun|\w+day|2moz|tmrw|the|until|til|till"
    r"|to|around)(?![a-z0-9])))"
)
_BOUND = re.compile(
    r"(?<![a-z0-9])(?<!half )(?<!quarter )"
    r"(?P<bound>after|past|from|later th[ae]n|before|b4"
    r"|by|earlier th[ae]n|at|@|around|about|for|till|until|about)"
    r"(?:(?<=@)|(?: about| around| maybe)? )"
    rf"(?P<time>{clock.CLEAR}|{clock.VAGUE}{_FOLLOWS})(?P<part>{clock.PART_AFTER})(?![a-z0-9/%])"
)
_BETWEEN = re.compile(
    rf"(?<![a-z0-9])(?:between|from) (?P<from>{clock.CLEAR}|{clock.VAGUE}) ?(?:and|to|-|till|until)"
    rf" ?(?P<to>{clock.CLEAR}|{clock.VAGUE})(?![a-z0-9/%])(?! (?:times|weeks|days|years|months))"
)
_ALONE = re.compile(
    rf"(?<![a-z0-9/.:])(?P<time>{clock.CLEAR})(?P<part>{clock.PART_AFTER})(?![a-z0-9])"
)
_NUMBER_PART = re.compile(
    rf"(?<![a-z0-9/.:])(?P<time>{clock.VAGUE}) (?P<part>in the (?:morning|afternoon|evening)"
    r"|at night)(?![a-z0-9])"
)
_NAMED_TIMES = (
    (re.compile(r"\b(?:lunch ?time|lunch hour|over lunch|at lunch)\b"), time(12), time(14)),
    (re.compile(r"\bfirst thing\b(?: in the morning)?"), time(7), time(10)),
)
_WISHED_TIMES = (
    (re.compile(r"\bafter work\b"), time(17), None),
    (re.compile(r"\bafter school\b"), time(15, 30), None),
    (re.compile(r"\btea ?time\b"), time(16), time(18)),
)
_BOUNDS = {
    "after": "after",
    "past": "after",
    "from": "after",
    "later than": "after",
    "later then": "after",
    "before": "before",
    "b4": "before",
    "earlier than": "before",
    "earlier then": "before",
    "by": "before",
}


def find_when(text: str | Text) -> WhenMention | None:
    """The time that help is wanted for, or None. Times of symptoms and doses are passed over."""
    read = text if isinstance(text, Text) else Text(text)
    clean = read.clean
    pieces = [*_days(clean), *_clocks(clean)]
    pieces += find_parts(clean, pieces)
    if not any(
        (piece.field == "day" and piece.value != "today") or piece.field in _CLOCK_FIELDS
        for piece in pieces
    ):
        pieces += _nows(clean)
    when, used = _combine(pieces)
    if when == When():
        return None
    start, end = read.span(min(p.start for p in used), max(p.end for p in used))
    return WhenMention(when=when, text=read.original[start:end], start=start, end=end)


_CLOCK_FIELDS = frozenset({"at", "after", "before"})


def _days(clean: str) -> list[Piece]:
    pieces = []
    for start, end, day in find_days(clean):
        if tenses.is_past(clean, start, end):
            continue
        if day == "tonight":
            pieces += [Piece(start, end, "day", "today"), Piece(start, end, "part", "night")]
        else:
            pieces.append(Piece(start, end, "day", day))
    return pieces


def _clocks(clean: str) -> list[Piece]:
    pieces: list[Piece] = []
    for match in islice(_BETWEEN.finditer(clean), MOST_TIMES):
        end = clock.read_clock(match["to"], bound="after")
        start = clock.read_clock(match["from"], bound="after")
        if start is not None and end is not None and end <= start and start.hour < 12:
            end = end.replace(hour=(end.hour + 12) % 24)
        if start is not None and end is not None and start < end:
            pieces.append(Piece(match.start(), match.end(), "after", start))
            pieces.append(Piece(match.start(), match.end(), "before", end))
    for pattern in (_BOUND, _ALONE, _NUMBER_PART):
        for match in islice(pattern.finditer(clean), MOST_TIMES):
            pieces += _clock(clean, match, pieces)
    return pieces + _named_times(clean)


def _named_times(clean: str) -> list[Piece]:
    pieces = []
    for named, after, before in (
        *_NAMED_TIMES,
        *(_WISHED_TIMES if tenses.is_wished(clean) else ()),
    ):
        for match in named.finditer(clean):
            if not tenses.is_past(clean, *match.span()):
                pieces.append(Piece(match.start(), match.end(), "after", after))
                if before is not None:
                    pieces.append(Piece(match.start(), match.end(), "before", before))
    return pieces


def _clock(clean: str, match: re.Match[str], taken: list[Piece]) -> list[Piece]:
    if any(piece.start < match.end() and match.start() < piece.end for piece in taken):
        return []
    if tenses.is_past(clean, match.start(), match.end()):
        return []
    if tenses.tells_the_time(clean, match.start()):
        return [Piece(match.start(), match.end(), "now", True)]
    said = match.groupdict().get("bound") or "at"
    bound = _BOUNDS.get(said, "at")
    vague = not re.fullmatch(clock.CLEAR, match["time"])
    if vague and len(clean.split()) > SHORT and not tenses.is_wished(clean):
        return []
    part = part_name(match["part"]) or part_name(clean) if match["part"] else day_part(clean)
    moment = clock.read_clock(match["time"], part=part, bound=bound)
    return [] if moment is None else [Piece(match.start(), match.end(), bound, moment)]


def _nows(clean: str) -> list[Piece]:
    pieces = [Piece(match.start(), match.end(), "now", True) for match in _NOW.finditer(clean)]
    for match in islice(_PLAIN_NOW.finditer(clean), MOST_TIMES):
        if tenses.means_now(clean, *match.span()):
            pieces.append(Piece(match.start(), match.end(), "now", True))
    return pieces


def _combine(pieces: list[Piece]) -> tuple[When, list[Piece]]:
    """The first thing said of each kind, made into one; and the pieces that went into it."""
    used: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        used.setdefault(piece.field, piece)
    if "now" in used:
        return When(now=True), [used["now"]]
    if _CLOCK_FIELDS & used.keys():
        used.pop("part", None)
    if "at" in used and ("after" in used or "before" in used):
        used.pop("at")
    values = {name: piece.value for name, piece in used.items()}
    return When(**values), list(used.values())  # type: ignore[arg-type]
