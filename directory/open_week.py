"""A week of opening hours at a glance: one bit for each half hour in which it may be open.

Good enough to leave out, without reading their records, services that are surely closed; the
exact answer comes from `domain.opening`. Hours with dated exceptions may be open at any time.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache

from directory.domain.holidays import HolidayCalendar
from directory.domain.london import LONDON
from directory.domain.service import OpeningHours, Session

SLOTS_A_DAY = 48
SLOTS = 7 * SLOTS_A_DAY
MINUTES_A_SLOT = 30
ANY_TIME = (1 << SLOTS) - 1
UNKNOWN = b""
"""Nobody has told the directory when it is open."""
_BYTES = SLOTS // 8


class Glance(IntEnum):
    """What the week tells of a time, in the order in which services are wanted."""

    MAY_BE_OPEN = 0
    NOT_KNOWN = 1
    CLOSED = 2


def open_week(hours: OpeningHours) -> bytes:
    """The week of some hours, as `glance` reads it."""
    if not hours.known:
        return UNKNOWN
    if hours.always or hours.exceptions:
        return ANY_TIME.to_bytes(_BYTES)
    week = 0
    for session in hours.sessions:
        week |= _slots_of(session)
    return week.to_bytes(_BYTES)


def read_week(stored: bytes | None) -> int:
    """The stored week as a number: -1 for hours not known; any time for a row without one."""
    if stored is None:
        return ANY_TIME
    return int.from_bytes(stored) if stored else -1


def glance(week: int, wanted: int) -> Glance:
    """What a week (see `read_week`) tells of the wanted slots."""
    if week < 0:
        return Glance.NOT_KNOWN
    return Glance.MAY_BE_OPEN if week & wanted else Glance.CLOSED


def wanted_slots(start: datetime, end: datetime, calendar: HolidayCalendar) -> int:
    """The slots of the week that a stretch of time touches.

    Any time, when the week is not to be trusted: near a public holiday or a change of the clocks.
    """
    first, last = start.astimezone(LONDON), end.astimezone(LONDON)
    if last - first >= timedelta(days=6) or not _is_plain(first.date(), last.date(), calendar):
        return ANY_TIME
    begin = _slot(first)
    ahead = max(0, int((last - first).total_seconds() - 1) // 60)
    length = (first.minute % MINUTES_A_SLOT + ahead) // MINUTES_A_SLOT + 1
    return _turned(begin, length)


@lru_cache(maxsize=512)
def _is_plain(first: date, last: date, calendar: HolidayCalendar) -> bool:
    day = first - timedelta(days=1)
    while day <= last:
        if calendar.name_of(day) is not None:
            return False
        day += timedelta(days=1)
    return _offset(first - timedelta(days=1)) == _offset(last + timedelta(days=1))


def _offset(day: date) -> timedelta | None:
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON).utcoffset()


def _slots_of(session: Session) -> int:
    opens = session.opens.hour * 60 + session.opens.minute
    closes = 0 if session.closes is None else session.closes.hour * 60 + session.closes.minute
    if closes <= opens:
        closes += 24 * 60
    begin = session.weekday * SLOTS_A_DAY + opens // MINUTES_A_SLOT
    return _turned(begin, (closes - 1) // MINUTES_A_SLOT - opens // MINUTES_A_SLOT + 1)


def _slot(moment: datetime) -> int:
    minutes = moment.hour * 60 + moment.minute
    return moment.weekday() * SLOTS_A_DAY + minutes // MINUTES_A_SLOT


def _turned(begin: int, length: int) -> int:
    """`length` slots from `begin` on; Sunday night runs on into Monday."""
    run = ((1 << min(length, SLOTS)) - 1) << begin
    return (run | run >> SLOTS) & ANY_TIME
