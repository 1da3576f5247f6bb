"""Parts of the day that help is wanted in: "sat morning", "evening appointments"."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from bot.understanding import tenses

MOST_TIMES = 12
"""Times of a message that are looked at: nobody means more."""
_PART = re.compile(
    r"(?<![a-z0-9])"
    r"(?P<cue>(?:(?:this|in the|at|on|for an?|late|early|that|of an?|an?|any|the) ){0,4})"
    r"(?P<part>morn(?:ing|in)?s?|afternoons?|arvo|aft|evenings?|eves?|evng|nights?|nite|overnight)"
    r"(?! ?(?:sickness|after|sweats?|terrors?|shift|shifts|mares?|cramps?|nurse|all))(?![a-z0-9])"
)
_OFFERS = re.compile(
    r" ?(?:app\w*|clinics?|surgery|opening|chemists?|pharmac\w+|doctors?|gps?|dentists?|sessions?"
    r"|class\w*|groups?|courses?|slots?|service)\b"
)


class Piece(NamedTuple):
    """One thing said about the time: `field` of `When` (or `between`), its value, and where."""

    start: int
    end: int
    field: str
    value: object


def day_part(clean: str) -> str | None:
    """A part of the day said elsewhere in the message, to tell 8pm from 8am."""
    match = re.search(r"\b(morning|afternoon|evening|night|tonight|2nite|tonite)\b", clean)
    return None if match is None else part_name(match[1])


def find_parts(clean: str, pieces: list[Piece]) -> list[Piece]:
    found = []
    for match in islice(_PART.finditer(clean), MOST_TIMES):
        name = part_name(match["part"])
        if (
            name is None
            or match.group() == "on nights"
            or tenses.is_past(clean, match.start(), match.end())
        ):
            continue
        if not _part_is_wished(clean, match, pieces):
            continue
        if match["cue"].strip().endswith("this"):
            found.append(Piece(match.start(), match.end(), "day", "today"))
        found.append(Piece(match.start(), match.end(), "part", name))
    return found


def _part_is_wished(clean: str, match: re.Match[str], pieces: list[Piece]) -> bool:
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


def part_name(text: str) -> str | None:
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
