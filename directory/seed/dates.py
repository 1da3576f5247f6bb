"""How old facts are, from the words in which their source's date was noted down.

"2023-12 (hours), 2025-04 (status, phone)", "2018-20", "undated (about 2014-20)", "undated".
"""

from __future__ import annotations

import re
from datetime import date

from directory.records import EVERYTHING_ELSE

_DATE = r"(?P<year>(?:19|20)\d\d)(?:-(?P<next>\d{4}|\d\d)(?:-(?P<day>\d\d))?)?(?!\d)"
_DATED = re.compile(rf"(?<![\d-])(?P<before>before (?:mid-)?)?{_DATE}(?: \((?P<parts>[^)]*)\))?")
_PARTS_FIRST = re.compile(rf"\b(?P<parts>hours|phone)\s+{_DATE}")
_KNOWN_PARTS = ("hours", "phone", "status")
_LAST_MONTH = 12


def facts_from(text: str) -> date | None:
    """The oldest date in the text; None when it only says "undated" or "before" some year."""
    found = [_date(match) for match in _DATED.finditer(text) if not match["before"]]
    return min(found) if found else None


def dates_of_parts(text: str) -> dict[str, date]:
    """The date of each part that the text names, and of everything else under the empty name."""
    dates: dict[str, date] = {}
    for match in (*_DATED.finditer(text), *_PARTS_FIRST.finditer(text)):
        for part in _KNOWN_PARTS:
            if part in re.split(r"[,; ]+", match["parts"] or ""):
                dates[part] = _date(match)
    oldest = facts_from(text)
    if oldest is not None:
        dates[EVERYTHING_ELSE] = oldest
    return dates


def _date(match: re.Match[str]) -> date:
    """A range ("2018-20") counts from its first year; a bare year or month from its first day."""
    year, following = int(match["year"]), match["next"]
    is_month = following is not None and len(following) == 2 and 1 <= int(following) <= _LAST_MONTH
    month = int(following) if is_month else 1
    return date(year, month, int(match["day"]) if is_month and match["day"] else 1)
