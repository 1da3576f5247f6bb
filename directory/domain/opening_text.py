"""Opening hours in words, with times as the NHS writes them: "9am", "5:30pm", "midday"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory.domain.holidays import HolidayCalendar
from directory.domain.london import MINUTES_IN_DAY, ONE_DAY, local
from directory.domain.query import Opening, OpenState
from directory.domain.service import OpeningHours
from directory.domain.timetable import DayPlan, WallSession, timetable

NOT_KNOWN = "Opening times not known: phone first"
_FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one date in words, and the name of the holiday that it is, if it is one."""

    day: date
    weekday: str
    text: str
    holiday: str | None = None


def fortnight(hours: OpeningHours, today: date, calendar: HolidayCalendar) -> list[DayHours]:
    """The hours of `today` and the thirteen days that follow."""
    table = timetable(hours, calendar)
    days = [today + timedelta(days=ahead) for ahead in range(_FORTNIGHT)]
    return [
        DayHours(
            day=day,
            weekday=f"{day:%A}",
            text=day_text(table.plan(day)),
            holiday=calendar.name_of(day),
        )
        for day in days
    ]


def day_text(plan: DayPlan) -> str:
    """One date's hours: "9am to 1pm, then 2pm to 6pm", "Closed", "Open 24 hours"."""
    because = f" ({plan.because})" if plan.because else ""
    if not plan.known:
        return f"Not known: phone first{because}"
    if not plan.sessions:
        return f"Closed{because}"
    if plan.sessions == ((0, MINUTES_IN_DAY),):
        return f"Open 24 hours{because}"
    return ", then ".join(_session_text(session) for session in plan.sessions) + because


def describe(opening: Opening, now: datetime) -> str:
    """The state in one line, seen from the aware instant `now`."""
    if opening.state is OpenState.UNKNOWN:
        return _unknown_text(opening, now)
    because = f" ({opening.because})" if opening.because else ""
    if opening.state is OpenState.CLOSED:
        if opening.opens_at is None:
            return f"Closed{because}. Next opening not known: phone first"
        return f"Closed until {_moment_ahead(opening.opens_at, now)}{because}"
    if opening.always:
        return "Open 24 hours"
    if opening.until is None:
        return "Open now"
    if opening.state is OpenState.CLOSING_SOON:
        return f"Closes soon, at {clock_text(_wall_minute(opening.until))}{because}"
    return f"Open until {_moment_of_closing(opening.until, now)}{because}"


def clock_text(wall_minute: int) -> str:
    """Minutes past midnight as the NHS writes a time: "9am", "5:30pm", "midday", "midnight"."""
    hour, minute = divmod(wall_minute % MINUTES_IN_DAY, 60)
    if minute == 0 and hour in (0, 12):
        return "midday" if hour else "midnight"
    half = "am" if hour < 12 else "pm"
    past = f":{minute:02}" if minute else ""
    return f"{(hour + 11) % 12 + 1}{past}{half}"


def _session_text(session: WallSession) -> str:
    opens, closes = session
    if closes is None:
        return f"from {clock_text(opens)} (closing time not known)"
    next_day = " the next day" if closes > MINUTES_IN_DAY else ""
    return f"{clock_text(opens)} to {clock_text(closes)}{next_day}"


def _unknown_text(opening: Opening, now: datetime) -> str:
    if opening.since is not None:
        started = clock_text(_wall_minute(opening.since))
        return f"Opened at {started}, closing time not known: phone first"
    if opening.because is not None:
        return f"May be closed for {opening.because}: phone first"
    return NOT_KNOWN


def _wall_minute(at: datetime) -> int:
    clock = local(at)
    return clock.hour * 60 + clock.minute


def _moment_ahead(opens_at: datetime, now: datetime) -> str:
    day = local(opens_at).date()
    if _wall_minute(opens_at) == 0:
        return _start_of_day(day, now)
    clock = clock_text(_wall_minute(opens_at))
    return f"{clock} {_day_name(day, now)}"


def _moment_of_closing(until: datetime, now: datetime) -> str:
    """Midnight belongs to the day that it ends."""
    clock = clock_text(_wall_minute(until))
    day = local(until).date()
    if _wall_minute(until) == 0:
        day -= ONE_DAY
    return clock if day == local(now).date() else f"{clock} {_day_name(day, now)}"


def _start_of_day(day: date, now: datetime) -> str:
    """ "Midnight on Monday" is read both ways, so it is not said."""
    if day == local(now).date() + ONE_DAY:
        return "midnight tonight"
    return f"the start of {_day_name(day, now).removeprefix('on ')}"


def _day_name(day: date, now: datetime) -> str:
    ahead = (day - local(now).date()).days
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if ahead < 7:
        return f"on {day:%A}"
    return f"on {day:%A} {day.day} {day:%B}"
