"""Opening hours from text: the part of OpenStreetMap's `opening_hours` that directories use.

"24/7", "Mo-Fr 09:00-13:00,14:00-18:00; Sa 09:00-13:00; Su off", "Sa 09:00+", "PH off",
"2026 Dec 24 09:00-15:00". As in OpenStreetMap, a later rule replaces an earlier one for its days,
and a day without a rule is closed. What our values cannot hold exactly (the first Monday of the
month, days without times) is not guessed at: such hours are not known, and `note` says in words
what the text said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from directory.domain.errors import UnreadableHours
from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours, Session
from directory.feeds.hours_columns import parse_week_columns
from directory.feeds.hours_times import DAYS, MIDNIGHT, Times, holiday_policy, parse_times
from directory.feeds.hours_words import rule_in_words
from directory.feeds.osm_hours_text import MONTHS, format_osm_hours

__all__ = ["format_osm_hours", "holiday_policy", "parse_osm_hours", "parse_week_columns"]

_DAY = "|".join(DAYS)
_NTH = r"(?:[1-5]|-1)"
_SELECTOR = rf"(?:(?:{_DAY})(?:-(?:{_DAY})|\[{_NTH}(?:,{_NTH})*\])?|PH)"
_RULE = re.compile(rf"(?P<days>{_SELECTOR}(?:, ?{_SELECTOR})*)?(?:(?:^|\s+)(?P<times>\S+))?")
_DATED = re.compile(
    rf"(?P<year>\d{{4}}) (?P<month>{'|'.join(MONTHS)}) (?P<day>\d\d?) (?P<times>\S+)"
    r'(?: "(?P<reason>[^"]+)")?'
)
_COMMENT = re.compile(r'"([^"]*)"')
_SEPARATOR = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_EVERY_DAY = tuple(range(len(DAYS)))


@dataclass(frozen=True, slots=True)
class _Rule:
    """The days that a rule names, and their times (empty: closed; None: not said).

    `monthly` pairs a weekday with its occurrences in the month (1, 2, -1 for the last).
    """

    days: tuple[int, ...]
    times: Times | None
    monthly: tuple[tuple[int, tuple[int, ...]], ...] = ()
    holidays: bool = False

    @property
    def exact(self) -> bool:
        return self.times is not None and not self.monthly


def parse_osm_hours(
    text: str, *, bank_holidays: str = "unknown", holidays: Mapping[date, str] | None = None
) -> OpeningHours:
    """Opening hours from their text; an empty one is not known.

    `bank_holidays` is a word for `holiday_policy`; a rule for "PH" in the text goes before it.
    With `holidays` (dates to names), "PH 10:00-16:00" becomes dated rows; without, `SPECIAL`.
    Raises `UnreadableHours`.
    """
    policy = holiday_policy(bank_holidays)
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    dated = tuple(_exception(match) for match in map(_DATED.fullmatch, parts) if match)
    weekly = [part for part in parts if not _DATED.fullmatch(part)]
    comment = _COMMENT.fullmatch(" ".join(weekly))
    if comment or not weekly:
        note = comment[1] if comment else None
        return OpeningHours(exceptions=dated, holiday_policy=policy, note=note)
    if weekly == ["24/7"]:
        return OpeningHours(known=True, always=True, exceptions=dated, holiday_policy=policy)
    rules = [_rule(part) for part in weekly]
    if not all(rule.exact for rule in rules):
        return OpeningHours(exceptions=dated, holiday_policy=policy, note=_in_words(rules))
    return _known_hours(rules, dated, policy, holidays or {})


def _rule(text: str) -> _Rule:
    if text == "24/7":
        return _Rule(_EVERY_DAY, ((MIDNIGHT, MIDNIGHT),))
    match = _RULE.fullmatch(text)
    if match is None:
        raise UnreadableHours(text, "not a rule for opening hours")
    times = parse_times(match["times"]) if match["times"] else None
    if match["days"] is None:
        return _Rule(_EVERY_DAY, times)
    selectors: list[str] = re.findall(_SELECTOR, match["days"])
    days = [day for selector in selectors for day in _days_of(selector)]
    monthly = [_occurrences_of(selector) for selector in selectors if "[" in selector]
    return _Rule(tuple(days), times, tuple(monthly), holidays="PH" in selectors)


def _days_of(selector: str) -> list[int]:
    if selector == "PH" or "[" in selector:
        return []
    first, last = DAYS.index(selector[:2]), DAYS.index(selector[-2:])
    return [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]


def _occurrences_of(selector: str) -> tuple[int, tuple[int, ...]]:
    return DAYS.index(selector[:2]), tuple(int(nth) for nth in selector[3:-1].split(","))


def _exception(match: re.Match[str]) -> OpeningException:
    try:
        day = date(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        raise UnreadableHours(match[0], "no such date") from None
    return OpeningException(day, _with_closing_times(parse_times(match["times"])), match["reason"])


def _with_closing_times(times: Times) -> tuple[tuple[time, time], ...]:
    sessions = tuple((opens, closes) for opens, closes in times if closes is not None)
    if len(sessions) < len(times):
        raise UnreadableHours(str(times), "the hours of a date need a closing time")
    return sessions


def _known_hours(
    rules: list[_Rule],
    dated: tuple[OpeningException, ...],
    policy: HolidayPolicy,
    holidays: Mapping[date, str],
) -> OpeningHours:
    week: dict[int, Times] = {}
    on_holidays: Times | None = None
    for rule in rules:
        week.update(dict.fromkeys(rule.days, rule.times or ()))
        on_holidays = rule.times if rule.holidays else on_holidays
    if on_holidays is not None:
        policy = HolidayPolicy.SPECIAL if on_holidays else HolidayPolicy.CLOSED
        dated += _holiday_rows(on_holidays, dated, holidays)
    return OpeningHours(
        known=True,
        sessions=tuple(Session(day, *span) for day in sorted(week) for span in week[day]),
        exceptions=dated,
        holiday_policy=policy,
    )


def _holiday_rows(
    times: Times, dated: tuple[OpeningException, ...], holidays: Mapping[date, str]
) -> tuple[OpeningException, ...]:
    if not times:
        return ()
    taken = {exception.day for exception in dated}
    sessions = _with_closing_times(times)
    return tuple(
        OpeningException(day, sessions, name)
        for day, name in sorted(holidays.items())
        if day not in taken
    )


def _in_words(rules: list[_Rule]) -> str:
    return ". ".join(
        rule_in_words(rule.days, rule.times, rule.monthly, holidays=rule.holidays) for rule in rules
    )
