"""A whole service as one compact document, and back.

Reading forty services from twelve tables would take twelve queries; one document takes one.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import orjson

from directory.domain.service import (
    AccessMode,
    Audience,
    Confidence,
    Cost,
    Eligibility,
    HolidayPolicy,
    Location,
    OpeningException,
    OpeningHours,
    Service,
    Session,
    Source,
)

Json = dict[str, Any]


def dump(service: Service) -> bytes:
    """The service as JSON."""
    return orjson.dumps(to_json(service))


def load(document: bytes) -> Service:
    """The service that `dump` wrote."""
    return from_json(orjson.loads(document))


def to_json(service: Service) -> Json:
    """The service as values that JSON knows."""
    return {
        "id": service.id,
        "name": service.name,
        "organization": service.organization,
        "needs": service.needs,
        "description": service.description,
        "category": service.category,
        "subcategory": service.subcategory,
        "location": _location_json(service.location),
        "areas": sorted(service.areas),
        "national": service.national,
        "phone": service.phone,
        "text_number": service.text_number,
        "email": service.email,
        "url": service.url,
        "hours": _hours_json(service.hours),
        "access": [mode.value for mode in service.access],
        "eligibility": _eligibility_json(service.eligibility),
        "cost": service.cost.value,
        "languages": service.languages,
        "accessibility": service.accessibility,
        "step_free": service.step_free,
        "audience": service.audience.value,
        "sensitive": service.sensitive,
        "capacity": service.capacity,
        "confidence": service.confidence.value,
        "last_verified": service.last_verified,
        "source": _source_json(service.source),
    }


def from_json(found: Json) -> Service:
    """The service that `to_json` describes."""
    return Service(
        id=found["id"],
        name=found["name"],
        organization=found["organization"],
        needs=tuple(found["needs"]),
        description=found["description"],
        category=found["category"],
        subcategory=found["subcategory"],
        location=Location(**found["location"]),
        areas=frozenset(found["areas"]),
        national=found["national"],
        phone=found["phone"],
        text_number=found["text_number"],
        email=found["email"],
        url=found["url"],
        hours=_hours(found["hours"]),
        access=tuple(AccessMode(mode) for mode in found["access"]),
        eligibility=Eligibility(**found["eligibility"]),
        cost=Cost(found["cost"]),
        languages=tuple(found["languages"]),
        accessibility=tuple(found["accessibility"]),
        step_free=found["step_free"],
        audience=Audience(found["audience"]),
        sensitive=found["sensitive"],
        capacity=found["capacity"],
        confidence=Confidence(found["confidence"]),
        last_verified=_date(found["last_verified"]),
        source=_source(found["source"]),
    )


def _location_json(location: Location) -> Json:
    return {
        "address": location.address,
        "postcode": location.postcode,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "district": location.district,
    }


def _eligibility_json(eligibility: Eligibility) -> Json:
    return {
        "minimum_age": eligibility.minimum_age,
        "maximum_age": eligibility.maximum_age,
        "sex": eligibility.sex,
        "text": eligibility.text,
    }


def _hours_json(hours: OpeningHours) -> Json:
    return {
        "known": hours.known,
        "always": hours.always,
        "sessions": [[s.weekday, clock(s.opens), clock(s.closes)] for s in hours.sessions],
        "exceptions": [exception_json(exception) for exception in hours.exceptions],
        "holiday_policy": hours.holiday_policy.value,
        "note": hours.note,
    }


def exception_json(exception: OpeningException) -> Json:
    """One dated exception as values that JSON knows."""
    return {
        "day": exception.day.isoformat(),
        "sessions": [[clock(opens), clock(closes)] for opens, closes in exception.sessions],
        "reason": exception.reason,
    }


def _hours(found: Json) -> OpeningHours:
    return OpeningHours(
        known=found["known"],
        always=found["always"],
        sessions=tuple(
            Session(weekday, _time(opens), _time(closes) if closes else None)
            for weekday, opens, closes in found["sessions"]
        ),
        exceptions=tuple(
            OpeningException(
                day=date.fromisoformat(each["day"]),
                sessions=tuple((_time(opens), _time(closes)) for opens, closes in each["sessions"]),
                reason=each["reason"],
            )
            for each in found["exceptions"]
        ),
        holiday_policy=HolidayPolicy(found["holiday_policy"]),
        note=found["note"],
    )


def _source_json(source: Source | None) -> Json | None:
    if source is None:
        return None
    return {
        "feed": source.feed,
        "record_id": source.record_id,
        "title": source.title,
        "url": source.url,
        "licence": source.licence,
        "fetched_at": source.fetched_at.isoformat() if source.fetched_at else None,
        "facts_from": source.facts_from.isoformat() if source.facts_from else None,
    }


def _source(found: Json | None) -> Source | None:
    if found is None:
        return None
    fetched = found["fetched_at"]
    return Source(
        feed=found["feed"],
        record_id=found["record_id"],
        title=found["title"],
        url=found["url"],
        licence=found["licence"],
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        facts_from=_date(found["facts_from"]),
    )


def clock(at: time | None) -> str | None:
    """A time of day as `HH:MM`."""
    return at.strftime("%H:%M") if at is not None else None


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[3:5]))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
