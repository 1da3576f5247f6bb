"""A time as stable text, for keeping in a conversation: `day=sunday;part=evening`."""

from __future__ import annotations

import re
from datetime import date, time

from bot.understanding.days import FEASTS, LENGTHS, WEEKDAYS
from bot.understanding.errors import BadCode
from bot.understanding.model import When

PARTS = ("morning", "afternoon", "evening", "night")
DAYS = frozenset(
    {
        *("today", "tomorrow", "day_after_tomorrow", "weekend", "bank_holiday"),
        "bank_holiday_monday",
        *("this_week", "next_week", "next_weekend"),
        *FEASTS,
        *WEEKDAYS,
    }
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def code(when: When) -> str:
    """The text of a time; `from_code` turns it back into an equal value."""
    said = [] if not when.now else ["now"]
    said += [f"{name}={value}" for name, value in (("day", when.day), ("part", when.part)) if value]
    moments = (("at", when.at), ("after", when.after), ("before", when.before))
    said += [f"{name}={moment:%H:%M}" for name, moment in moments if moment is not None]
    return ";".join(said)


def from_code(text: str) -> When:
    """The time of a code. Raises `BadCode` for anything that `code` does not write."""
    values: dict[str, object] = {}
    for item in text.split(";") if text else []:
        name, _, value = item.partition("=")
        if name in values:
            raise BadCode(text)
        values[name] = _value(name, value, item)
    return When(**values)  # type: ignore[arg-type]


def _value(name: str, value: str, item: str) -> object:
    if item == "now":
        return True
    if name == "day" and is_day(value):
        return value
    if name == "part" and value in PARTS:
        return value
    match = _CLOCK.fullmatch(value)
    if name in {"at", "after", "before"} and match is not None:
        return time(int(match[1]), int(match[2]))
    raise BadCode(item)


def is_day(value: str) -> bool:
    """Whether this is a form of a day that `window.resolve` knows."""
    if value in DAYS:
        return True
    short = re.fullmatch(r"---(\d\d)|--(\d\d)-(\d\d)", value)
    if short is not None:
        month = int(short[2] or 1)
        day = int(short[1] or short[3])
        return 1 <= month <= 12 and 1 <= day <= LENGTHS[month - 1]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
