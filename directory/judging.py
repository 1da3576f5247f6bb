"""Holding one service against a question: what it fails, and how to show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from directory.domain.access import access_text
from directory.domain.coverage import serves
from directory.domain.eligibility import Answer, verdict
from directory.domain.freshness import checked_text, facts_date, phone_first
from directory.domain.holidays import HolidayCalendar
from directory.domain.opening import is_open_in, state_at
from directory.domain.opening_text import describe
from directory.domain.query import Match, NearMiss, Opening, OpenState, Query
from directory.domain.ranking import Candidate, reasons, time_matters
from directory.domain.relaxation import AREA, OPEN, missed_text
from directory.domain.service import Service
from directory.filters import passes
from directory.pool import Found

NOT_LOOKED_AT = Opening(OpenState.UNKNOWN)
_OPEN_WHEN = {
    OpenState.OPEN: True,
    OpenState.CLOSING_SOON: True,
    OpenState.CLOSED: False,
    OpenState.UNKNOWN: None,
}


class Judged(NamedTuple):
    """A candidate and every criterion that it fails."""

    candidate: Candidate
    failed: tuple[str, ...]


def judge(
    found: Found, query: Query, calendar: HolidayCalendar, *, every_district: bool = False
) -> Judged:
    """What a service fails of age, sex, time, area and filters. Unknown hours fail no time.

    Where the time does not matter, or was enough of a glance, the exact opening is left to
    `with_opening`: it costs most.
    """
    service = found.service
    look_it_up = time_matters(query) and not found.surely_closed
    opening = opening_of(service, query, calendar) if look_it_up else NOT_LOOKED_AT
    candidate = Candidate(
        service=service,
        opening=opening,
        open_when_wanted=(
            False if found.surely_closed else _open_when_wanted(service, opening, query, calendar)
        ),
        distance_km=found.distance_km,
        verdict=verdict(service, query.person),
    )
    return Judged(candidate, tuple(_failures(candidate, query, every_district)))


def _failures(candidate: Candidate, query: Query, every_district: bool) -> Iterator[str]:
    service = candidate.service
    yield from (name for name in sorted(query.filters) if not passes(service, name))
    if candidate.verdict.answer is Answer.NO:
        yield candidate.verdict.failed or "age"
    if query.window is not None and candidate.open_when_wanted is False:
        yield OPEN
    district = query.point.district if query.point else None
    if not every_district and not serves(service, district):
        yield AREA


def with_opening(candidate: Candidate, query: Query, calendar: HolidayCalendar) -> Candidate:
    """The candidate with its opening looked up, if it was not needed before."""
    if candidate.opening is not NOT_LOOKED_AT:
        return candidate
    opening = opening_of(candidate.service, query, calendar)
    is_open = _open_when_wanted(candidate.service, opening, query, calendar)
    return replace(candidate, opening=opening, open_when_wanted=is_open)


def opening_of(service: Service, query: Query, calendar: HolidayCalendar) -> Opening:
    """The state at the wanted time: when the window begins, or now."""
    at = query.window.start if query.window else query.now
    return state_at(service.hours, at, calendar)


def shown(candidate: Candidate, query: Query) -> Match:
    """The candidate as an answer, with all that is told about it."""
    service, today = candidate.service, query.now.date()
    return Match(
        service=service,
        opening=candidate.opening,
        open_text=describe(candidate.opening, query.now),
        distance_km=candidate.distance_km,
        reasons=reasons(candidate, query),
        phone_first=phone_first(service, today),
        last_checked=facts_date(service),
        checked_text=checked_text(service, today),
        source_text=source_text(service),
        access_text=access_text(service),
    )


def missed(judged: Judged, match: Match) -> NearMiss:
    """A candidate that failed one criterion, as a near miss with the reason."""
    failed = judged.failed[0]
    reason = judged.candidate.verdict.reason if failed in ("age", "sex") else None
    explanation = f"{missed_text(failed)}. {reason}" if reason else missed_text(failed)
    return NearMiss(match=match, failed=failed, explanation=explanation)


def source_text(service: Service) -> str:
    """Where the details come from: "NHS ODS list of GP practices, September 2025"."""
    return service.source.title if service.source else "not recorded"


def _open_when_wanted(
    service: Service, opening: Opening, query: Query, calendar: HolidayCalendar
) -> bool | None:
    window = query.window
    if window is None or window.instant:
        return _OPEN_WHEN[opening.state]
    return is_open_in(service.hours, window, calendar)
