"""In which order services answer a question, and why each of them is there.

Compared one after the other, the first difference decides:

1. it may take the person, before it does not;
2. it is of the narrower kind that the words named ("food bank");
3. it has room, before it is full;
4. its facts are of high or medium confidence, before low: unsure ones never lead surer ones;
5. if a time was named, or the need is for now: open then, then not known, then closed;
6. felt distance (see `felt_km`): how far it is, with what speaks against it told in kilometres;
7. real distance, name and id, so that the same question always gets the same order.

A service that covers an area has no distance. It counts as a place some way off: nearer the
narrower its area is, and farther where people want a place to walk into (`_AREA_KM`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from directory.domain.access import needs_a_referral, short_access
from directory.domain.area import DISTRICTS, KM_PER_MILE
from directory.domain.coverage import Reach, coverage_text, is_a_place, is_on_the_map, reach
from directory.domain.eligibility import Answer, Verdict
from directory.domain.freshness import demotion
from directory.domain.london import local
from directory.domain.needs import Need
from directory.domain.opening_text import describe
from directory.domain.query import Opening, OpenState, Query
from directory.domain.service import Confidence, Cost, Service

NOW_NEEDS = frozenset(
    {
        Need.PHARMACY.value,
        Need.PHARMACY_FIRST.value,
        Need.GP_OUT_OF_HOURS_111.value,
        Need.UTC_MINOR_INJURY.value,
        Need.MENTAL_HEALTH_CRISIS.value,
    }
)
"""Needs that mean "now" when nothing is said about time."""

PLACE_NEEDS = frozenset(
    {
        Need.PHARMACY.value,
        Need.PHARMACY_FIRST.value,
        Need.UTC_MINOR_INJURY.value,
        Need.GP.value,
        Need.DENTAL.value,
        Need.OPTICIAN.value,
        Need.HEARING.value,
    }
)
"""Needs for which people want somewhere to go to."""

_AREA_KM = {Reach.DISTRICT: 2.0, Reach.DISTRICTS: 2.5, Reach.COUNTY: 3.0, Reach.NATIONAL: 10.0}
_AREA_FOR_PLACES_KM = 8.0
_NATIONAL_FOR_PLACES_KM = 30.0
"""Who wants a chemist wants a door to go through before a website to search."""
_SOMEWHERE_IN_DISTRICT_KM = 6.0
"""A place in the right district without a point: half the width of a district, roughly."""
_ELSEWHERE_KM = 25.0
_NO_PLACE_GIVEN_KM = 15.0
_FULL = frozenset({"full", "none", "closed"})

_STEP_KM, _STEP_SHARE = 0.3, 0.05
_NOT_HIGH_KM = 0.3
_CLOSING_SOON_KM = 1.0
_WAITING_KM_PER_HOUR = 0.25
_LONGEST_WAIT_HOURS = 48.0
_REFERRAL_KM = 5.0
_NOT_KNOWN_TO_TAKE_KM = 1.0
_NOT_ALWAYS_OPEN_KM = 0.1
_LATER_NEED_KM = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service with all that ranking weighs.

    `opening` is the state at the wanted time (now, if none). `open_when_wanted`: open then or at
    some time in the window; None for unknown. `distance_km`: straight line, None if no meaning.
    """

    service: Service
    opening: Opening
    open_when_wanted: bool | None
    distance_km: float | None
    verdict: Verdict


def rank(candidates: Iterable[Candidate], query: Query) -> list[Candidate]:
    """Candidates in the order in which to show them. The same set always gives the same order."""
    return sorted(candidates, key=lambda candidate: rank_key(candidate, query))


def rank_key(candidate: Candidate, query: Query) -> tuple[object, ...]:
    """What `rank` compares: smaller is better. The text of the module explains each part."""
    service = candidate.service
    return (
        candidate.verdict.answer is Answer.NO,
        bool(query.subcategories) and _named_kind(service, query) is None,
        service.capacity is not None and service.capacity.lower() in _FULL,
        service.confidence is Confidence.LOW,
        _open_rank(candidate) if time_matters(query) else 0,
        felt_km(candidate, query),
        inf if candidate.distance_km is None else candidate.distance_km,
        service.name,
        service.id,
    )


def time_matters(query: Query) -> bool:
    """Whether services open at the wanted time go first: one was named, or the need is for now."""
    return query.window is not None or not NOW_NEEDS.isdisjoint(query.needs)


def only_unsure(candidates: Iterable[Candidate]) -> bool:
    """Whether all of some candidates are of low confidence: then they must not stand alone."""
    confidences = [candidate.service.confidence for candidate in candidates]
    return bool(confidences) and all(level is Confidence.LOW for level in confidences)


