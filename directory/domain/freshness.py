"""How old the facts about a service are, in words and in steps, and when to phone first.

Open Referral UK asks for facts checked within three months; we demote at three and six months,
and from twelve months on tell people to phone before they go anywhere.
"""

from __future__ import annotations

from datetime import date

from directory.domain.coverage import is_a_place
from directory.domain.service import Confidence, Service

DEMOTION_MONTHS = (3, 6, 12)
"""The age in whole months at which each step of demotion begins."""
STALE_STEP = len(DEMOTION_MONTHS)


def facts_date(service: Service) -> date | None:
    """The day on which the facts were last sure: checked by a person, or dated by the source."""
    from_source = service.source.facts_from if service.source else None
    known = [day for day in (service.last_verified, from_source) if day is not None]
    return max(known, default=None)


def age_in_months(day: date, today: date) -> int:
    """Whole months from `day` to `today`; 0 if `day` lies ahead."""
    months = (today.year - day.year) * 12 + today.month - day.month
    if today.day < day.day:
        months -= 1
    return max(months, 0)


def demotion(service: Service, today: date) -> int:
    """0 for fresh facts, then 1, 2 and 3 at three, six and twelve months. Not dated: 3."""
    day = facts_date(service)
    if day is None:
        return STALE_STEP
    age = age_in_months(day, today)
    return sum(age >= months for months in DEMOTION_MONTHS)


def phone_first(service: Service, today: date) -> bool:
    """Whether the facts are not sure enough to travel on.

    Low confidence: never. Otherwise only where there is somewhere to travel to: medium
    confidence is not enough for that, nor is high confidence in facts of a year ago.
    """
    if service.confidence is Confidence.LOW:
        return True
    if not is_a_place(service):
        return False
    return service.confidence is not Confidence.HIGH or demotion(service, today) >= STALE_STEP


def checked_text(service: Service, today: date) -> str:
    """ "Details checked in May 2026", "Details from 2018: phone first", "... not known"."""
    day = facts_date(service)
    if day is None:
        return "Date of details not known"
    if day == service.last_verified:
        said = f"Details checked in {day:%B %Y}"
    else:
        said = f"Details from {_as_coarse_as_given(day)}"
    stale = demotion(service, today) >= STALE_STEP and phone_first(service, today)
    return f"{said}: phone first" if stale else said


def _as_coarse_as_given(day: date) -> str:
    """Sources that give only a year are stored as its first day."""
    return f"{day:%Y}" if (day.month, day.day) == (1, 1) else f"{day:%B %Y}"
