"""When Christmas, New Year and Easter are."""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "christmas_eve": (12, 24, "on Christmas Eve"),
    "christmas_day": (12, 25, "on Christmas Day"),
    "boxing_day": (12, 26, "on Boxing Day"),
    "new_years_eve": (12, 31, "on New Year's Eve"),
    "new_years_day": (1, 1, "on New Year's Day"),
}
_FROM_EASTER = {
    "good_friday": (-2, -2, "on Good Friday"),
    "easter_sunday": (0, 0, "on Easter Sunday"),
    "easter_monday": (1, 1, "on Easter Monday"),
    "easter": (-2, 1, "over Easter"),
}


def feast(name: str, today: date) -> tuple[date, date, str] | None:
    """The first and last day of the next feast of this name, today included, and how to say it."""
    for year in (today.year, today.year + 1):
        span = _in_year(name, year)
        if span is None:
            return None
        if span[1] >= today:
            return span
    return None


def _in_year(name: str, year: int) -> tuple[date, date, str] | None:
    if name == "christmas":
        return date(year, 12, 25), date(year, 12, 26), "over Christmas"
    if name in _FIXED:
        month, day, label = _FIXED[name]
        return date(year, month, day), date(year, month, day), label
    if name in _FROM_EASTER:
        first, last, label = _FROM_EASTER[name]
        sunday = easter_sunday(year)
        return sunday + timedelta(days=first), sunday + timedelta(days=last), label
    return None


def easter_sunday(year: int) -> date:
    """Western Easter, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, years = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
