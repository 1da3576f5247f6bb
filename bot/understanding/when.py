"""When help is wanted, as people put it. See `whencode` and `window` for what is done with it."""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

from bot.understanding import clock, tenses
from bot.understanding.days import find_days
from bot.understanding.model import When, WhenMention
from bot.understanding.text import Text
from bot.understanding.whencode import code, from_code
from bot.understanding.window import resolve

__all__ = ["code", "find_when", "from_code", "resolve"]

_NOW = re.compile(
    r"(?<![a-z0-9])(?:(?:open |available )?(?:right|rite) now|straight ?away|a\.?s\.?a\.?p\b|asap"
    r"|immediately|this (?:very )?minute|as soon as possible|right away|(?:open|available) (?:now"
    r"|atm|rn|at the moment|currently|still)|(?:still|currently) open|this instant)(?![a-z0-9])"
)
_PLAIN_NOW = re.compile(r"(?<![a-z0-9])now(?![a-z0-9])")
_PART = re.compile(
    r"(?<![a-z0-9])(?P<cue>(?:(?:this|in the|at|on|for an?|late|early|that|of an?|an?|any|the) )*)"
    r"(?P<part>morn(?:ing|in)?s?|afternoons?|arvo|aft|evenings?|eves?|evng|nights?|nite|overnight)"
    r"(?! ?(?:sickness|after|sweats?|terrors?|shift|shifts|mares?|cramps?|nurse|all))(?![a-z0-9])"
)
_FOLLOWS = (
    r"(?= ?(?:$|[?!.,;)]|(?:on|in|near|at|today|tomorrow|tonight|please|pls|or|and|if|but|when|for"
    r"|is|are|onwards|ish|this|mon|tues?|wed|thu\w*|fri|sat|sun|\w+day|2moz|tmrw|the|until|til|till"
    r"|to|around)(?![a-z0-9])))"
)
_BOUND = re.compile(
    r"(?<![a-z0-9])(?P<bound>after|past|from|later th[ae]n|before|b4|by|earlier th[ae]n|at|@"
    r"|around|about|for|till|until|about)(?: about| around| maybe)? ?"
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
_OFFERS = re.compile(
    r" ?(?:app\w*|clinics?|surgery|opening|chemists?|pharmac\w+|doctors?|gps?|dentists?|sessions?"
    r"|class\w*|groups?|courses?|slots?|service)\b"
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


class _Piece(NamedTuple):
    """One thing said about the time: `field` of `When` (or `between`), its value, and where."""

    start: int
    end: int
    field: str
    value: object


def find_when(text: str | Text) -> WhenMention | None:
    """The time that help is wanted for, or None. Times of symptoms and doses are passed over."""
    read = text if isinstance(text, Text) else Text(text)
    clean = read.clean
    pieces = [*_days(clean), *_clocks(clean)]
    pieces += _parts(clean, pieces)
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


def _days(clean: str) -> list[_Piece]:
    pieces = []
    for start, end, day in find_days(clean):
        if tenses.is_past(clean, start, end):
            continue
        if day == "tonight":
            pieces += [_Piece(start, end, "day", "today"), _Piece(start, end, "part", "night")]
        else:
            pieces.append(_Piece(start, end, "day", day))
    return pieces


def _clocks(clean: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for match in _BETWEEN.finditer(clean):
        end = clock.read_clock(match["to"])
        start = clock.read_clock(match["from"], bound="after")
        if start is not None and end is not None and start < end:
            pieces.append(_Piece(match.start(), match.end(), "after", start))
            pieces.append(_Piece(match.start(), match.end(), "before", end))
    for pattern in (_BOUND, _NUMBER_PART, _ALONE):
        for match in pattern.finditer(clean):
            pieces += _clock(clean, match, pieces)
    return pieces + _named_times(clean)


def _named_times(clean: str) -> list[_Piece]:
    pieces = []
    for named, after, before in (
        *_NAMED_TIMES,
        *(_WISHED_TIMES if tenses.is_wished(clean) else ()),
    ):
        for match in named.finditer(clean):
            if not tenses.is_past(clean, *match.span()):
                pieces.append(_Piece(match.start(), match.end(), "after", after))
                if before is not None:
                    pieces.append(_Piece(match.start(), match.end(), "before", before))
    return pieces


def _clock(clean: str, match: re.Match[str], taken: list[_Piece]) -> list[_Piece]:
    if any(piece.start < match.end() and match.start() < piece.end for piece in taken):
        return []
    if tenses.is_past(clean, match.start(), match.end()):
        return []
    said = match.groupdict().get("bound") or "at"
    bound = _BOUNDS.get(said, "at")
    if said in {"till", "until", "for", "about", "around", "from"} and not tenses.is_wished(clean):
        return []
    part = _part_name(match["part"]) or _part_name(clean) if match["part"] else _day_part(clean)
    moment = clock.read_clock(match["time"], part=part, bound=bound)
    return [] if moment is None else [_Piece(match.start(), match.end(), bound, moment)]


def _day_part(clean: str) -> str | None:
    """A part of the day said elsewhere in the message, to tell 8pm from 8am."""
    match = re.search(r"\b(morning|afternoon|evening|night|tonight|2nite|tonite)\b", clean)
    return None if match is None else _part_name(match[1])


def _parts(clean: str, pieces: list[_Piece]) -> list[_Piece]:
    found = []
    for match in _PART.finditer(clean):
        name = _part_name(match["part"])
        if name is None or tenses.is_past(clean, match.start(), match.end()):
            continue
        if not _part_is_wished(clean, match, pieces):
            continue
        if match["cue"].strip().endswith("this"):
            found.append(_Piece(match.start(), match.end(), "day", "today"))
        found.append(_Piece(match.start(), match.end(), "part", name))
    return found


def _part_is_wished(clean: str, match: re.Match[str], pieces: list[_Piece]) -> bool:
    """Whether a part of the day is asked for, and is not when a symptom is worst."""
    days = [piece for piece in pieces if piece.field == "day"]
    gaps = [(match.start() - day.end, day.start - match.end()) for day in days]
    if any(0 <= gap <= 2 for pair in gaps for gap in pair):
        return True
    said = bool(match["cue"]) or match["part"].endswith("s")
    offered = _OFFERS.match(clean, match.end()) is not None
    if match.group().strip() == clean.strip(" .!?"):
        return said
    if tenses.is_symptom(clean, match.start()):
        return False
    return offered or (said and tenses.is_wished(clean))


def _part_name(text: str) -> str | None:
    for stem, name in (
        ("morn", "morning"),
        ("aft", "afternoon"),
        ("arvo", "afternoon"),
        ("ev", "evening"),
        ("ni", "night"),
        ("2ni", "night"),
    ):
        if re.search(rf"\b(?:to|over)?{stem}", text):
            return name
    return None


def _nows(clean: str) -> list[_Piece]:
    pieces = [_Piece(match.start(), match.end(), "now", True) for match in _NOW.finditer(clean)]
    for match in _PLAIN_NOW.finditer(clean):
        if tenses.means_now(clean, *match.span()):
            pieces.append(_Piece(match.start(), match.end(), "now", True))
    return pieces


def _combine(pieces: list[_Piece]) -> tuple[When, list[_Piece]]:
    """The first thing said of each kind, made into one; and the pieces that went into it."""
    used: dict[str, _Piece] = {}
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