def felt_km(candidate: Candidate, query: Query) -> float:
    """How far a service is felt to be, in kilometres: distance, and what speaks against it.

    Each step of age of its facts counts as 0.3 km and a twentieth of the way; less than high
    confidence 0.3 km; a way in through a referral alone 5 km; not knowing whether it takes the
    person 1 km; a need that was named second 2 km. Where time matters, closing at all counts as
    0.1 km, closing soon as 1 km, and each hour to wait as a quarter of one.
    """
    service = candidate.service
    km = _distance_or_like(candidate, query)
    steps = demotion(service, local(query.now).date())
    felt = km + steps * (_STEP_KM + _STEP_SHARE * km)
    if service.confidence is not Confidence.HIGH:
        felt += _NOT_HIGH_KM
    if needs_a_referral(service):
        felt += _REFERRAL_KM
    if candidate.verdict.answer is Answer.UNKNOWN:
        felt += _NOT_KNOWN_TO_TAKE_KM
    if time_matters(query):
        felt += _km_for_waiting(candidate.opening, query)
    return felt + _LATER_NEED_KM * _place_of_need(service, query)


def reasons(candidate: Candidate, query: Query) -> tuple[str, ...]:
    """Why a service is among the answers, in short plain strings, weightiest first."""
    service = candidate.service
    district = query.point.district if query.point else None
    found = [
        _kind_reason(service, query),
        _open_reason(candidate, query),
        distance_text(candidate.distance_km),
        None if is_on_the_map(service) else coverage_text(service, district),
        short_access(service),
        "Free" if service.cost is Cost.FREE else None,
        candidate.verdict.reason if candidate.verdict.answer is Answer.YES else None,
    ]
    return tuple(reason for reason in found if reason is not None)


def distance_text(distance_km: float | None) -> str | None:
    """ "1.2 miles away in a straight line"; None for no distance."""
    if distance_km is None:
        return None
    miles = distance_km / KM_PER_MILE
    if miles < 0.1:
        return "Less than 0.1 miles away"
    number = f"{miles:.0f}" if miles >= 10 else f"{miles:.1f}"
    unit = "mile" if number == "1.0" else "miles"
    return f"{number.removesuffix('.0')} {unit} away in a straight line"


def _open_rank(candidate: Candidate) -> int:
    if candidate.open_when_wanted is None:
        return 1
    return 0 if candidate.open_when_wanted else 2


def _distance_or_like(candidate: Candidate, query: Query) -> float:
    if candidate.distance_km is not None:
        return candidate.distance_km
    service, point = candidate.service, query.point
    if is_a_place(service):
        return _like_a_place(service, point.district if point else None)
    covered = reach(service)
    wide = _AREA_KM.get(covered, _NO_PLACE_GIVEN_KM)
    if PLACE_NEEDS.isdisjoint(query.needs):
        return wide
    return wide + (_NATIONAL_FOR_PLACES_KM if covered is Reach.NATIONAL else _AREA_FOR_PLACES_KM)


def _like_a_place(service: Service, district: str | None) -> float:
    if district not in DISTRICTS or service.location.district is None:
        return _NO_PLACE_GIVEN_KM
    return _SOMEWHERE_IN_DISTRICT_KM if service.location.district == district else _ELSEWHERE_KM


def _km_for_waiting(opening: Opening, query: Query) -> float:
    if opening.state is OpenState.CLOSING_SOON:
        return _CLOSING_SOON_KM
    if opening.state is not OpenState.CLOSED:
        return 0.0 if opening.always else _NOT_ALWAYS_OPEN_KM
    wanted = query.window.start if query.window else query.now
    hours = _LONGEST_WAIT_HOURS
    if opening.opens_at is not None:
        hours = min(hours, (opening.opens_at - wanted).total_seconds() / 3600)
    return _WAITING_KM_PER_HOUR * hours


def _place_of_need(service: Service, query: Query) -> int:
    """0 if the service meets the need that was named first, and so on."""
    return next((i for i, need in enumerate(query.needs) if need in service.needs), 0)


def _named_kind(service: Service, query: Query) -> str | None:
    """The narrower or wider kind of this service that the words named, if they did."""
    for kind in (service.subcategory, service.category):
        if kind is not None and kind in query.subcategories:
            return kind
    return None


def _kind_reason(service: Service, query: Query) -> str | None:
    kind = _named_kind(service, query)
    return kind[:1].upper() + kind[1:] if kind else None


def _open_reason(candidate: Candidate, query: Query) -> str | None:
    if not candidate.open_when_wanted:
        return None
    if query.window is not None and not _is_now(query):
        return f"Open {query.window.label}"
    if candidate.opening.always:
        return "Open 24 hours"
    text = describe(candidate.opening, query.now)
    return text.replace("Open until", "Open now until")


def _is_now(query: Query) -> bool:
    window = query.window
    return window is not None and window.instant and window.start == query.now
