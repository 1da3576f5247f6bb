"""What opening hours mean on each date: the rule of precedence, and the real instants it gives.

A dated exception wins; then "always open"; then the policy for public holidays; then the week.

- A session belongs, whole, to the day on which it starts. A public holiday or other hours on the
  next date do not cut the tail of the evening before; only a dated row that says "closed all
  day" does, at midnight.
- A holiday that falls on a weekday without hours leaves the service closed, as on any such day,
  unless its policy is `SPECIAL` (other hours, that nobody has told for this date).
- 23:59 is read as midnight: that is how the directories of the NHS and HSDS write the end of
  a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from directory.domain.holidays import HolidayCalendar
from directory.domain.london import MINUTES_IN_DAY, ONE_DAY, instant
from directory.domain.service import HolidayPolicy, OpeningException, OpeningHours

WallSession = tuple[int, int | None]
"""Minutes past midnight: opening, and closing (over 1440 past the next midnight; None unknown)."""

_LAST_MINUTE = time(23, 59)
_REMEMBERED_DATES = 64


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What holds for one date. `known` False: nobody knows; `sessions` are then the usual ones.

    `because` names the holiday or the dated exception that decided.
    """

    sessions: tuple[WallSession, ...]
    known: bool = True
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of real minutes: surely open, or (`known` False) nobody knows.

    `open_ended`: it is known to begin at `start`, but not for how long.
    """

    start: int
    end: int
    known: bool
    open_ended: bool = False
    because: str | None = None


class Timetable:
    """Opening hours with a calendar applied to them, remembered date by date."""

    __slots__ = ("_calendar", "_exceptions", "_hours", "_spans", "_week", "always_open")

    def __init__(self, hours: OpeningHours, calendar: HolidayCalendar) -> None:
        self._hours = hours
        self._calendar = calendar
        self._exceptions = {exception.day: exception for exception in hours.exceptions}
        self._week = tuple(_weekly_sessions(hours, weekday) for weekday in range(7))
        self._spans: dict[date, tuple[Span, ...]] = {}
        self.always_open = hours.known and hours.always and not hours.exceptions

    def plan(self, day: date) -> DayPlan:
        """What holds on `day`, in wall time."""
        plan = self._uncut_plan(day)
        following = self._exceptions.get(day + ONE_DAY)
        if following is None or following.sessions:
            return plan
        return DayPlan(_cut_at_midnight(plan.sessions), plan.known, plan.because)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The stretches that start on `day`, in order of their starts."""
        spans = self._spans.get(day)
        if spans is None:
            if len(self._spans) >= _REMEMBERED_DATES:
                self._spans.clear()
            spans = self._spans[day] = _spans(day, self.plan(day))
        return spans

    def _uncut_plan(self, day: date) -> DayPlan:
        exception = self._exceptions.get(day)
        if exception is not None:
            return self._exceptional_plan(exception)
        if not self._hours.known:
            return DayPlan((), known=False)
        if self._hours.always:
            return DayPlan(((0, MINUTES_IN_DAY),))
        usual = self._week[day.weekday()]
        holiday = self._calendar.name_of(day)
        if holiday is None:
            return DayPlan(usual)
        return self._holiday_plan(usual, holiday)

    def _exceptional_plan(self, exception: OpeningException) -> DayPlan:
        sessions = [(_minute(a), _closing_minute(a, b)) for a, b in exception.sessions]
        day = exception.day
        because = exception.reason or self._calendar.name_of(day)
        return DayPlan(_joined(sessions), because=because or f"changed for {day.day} {day:%B}")

    def _holiday_plan(self, usual: tuple[WallSession, ...], holiday: str) -> DayPlan:
        policy = self._hours.holiday_policy
        if policy is HolidayPolicy.AS_USUAL:
            return DayPlan(usual)
        if policy is HolidayPolicy.CLOSED:
            return DayPlan((), because=holiday)
        if policy is HolidayPolicy.UNKNOWN and not usual:
            return DayPlan(())
        return DayPlan(usual, known=False, because=holiday)


@lru_cache(maxsize=16384)
def timetable(hours: OpeningHours, calendar: HolidayCalendar) -> Timetable:
    """The timetable of `hours`, made once per distinct value."""
    return Timetable(hours, calendar)


def _weekly_sessions(hours: OpeningHours, weekday: int) -> tuple[WallSession, ...]:
    return _joined(
        [
            (_minute(session.opens), _closing_minute(session.opens, session.closes))
            for session in hours.sessions
            if session.weekday == weekday
        ]
    )


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _closing_minute(opens: time, closes: time | None) -> int | None:
    if closes is None:
        return None
    if closes == _LAST_MINUTE:
        return MINUTES_IN_DAY
    return _minute(closes) + (MINUTES_IN_DAY if closes <= opens else 0)


def _joined(sessions: list[WallSession]) -> tuple[WallSession, ...]:
    """In order; sessions that overlap or adjoin become one."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted((a, b) for a, b in sessions if b is not None):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    open_ended = [(a, b) for a, b in sessions if b is None]
    return tuple(sorted([*joined, *open_ended], key=lambda session: session[0]))


def _cut_at_midnight(sessions: tuple[WallSession, ...]) -> tuple[WallSession, ...]:
    return tuple((a, None if b is None else min(b, MINUTES_IN_DAY)) for a, b in sessions)


def _spans(day: date, plan: DayPlan) -> tuple[Span, ...]:
    if plan.known:
        return tuple(_span(day, session, plan.because) for session in plan.sessions)
    end = max([MINUTES_IN_DAY, *(closes for _, closes in plan.sessions if closes is not None)])
    return (Span(instant(day, 0), instant(day, end), known=False, because=plan.because),)


def _span(day: date, session: WallSession, because: str | None) -> Span:
    opens, closes = session
    end = MINUTES_IN_DAY if closes is None else closes
    return Span(
        start=instant(day, opens),
        end=instant(day, end),
        known=closes is not None,
        open_ended=closes is None,
        because=because,
    )
