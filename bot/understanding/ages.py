"""Ages as people write them, in years."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "sixteen": 16,
    "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "couple of": 2, "few": 3,
}  # fmt: skip
_NUMBER = r"(?P<n>\d{1,3}(?:\.5)?|" + "|".join(_WORDS) + r")(?P<half> and a half| 1/2)?"
_OLD = r"[ -]?(?:old|olds|of age)"
_UNITS = {"y": 1.0, "m": 1 / 12, "w": 7 / 365.25, "d": 1 / 365.25}
_YEARS_OLD = re.compile(
    rf"(?<![a-z0-9.]){_NUMBER}[ -]?(?P<unit>years?|yrs?|yr|months?|mths?|mnths?|mth|weeks?|wks?|wk"
    rf"|days?){_OLD}(?![a-z])"
)
_SHORT = re.compile(
    rf"(?<![a-z0-9.]){_NUMBER}[ -]?(?:(?P<y>y/?o|yr ?old|y\.o\.?)|(?P<m>m/?o|mths? ?old))(?![a-z])"
)
_AGED = re.compile(rf"(?<![a-z])(?:aged?|age is|turned|turning) (?:of )?{_NUMBER}(?![a-z0-9.%])")
_BEFORE_NOUN = re.compile(
    rf"(?<![a-z0-9.]){_NUMBER}[ -]?(?P<unit>years?|yrs?|months?|mths?|weeks?|wks?|days?)[ -]"
    r"(?P<noun>baby|babies|boy|girl|son|daughter|child|toddler|infant|grandson|granddaughter|kid)\b"
)
_ENDS = (
    r"(?= ?(?:$|[,.!?;)]|and\b|but\b|with\b|so\b|now\b|he\b|she\b|i\b|they\b|who\b|in a\b|male\b"
    r"|female\b|m\b|f\b|has\b|lives?\b|living\b|had\b|have\b|next\b|this\b|on\b|years?(?! ?old)\b))"
)
_ABOUT = r"(?:only |just |nearly |almost |now |about |over )?"
_BE = re.compile(
    r"(?<![a-z])(?:i'?m|i am|he'?s|she'?s|he is|she is|they'?re|is|mum'?s|dad'?s|nan'?s|who'?s"
    rf"|am) {_ABOUT}{_NUMBER}{_ENDS}"
)
_MONTHS_ON = re.compile(
    r"(?<![a-z])(?:baby(?:'?s| boy| girl)?|he'?s|she'?s|is|newborn|son|daughter"
    r"|little (?:one|boy|girl))"
    rf"[ ,(]+(?:is |aged? )?{_ABOUT}{_NUMBER}"
    r"[ -]?(?P<unit>months?|mths?|weeks?|wks?|days?)\b"
    r"(?! (?:ago|late|early|pregnant|gone|of|into|over|overdue|premature|in|since|waiting|later))"
)
_PERSON_NUMBER = re.compile(
    r"(?<![a-z])(?:son|daughter|mum|mother|dad|father|nan|gran|grandad|grandma|husband|wife|child"
    r"|boy|girl|baby|kid|partner|lady|man|woman)[ ,(]+(?:is |aged? )?(?P<n>\d{1,3})(?P<half>)"
    r"(?=[),. ?!]|$)(?! ?(?:days?|weeks?|wks?|months?|mths?|hours?|times?|children|kids|of|or|to"
    r"|mg|ml|am|pm|st|kg|stone|(?:years?|yrs?) (?:ago|later))\b)"
)
_TENS = re.compile(r"(?<![a-z])(?:in|into) (?:my|his|her|their) (?:early |mid |late )?([2-9]0)'?s")
_STAGES = (
    (re.compile(r"\b(?:newborn|new born|new-born)\b"), 0.05),
    (
        re.compile(
            r"\b(?:baby|infant|bubba|bby)(?:'?s)? (?:has|is|wont|won't|keeps|cant|can't|with|got"
            r"|not|been|crying|temp\w*|sick|rash|fever|hasnt|hasn't|feels|looks|hot|poorly|seems)\b"
            r"|\bfor (?:my|our|a|the) (?:\w+ )?(?:baby|infant)\b|^(?:my )?(?:baby|infant)$"
        ),
        0.5,
    ),
    (re.compile(r"\btoddlers?\b"), 2.0),
    (re.compile(r"\bpre ?schoolers?\b"), 4.0),
    (re.compile(r"\b(?:teenager|teen|teenage(?:d)? (?:son|daughter|boy|girl|child))\b"), 15.0),
    (re.compile(r"\b(?:pensioner|oap)\b"), 75.0),
)
_NOT_SOMEBODY = re.compile(
    r"\b(?:group|groups|class|classes|club|clinic|weigh\w*|expecting|having a|shower|want a|box"
    r"|oil|food|milk|formula|los[st]|loss|died|death|trying for|had a|since|bank|feeding)\b"
)
OLDEST = 115
MOST_AGES = 6
_EXPECTING = re.compile(r"\b(?:pregnan\w*|expecting|midwi\w+|due|scan|trimester)\b")
_THEIRS = re.compile(r"\b(?:he|she|his|her|hes|shes)\b")
_OWN = re.compile(r"\b(?:i'?m|i am|myself)\b")


class Age(NamedTuple):
    """An age in years: `own` in "I'm 67", `theirs` in "he's 67", neither in "aged 67"."""

    years: float
    own: bool = False
    theirs: bool = False


def find_ages(clean: str) -> list[Age]:
    """The ages that normalised text states, surest form first; else a stage of life, if named.

    Durations ("3 weeks"), doses and stages of pregnancy are not ages.
    """
    found = []
    forms = (_YEARS_OLD, _SHORT, _BEFORE_NOUN, _MONTHS_ON, _AGED, _BE, _PERSON_NUMBER)
    for pattern in forms:
        for match in islice(pattern.finditer(clean), MOST_AGES):
            years = _years(match)
            if 0 <= years <= OLDEST and not _is_pregnancy(clean, match):
                window = clean[max(0, match.start() - 8) : match.start() + 6]
                own = _OWN.search(window) is not None
                found.append(Age(years, own, not own and _THEIRS.search(window) is not None))
    if not found and (tens := _TENS.search(clean)) is not None:
        found.append(Age(int(tens[1]) + 5.0, tens.group().split()[1] == "my"))
    return found or _stage(clean)


def _is_pregnancy(clean: str, match: re.Match[str]) -> bool:
    """Whether weeks or months count from conception and not from birth."""
    if "pregnant" in clean[match.end() : match.end() + 12]:
        return True
    weeks = (match.groupdict().get("unit") or "").startswith("w")
    return weeks and _EXPECTING.search(clean) is not None and "old" not in match.group()


def _years(match: re.Match[str]) -> float:
    said = match.groupdict()
    number = float(_WORDS.get(said["n"]) or said["n"]) + (0.5 if said["half"] else 0)
    unit = "m" if said.get("m") else (said.get("unit") or "y")[0]
    return round(number * _UNITS[unit], 3)


def _stage(clean: str) -> list[Age]:
    for pattern, years in _STAGES:
        match = pattern.search(clean)
        if match is not None:
            window = clean[max(0, match.start() - 20) : match.end() + 12]
            if _NOT_SOMEBODY.search(window) is None:
                return [Age(years)]
    return []
