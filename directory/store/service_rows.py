"""A service taken apart into the rows of HSDS's tables and of the tables that searching reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table

from directory.domain.area import DISTRICTS
from directory.domain.service import Audience, Confidence, Service
from directory.grid import cell_of
from directory.identity import organization_id, part_id
from directory.merge import Merged
from directory.open_week import open_week
from directory.store import document, tables, working_tables

Row = dict[str, Any]
Rows = dict[Table, list[Row]]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ACTIVE = "active"
DEFUNCT = "defunct"


def organization_row(service: Service) -> Row:
    """Who provides it."""
    name = service.organization or service.name
    return {"id": organization_id(name), "name": name, "description": ""}


def service_row(merged: Merged, *, now: datetime) -> Row:
    """The row of `service`."""
    service = merged.service
    return {
        "id": service.id,
        "organization_id": organization_id(service.organization or service.name),
        "name": service.name,
        "search_name": service.name.casefold(),
        "description": service.description,
        "status": ACTIVE if merged.active else DEFUNCT,
        "url": service.url,
        "email": service.email,
        "category": service.category,
        "subcategory": service.subcategory,
        "eligibility_description": service.eligibility.text,
        "minimum_age": service.eligibility.minimum_age,
        "maximum_age": service.eligibility.maximum_age,
        "sex": service.eligibility.sex,
        "access_mode": [mode.value for mode in service.access],
        "national": service.national,
        "hours_known": service.hours.known,
        "always_open": service.hours.always,
        "hours_note": service.hours.note,
        "public_holiday_policy": service.hours.holiday_policy.value,
        "step_free": service.step_free,
        "audience": service.audience.value,
        "sensitive": service.sensitive,
        "capacity": service.capacity,
        "confidence": service.confidence.value,
        "assured_date": service.last_verified,
        "facts_from": service.source.facts_from if service.source else None,
        "field_provenance": merged.provenance,
        "last_modified": now,
    }


def location_row(service: Service) -> Row | None:
    """The row of `location`; None for a service without any place."""
    place = service.location
    if not (place.address or place.postcode or place.latitude is not None or place.district):
        return None
    return {
        "id": part_id(service.id, "location"),
        "location_type": "physical",
        "address_1": place.address,
        "postal_code": place.postcode,
        "district": place.district,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def child_rows(service: Service, *, terms: dict[str, str]) -> Rows:
    """The rows of every table that belongs to the service. `terms`: need to taxonomy term id."""
    return {
        tables.service_at_location: _numbered(
            service,
            "service_at_location",
            [{"location_id": row["id"]}] if (row := location_row(service)) else [],
        ),
        tables.phone: _numbered(service, "phone", _phones(service)),
        tables.schedule: _numbered(service, "schedule", _schedules(service)),
        tables.opening_exception: _numbered(service, "opening_exception", _exceptions(service)),
        tables.service_area: _numbered(service, "service_area", _areas(service)),
        tables.cost_option: _numbered(service, "cost_option", [{"option": service.cost.value}]),
        tables.language: _numbered(
            service, "language", [{"name": name} for name in service.languages]
        ),
        tables.accessibility: _numbered(
            service, "accessibility", [{"description": text} for text in service.accessibility]
        ),
        tables.attribute: _numbered(
            service,
            "attribute",
            [
                {"taxonomy_term_id": terms[need], "position": position}
                for position, need in enumerate(service.needs)
            ],
        ),
    }


def search_rows(merged: Merged) -> Rows:
    """The rows that searching reads. A service that has closed keeps none."""
    if not merged.active:
        return {}
    service = merged.service
    staff_only = service.audience is Audience.STAFF
    plain = {"service_id": service.id, "staff_only": staff_only}
    common = plain | {
        "open_week": open_week(service.hours),
        "unsure": service.confidence is Confidence.LOW,
    }
    return {
        working_tables.service_document: [plain | {"document": document.dump(service)}],
        working_tables.service_place: _places(service, common),
        working_tables.service_reach: [
            common | {"need": need, "district": district}
            for need in service.needs
            for district in sorted(_districts(service))
        ],
    }


def is_place(service: Service) -> bool:
    """Whether it is a point on the map, rather than something that serves an area."""
    located = service.location.latitude is not None and service.location.longitude is not None
    return located and not service.areas and not service.national


def _districts(service: Service) -> set[str]:
    if service.national:
        return {working_tables.NATIONWIDE}
    if service.areas or is_place(service):
        return set(service.areas)
    return {service.location.district} if service.location.district in DISTRICTS else set()


def _places(service: Service, common: Row) -> list[Row]:
    latitude, longitude = service.location.latitude, service.location.longitude
    if not is_place(service) or latitude is None or longitude is None:
        return []
    cell_y, cell_x = cell_of(latitude=latitude, longitude=longitude)
    where = {
        "cell_y": cell_y,
        "cell_x": cell_x,
        "latitude": latitude,
        "longitude": longitude,
        "district": service.location.district,
    }
    return [common | where | {"need": need} for need in service.needs]


def _numbered(service: Service, part: str, rows: list[Row]) -> list[Row]:
    return [
        {"id": part_id(service.id, part, number), "service_id": service.id} | row
        for number, row in enumerate(rows)
    ]


def _phones(service: Service) -> list[Row]:
    numbers = (("voice", service.phone), ("text", service.text_number))
    return [{"type": kind, "number": number} for kind, number in numbers if number]


def _schedules(service: Service) -> list[Row]:
    return [
        {
            "freq": "WEEKLY",
            "byday": WEEKDAYS[session.weekday],
            "opens_at": document.clock(session.opens),
            "closes_at": document.clock(session.closes),
        }
        for session in service.hours.sessions
    ]


def _exceptions(service: Service) -> list[Row]:
    return [
        document.exception_json(exception) | {"day": exception.day}
        for exception in service.hours.exceptions
    ]


def _areas(service: Service) -> list[Row]:
    names = ["England"] if service.national else sorted(service.areas)
    return [{"name": name, "extent_type": "text"} for name in names]
