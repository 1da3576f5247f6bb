"""From what `bot.understanding` read to what the directory is asked: places and times."""

from __future__ import annotations

from datetime import datetime

from bot.understanding.errors import UnderstandingError
from bot.understanding.model import Place, PlaceKind, When, Who
from bot.understanding.window import resolve
from directory.domain.holidays import HolidayCalendar
from directory.domain.query import Person, Point, Window


def point_of(place: Place) -> Point:
    """A place as the directory wants it: inexact for a whole district or the whole area."""
    return Point(
        latitude=place.latitude,
        longitude=place.longitude,
        # The middle of the whole area lies in some district, which means nothing.
        district="" if place.kind is PlaceKind.AREA else place.district,
        label=place.label,
        exact=place.kind not in (PlaceKind.DISTRICT, PlaceKind.AREA),
    )


def window_of(when: When | None, now: datetime, holidays: HolidayCalendar) -> Window | None:
    """A time tied to the calendar; None when none was said, or it names no day that is known."""
    if when is None:
        return None
    try:
        found = resolve(when, now, holidays.bank_holidays)
    except UnderstandingError:
        return None
    return Window(start=found.start, end=found.end, label=found.label, instant=found.instant)


def person_of(who: Who) -> Person:
    """Whom a service is for, as far as eligibility asks."""
    return Person(age_years=who.age_years, sex=who.sex, pregnant=who.pregnant)
