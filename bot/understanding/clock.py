"""Times of day as people put them: "half 7", "quarter to 8", "7.30pm", "2 in the morning"."""

from __future__ import annotations

import re
from datetime import time

HOURS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_HOUR = r"(?:2[0-3]|1\d|0?\d|" + "|".join(HOURS) + ")"
_MERIDIEM = r"(?:a\.?m\b\.?|p\.?m\b\.?)"
_PART = r"(?:in the |at )(?:morning|afternoon|evening|night)|(?:morning|afternoon|evening|night)"
CLEAR = (
    r"(?:noon|midday|mid day|midnight|mid night"
    rf"|(?:half|quarter|1/4)(?: past| to)? {_HOUR}\b(?: ?{_MERIDIEM})?"
    rf"|(?:ten|twenty|5|10|20|25|five) (?:past|to) {_HOUR}\b(?: ?{_MERIDIEM})?"
    rf"|{_HOUR}(?:[:.][0-5]\d)? ?{_MERIDIEM}"
    rf"|{_HOUR}:[0-5]\d\b|{_HOUR} ?o'? ?clock\b)"
)
"""A time that is one by its form."""
VAGUE = rf"(?:1[0-2]|[1-9]|{'|'.join(HOURS)})(?:\.[0-5]\d)?\b"
"""A number that is a time only after "at", "after" and the like."""
PART_AFTER = rf"(?: ?(?:{_PART})\b)?"

_CLOCK = re.compile(
    rf"(?:(?P<lead>half|quarter|1/4|ten|twenty|five|5|10|20|25)(?P<side> past| to)? )?"
    rf"(?P<hour>{_HOUR})(?:[:.](?P<minute>[0-5]\d))?"
    r" ?(?P<meridiem>[ap]\.?m)?(?: ?o'? ?clock)?"
)
_MINUTES = {
    "half": 30,
    "quarter": 15,
    "1/4": 15,
    "ten": 10,
    "10": 10,
    "twenty": 20,
    "20": 20,
    "five": 5,
    "5": 5,
    "25": 25,
}


def read_clock(text: str, *, part: str | None = None, bound: str = "at") -> time | None:
    """The time of day that `text` names. `part` is a part of the day said with it.

    Hours without am or pm follow what people mean when they look for help: "at" 1 to 7 and
    "after" 1 to 8 are afternoon and evening, "before" 6 to 11 is the morning.
    """
    if "midnight" in text or "mid night" in text:
        return time(0, 0)
    if ("noon" in text and "after" not in text) or "midday" in text or "mid day" in text:
        return time(12, 0)
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour = HOURS.get(match["hour"]) or int(match["hour"])
    minute = int(match["minute"] or 0)
    certain = hour > 12 or match["hour"].startswith("0")
    if not certain:
        hour = _of_day(hour, (match["meridiem"] or "")[:1], part, bound)
    if match["lead"]:
        shift = _MINUTES[match["lead"]]
        back = match["side"] == " to"
        hour, minute = (hour - 1, 60 - shift) if back else (hour, shift)
    return time(hour % 24, minute)


def _of_day(hour: int, meridiem: str, part: str | None, bound: str) -> int:
    hour %= 12
    if meridiem:
        return hour + 12 * (meridiem == "p")
    if part is not None:
        small_hours = part == "night" and hour < 5
        return hour if part == "morning" or small_hours else hour + 12
    if bound == "before":
        return hour if hour >= 6 else hour + 12
    latest = 8 if bound == "after" else 7
    return hour + 12 if hour <= latest else hour


def say_clock(moment: time) -> str:
    """ "6pm", "6:30pm", "midday", "midnight"."""
    if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"
