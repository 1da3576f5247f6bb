"""Days as people name them: "2moz", "thurs", "bank hol", "xmas day", "25/12", "the 25th".

Each is put in a form that needs no calendar yet: `today`, `tomorrow`, a weekday's name,
`bank_holiday`, a feast such as `christmas_day`, an ISO date, `--12-25` for a day of any year, or
`---25` for a day of any month (the last two as in XML Schema's gMonthDay and gDay).
"""

from __future__ import annotations

import re
from itertools import islice

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = {
    "monday": r"mondays?|munday",
    "tuesday": r"tuesdays?|teusday|tusday|tuesdy",
    "wednesday": r"wednesdays?|wensday|wednsday|wendesday|wednesdy|weds",
    "thursday": r"thursdays?|thersday|thurday|thrusday|thurs|thur",
    "friday": r"fridays?|firday|fryday",
    "saturday": r"saturdays?|saterday|satday|saturdy|satruday",
    "sunday": r"sundays?|sunady|sundy",
}
_SHORT = {
    "monday": "mon",
    "tuesday": "tues?",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}
_PART_WORD = (
    r"(?:morn\w*|aft\w*|arvo|eve|evening|night|nite|am|pm|(?:at )?\d{1,2} ?[ap]m|at \d{1,2})\b"
)
FEASTS = {
    "christmas_eve": r"(?:christmas|xmas|crimbo) eve",
    "christmas_day": r"(?:christmas|xmas|chrismas|crimbo) day",
    "boxing_day": r"boxing day|boxin day",
    "new_years_eve": r"new years? eve|nye",
    "new_years_day": r"new years? day",
    "good_friday": r"good friday",
    "easter_sunday": r"easter (?:sunday|day)",
    "easter_monday": r"easter monday",
    "easter": r"easter(?: weekend)?",
    "christmas": r"(?:christmas|xmas|crimbo)(?: period| holidays?| time)?",
}
"""Feasts in the order in which they are tried: "easter monday" before "easter"."""
MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_STARTS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_PREFIX = (
    r"(?:(?:on|this|for|by|over|at|during|coming|the) ){0,4}"
    r"(?:next (?=[a-z]*day|bank|easter|christmas|xmas|wed|tues?\b|thu))?"
)

PATTERNS: tuple[tuple[str, str], ...] = (
    ("day_after_tomorrow", r"day after tom+or+ow"),
    (
        "tomorrow",
        (
            r"tom+or+ows?|tomoz|tomos|tomorra|2moz|2moro|2morro|2morrow|2mro|2mrw|tmrw|tmrrw"
            r"|tmr|tmro|tmoro|tomo"
        ),
    ),
    ("tonight", r"tonight|tonite|tonigt|2nite|2night|2nyt|2nyte"),
    ("today", r"today|2day|tday|tody|2dy"),
    *FEASTS.items(),
    ("bank_holiday_monday", r"bank ?hol(?:iday|idays|s)? monday"),
    ("bank_holiday", r"bank ?hol(?:iday|idays|s)?(?: friday| weekend)?|public holidays?"),
    ("next_weekend", r"next (?:week ?end|wknd|wkend)|(?:the )?week ?end after(?: next)?"),
    ("weekend", r"week ?ends?|wk ?end|wknd|w/e"),
    ("next_week", r"next (?:week|wk)"),
    ("this_week", r"this (?:week|wk)"),
    *_WEEKDAY.items(),
)
_NAMED = re.compile(
    r"(?<![a-z0-9/])"
    + _PREFIX
    + "(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS)
    + r")(?:'s)?(?![a-z0-9])"
)
_ABBREVIATED = re.compile(
    r"(?<![a-z0-9])(?:(?P<cue>(?:on|this|next|by|coming|open|every) ))?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _SHORT.items())
    + r")\.?(?![a-z0-9'])(?P<part>(?= "
    + _PART_WORD
    + "))?"
)
_WRITTEN = re.compile(
    rf"(?<![a-z0-9/.:])(?:(?:on|for|by) )?(?:the )?"
    rf"(?:(?P<d1>[0-3]?\d)(?P<o1>st|nd|rd|th)?(?: of)? (?P<m1>{MONTHS})"
    rf"|(?P<m2>{MONTHS}) (?:the )?(?P<d2>[0-3]?\d)(?P<o2>st|nd|rd|th)?"
    r"|(?P<d3>[0-3]?\d)(?:st|nd|rd|th))(?: (?P<y1>20\d\d))?(?![a-z0-9])"
)
_FIGURES = re.compile(
    r"(?<![a-z0-9/.])(?P<cue>(?:on|for|by|date|open)(?: the)? )?"
    r"(?P<d>[0-3]?\d)[/.-](?P<m>[01]?\d)(?:[/.-](?P<y>(?:20)?\d\d))?(?![a-z0-9/])"
)
_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)")
MOST_DAYS = 20
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_days(clean: str) -> list[tuple[int, int, str]]:
    """Every day named in normalised text: start, end and its form, in order."""
    found: list[tuple[int, int, str]] = []
    for match in islice(_NAMED.finditer(clean), MOST_DAYS):
        name = next(key for key, value in match.groupdict().items() if value is not None)
        found.append((match.start(), match.end(), name))
    for match in islice(_ABBREVIATED.finditer(clean), MOST_DAYS):
        if match["cue"] or match["part"] is not None or match.group().strip() == clean.strip():
            name = next(day for day in _SHORT if match[day])
            found.append((match.start(), match.end(), name))
    found.extend(_dates(clean))
    return sorted(set(found))


def _dates(clean: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _ISO.finditer(clean):
        day = _form(match["d"], int(match["m"]), match["y"])
        found.append((match.start(), match.end(), day))
    for match in islice(_WRITTEN.finditer(clean), MOST_DAYS):
        found.append((match.start(), match.end(), _written(match)))
    for match in islice(_FIGURES.finditer(clean), MOST_DAYS):
        if _is_date(match):
            day = _form(match["d"], int(match["m"]), match["y"])
            found.append((match.start(), match.end(), day))
    return [(start, end, day) for start, end, day in found if day is not None]


def _written(match: re.Match[str]) -> str | None:
    month = match["m1"] or match["m2"]
    day = match["d1"] or match["d2"] or match["d3"]
    if month == "may" and not (match["o1"] or match["o2"] or match["d1"]):
        return None
    if month is None:
        said_so = re.match(r"(?:on |for |by )?the |on |by ", match.group())
        return f"---{int(day):02d}" if said_so and 1 <= int(day) <= 31 else None
    return _form(day, _MONTH_STARTS.index(month[:3]) + 1, match["y1"])


def _is_date(match: re.Match[str]) -> bool:
    """Not "24/7", not "pain 7/10", not "1/2 a tablet", not "120/80"."""
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    separator = match.group()[match.end("d") - match.start()]
    if match["y"]:
        return True
    if separator != "/":
        return False
    return bool(match["cue"]) or (day > 12 and len(match["m"]) == 2 and month > 10)


def _form(day: str, month: int, year: str | None) -> str | None:
    number = int(day)
    if not (1 <= month <= 12 and 1 <= number <= LENGTHS[month - 1]):
        return None
    if year is None:
        return f"--{month:02d}-{number:02d}"
    return f"{int(year) % 100 + 2000}-{month:02d}-{number:02d}"
