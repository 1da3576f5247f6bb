"""Several sources' accounts of one service made into one: part by part, the newest facts win."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from directory.domain.service import Audience, Cost, Eligibility, Service, Source
from directory.records import SourceRecord


@dataclass(frozen=True, slots=True)
class Merged:
    """The service as the directory will show it, and which record told each part."""

    service: Service
    active: bool
    provenance: dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that only make sense together, and whether a record says anything of them."""

    name: str
    fields: tuple[str, ...]
    told: Callable[[Service], bool]


def _has(name: str) -> Callable[[Service], bool]:
    return lambda service: bool(getattr(service, name))


PARTS = (
    Part("name", ("name",), _has("name")),
    Part("organization", ("organization",), _has("organization")),
    Part("description", ("description",), _has("description")),
    Part("needs", ("needs", "category", "subcategory"), _has("needs")),
    Part(
        "location",
        ("location", "areas", "national"),
        lambda s: s.national or bool(s.areas) or s.location.latitude is not None,
    ),
    Part("phone", ("phone",), _has("phone")),
    Part("text_number", ("text_number",), _has("text_number")),
    Part("email", ("email",), _has("email")),
    Part("url", ("url",), _has("url")),
    Part("hours", ("hours",), lambda s: s.hours.known or bool(s.hours.note)),
    Part("access", ("access",), _has("access")),
    Part("eligibility", ("eligibility",), lambda s: s.eligibility != Eligibility()),
    Part("cost", ("cost",), lambda s: s.cost is not Cost.UNKNOWN),
    Part("languages", ("languages",), _has("languages")),
    Part("accessibility", ("accessibility",), _has("accessibility")),
    Part("step_free", ("step_free",), lambda s: s.step_free is not None),
    Part("capacity", ("capacity",), _has("capacity")),
)

AGED_PARTS = ("hours", "phone", "location")
"""The parts whose age is told to people: to turn up in vain is what old facts cost."""


def merge(records: Sequence[SourceRecord]) -> Merged:
    """One service out of the accounts of it. Raises `ValueError` without any."""
    if not records:
        raise ValueError("nothing to merge")
    chief = max(records, key=lambda record: _rank(record, "status"))
    chosen: dict[str, Any] = {}
    told_by: dict[str, SourceRecord] = {}
    for part in PARTS:
        tellers = [record for record in records if part.told(record.service)]
        if tellers:
            teller = max(tellers, key=lambda record: _rank(record, part.name))
            told_by[part.name] = teller
            chosen |= {name: getattr(teller.service, name) for name in part.fields}
    service = replace(
        chief.service,
        **chosen,
        sensitive=any(record.service.sensitive for record in records),
        audience=_audience(records),
        last_verified=_latest(record.service.last_verified for record in records),
        source=_source(chief, told_by),
    )
    provenance = {part: record.label for part, record in told_by.items()}
    return Merged(service=service, active=chief.active, provenance=provenance)


def _rank(record: SourceRecord, part: str) -> tuple[date, int, str]:
    return record.date_of(part) or date.min, record.precedence, record.label


def _audience(records: Sequence[SourceRecord]) -> Audience:
    staff = any(record.service.audience is Audience.STAFF for record in records)
    return Audience.STAFF if staff else Audience.PUBLIC


def _latest(days: Any) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known else None


def _source(chief: SourceRecord, told_by: dict[str, SourceRecord]) -> Source | None:
    source = chief.service.source
    ages = [told_by[part].date_of(part) for part in AGED_PARTS if part in told_by]
    known = [age for age in ages if age is not None]
    if source is None or not known:
        return source
    return replace(source, facts_from=min(known))
